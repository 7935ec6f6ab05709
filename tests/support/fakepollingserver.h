// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <memory>
#include <utility>

namespace topicscope::test {

//! \brief An Engine.IO server over long polling that says what a test tells it to; it takes no WebSocket.
class FakePollingServer : public QObject
{
    Q_OBJECT

public:
    //! \brief Listens on loopback with \a server, which a test may bring (TLS).
    explicit FakePollingServer(std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>());
    ~FakePollingServer() override;

    [[nodiscard]] QUrl url() const;
    //! \brief Answers the GET that waits, or the next one, with \a body (packets joined by 0x1e).
    void send(const QByteArray &body);
    //! \brief Begins to answer the GET that waits, with a body of \a size bytes that write() brings.
    void beginAnswer(qsizetype size);
    void write(const QByteArray &part);
    //! \brief Hangs up in the midst of it.
    void dropAnswer();
    //! \brief Answers the POST that was held.
    void releasePost();
    //! \brief Hangs up instead.
    void dropPost();
    [[nodiscard]] bool getWaits() const { return m_get != nullptr; }
    //! \brief Posted packets that are \a packet.
    [[nodiscard]] qsizetype count(const QByteArray &packet) const { return packets.count(packet); }

    //! \brief The answer to the first GET.
    QByteArray handshake =
        R"(0{"sid":"eio-1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})";
    QByteArray connectReply = R"(40{"sid":"sio-1"})"; //!< sent when "40" was posted; empty: nothing
    QByteArray moreHeaders; //!< of every answer, each ended by a line break
    QByteArray getStatus = "200 OK"; //!< of answers to GETs with a session
    QByteArray postStatus = "200 OK";
    QByteArray postAnswer = "ok";
    QByteArray contentType = "text/plain; charset=UTF-8"; //!< of every answer
    qsizetype maxPostBytes = 0; //!< of a POST; a larger one is answered with 413. 0: any
    bool renewsSessions = false; //!< connectReply answers every "40", not the first alone
    bool holdPosts = false; //!< POSTs wait for releasePost()

    QList<QByteArray> heads; //!< of all requests
    QList<QByteArray> bodies; //!< of the POSTs
    QList<QByteArray> packets; //!< posted, in order
    int refusedWebSockets = 0;
    int overlapping = 0; //!< GETs or POSTs that came before the one before was answered

private:
    void takeClient();
    void read(QTcpSocket *socket);
    void handle(QTcpSocket *socket, const QByteArray &head, const QByteArray &body);
    void answer(QTcpSocket *socket, const QByteArray &status, const QByteArray &body);

    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket *, QByteArray> m_read;
    QPointer<QTcpSocket> m_get;
    QPointer<QTcpSocket> m_post;
    QPointer<QTcpSocket> m_slow; // see beginAnswer()
    QList<std::pair<QByteArray, QByteArray>> m_waiting; // status and body for GETs to come
};

} // namespace topicscope::test
