// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>

namespace topicscope::test {

//! What a server answered.
struct HttpAnswer {
    int status = 0; //!< 0: no complete answer came in time
    QHash<QByteArray, QByteArray> headers; //!< names in lower case
    QByteArray body;

    [[nodiscard]] QJsonValue json() const;
};

//! An HTTP client that sends bytes as they are told, right or wrong. All waiting runs the event loop.
class HttpProbe
{
public:
    explicit HttpProbe(const QUrl &server);

    void send(const QByteArray &bytes);
    //! The next answer on this connection; "100 Continue" counts as one.
    [[nodiscard]] HttpAnswer receive(bool withBody = true);
    [[nodiscard]] HttpAnswer get(const QByteArray &target, const QByteArray &headers = {});
    [[nodiscard]] HttpAnswer post(const QByteArray &target, const QByteArray &body, const QByteArray &headers = {});
    //! Waits for the server to close.
    [[nodiscard]] bool closed();
    [[nodiscard]] bool hasPendingBytes() const { return !m_buffer.isEmpty() || m_socket.bytesAvailable() > 0; }
    void disconnect();
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

    static QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                              const QByteArray &headers = {});

private:
    [[nodiscard]] bool more(int milliseconds = 20'000);

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

//! A WebSocket that collects what it receives.
class WebSocketProbe
{
public:
    explicit WebSocketProbe(const QUrl &server, const QString &query = QStringLiteral("EIO=4&transport=websocket"),
                            const QString &path = QStringLiteral("/socket.io/"));

    [[nodiscard]] bool connected();
    [[nodiscard]] bool closed();
    void send(const QString &text) { m_socket.sendTextMessage(text); }
    void send(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    //! The next text frame; null when none comes in time. Pings are answered and passed over unless \a withPings.
    [[nodiscard]] QString receive(bool withPings = false);
    [[nodiscard]] QByteArray receiveBinary();
    [[nodiscard]] QWebSocket &socket() { return m_socket; }

protected:
    QStringList m_texts;
    QList<QByteArray> m_binaries;
    bool m_answersPings = true;

private:
    QWebSocket m_socket;
};

//! A Socket.IO client in the default namespace.
class SocketIoProbe : public WebSocketProbe
{
public:
    explicit SocketIoProbe(const QUrl &server);

    //! Opens the session and the namespace.
    [[nodiscard]] bool open();
    void emitEvent(const QByteArray &json);
    void subscribe(const QString &consumer, const QStringList &topics);
    //! The argument of the next event \a name; others are passed over. Undefined when none comes.
    [[nodiscard]] QJsonValue event(const QString &name);
    //! Names of all events that came so far and have not been read.
    [[nodiscard]] QStringList pendingEvents();
};

} // namespace topicscope::test
