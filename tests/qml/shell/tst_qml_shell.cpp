// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/loopbackcontroller.h"
#include "common/settingsstore.h"
#include "qmlmodule.h"

#include <QQmlEngine>
#include <QtQuickTest>

using namespace topicscope;

//! What the QML tests ask for: a client over the loopback transport, and messages for it.
class Bench : public QObject
{
    Q_OBJECT
    Q_PROPERTY(topicscope::app::ClientController *client READ client CONSTANT)
    Q_PROPERTY(topicscope::app::SettingsStore *settings READ settings CONSTANT)

public:
    [[nodiscard]] app::ClientController *client() { return &m_loopback.controller(); }
    [[nodiscard]] app::SettingsStore *settings() { return &m_settings; }

    Q_INVOKABLE bool start() { return m_loopback.start(); }
    Q_INVOKABLE bool deliver(int count, const QString &topic, const QString &payload)
    {
        return m_loopback.deliver(count, topic.toUtf8(), payload.toUtf8());
    }
    //! Something that is no message: it has no topic.
    Q_INVOKABLE void deliverMalformed() { m_loopback.inject({QByteArray(R"({"message": 1})")}); }

private:
    tests::LoopbackController m_loopback;
    app::SettingsStore m_settings{app::SettingsStore::Lifetime::Transient};
};

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        app::addQmlModule(*engine);
        m_bench = std::make_unique<Bench>();
        qmlRegisterSingletonInstance("TopicscopeTest", 1, 0, "Bench", m_bench.get());
    }
    void cleanupTestCase() { m_bench.reset(); }

private:
    std::unique_ptr<Bench> m_bench;
};

QUICK_TEST_MAIN_WITH_SETUP(shell, Setup)
#include "tst_qml_shell.moc"
