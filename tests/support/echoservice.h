// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/http/httpserver.h"
#include "broker/pubsub/socketioserver.h"

#include <QHash>

namespace topicscope::test {

//! Answers in one Socket.IO namespace with what it is sent.
//!
//! - On connect it emits "auth" with the client's auth payload, `{}` where there is none.
//! - "message" comes back as "message-back" with the same arguments, attachments included.
//! - "message-with-ack" is acknowledged with the same arguments.
class EchoNamespace : public broker::NamespaceHandler
{
public:
    void peerConnected(broker::SocketIoPeer &peer, std::string_view auth) override;
    void eventReceived(broker::SocketIoPeer &peer, const broker::SocketIoEvent &event) override;
    void peerDisconnected(broker::SocketIoPeer &peer) override { m_greetings.remove(&peer); }

private:
    void greet(broker::SocketIoPeer *peer);

    QHash<broker::SocketIoPeer *, QByteArray> m_greetings; // the "auth" events that have not been sent yet
    QObject m_context; // no timer outlives this
};

//! The arguments of \a event, which is an array that starts with a name, as they came: "" or "1,{}".
[[nodiscard]] std::string_view argumentsOf(const broker::SocketIoEvent &event);

//! A server on the broker's classes for protocol test suites, whose times are short: it echoes.
//!
//! /socket.io/ has the namespaces / and /custom (see EchoNamespace). With Layer::EngineOnly it echoes Engine.IO
//! messages at /engine.io/ instead, and sends nothing by itself. Any other path is answered 404.
class EchoService : public broker::HttpHandler, private broker::EngineListener
{
public:
    enum class Layer : quint8 { SocketIo, EngineOnly };

    explicit EchoService(Layer layer, broker::EngineSettings settings = defaults(),
                         std::chrono::milliseconds connectTimeout = std::chrono::seconds(1));
    ~EchoService() override = default;

    //! Ping interval 300 ms, ping timeout 200 ms, at most 1,000,000 bytes: what the public protocol test suites expect.
    [[nodiscard]] static broker::EngineSettings defaults();

    //! Listens on loopback: 127.0.0.1, and ::1 where that is possible, because "localhost" may name either.
    [[nodiscard]] base::Result<QUrl> listen(quint16 port);
    [[nodiscard]] qsizetype sessionCount() { return engine().sessionCount(); }

    [[nodiscard]] tl::expected<std::shared_ptr<void>, broker::HttpResponse> requestBegun(
        const broker::HttpRequest &request) override;
    void handleRequest(broker::HttpRequest request, broker::HttpReply reply) override;
    [[nodiscard]] std::optional<broker::HttpResponse> refuseUpgrade(const broker::HttpRequest &request) override;
    void webSocketOpened(std::unique_ptr<QWebSocket> socket) override;
    void requestRefused(int) override {}

private:
    void sessionOpened(broker::EngineSession &) override {}
    void textReceived(broker::EngineSession &session, std::string_view text) override;
    void binaryReceived(broker::EngineSession &session, const QByteArray &bytes) override;
    void sessionClosed(broker::EngineSession &, broker::CloseReason) override {}
    void engineErrorOccurred() override {}

    [[nodiscard]] bool isServed(const QByteArray &path) const;
    [[nodiscard]] broker::EngineServer &engine()
    {
        return m_layer == Layer::EngineOnly ? m_engine : m_socketIo.engine();
    }

    Layer m_layer;
    EchoNamespace m_main;
    EchoNamespace m_custom;
    broker::HttpServer m_http;
    broker::HttpServer m_http6;
    // these two after the servers: their sessions say goodbye over connections that are still there
    broker::EngineServer m_engine;
    broker::SocketIoServer m_socketIo;
};

} // namespace topicscope::test
