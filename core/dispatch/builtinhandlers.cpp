// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/builtinhandlers.h"

#include "base/bytes.h"
#include "base/logging.h"
#include "base/printabletext.h"
#include "dispatch/topicpattern.h"
#include "payload/messagejson.h"
#include "protocol/jsontext.h"

#include <QFile>
#include <QFileInfo>

#include <thread>

namespace topicscope::dispatch {

using base::ErrorCode;

namespace {

const QString builtinPrefix = QStringLiteral("builtin:");
const QString retryOption = QStringLiteral(";retry=");

// Counting is what the pipeline does for every handler; this one only says yes.
class CountHandler : public Handler
{
public:
    base::Result<Verdict> handle(const base::Message &) override { return {}; }
};

class LogHandler : public Handler
{
public:
    base::Result<Verdict> handle(const base::Message &message) override
    {
        qCInfo(base::logHandler).nospace().noquote() << QUtf8StringView(base::printableText(message.topic())) << ' '
                                                     << QUtf8StringView(base::printableText(message.id())) << ' '
                                                     << QUtf8StringView(payload::printableLine(message));
        return {};
    }
};

// One line of JSON a message. Instances on several lanes share the file: each line is one write in append mode.
class AppendHandler : public Handler
{
public:
    explicit AppendHandler(const QString &path) : m_file(path) {}

    base::Result<void> open()
    {
        if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return {};
        return base::failure(
            ErrorCode::InputOutput,
            QStringLiteral("Cannot append to \"%1\": %2.").arg(m_file.fileName(), m_file.errorString()));
    }

    base::Result<Verdict> handle(const base::Message &message) override
    {
        QByteArray line("{");
        payload::appendNames(line, message);
        payload::appendPayload(line, message);
        line += "}\n";
        if (m_file.write(line) == line.size())
            return {};
        return base::failure(
            ErrorCode::InputOutput,
            QStringLiteral("Writing to \"%1\" failed: %2.").arg(m_file.fileName(), m_file.errorString()));
    }

private:
    QFile m_file;
};

// Stands in for slow work, to see what back-pressure does.
class SleepHandler : public Handler
{
public:
    explicit SleepHandler(std::chrono::microseconds duration) : m_duration(duration) {}

    base::Result<Verdict> handle(const base::Message &) override
    {
        std::this_thread::sleep_for(m_duration);
        return {};
    }

private:
    std::chrono::microseconds m_duration;
};

// Fails for payloads that lack a field.
class RequireHandler : public Handler
{
public:
    explicit RequireHandler(QString field) : m_field(std::move(field)), m_key(m_field.toStdString()) {}

    base::Result<Verdict> handle(const base::Message &message) override
    {
        QByteArray kept;
        const auto found = payload::jsonOf(message, kept).and_then([this](std::string_view json) {
            return protocol::hasField(json, m_key);
        });
        if (!found)
            return base::failure(found.error().code,
                                 QStringLiteral("The payload cannot be read: %1").arg(found.error().text));
        if (*found)
            return {};
        return base::failure(ErrorCode::MissingField, QStringLiteral("The payload has no field \"%1\".").arg(m_field));
    }

private:
    QString m_field;
    std::string m_key;
};

template<typename T, typename... Arguments>
HandlerFactory factoryOf(Arguments... arguments)
{
    return [=]() -> base::Result<std::unique_ptr<Handler>> { return std::make_unique<T>(arguments...); };
}

HandlerFactory appendFactory(const QString &path)
{
    return [path]() -> base::Result<std::unique_ptr<Handler>> {
        auto handler = std::make_unique<AppendHandler>(path);
        if (auto opened = handler->open(); !opened)
            return tl::unexpected(opened.error());
        return handler;
    };
}

} // namespace

QList<BuiltinInfo> builtinHandlers()
{
    return {
        {QStringLiteral("count"), {}, QStringLiteral("Counts messages and acknowledges each.")},
        {QStringLiteral("log"), {}, QStringLiteral("Writes each message to the log.")},
        {QStringLiteral("append"), QStringLiteral("FILE"),
         QStringLiteral("Appends each message to a file, one line of JSON each.")},
        {QStringLiteral("sleep"), QStringLiteral("DURATION"),
         QStringLiteral("Takes its time (25ms, 1s): shows what a slow handler does.")},
        {QStringLiteral("require"), QStringLiteral("FIELD"), QStringLiteral("Fails for a payload without this field.")},
    };
}

base::Result<HandlerFactory> builtinFactory(const QString &text)
{
    if (!text.startsWith(builtinPrefix)) {
        return base::failure(
            ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" is no handler. Native handlers are written builtin:NAME, such as builtin:count.")
                .arg(text));
    }
    const QString call = text.sliced(builtinPrefix.size());
    const qsizetype equals = call.indexOf(QLatin1Char('='));
    const QString name = equals < 0 ? call : call.first(equals);
    const QString argument = equals < 0 ? QString() : call.sliced(equals + 1);

    QStringList names;
    for (const BuiltinInfo &info : builtinHandlers()) {
        names << info.name;
        if (info.name != name)
            continue;
        if (info.argument.isEmpty() && equals >= 0)
            return base::failure(ErrorCode::InvalidArgument, QStringLiteral("builtin:%1 takes no argument.").arg(name));
        if (!info.argument.isEmpty() && argument.isEmpty()) {
            return base::failure(
                ErrorCode::InvalidArgument,
                QStringLiteral("builtin:%1 needs an argument: builtin:%1=%2.").arg(name, info.argument));
        }
    }
    if (name == QLatin1String("count"))
        return factoryOf<CountHandler>();
    if (name == QLatin1String("log"))
        return factoryOf<LogHandler>();
    if (name == QLatin1String("append"))
        return appendFactory(argument);
    if (name == QLatin1String("require"))
        return factoryOf<RequireHandler>(argument);
    if (name == QLatin1String("sleep"))
        return parseDuration(argument).map(
            [](std::chrono::microseconds duration) { return factoryOf<SleepHandler>(duration); });
    return base::failure(ErrorCode::InvalidArgument, QStringLiteral("There is no native handler \"%1\"; there are: %2.")
                                                         .arg(name, names.join(QStringLiteral(", "))));
}

bool HandlerText::isBuiltin() const
{
    return call.startsWith(builtinPrefix);
}

//! Where the topic ends in \a text: topics may hold "=" and so may names of files. A native handler tells; else the
//! first "=" behind which there is the name of a file, up to \a option where that comes behind it; else the first at
//! all.
static qsizetype endOfPattern(const QString &text, qsizetype option)
{
    if (const qsizetype builtin = text.indexOf(QLatin1Char('=') + builtinPrefix); builtin >= 0)
        return builtin;
    const qsizetype first = text.indexOf(QLatin1Char('='));
    for (qsizetype at = first; at >= 0; at = text.indexOf(QLatin1Char('='), at + 1)) {
        if (QFileInfo(text.mid(at + 1, option > at ? option - at - 1 : -1)).isFile())
            return at;
    }
    return first;
}

base::Result<HandlerText> parseHandlerText(const QString &text)
{
    HandlerText parts;
    // The last one counts: a file's name may contain anything. So may a topic, in which it is none.
    const qsizetype option = text.lastIndexOf(retryOption);
    const qsizetype equals = endOfPattern(text, option);
    QString rest = text;
    if (option > equals) {
        const auto policy = RetryPolicy::parse(text.sliced(option + retryOption.size()));
        if (!policy)
            return tl::unexpected(policy.error());
        parts.retry = *policy;
        rest.truncate(option);
    }
    if (equals <= 0) {
        return base::failure(
            ErrorCode::InvalidArgument,
            QStringLiteral(
                "\"%1\" is no handler. Write TOPIC=builtin:NAME or TOPIC=FILE.js, such as '*=builtin:count'.")
                .arg(text));
    }
    parts.pattern = rest.first(equals);
    parts.call = rest.sliced(equals + 1);
    if (auto parsed = TopicPattern::parse(parts.pattern); !parsed)
        return tl::unexpected(parsed.error());
    return parts;
}

base::Result<HandlerSpec> builtinSpec(const HandlerText &text, bool parallel)
{
    auto factory = builtinFactory(text.call);
    if (!factory)
        return tl::unexpected(factory.error());
    const QString name = text.call.sliced(builtinPrefix.size()).section(QLatin1Char('='), 0, 0);
    return HandlerSpec{.name = name,
                       .pattern = text.pattern,
                       .parallel = parallel,
                       .factory = std::move(*factory),
                       .retry = text.retry};
}

base::Result<HandlerSpec> parseHandlerSpec(const QString &text, bool parallel)
{
    return parseHandlerText(text).and_then(
        [parallel](const HandlerText &parts) { return builtinSpec(parts, parallel); });
}

base::Result<std::chrono::microseconds> parseDuration(const QString &text)
{
    struct Unit {
        QLatin1String suffix;
        double microseconds;
    };
    static constexpr Unit units[] = {{QLatin1String("us"), 1.0}, {QLatin1String("ms"), 1e3}, {QLatin1String("s"), 1e6}};
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.suffix))
            continue;
        bool ok = false;
        const double value = text.chopped(unit.suffix.size()).toDouble(&ok) * unit.microseconds;
        if (ok && value >= 0.0 && value <= 3.6e9)
            return std::chrono::microseconds(qRound64(value));
        break;
    }
    return base::failure(
        ErrorCode::InvalidArgument,
        QStringLiteral("\"%1\" is no duration. Write a number with a unit: 200us, 25ms or 1.5s, at most one hour.")
            .arg(text));
}

} // namespace topicscope::dispatch
