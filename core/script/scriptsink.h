// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptfault.h"

#include <QMetaType>
#include <QString>

namespace topicscope::script {
Q_NAMESPACE

//! \brief What kind of thing a line of a script's console is.
enum class ConsoleLevel : quint8 {
    Log, //!< ctx.log()
    Warning, //!< ctx.warn()
    Alert, //!< ctx.alert()
    Error, //!< an exception, a time-out, a version that cannot run
    Notice, //!< what Topicscope says: a version was loaded, the handler was paused
};
Q_ENUM_NS(ConsoleLevel)

//! \brief A message that a script publishes.
struct ScriptPublication {
    QString topic;
    QString id; //!< never empty
    QByteArray payload; //!< raw JSON, valid
    QString producer;

    friend bool operator==(const ScriptPublication &, const ScriptPublication &) = default;
};

//! \brief Takes what a script does besides handling. Thread: the engine's.
class ScriptSink
{
public:
    virtual ~ScriptSink() = default;

    virtual void print(ConsoleLevel level, const QString &text) = 0;
    //! \brief Errors become exceptions in the script.
    [[nodiscard]] virtual base::Result<void> publish(ScriptPublication publication) = 0;
    [[nodiscard]] virtual base::Result<void> metric(const QString &name, double value) = 0;
};

} // namespace topicscope::script
