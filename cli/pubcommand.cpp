// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pubcommand.h"

#include "base/utf8.h"
#include "clientoptions.h"
#include "commandline.h"
#include "systems/registry.h"
#include "protocol/jsontext.h"
#include "terminal.h"

#include <QCoreApplication>
#include <QFile>
#include <QUuid>

namespace topicscope::cli {

namespace {

base::Result<QByteArray> payloadOf(const QCommandLineParser &parser)
{
    // what is no UTF-8 was refused with the arguments
    QByteArray text = parser.value(QStringLiteral("message")).toUtf8();
    if (text == "-") {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return base::failure(base::ErrorCode::InputOutput,
                                 QStringLiteral("Cannot read standard input: %1.").arg(input.errorString()));
        text = base::textOfFile(input.readAll());
    }
    if (parser.isSet(QStringLiteral("text"))) {
        if (const std::size_t valid = base::validUtf8Prefix(text.toStdString());
            valid < static_cast<std::size_t>(text.size()))
            return base::failure(
                base::ErrorCode::InvalidUtf8,
                QStringLiteral("The message cannot be sent: it is no UTF-8 text, byte %1 cannot be read.")
                    .arg(valid + 1));
        QByteArray string;
        protocol::appendJsonString(string, text.toStdString());
        return string;
    }
    if (const auto valid = protocol::validatePayload(text.toStdString()); !valid) {
        return base::failure(valid.error().code,
                             QStringLiteral("The message cannot be sent: %1 Add --text to send it as a string.")
                                 .arg(valid.error().text));
    }
    return text;
}

} // namespace

int publish(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Publishes a message over the server's HTTP interface."));
    addServerOptions(parser);
    parser.addOptions({
        {QStringLiteral("topic"), QStringLiteral("Topic to publish to."), QStringLiteral("TOPIC")},
        {QStringLiteral("message"), QStringLiteral("The message: any JSON value; - reads standard input."),
         QStringLiteral("JSON")},
        {QStringLiteral("text"), QStringLiteral("The message is plain text, sent as a JSON string.")},
        {QStringLiteral("id"), QStringLiteral("Message id (default: a new UUID)."), QStringLiteral("ID")},
        {QStringLiteral("producer"), QStringLiteral("Name of the sender (default topicscope-cli)."),
         QStringLiteral("NAME"), QStringLiteral("topicscope-cli")},
        {QStringLiteral("count"), QStringLiteral("Publish this many copies, each with an id of its own (default 1)."),
         QStringLiteral("N")},
        {QStringLiteral("json"), QStringLiteral("One JSON object a published message.")},
    });
    if (const auto exitCode = parse(parser, arguments))
        return *exitCode;

    auto config = serverConfigOf(parser);
    if (!config)
        return usageError(config.error());
    const QStringList topics = parser.values(QStringLiteral("topic"));
    if (topics.size() != 1 || topics.first().isEmpty())
        return usageError(
            {base::ErrorCode::InvalidArgument, QStringLiteral("Give one topic to publish to: --topic TOPIC.")});
    if (!parser.isSet(QStringLiteral("message")))
        return usageError({base::ErrorCode::InvalidArgument,
                           QStringLiteral("Give the message: --message JSON, or --message - for standard input.")});
    const auto payload = payloadOf(parser);
    if (!payload)
        return usageError(payload.error());
    const auto count = numberOf(parser, QStringLiteral("count"), 1, 1, 1'000'000'000);
    if (!count)
        return usageError(count.error());

    net::Publication publication{.topic = topics.first(),
                                 .id = parser.value(QStringLiteral("id")),
                                 .payload = *payload,
                                 .producer = parser.value(QStringLiteral("producer"))};
    if (*count > 1 && !publication.id.isEmpty())
        return usageError(
            {base::ErrorCode::InvalidArgument,
             QStringLiteral("--id and --count do not go together: every message needs an id of its own.")});

    const net::System &system = systems::systemOf(config->connection.url);
    if (!system.makePublisher)
        return usageError({base::ErrorCode::NotSupported,
                           QStringLiteral("Servers of %1 take no messages from here.").arg(system.name)});
    const std::unique_ptr<net::Publisher> publisher = system.makePublisher(config->connection);
    const bool json = parser.isSet(QStringLiteral("json"));
    const bool givenId = !publication.id.isEmpty();
    qint64 left = *count;
    // One after the other, so that they arrive in order.
    std::function<void()> publishNext = [&] {
        if (!givenId)
            publication.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        publisher->publish(publication, [&](const base::Result<void> &result) {
            if (!result) {
                printError(result.error().text);
                const auto code = result.error().code;
                if (json) {
                    printJson(
                        {{QStringLiteral("topic"), publication.topic},
                         {QStringLiteral("message_id"), publication.id},
                         {QStringLiteral("status"), code == base::ErrorCode::OutcomeUnknown ? QStringLiteral("unknown")
                                                                                            : QStringLiteral("error")},
                         {QStringLiteral("error"), result.error().text}});
                }
                const bool unreachable = code == base::ErrorCode::ConnectionRefused
                                         || code == base::ErrorCode::HostNotFound || code == base::ErrorCode::Timeout
                                         || code == base::ErrorCode::TlsFailed;
                QCoreApplication::exit(unreachable ? CannotConnect : Failure);
                return;
            }
            if (json)
                printJson({{QStringLiteral("topic"), publication.topic},
                           {QStringLiteral("message_id"), publication.id},
                           {QStringLiteral("status"), QStringLiteral("ok")}});
            else
                printLine(publication.id.toUtf8());
            if (--left > 0)
                publishNext();
            else
                QCoreApplication::exit(Success);
        });
    };
    QMetaObject::invokeMethod(qApp, publishNext, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace topicscope::cli
