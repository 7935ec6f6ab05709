// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptsink.h"

#include <QObject>

class QJSEngine;

namespace topicscope::script {

//! \brief What the prelude calls; scripts never see it. Speaks for the script that is being called. Thread: the
//! engine's.
class ScriptBridge : public QObject
{
    Q_OBJECT

public:
    explicit ScriptBridge(QJSEngine &engine);

    //! \brief Whose call it is from now on; null: nobody's.
    void setSink(ScriptSink *sink) noexcept { m_sink = sink; }

    Q_INVOKABLE void log(const QString &text) { print(ConsoleLevel::Log, text); }
    Q_INVOKABLE void warn(const QString &text) { print(ConsoleLevel::Warning, text); }
    Q_INVOKABLE void alert(const QString &text) { print(ConsoleLevel::Alert, text); }
    //! \brief The id under which it is published.
    Q_INVOKABLE QString publish(const QString &topic, const QString &json, const QString &id, const QString &producer);
    //! \brief \a text in UTF-8, as an ArrayBuffer.
    Q_INVOKABLE QByteArray utf8(const QString &text) const { return text.toUtf8(); }
    Q_INVOKABLE void metric(const QString &name, double value);

private:
    void print(ConsoleLevel level, const QString &text);
    void throwUnless(const base::Result<void> &result);

    QJSEngine &m_engine;
    ScriptSink *m_sink = nullptr;
};

} // namespace topicscope::script
