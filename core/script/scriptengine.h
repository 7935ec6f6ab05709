// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"
#include "script/scriptprogram.h"
#include "script/scriptsink.h"
#include "script/watchdog.h"

#include <QJSEngine>
#include <QJSValue>

#include <unordered_map>

namespace topicscope::script {

class ScriptBridge;
class ScriptEngine;

//! \brief What a script is told about the handler it is.
struct ScriptIdentity {
    QString name;
    QString pattern;
    bool parallel = false;
};

//! \brief One living script: closures of its own over the engine's shared, frozen built-in objects. Thread: the
//! engine's.
class ScriptInstance
{
public:
    //! \brief Has onMessage() called; false when it returned false. Faults: what it threw; Timeout where it was
    //! interrupted.
    [[nodiscard]] ScriptResult<bool> handle(const base::Message &message);
    //! \brief Has onStart() called, where there is one. Faults as handle().
    [[nodiscard]] ScriptResult<void> start() { return callOptional(m_start); }
    [[nodiscard]] ScriptResult<void> stop() { return callOptional(m_stop); }
    [[nodiscard]] ScriptResult<void> tick() { return callOptional(m_tick); }
    //! \brief How long is between two ticks; nothing for a script without timer.
    [[nodiscard]] std::optional<std::chrono::milliseconds> tickInterval() const noexcept { return m_tickInterval; }
    //! \brief ctx.state, to be given to the next version.
    [[nodiscard]] const QJSValue &state() const noexcept { return m_state; }

private:
    friend class ScriptEngine;
    ScriptInstance(ScriptEngine &engine, ScriptProgramPtr program, ScriptSink &sink, std::chrono::milliseconds limit);
    [[nodiscard]] ScriptResult<void> callOptional(const QJSValue &function);

    ScriptEngine &m_engine;
    ScriptProgramPtr m_program;
    ScriptSink &m_sink;
    std::chrono::milliseconds m_limit;
    QJSValue m_state;
    QJSValue m_call;
    QJSValue m_start;
    QJSValue m_stop;
    QJSValue m_tick;
    std::optional<std::chrono::milliseconds> m_tickInterval;
};

//! \brief A JavaScript engine that scripts share without being able to touch each other or anything but their API.
//!
//! Built-in objects are frozen, code from strings is impossible, and built-in functions that nothing could interrupt
//! are bounded (see prelude.js). Thread: the one that makes it.
class ScriptEngine
{
public:
    //! \brief How long a call may last unless told otherwise.
    static constexpr std::chrono::milliseconds defaultLimit{1000};

    //! \brief \a watchdog outlives the engine.
    explicit ScriptEngine(Watchdog &watchdog);
    ~ScriptEngine();
    Q_DISABLE_COPY_MOVE(ScriptEngine)

    //! \brief Runs the top level of \a program and keeps what it declares. \a sink and the engine outlive the instance.
    //! Calls, the top level's included, are interrupted after \a limit. \a state becomes ctx.state; a new one when it
    //! is undefined.
    [[nodiscard]] ScriptResult<std::unique_ptr<ScriptInstance>> instantiate(
        ScriptProgramPtr program, const ScriptIdentity &identity, ScriptSink &sink,
        std::chrono::milliseconds limit = defaultLimit, QJSValue state = {});

private:
    friend class ScriptInstance;

    //! Calls \a function of the prelude in the name of \a sink. What it returns is a success only if \a isResult says
    //! so, and the prelude's faultOf() where something was thrown. All that runs of a script runs within this call,
    //! where it can be interrupted.
    [[nodiscard]] ScriptResult<QJSValue> call(const QJSValue &function, const QJSValueList &arguments, ScriptSink &sink,
                                              std::chrono::milliseconds limit, const ScriptProgram &program,
                                              bool (*isResult)(const QJSValue &));
    [[nodiscard]] ScriptFault faultOf(const QJSValue &thrown, const ScriptProgram &program) const;
    [[nodiscard]] ScriptResult<QJSValueList> functionsOf(const ScriptProgramPtr &program);

    QJSEngine m_engine;
    std::unique_ptr<ScriptBridge> m_bridge;
    QJSValue m_makeInstance;
    Watchdog::Slot m_watch;
    QJSValueList m_arguments; // of a message; kept for its memory
    struct Compiled {
        std::weak_ptr<const ScriptProgram> program;
        QJSValueList functions;
    };
    std::unordered_map<const ScriptProgram *, Compiled> m_compiled;
};

//! \brief Has the engines made from now on take a spread of many elements as an error instead of a crash. To be called
//! before the first engine of the program is made, QML's included. Thread: main.
void prepareScriptEngines();

} // namespace topicscope::script
