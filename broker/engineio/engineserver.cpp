// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/engineio/engineserver.h"

#include <QRandomGenerator>
#include <QWebSocket>

#include <array>

namespace topicscope::broker {

namespace {

struct Refusal {
    int status;
    const char *body;
};

constexpr std::array<Refusal, 6> refusals{{
    {400, R"({"code":0,"message":"Transport unknown"})"},
    {400, R"({"code":1,"message":"Session ID unknown"})"},
    {400, R"({"code":2,"message":"Bad handshake method"})"},
    {400, R"({"code":3,"message":"Bad request"})"},
    {403, R"({"code":4,"message":"Forbidden"})"},
    {400, R"({"code":5,"message":"Unsupported protocol version"})"},
}};

const QLatin1String polling("polling");
const QLatin1String webSocket("websocket");

QString parameter(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

} // namespace

QByteArray makeSessionId()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), 15);
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

EngineServer::EngineServer(EngineSettings settings, EngineListener &listener, QObject *parent)
    : QObject(parent), m_settings(settings), m_listener(listener)
{
}

EngineServer::~EngineServer()
{
    // Before the sockets they use, which are children of this too.
    const auto sessions = findChildren<EngineSession *>(Qt::FindDirectChildrenOnly);
    for (EngineSession *session : sessions) {
        session->disconnect(this);
        delete session;
    }
}

HttpResponse EngineServer::refusal(int code)
{
    m_listener.engineErrorOccurred();
    const Refusal &refusal = refusals[static_cast<std::size_t>(code)];
    return HttpResponse::json(QByteArray(refusal.body), refusal.status);
}

EngineSession *EngineServer::find(const QUrlQuery &query) const
{
    EngineSession *session = m_sessions.value(parameter(query, "sid").toLatin1());
    return session && !session->closeIfOverdue() && session->isOpen() ? session : nullptr;
}

EngineSession *EngineServer::findLeaving(const HttpRequest &request) const
{
    EngineSession *session = m_sessions.value(parameter(request.query, "sid").toLatin1());
    return session && session->awaitsCrossingPoll() && request.method == "GET" ? session : nullptr;
}

EngineSession &EngineServer::open()
{
    auto *session = new EngineSession(makeSessionId(), m_settings, m_listener, this);
    m_sessions.insert(session->sid(), session);
    connect(session, &QObject::destroyed, this, [this, sid = session->sid()] { m_sessions.remove(sid); });
    return *session;
}

std::optional<HttpResponse> EngineServer::verify(const HttpRequest &request, QLatin1String transport)
{
    const QString wanted = parameter(request.query, "transport");
    if (wanted != polling && wanted != webSocket)
        return refusal(0);
    if (!request.isSameOrigin())
        return refusal(4);
    if (wanted != transport)
        return refusal(3);
    if (request.query.hasQueryItem(QStringLiteral("sid"))) {
        const bool known = find(request.query) || (transport == polling && findLeaving(request));
        if (!known)
            return refusal(1);
    } else if (request.method != "GET") {
        return refusal(2);
    }
    if (parameter(request.query, "EIO") != QLatin1String("4"))
        return refusal(5);
    if (!request.query.hasQueryItem(QStringLiteral("sid")) && m_sessions.size() >= m_settings.maxSessions) {
        m_listener.engineErrorOccurred();
        return HttpResponse::error(503, "There are too many sessions.");
    }
    return std::nullopt;
}

tl::expected<std::shared_ptr<void>, HttpResponse> EngineServer::requestBegun(const HttpRequest &request)
{
    EngineSession *session = request.method == "POST" && request.isSameOrigin() ? find(request.query) : nullptr;
    if (!session)
        return nullptr; // refused when it is complete
    if (auto claim = session->beginPost())
        return claim;
    session->close(CloseReason::ProtocolError);
    return tl::unexpected(refusal(3));
}

void EngineServer::handleRequest(const HttpRequest &request, HttpReply reply)
{
    if (const auto refused = verify(request, polling)) {
        reply.send(*refused);
        return;
    }
    EngineSession *session = find(request.query);
    if (EngineSession *leaving = session ? nullptr : findLeaving(request))
        leaving->poll(std::move(reply));
    else if (!session)
        open().openPolling(std::move(reply));
    else if (session->usesWebSocket())
        reply.send(refusal(3));
    else if (request.method == "GET")
        session->poll(std::move(reply));
    else if (request.method == "POST")
        session->post(request.body, std::move(reply));
    else
        reply.send(refusal(2));
}

std::optional<HttpResponse> EngineServer::refuseUpgrade(const HttpRequest &request)
{
    // A second WebSocket of one session is let in, and closed, as the protocol document has it.
    return verify(request, webSocket);
}

void EngineServer::webSocketOpened(std::unique_ptr<QWebSocket> socket)
{
    const QUrlQuery query(socket->requestUrl());
    EngineSession *session = find(query);
    if (session && session->mayUpgrade())
        session->probe(std::move(socket));
    else if (!session && !query.hasQueryItem(QStringLiteral("sid")))
        open().openWebSocket(std::move(socket));
    else
        refuse(std::move(socket)); // its session is gone by now, or has a WebSocket already
}

void EngineServer::refuse(std::unique_ptr<QWebSocket> socket)
{
    m_listener.engineErrorOccurred();
    socket->close(QWebSocketProtocol::CloseCodePolicyViolated);
    socket.release()->deleteLater(); // it is still doing its handshake
}

void EngineServer::closeAll()
{
    const auto sessions = m_sessions.values();
    for (EngineSession *session : sessions)
        session->close(CloseReason::ByServer);
}

} // namespace topicscope::broker
