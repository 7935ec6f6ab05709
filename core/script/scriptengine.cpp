// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptengine.h"

#include "base/logging.h"
#include "script/scriptbridge_p.h"
#include "script/scriptpayload_p.h"

#include <QFile>

#include <algorithm>

static void initializeResources()
{
    Q_INIT_RESOURCE(script);
}

namespace topicscope::script {

using base::ErrorCode;

namespace {

QString preludeText()
{
    initializeResources(); // of a static library
    QFile file(QStringLiteral(":/topicscope/script/prelude.js"));
    if (!file.open(QIODevice::ReadOnly))
        qCCritical(base::logHandler) << "the prelude of scripts is missing";
    return QString::fromUtf8(file.readAll());
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

double millisecondsOf(base::WallTime time)
{
    return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count())
           / 1000.0;
}

//! The server's time as Date has it; null where there is none. Servers give seconds.
QJSValue serverTimeOf(const base::Message &message)
{
    bool isNumber = false;
    const double seconds = QByteArray(message.timestamp().data(), static_cast<qsizetype>(message.timestamp().size()))
                               .toDouble(&isNumber);
    return isNumber ? QJSValue(seconds * 1000.0) : QJSValue(QJSValue::NullValue);
}

QString durationText(std::chrono::milliseconds duration)
{
    return duration.count() % 1000 == 0 ? QStringLiteral("%1 s").arg(duration.count() / 1000)
                                        : QStringLiteral("%1 ms").arg(duration.count());
}

} // namespace

ScriptInstance::ScriptInstance(ScriptEngine &engine, ScriptProgramPtr program, ScriptSink &sink,
                               std::chrono::milliseconds limit)
    : m_engine(engine), m_program(std::move(program)), m_sink(sink), m_limit(limit)
{
}

ScriptResult<bool> ScriptInstance::handle(const base::Message &message)
{
    QJSValueList &arguments = m_engine.m_arguments;
    const bool encoded = ScriptPayload::isNeeded(message);
    arguments.clear();
    arguments << textOf(message.topic()) << textOf(message.id()) << textOf(message.producer())
              << (encoded ? QJSValue() : QJSValue(textOf(message.payload()))) << static_cast<double>(message.size())
              << millisecondsOf(message.receivedWallTime())
              << (message.timestamp().empty() ? QJSValue(QJSValue::NullValue) : serverTimeOf(message))
              << (message.repeats().value != 0 || message.outcome().state == base::MessageState::Duplicate);
    if (encoded)
        arguments << m_engine.m_engine.newQObject(new ScriptPayload(base::MessagePtr(&message), m_engine.m_engine));
    return m_engine
        .call(m_call, arguments, m_sink, m_limit, *m_program, [](const QJSValue &value) { return value.isBool(); })
        .map([](const QJSValue &withheld) { return !withheld.toBool(); });
}

ScriptResult<void> ScriptInstance::callOptional(const QJSValue &function)
{
    if (!function.isCallable())
        return {};
    return m_engine
        .call(function, {}, m_sink, m_limit, *m_program, [](const QJSValue &value) { return value.isUndefined(); })
        .map([](const QJSValue &) {});
}

ScriptEngine::ScriptEngine(Watchdog &watchdog)
    : m_bridge(std::make_unique<ScriptBridge>(m_engine)), m_watch(watchdog, m_engine)
{
    QJSEngine::setObjectOwnership(m_bridge.get(), QJSEngine::CppOwnership);
    const QJSValue prelude = m_engine.evaluate(preludeText(), QStringLiteral("topicscope"));
    m_makeInstance = prelude.call({m_engine.newQObject(m_bridge.get()), m_engine.globalObject()});
    if (!m_makeInstance.isCallable())
        qCCritical(base::logHandler) << "the prelude of scripts failed:" << m_makeInstance.toString()
                                     << m_makeInstance.property(QStringLiteral("lineNumber")).toInt();
}

ScriptEngine::~ScriptEngine() = default;

ScriptResult<QJSValueList> ScriptEngine::functionsOf(const ScriptProgramPtr &program)
{
    Compiled &compiled = m_compiled[program.get()];
    if (compiled.program.lock() == program)
        return compiled.functions;
    compiled = {.program = program, .functions = {}};
    for (const ScriptProgram::Unit &unit : program->units()) {
        const QJSValue function = m_engine.evaluate(unit.code, unit.file); // runs nothing of it; it was compiled before
        if (!function.isCallable())
            return tl::unexpected(ScriptFault{.file = unit.file,
                                              .line = 0,
                                              .column = 0,
                                              .message = function.toString(),
                                              .code = ErrorCode::HandlerFailed});
        compiled.functions << function;
    }
    const QJSValueList functions = compiled.functions;
    std::erase_if(m_compiled, [](const auto &entry) { return entry.second.program.expired(); });
    return functions;
}

ScriptResult<std::unique_ptr<ScriptInstance>> ScriptEngine::instantiate(ScriptProgramPtr program,
                                                                        const ScriptIdentity &identity,
                                                                        ScriptSink &sink,
                                                                        std::chrono::milliseconds limit, QJSValue state)
{
    auto compiled = functionsOf(program);
    if (!compiled)
        return tl::unexpected(std::move(compiled.error()));
    const auto &units = program->units();
    QJSValue functions = m_engine.newArray(static_cast<uint>(units.size()));
    QJSValue imports = m_engine.newArray(static_cast<uint>(units.size()));
    for (quint32 i = 0; i < units.size(); ++i) {
        QJSValue indices = m_engine.newArray(static_cast<uint>(units[i].imports.size()));
        for (quint32 k = 0; k < units[i].imports.size(); ++k)
            indices.setProperty(k, static_cast<double>(units[i].imports[k]));
        functions.setProperty(i, compiled->at(static_cast<qsizetype>(i)));
        imports.setProperty(i, indices);
    }
    QJSValue handler = m_engine.newObject();
    handler.setProperty(QStringLiteral("name"), identity.name);
    handler.setProperty(QStringLiteral("pattern"), identity.pattern);
    handler.setProperty(QStringLiteral("parallel"), identity.parallel);

    std::unique_ptr<ScriptInstance> instance(new ScriptInstance(*this, program, sink, limit));
    instance->m_state = state.isUndefined() ? m_engine.newObject() : std::move(state);
    const auto made = call(m_makeInstance, {functions, imports, instance->m_state, handler}, sink, limit, *program,
                           [](const QJSValue &value) { return value.property(QStringLiteral("call")).isCallable(); });
    if (!made)
        return tl::unexpected(made.error());
    instance->m_call = made->property(QStringLiteral("call"));
    instance->m_start = made->property(QStringLiteral("start"));
    instance->m_stop = made->property(QStringLiteral("stop"));
    instance->m_tick = made->property(QStringLiteral("tick"));
    const double everyMs = made->property(QStringLiteral("everyMs")).toNumber();
    if (everyMs >= 1)
        instance->m_tickInterval = std::chrono::milliseconds(static_cast<qint64>(std::min(everyMs, 1e9)));
    return instance;
}

ScriptResult<QJSValue> ScriptEngine::call(const QJSValue &function, const QJSValueList &arguments, ScriptSink &sink,
                                          std::chrono::milliseconds limit, const ScriptProgram &program,
                                          bool (*isResult)(const QJSValue &))
{
    m_bridge->setSink(&sink);
    m_watch.begin(limit);
    QJSValue result = function.call(arguments);
    const Interruption interruption = m_watch.end();
    m_bridge->setSink(nullptr);
    switch (interruption) {
    case Interruption::None:
        break;
    case Interruption::Time:
        return tl::unexpected(
            ScriptFault{.file = {},
                        .line = 0,
                        .column = 0,
                        .message = QStringLiteral("Took longer than %1 and was interrupted.").arg(durationText(limit)),
                        .code = ErrorCode::Timeout});
    case Interruption::Memory:
        result = {};
        m_engine.collectGarbage();
        return tl::unexpected(
            ScriptFault{.file = {},
                        .line = 0,
                        .column = 0,
                        .message = QStringLiteral("Interrupted: the program's memory grew too much during this call."),
                        .code = ErrorCode::HandlerFailed});
    }
    if (result.isError() || !isResult(result))
        return tl::unexpected(faultOf(result, program));
    return result;
}

// Nothing of a script's may run here, where nobody watches: the prelude made an array of texts of what was thrown. An
// error comes only where that failed, and nobody asks it for anything.
ScriptFault ScriptEngine::faultOf(const QJSValue &thrown, const ScriptProgram &program) const
{
    ScriptFault fault{.file = {},
                      .line = 0,
                      .column = 0,
                      .message = QStringLiteral("The script failed, and could not say why."),
                      .code = ErrorCode::HandlerFailed};
    if (!thrown.isArray())
        return fault;
    fault.message = thrown.property(0).toString();
    // The innermost frame that is in a file of the script: "function@file:orders.js:12" or "@orders.js:12".
    const QStringList frames = thrown.property(1).toString().split(u'\n');
    for (const QString &frame : frames) {
        const qsizetype colon = frame.lastIndexOf(u':');
        const QStringView place =
            colon < 0 ? QStringView()
                      : QStringView(frame).sliced(frame.indexOf(u'@') + 1).chopped(frame.size() - colon);
        const auto unit = std::find_if(
            program.units().begin(), program.units().end(), [place](const ScriptProgram::Unit &candidate) {
                return place == candidate.file || place == QStringLiteral("file:") + candidate.file;
            });
        if (unit == program.units().end())
            continue;
        fault.file = unit->file;
        fault.line = QStringView(frame).sliced(colon + 1).toInt();
        break;
    }
    return fault;
}

void prepareScriptEngines()
{
    // Arguments live on the engine's own stack, which knows no bound but this one. It takes memory only as far as it is
    // used.
    if (!qEnvironmentVariableIsSet("QV4_JS_MAX_STACK_SIZE"))
        qputenv("QV4_JS_MAX_STACK_SIZE", QByteArray::number(1024 * 1024 * 1024));
}

} // namespace topicscope::script
