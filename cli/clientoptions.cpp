// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientoptions.h"

#include "commandline.h"

namespace topicscope::cli {

void addServerOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("url"), QStringLiteral("Server to connect to (PUBSUB_SERVER_URL; default http://127.0.0.1:5000)."), QStringLiteral("URL")},
        {QStringLiteral("connect-timeout"), QStringLiteral("Give up connecting after this time, at least 1ms (default 10s)."), QStringLiteral("TIME")},
    });
}

void addConnectionOptions(QCommandLineParser &parser)
{
    addServerOptions(parser);
    parser.addOptions({
        {QStringLiteral("path"), QStringLiteral("Path of the Socket.IO server (default /socket.io/)."), QStringLiteral("PATH")},
        {QStringLiteral("namespace"), QStringLiteral("Socket.IO namespace (default /)."), QStringLiteral("NAME")},
        {QStringLiteral("max-frame"), QStringLiteral("Largest frame accepted, in bytes (default 16777216)."), QStringLiteral("BYTES")},
        {QStringLiteral("no-reconnect"), QStringLiteral("End when the connection is lost (PUBSUB_RECONNECTION_ENABLED).")},
        {QStringLiteral("wait"), QStringLiteral("Keep trying when the first connection fails.")},
    });
}

void addClientOptions(QCommandLineParser &parser)
{
    addConnectionOptions(parser);
    parser.addOptions({
        {QStringLiteral("consumer"), QStringLiteral("Name given to the server (PUBSUB_CONSUMER_NAME)."), QStringLiteral("NAME")},
        {QStringLiteral("topic"), QStringLiteral("Topic to subscribe to; * for all; may be repeated (PUBSUB_TOPICS; default *)."), QStringLiteral("TOPIC")},
    });
}

base::Result<client::ClientConfig> serverConfigOf(const QCommandLineParser &parser)
{
    auto config = client::ClientConfig::fromEnvironment(QProcessEnvironment::systemEnvironment());
    if (!config)
        return config;
    net::ConnectionSettings &connection = config->connection;

    if (parser.isSet(QStringLiteral("url"))) {
        auto url = client::ClientConfig::parseUrl(parser.value(QStringLiteral("url")));
        if (!url)
            return tl::unexpected(url.error());
        connection.url = std::move(*url);
    }
    const auto timeout = durationOf(parser, QStringLiteral("connect-timeout"));
    if (!timeout)
        return tl::unexpected(timeout.error());
    connection.connectTimeout = timeout->value_or(connection.connectTimeout);
    if (connection.connectTimeout.count() < 1) {
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("--connect-timeout is \"%1\", but has to be at least 1ms.").arg(parser.value(QStringLiteral("connect-timeout"))));
    }
    return config;
}

base::Result<client::ClientConfig> connectionConfigOf(const QCommandLineParser &parser)
{
    auto server = serverConfigOf(parser);
    if (!server)
        return server;
    client::ClientConfig config = std::move(*server);
    net::ConnectionSettings &connection = config.connection;
    if (parser.isSet(QStringLiteral("path")))
        connection.path = parser.value(QStringLiteral("path"));
    if (parser.isSet(QStringLiteral("namespace")))
        connection.nsp = parser.value(QStringLiteral("namespace"));
    if (parser.isSet(QStringLiteral("no-reconnect")))
        connection.reconnect.enabled = false;

    const auto maxFrame = numberOf(parser, QStringLiteral("max-frame"), connection.maxFrameBytes, 1024, qint64{1} << 30);
    if (!maxFrame)
        return tl::unexpected(maxFrame.error());
    connection.maxFrameBytes = *maxFrame;
    return config;
}

base::Result<client::ClientConfig> clientConfigOf(const QCommandLineParser &parser)
{
    auto config = connectionConfigOf(parser);
    if (!config)
        return config;
    if (parser.isSet(QStringLiteral("consumer")))
        config->connection.consumer = parser.value(QStringLiteral("consumer"));
    if (parser.isSet(QStringLiteral("topic")))
        config->topics = parser.values(QStringLiteral("topic"));
    if (config->topics.isEmpty())
        config->topics << QStringLiteral("*");
    return config;
}

} // namespace topicscope::cli
