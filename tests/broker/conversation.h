// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "probes.h"

#include <map>
#include <memory>

namespace topicscope::test {

//! A conversation with an Engine.IO server, written down line by line and then had. A line is: WHO DOES WHAT.
//!
//! Two HTTP connections, "1" and "2":
//!   1 opens                    a session over polling, whose handshake is checked; all that follows is about it
//!   1 gets                     sends a GET
//!   1 posts BODY               sends a POST
//!   1 begins BODY              sends all of a POST but its last byte, which "1 ends" sends
//!   1 leaves                   cuts its connection
//!   1 sends METHOD             sends a request of another method
//!   1 receives STATUS [BODY]   awaits an answer; without a BODY any will do
//!   1 receives-tail STATUS END the body ends so
//! WebSockets, "w" and "v":
//!   w opens                    a session over WebSocket, whose handshake is checked
//!   w upgrades                 opens a WebSocket for the session that polls
//!   w sends TEXT, w sends-bytes HEX
//!   w receives TEXT, w receives-bytes HEX, w receives-head TEXT (the frame begins so)
//!   w is closed
//! And "the session is unknown", after which requests name one that never was.
//! Pings are answered and passed over, unless \a withPings.
class Conversation
{
public:
    Conversation(QUrl server, QString path, bool withPings = false);
    ~Conversation();

    //! Has it to its end; what came otherwise than written, or nothing.
    [[nodiscard]] QString have(const QStringList &lines);

private:
    [[nodiscard]] QString overHttp(HttpProbe &probe, const QString &verb, const QString &rest);
    [[nodiscard]] QString overWebSocket(const QString &who, const QString &verb, const QString &rest);
    [[nodiscard]] QString openPolling(HttpProbe &probe);
    [[nodiscard]] QString checkHandshake(const QByteArray &packet, const QJsonArray &upgrades);
    [[nodiscard]] QByteArray target() const;
    void settle();

    QUrl m_server;
    QString m_path;
    bool m_withPings;
    QByteArray m_sid;
    QByteArray m_lastByte; // of a POST that was begun
    std::map<QString, std::unique_ptr<HttpProbe>> m_http;
    std::map<QString, std::unique_ptr<WebSocketProbe>> m_webSockets;
};

} // namespace topicscope::test
