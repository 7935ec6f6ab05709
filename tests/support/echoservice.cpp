// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/echoservice.h"

#include "base/bytes.h"

#include <QTimer>
#include <QWebSocket>

namespace topicscope::test {

using namespace broker;
using namespace std::chrono_literals;
using base::viewOf;

namespace {

// The public suite awaits the CONNECT packet and only then begins to listen for "auth". Its WebSocket library hands on
// all frames of one read at once, so the event must not reach it in the same read. The reference server has one write
// for each frame, which makes that likely; waiting makes it sure.
constexpr auto greetingDelay = 20ms;

HttpServerSettings httpSettings(const EngineSettings &settings)
{
    HttpServerSettings http;
    http.limits.bodyBytes = settings.maxPayload;
    http.maxFrame = settings.maxPayload;
    return http;
}

} // namespace

std::string_view argumentsOf(const SocketIoEvent &event)
{
    // The text is valid JSON, an array whose first element is a string: what has to be found is the end of that string.
    std::string_view json = viewOf(event.content.frame);
    json = json.substr(json.find('"') + 1);
    std::size_t end = 0;
    while (json[end] != '"')
        end += json[end] == '\\' ? 2 : 1;
    json = json.substr(end + 1, json.rfind(']') - end - 1);
    const std::size_t comma = json.find(',');
    return comma == std::string_view::npos ? std::string_view() : json.substr(comma + 1);
}

void EchoNamespace::peerConnected(SocketIoPeer &peer, std::string_view auth)
{
    m_greetings.insert(&peer, "[\"auth\"," + (auth.empty() ? QByteArray("{}") : base::bytesOf(auth)) + ']');
    QTimer::singleShot(greetingDelay, Qt::PreciseTimer, &m_context, [this, receiver = &peer] { greet(receiver); });
}

void EchoNamespace::greet(SocketIoPeer *peer)
{
    // One that has gone, or was greeted already, has no entry.
    if (const QByteArray greeting = m_greetings.take(peer); !greeting.isEmpty())
        peer->emitEvent(viewOf(greeting));
}

void EchoNamespace::eventReceived(SocketIoPeer &peer, const SocketIoEvent &event)
{
    greet(&peer); // before any answer
    const QByteArray arguments = base::bytesOf(argumentsOf(event));
    if (event.content.name == "message") {
        const QByteArray json = "[\"message-back\"" + (arguments.isEmpty() ? QByteArray() : ',' + arguments) + ']';
        peer.emitEvent(viewOf(json), event.attachments);
    } else if (event.content.name == "message-with-ack" && event.ackId) {
        const QByteArray json = '[' + arguments + ']';
        peer.acknowledge(*event.ackId, viewOf(json), event.attachments);
    }
}

EchoService::EchoService(Layer layer, EngineSettings settings, std::chrono::milliseconds connectTimeout)
    : m_layer(layer),
      m_http(httpSettings(settings), *this),
      m_http6(httpSettings(settings), *this),
      m_engine(settings, *this),
      m_socketIo(settings, connectTimeout)
{
    m_socketIo.addNamespace(QByteArrayLiteral("/"), m_main);
    m_socketIo.addNamespace(QByteArrayLiteral("/custom"), m_custom);
}

EngineSettings EchoService::defaults()
{
    return {.pingInterval = 300ms, .pingTimeout = 200ms, .maxPayload = 1'000'000};
}

base::Result<QUrl> EchoService::listen(quint16 port)
{
    auto url = m_http.listen(QHostAddress(QHostAddress::LocalHost), port);
    if (url)
        static_cast<void>(m_http6.listen(QHostAddress(QHostAddress::LocalHostIPv6), static_cast<quint16>(url->port())));
    return url;
}

bool EchoService::isServed(const QByteArray &path) const
{
    const QByteArray served = m_layer == Layer::EngineOnly ? "/engine.io" : "/socket.io";
    return path == served || path == served + '/';
}

tl::expected<std::shared_ptr<void>, HttpResponse> EchoService::requestBegun(const HttpRequest &request)
{
    if (isServed(request.path))
        return engine().requestBegun(request);
    return nullptr;
}

void EchoService::handleRequest(HttpRequest request, HttpReply reply)
{
    if (isServed(request.path))
        engine().handleRequest(request, std::move(reply));
    else
        reply.send(HttpResponse::error(404, "There is nothing at this path."));
}

std::optional<HttpResponse> EchoService::refuseUpgrade(const HttpRequest &request)
{
    return isServed(request.path) ? engine().refuseUpgrade(request)
                                  : HttpResponse::error(404, "There is no WebSocket at this path.");
}

void EchoService::webSocketOpened(std::unique_ptr<QWebSocket> socket)
{
    engine().webSocketOpened(std::move(socket));
}

void EchoService::textReceived(EngineSession &session, std::string_view text)
{
    session.send(OutgoingPacket::message(text));
}

void EchoService::binaryReceived(EngineSession &session, const QByteArray &bytes)
{
    session.send(OutgoingPacket::binary(bytes));
}

} // namespace topicscope::test
