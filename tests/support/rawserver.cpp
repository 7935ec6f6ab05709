// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/rawserver.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QtEndian>

#include <sys/socket.h>

namespace topicscope::test {

namespace {

QByteArray headerOf(const QByteArray &request, const QString &name)
{
    const QRegularExpression header(QStringLiteral("^%1: *([^\\r\\n]*)").arg(name),
                                    QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
    return header.match(QString::fromLatin1(request)).captured(1).toLatin1();
}

} // namespace

RawServer::RawServer(std::function<QByteArray(const QByteArray &request)> answer) : m_answer(std::move(answer))
{
    connect(&m_server, &QTcpServer::newConnection, this, &RawServer::takeClient);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(m_server.errorString()));
}

RawServer::~RawServer() = default;

QUrl RawServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void RawServer::write(const QByteArray &bytes)
{
    if (m_client)
        m_client->write(bytes);
}

void RawServer::hangUp()
{
    m_client->flush(); // no more than the system's buffers take
    ::shutdown(static_cast<int>(m_client->socketDescriptor()), SHUT_WR);
}

QByteArray RawServer::http(const QByteArray &status, const QByteArray &body, const QByteArray &moreHeaders)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
           + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body;
}

QByteArray RawServer::acceptWebSocket(const QByteArray &request)
{
    const QByteArray key = headerOf(request, QStringLiteral("Sec-WebSocket-Key"))
                           + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
           + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n";
}

QByteArray RawServer::frame(quint8 opcode, const QByteArray &payload)
{
    QByteArray bytes(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        bytes.append(static_cast<char>(payload.size()));
    } else {
        const quint16 size = qToBigEndian(static_cast<quint16>(payload.size()));
        bytes.append(char{126}).append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    return bytes + payload;
}

void RawServer::takeClient()
{
    QTcpSocket *socket = m_server.nextPendingConnection();
    m_client = socket;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void RawServer::read(QTcpSocket *socket)
{
    const QByteArray waiting = socket->peek(socket->bytesAvailable());
    const qsizetype head = waiting.indexOf("\r\n\r\n");
    if (head < 0 || waiting.size() < head + 4 + headerOf(waiting, QStringLiteral("Content-Length")).toLongLong())
        return;
    const QByteArray request = socket->readAll();
    requests.append(request);
    socket->write(m_answer(request));
    if (closeAfterAnswer)
        socket->disconnectFromHost();
}

} // namespace topicscope::test
