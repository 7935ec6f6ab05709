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

constexpr qint64 maxInputBytes = qint64{64} * 1024 * 1024;

base::Result<QByteArray> contentOf(QFile &file, const QString &name)
{
    if (!file.isOpen() && !file.open(QIODevice::ReadOnly))
        return base::failure(base::ErrorCode::InputOutput,
                             QStringLiteral("Cannot read %1: %2.").arg(name, file.errorString()));
    QByteArray content = file.read(maxInputBytes + 1);
    if (file.error() != QFile::NoError)
        return base::failure(base::ErrorCode::InputOutput,
                             QStringLiteral("Cannot read %1: %2.").arg(name, file.errorString()));
    if (content.size() > maxInputBytes)
        return base::failure(base::ErrorCode::TooLarge, QStringLiteral("The message cannot be sent: %1 has more than "
                                                                       "%2 MiB.")
                                                            .arg(name, QString::number(maxInputBytes / 1024 / 1024)));
    return content;
}

//! What the arguments give, as it is.
base::Result<QByteArray> inputOf(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("file"))) {
        QFile file(parser.value(QStringLiteral("file")));
        return contentOf(file, QStringLiteral("\"%1\"").arg(file.fileName()));
    }
    // what is no UTF-8 was refused with the arguments
    QByteArray text = parser.value(QStringLiteral("message")).toUtf8();
    if (text != "-")
        return text;
    QFile input;
    (void)input.open(stdin, QIODevice::ReadOnly);
    return contentOf(input, QStringLiteral("standard input"));
}

base::Result<QByteArray> bytesOf(const QCommandLineParser &parser)
{
    auto input = inputOf(parser);
    if (!input || !parser.isSet(QStringLiteral("base64")))
        return input;
    auto decoded = QByteArray::fromBase64Encoding(input->simplified().replace(' ', QByteArray()),
                                                  QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("The message cannot be sent: it is no base64."));
    return std::move(*decoded);
}

base::Result<QByteArray> jsonOf(const QCommandLineParser &parser)
{
    const auto input = inputOf(parser);
    if (!input)
        return tl::unexpected(input.error());
    const QByteArray text = base::textOfFile(*input);
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
        {QStringLiteral("file"), QStringLiteral("The message is what this file holds."), QStringLiteral("FILE")},
        {QStringLiteral("bytes"), QStringLiteral("The message is sent as the bytes it is, not as JSON. Socket.IO "
                                                 "servers take none.")},
        {QStringLiteral("base64"), QStringLiteral("The message is base64 of the bytes to send (see --bytes).")},
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
    if (parser.isSet(QStringLiteral("message")) == parser.isSet(QStringLiteral("file")))
        return usageError({base::ErrorCode::InvalidArgument,
                           QStringLiteral("Give the message, once: --message JSON, --message - for standard input, or "
                                          "--file FILE.")});
    const net::System &system = systems::systemOf(config->connection.url);
    const bool asBytes = parser.isSet(QStringLiteral("bytes")) || parser.isSet(QStringLiteral("base64"));
    if (asBytes && parser.isSet(QStringLiteral("text")))
        return usageError({base::ErrorCode::InvalidArgument,
                           QStringLiteral("--text and bytes do not go together: a message is one or the other.")});
    if (asBytes && !system.capabilities.testFlag(net::Capability::PublishBytes))
        return usageError({base::ErrorCode::NotSupported,
                           QStringLiteral("Servers of %1 take messages as JSON, which cannot carry bytes. Send them as "
                                          "a text, such as base64: --text.")
                               .arg(system.name)});
    const auto payload = asBytes ? bytesOf(parser) : jsonOf(parser);
    if (!payload)
        return usageError(payload.error());
    const auto count = numberOf(parser, QStringLiteral("count"), 1, 1, 1'000'000'000);
    if (!count)
        return usageError(count.error());

    net::Publication publication{.topic = topics.first(),
                                 .id = parser.value(QStringLiteral("id")),
                                 .payload = *payload,
                                 .producer = parser.value(QStringLiteral("producer")),
                                 .encoding = asBytes ? base::Encoding::Binary : base::Encoding::Json};
    if (*count > 1 && !publication.id.isEmpty())
        return usageError(
            {base::ErrorCode::InvalidArgument,
             QStringLiteral("--id and --count do not go together: every message needs an id of its own.")});

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
