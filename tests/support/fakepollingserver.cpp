// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakepollingserver.h"

#include <QRegularExpression>

namespace topicscope::test {

FakePollingServer::FakePollingServer(std::unique_ptr<QTcpServer> server) : m_server(std::move(server))
{
    // Pending, and not merely connected: a TLS server has encrypted it by then.
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakePollingServer::takeClient);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(m_server->errorString()));
}

FakePollingServer::~FakePollingServer()
{
    m_server.reset(); // its sockets tell their end, to an object that is still whole
}

QUrl FakePollingServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server->serverPort()));
}

void FakePollingServer::takeClient()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_read.remove(socket);
            socket->deleteLater();
        });
        read(socket);
    }
}

void FakePollingServer::read(QTcpSocket *socket)
{
    QByteArray &bytes = m_read[socket];
    bytes += socket->readAll();
    static const QRegularExpression length(QStringLiteral("^content-length: *(\\d+)"),
                                           QRegularExpression::CaseInsensitiveOption
                                               | QRegularExpression::MultilineOption);
    for (qsizetype end = bytes.indexOf("\r\n\r\n"); end >= 0; end = bytes.indexOf("\r\n\r\n")) {
        const QByteArray head = bytes.left(end);
        const qsizetype size = length.match(QString::fromLatin1(head)).captured(1).toLongLong();
        if (bytes.size() < end + 4 + size)
            return;
        const QByteArray body = bytes.mid(end + 4, size);
        bytes.remove(0, end + 4 + size);
        handle(socket, head, body);
    }
}

void FakePollingServer::handle(QTcpSocket *socket, const QByteArray &head, const QByteArray &body)
{
    heads.append(head);
    if (head.contains("transport=websocket")) {
        ++refusedWebSockets;
        answer(socket, "400 Bad Request", R"({"code":0,"message":"Transport unknown"})");
    } else if (head.startsWith("POST") && !head.contains("transport=")) {
        answer(socket, "200 OK", R"({"status":"ok"})"); // a publication
    } else if (head.startsWith("POST")) {
        overlapping += m_post ? 1 : 0;
        bodies.append(body);
        if (maxPostBytes > 0 && body.size() > maxPostBytes) {
            answer(socket, "413 Payload Too Large", {});
            return;
        }
        packets.append(body.split('\x1e'));
        m_post = socket;
        if (!holdPosts)
            releasePost();
        if (renewsSessions && body.split('\x1e').contains("40"))
            send(connectReply);
        else if (!renewsSessions && packets.contains("40") && !connectReply.isEmpty())
            send(std::exchange(connectReply, {}));
    } else if (!head.contains("sid=")) {
        m_get.clear(); // of the session before
        answer(socket, "200 OK", handshake);
    } else {
        overlapping += m_get ? 1 : 0;
        m_get = socket;
        if (!m_waiting.isEmpty()) {
            const auto [status, waiting] = m_waiting.takeFirst();
            answer(std::exchange(m_get, {}), status, waiting);
        }
    }
}

void FakePollingServer::send(const QByteArray &body)
{
    if (m_get)
        answer(std::exchange(m_get, {}), getStatus, body);
    else
        m_waiting.append({getStatus, body});
}

void FakePollingServer::beginAnswer(qsizetype size)
{
    m_slow = std::exchange(m_get, {});
    write("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: " + QByteArray::number(size)
          + "\r\n\r\n");
}

void FakePollingServer::write(const QByteArray &part)
{
    if (m_slow)
        m_slow->write(part);
}

void FakePollingServer::dropAnswer()
{
    if (m_slow)
        std::exchange(m_slow, {})->disconnectFromHost(); // behind what is written
}

void FakePollingServer::releasePost()
{
    if (m_post)
        answer(std::exchange(m_post, {}), postStatus, postAnswer);
}

void FakePollingServer::dropPost()
{
    if (m_post)
        std::exchange(m_post, {})->abort();
}

void FakePollingServer::answer(QTcpSocket *socket, const QByteArray &status, const QByteArray &body)
{
    socket->write("HTTP/1.1 " + status + "\r\nContent-Type: " + contentType
                  + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body);
}

} // namespace topicscope::test
