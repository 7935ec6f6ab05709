// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panelfixture.h"
#include "qmlmodule.h"

#include <QApplication>
#include <QQmlEngine>
#include <QStandardPaths>
#include <QtQuickTest>

//! Runs the tst_panels*.qml files. The plots draw through a widget library, hence QApplication.
class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        topicscope::app::addQmlModule(*engine);
        qmlRegisterSingletonInstance("TopicscopeTests", 1, 0, "PanelFixture", &m_fixture);
    }

private:
    topicscope::tests::PanelFixture m_fixture;
};

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true); // what is made here is not to appear among the user's scripts
    QApplication application(argc, argv);
    Setup setup;
    return quick_test_main_with_setup(argc, argv, "panels", QUICK_TEST_SOURCE_DIR, &setup);
}

#include "tst_panels.moc"
