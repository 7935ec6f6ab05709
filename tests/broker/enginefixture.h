// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/engineio/engineserver.h"
#include "broker/http/httpserver.h"
#include "probes.h"
#include "protocol/engineio.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <optional>

namespace topicscope::test {

//! An Engine.IO server that echoes, behind a port.
class EchoServer : public broker::HttpHandler, public broker::EngineListener
{
public:
    explicit EchoServer(broker::EngineSettings settings) : http(httpSettings(settings), *this), engine(settings, *this)
    {
    }

    void handleRequest(broker::HttpRequest request, broker::HttpReply reply) override
    {
        engine.handleRequest(request, std::move(reply));
    }
    std::optional<broker::HttpResponse> refuseUpgrade(const broker::HttpRequest &request) override
    {
        return engine.refuseUpgrade(request);
    }
    void webSocketOpened(std::unique_ptr<QWebSocket> socket) override { engine.webSocketOpened(std::move(socket)); }
    void requestRefused(int) override {}

    void sessionOpened(broker::EngineSession &session) override { last = &session; }
    void textReceived(broker::EngineSession &session, std::string_view text) override
    {
        session.send(broker::OutgoingPacket::message(text));
    }
    void binaryReceived(broker::EngineSession &session, const QByteArray &bytes) override
    {
        session.send(broker::OutgoingPacket::binary(bytes));
    }
    void sessionClosed(broker::EngineSession &session, broker::CloseReason reason) override
    {
        reasons.append(reason);
        if (&session == last)
            last = nullptr;
    }
    void engineErrorOccurred() override { ++errors; }

    broker::EngineSession *last = nullptr;
    QList<broker::CloseReason> reasons;
    int errors = 0;
    broker::HttpServer http;
    broker::EngineServer engine;

private:
    static broker::HttpServerSettings httpSettings(const broker::EngineSettings &settings)
    {
        broker::HttpServerSettings http;
        http.limits.bodyBytes = settings.maxPayload;
        http.maxFrame = settings.maxPayload;
        return http;
    }
};

inline broker::EngineSettings patientSettings()
{
    return {.pingInterval = std::chrono::seconds(60), .pingTimeout = std::chrono::seconds(60)};
}

//! An echo server with patient settings, or those that a test gives it, and what tests ask of it.
class EngineFixture
{
protected:
    void start(broker::EngineSettings settings)
    {
        m_server.reset();
        m_server = std::make_unique<EchoServer>(settings);
        const auto url = m_server->http.listen(QHostAddress(QHostAddress::LocalHost), 0);
        QVERIFY(url);
        m_url = *url;
    }

    static QByteArray openSession(HttpProbe &probe)
    {
        const HttpAnswer answer = probe.get(path);
        const auto handshake = protocol::engineio::decodeHandshake(
            {answer.body.constData() + 1, static_cast<std::size_t>(answer.body.size() - 1)});
        return handshake ? handshake->sid : QByteArray();
    }

    static QByteArray target(const QByteArray &sid) { return path + "&sid=" + sid; }
    static QString upgradeQuery(const QByteArray &sid)
    {
        return QStringLiteral("EIO=4&transport=websocket&sid=") + QString::fromLatin1(sid);
    }

    inline static const QByteArray path{"/socket.io/?EIO=4&transport=polling"};

    std::unique_ptr<EchoServer> m_server;
    QUrl m_url;
};

} // namespace topicscope::test
