// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/engineio/enginesession.h"

#include <QHash>
#include <QUrl>

namespace topicscope::broker {

//! \brief All Engine.IO sessions: opens them, finds them by their sid, and refuses what the protocol does not allow.
//!
//! Refusals carry `{"code":..,"message":..}` with the codes of the reference server: 0 unknown transport, 1 unknown
//! session, 2 wrong method, 3 bad request, 4 forbidden, 5 wrong protocol version. Thread: the one it lives in.
class EngineServer : public QObject
{
    Q_OBJECT

public:
    //! \brief \a listener outlives the server.
    EngineServer(EngineSettings settings, EngineListener &listener, QObject *parent = nullptr);
    ~EngineServer() override;

    //! \brief As HttpHandler::requestBegun(), for the Engine.IO path: a second POST at a time ends its session.
    [[nodiscard]] tl::expected<std::shared_ptr<void>, HttpResponse> requestBegun(const HttpRequest &request);
    //! \brief A request to the Engine.IO path.
    void handleRequest(const HttpRequest &request, HttpReply reply);
    //! \brief Why \a request must not become a WebSocket; nothing when it may.
    [[nodiscard]] std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request);
    //! \brief A WebSocket whose request refuseUpgrade() let pass.
    void webSocketOpened(std::unique_ptr<QWebSocket> socket);
    //! \brief Ends all sessions.
    void closeAll();
    [[nodiscard]] qsizetype sessionCount() const noexcept { return m_sessions.size(); }

private:
    [[nodiscard]] std::optional<HttpResponse> verify(const HttpRequest &request, QLatin1String transport);
    [[nodiscard]] HttpResponse refusal(int code);
    void refuse(std::unique_ptr<QWebSocket> socket);
    [[nodiscard]] EngineSession *find(const QUrlQuery &query) const;
    [[nodiscard]] EngineSession *findLeaving(const HttpRequest &request) const;
    [[nodiscard]] EngineSession &open();

    EngineSettings m_settings;
    EngineListener &m_listener;
    QHash<QByteArray, EngineSession *> m_sessions; // children; an entry goes when its session is destroyed or closed
};

//! \brief 120 random bits from the system's cryptographic source, as 20 characters that need no escaping in a URL.
//! Thread: any.
[[nodiscard]] QByteArray makeSessionId();

} // namespace topicscope::broker
