// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QUrl>
#include <QWebSocketServer>

namespace topicscope::test {

//! \brief A WebSocket server that says what a test tells it to: one client at a time matters, the latest.
class FakeSocketIoServer : public QObject
{
    Q_OBJECT

public:
    explicit FakeSocketIoServer(QWebSocketServer::SslMode mode = QWebSocketServer::NonSecureMode);
    ~FakeSocketIoServer() override;

    [[nodiscard]] QUrl url() const;
    void sendText(const QString &frame);
    void sendBinary(const QByteArray &frame);
    void closeClient(QWebSocketProtocol::CloseCode code, const QString &reason);
    //! \brief Ends the TCP connection without a word.
    void dropClient();
    //! \brief Takes no more connections.
    void stopListening();

    //! \brief What is said to a new client; empty: nothing.
    QString handshake = QStringLiteral(
        R"(0{"sid":"eio-1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})");
    //! \brief The answer to the request for the namespace; empty: none.
    QString connectReply = QStringLiteral(R"(40{"sid":"sio-1"})");
    //! \brief The largest message taken; a larger one ends the connection with close code 1009. 0: any.
    qsizetype maxMessageBytes = 0;
    QStringList received; //!< text frames of all clients in order of arrival
    QList<QByteArray> receivedBinary; //!< likewise, the binary ones
    QStringList requests; //!< path and query of each connection
    int connections = 0;
    int disconnections = 0;

private:
    void takeClient();

    QWebSocketServer m_server;
    QPointer<QWebSocket> m_client;
};

} // namespace topicscope::test
