// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/stallingserver.h"

#include "support/rawserver.h"
#include "support/testcertificate.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QtEndian>

#include <sys/socket.h>

namespace topicscope::test {

namespace {

constexpr qint64 part = 16 * 1024;

} // namespace

StallingServer::StallingServer(bool secure)
    : handshake(R"(0{"sid":"eio-1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})"),
      m_secure(secure)
{
    if (secure) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(QByteArray(selfSignedCertificate)));
        configuration.setPrivateKey(QSslKey(QByteArray(selfSignedKey), QSsl::Ec));
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(configuration);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &StallingServer::takeClient);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(m_server->errorString()));
}

StallingServer::~StallingServer()
{
    if (m_client)
        m_client->disconnect(this); // while it is destroyed it is no QTcpSocket any more
}

QUrl StallingServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2")
                    .arg(m_secure ? QLatin1String("https") : QLatin1String("http"))
                    .arg(m_server->serverPort()));
}

void StallingServer::takeClient()
{
    m_client = m_server->nextPendingConnection();
    connect(m_client, &QTcpSocket::readyRead, this, &StallingServer::read);
    connect(m_client, &QTcpSocket::disconnected, this, [this] {
        read();
        ended = true;
    });
    read();
}

void StallingServer::sendText(const QByteArray &text)
{
    m_client->write(RawServer::frame(1, text));
}

void StallingServer::sendFarewell(quint16 code)
{
    const quint16 bytes = qToBigEndian(code);
    m_client->write(RawServer::frame(8, QByteArray(reinterpret_cast<const char *>(&bytes), sizeof bytes)));
    m_client->flush();
}

void StallingServer::abort()
{
    m_client->abort();
}

void StallingServer::stall()
{
    m_stalled = true;
    m_client->setReadBufferSize(part); // full with what is not read from it
}

void StallingServer::takePart()
{
    m_read += m_client->read(part);
    takeFrames();
}

void StallingServer::goOn()
{
    m_stalled = false;
    m_client->setReadBufferSize(0);
    read();
}

void StallingServer::hangUp()
{
    ::shutdown(static_cast<int>(m_client->socketDescriptor()), SHUT_WR);
    goOn();
}

void StallingServer::read()
{
    if (!m_client->isOpen() || m_stalled)
        return; // after abort(), or stall()
    m_read += m_client->readAll();
    if (!m_upgraded) {
        const qsizetype end = m_read.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_client->write(RawServer::acceptWebSocket(m_read.left(end + 4)));
        m_read.remove(0, end + 4);
        m_upgraded = true;
        sendText(handshake);
    }
    takeFrames();
}

void StallingServer::takeFrames()
{
    qsizetype begin = 0;
    while (m_read.size() - begin >= 2) {
        const auto lengthByte = static_cast<quint8>(m_read.at(begin + 1)) & 0x7f;
        const qsizetype extended = lengthByte == 127 ? 8 : lengthByte == 126 ? 2 : 0;
        const qsizetype head = 2 + extended + 4; // and the mask
        if (m_read.size() - begin < head)
            break;
        const char *length = m_read.constData() + begin + 2;
        const qsizetype size = extended == 8   ? static_cast<qsizetype>(qFromBigEndian<quint64>(length))
                               : extended == 2 ? qFromBigEndian<quint16>(length)
                                               : lengthByte;
        if (m_read.size() - begin < head + size)
            break;
        takeFrame(m_read.mid(begin + head, qMin<qsizetype>(size, 32)), m_read.mid(begin + head - 4, 4));
        begin += head + size;
    }
    m_read.remove(0, begin);
}

void StallingServer::takeFrame(QByteArray payload, const QByteArray &mask)
{
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = static_cast<char>(payload.at(i) ^ mask.at(i % 4));
    if (payload.startsWith("40"))
        sendText(R"(40{"sid":"sio-1"})");
    else if (payload.startsWith(R"(42["consumed")"))
        ++acknowledgements;
}

} // namespace topicscope::test
