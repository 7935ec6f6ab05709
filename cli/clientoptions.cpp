// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientoptions.h"

#include "client/connectionconfig.h"
#include "commandline.h"
#include "net/access.h"

namespace topicscope::cli {

namespace {

base::Result<void> readServerFiles(const QCommandLineParser &parser, net::ConnectionSettings &connection)
{
    if (const QString file = parser.value(QStringLiteral("header-file")); !file.isEmpty()) {
        auto headers = client::readSecretFile(file).and_then(net::parseHeaders);
        if (!headers)
            return base::failure(headers.error().code, QStringLiteral("--header-file: %1").arg(headers.error().text));
        connection.headers = *std::move(headers);
    }
    if (const QString file = parser.value(QStringLiteral("client-key-passphrase-file")); !file.isEmpty()) {
        auto passphrase = client::readSecretFile(file);
        if (!passphrase)
            return base::failure(passphrase.error().code,
                                 QStringLiteral("--client-key-passphrase-file: %1").arg(passphrase.error().text));
        connection.tls.keyPassphrase = *std::move(passphrase);
    }
    return {};
}

base::Result<void> readProxy(const QCommandLineParser &parser, net::ConnectionSettings &connection)
{
    if (!parser.isSet(QStringLiteral("proxy")))
        return {};
    auto proxy = client::parseProxy(parser.value(QStringLiteral("proxy")));
    if (!proxy)
        return base::failure(proxy.error().code, QStringLiteral("--proxy: %1").arg(proxy.error().text));
    // What is on a command line can be read by everybody on the machine.
    if (!proxy->url.password().isEmpty())
        return base::failure(
            base::ErrorCode::InvalidArgument,
            QStringLiteral(
                "--proxy must not hold a password, which others could read here: set TOPICSCOPE_PROXY instead."));
    connection.proxy = *std::move(proxy);
    return {};
}

void keepIfSet(const QCommandLineParser &parser, const QString &option, QString &target)
{
    if (parser.isSet(option))
        target = parser.value(option);
}

} // namespace

void addServerOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("url"),
         QStringLiteral("Server to connect to (PUBSUB_SERVER_URL; default http://127.0.0.1:5000)."),
         QStringLiteral("URL")},
        {QStringLiteral("connect-timeout"),
         QStringLiteral("Give up connecting after this time, at least 1ms (default 10s)."), QStringLiteral("TIME")},
        {QStringLiteral("header-file"),
         QStringLiteral(
             "Headers for every request, \"Name: value\" on a line each (TOPICSCOPE_HEADER_FILE, TOPICSCOPE_HEADERS)."),
         QStringLiteral("FILE")},
        {QStringLiteral("proxy"),
         QStringLiteral("Proxy: system, none, or a URL (http, socks5; default system). User and password belong into "
                        "TOPICSCOPE_PROXY."),
         QStringLiteral("PROXY")},
        {QStringLiteral("ca-file"), QStringLiteral("CAs to trust instead of the system's, PEM (TOPICSCOPE_CA_FILE)."),
         QStringLiteral("FILE")},
        {QStringLiteral("client-cert"),
         QStringLiteral("Certificate to show to the server, PEM (TOPICSCOPE_CLIENT_CERT)."), QStringLiteral("FILE")},
        {QStringLiteral("client-key"),
         QStringLiteral("Its private key, PEM (TOPICSCOPE_CLIENT_KEY; default: in --client-cert)."),
         QStringLiteral("FILE")},
        {QStringLiteral("client-key-passphrase-file"),
         QStringLiteral("Passphrase of an encrypted key (TOPICSCOPE_CLIENT_KEY_PASSPHRASE)."), QStringLiteral("FILE")},
    });
}

void addConnectionOptions(QCommandLineParser &parser)
{
    addServerOptions(parser);
    parser.addOptions({
        {QStringLiteral("transport"),
         QStringLiteral("auto (WebSocket, else polling), websocket, polling, or upgrade (from polling) "
                        "(TOPICSCOPE_TRANSPORT; default auto)."),
         QStringLiteral("NAME")},
        {QStringLiteral("path"), QStringLiteral("Path of the Socket.IO server (TOPICSCOPE_PATH; default /socket.io/)."),
         QStringLiteral("PATH")},
        {QStringLiteral("namespace"), QStringLiteral("Socket.IO namespace (TOPICSCOPE_NAMESPACE; default /)."),
         QStringLiteral("NAME")},
        {QStringLiteral("auth-file"),
         QStringLiteral("JSON object for the server's auth check (TOPICSCOPE_AUTH_FILE, TOPICSCOPE_AUTH)."),
         QStringLiteral("FILE")},
        {QStringLiteral("max-frame"), QStringLiteral("Largest frame accepted, in bytes (default 16777216)."),
         QStringLiteral("BYTES")},
        {QStringLiteral("no-reconnect"),
         QStringLiteral("End when the connection is lost (PUBSUB_RECONNECTION_ENABLED).")},
        {QStringLiteral("wait"),
         QStringLiteral("Keep trying when the first connection fails or the server refuses it.")},
    });
}

void addClientOptions(QCommandLineParser &parser)
{
    addConnectionOptions(parser);
    parser.addOptions({
        {QStringLiteral("consumer"), QStringLiteral("Name given to the server (PUBSUB_CONSUMER_NAME)."),
         QStringLiteral("NAME")},
        {QStringLiteral("topic"),
         QStringLiteral("Topic to subscribe to; * for all; may be repeated (PUBSUB_TOPICS; default *)."),
         QStringLiteral("TOPIC")},
    });
}

base::Result<client::ClientConfig> serverConfigOf(const QCommandLineParser &parser)
{
    auto config = client::ClientConfig::fromEnvironment(QProcessEnvironment::systemEnvironment());
    if (!config)
        return config;
    net::ConnectionSettings &connection = config->connection;

    if (parser.isSet(QStringLiteral("url"))) {
        auto url = client::parseUrlOption(parser.value(QStringLiteral("url")));
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
                             QStringLiteral("--connect-timeout is \"%1\", but has to be at least 1ms.")
                                 .arg(parser.value(QStringLiteral("connect-timeout"))));
    }
    keepIfSet(parser, QStringLiteral("ca-file"), connection.tls.caFile);
    keepIfSet(parser, QStringLiteral("client-cert"), connection.tls.certificateFile);
    keepIfSet(parser, QStringLiteral("client-key"), connection.tls.keyFile);
    const auto usable = readServerFiles(parser, connection)
                            .and_then([&] { return readProxy(parser, connection); })
                            .and_then([&] { return net::validate(connection); });
    if (!usable)
        return tl::unexpected(usable.error());
    return config;
}

base::Result<client::ClientConfig> connectionConfigOf(const QCommandLineParser &parser)
{
    auto server = serverConfigOf(parser);
    if (!server)
        return server;
    client::ClientConfig config = std::move(*server);
    net::ConnectionSettings &connection = config.connection;
    keepIfSet(parser, QStringLiteral("path"), connection.path);
    keepIfSet(parser, QStringLiteral("namespace"), connection.nsp);
    if (parser.isSet(QStringLiteral("transport"))) {
        const auto transport = client::parseTransport(parser.value(QStringLiteral("transport")));
        if (!transport)
            return base::failure(transport.error().code, QStringLiteral("--transport: %1").arg(transport.error().text));
        connection.transport = *transport;
    }
    if (const QString file = parser.value(QStringLiteral("auth-file")); !file.isEmpty()) {
        auto auth = client::readSecretFile(file);
        if (!auth)
            return base::failure(auth.error().code, QStringLiteral("--auth-file: %1").arg(auth.error().text));
        connection.auth = *std::move(auth);
    }
    if (parser.isSet(QStringLiteral("no-reconnect")))
        connection.reconnect.enabled = false;
    connection.reconnect.awaitServer = parser.isSet(QStringLiteral("wait"));

    const auto maxFrame = numberOf(parser, QStringLiteral("max-frame"), connection.maxFrameBytes, 1024,
                                   qint64{1} << 30);
    if (!maxFrame)
        return tl::unexpected(maxFrame.error());
    connection.maxFrameBytes = *maxFrame;
    if (const auto usable = net::validate(connection); !usable)
        return tl::unexpected(usable.error());
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
