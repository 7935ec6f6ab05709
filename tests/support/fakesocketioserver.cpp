// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakesocketioserver.h"

#include "support/testcertificate.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QWebSocket>

namespace topicscope::test {

FakeSocketIoServer::FakeSocketIoServer(QWebSocketServer::SslMode mode) : m_server(QStringLiteral("fake"), mode)
{
    if (mode == QWebSocketServer::SecureMode) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(QByteArray(selfSignedCertificate)));
        configuration.setPrivateKey(QSslKey(QByteArray(selfSignedKey), QSsl::Ec));
        m_server.setSslConfiguration(configuration);
    }
    connect(&m_server, &QWebSocketServer::newConnection, this, &FakeSocketIoServer::takeClient);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(m_server.errorString()));
}

FakeSocketIoServer::~FakeSocketIoServer() = default;

QUrl FakeSocketIoServer::url() const
{
    QUrl url = m_server.serverUrl();
    url.setScheme(m_server.secureMode() == QWebSocketServer::SecureMode ? QStringLiteral("https")
                                                                        : QStringLiteral("http"));
    return url;
}

void FakeSocketIoServer::takeClient()
{
    QWebSocket *client = m_server.nextPendingConnection();
    client->setParent(this);
    m_client = client;
    ++connections;
    requests.append(client->requestUrl().toString(QUrl::RemoveScheme | QUrl::RemoveAuthority));
    connect(client, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &frame) { receivedBinary.append(frame); });
    connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &frame) {
        // Read to its end first: a socket closed over unread bytes resets the line, and the close code may be lost with
        // it.
        if (maxMessageBytes > 0 && frame.size() > maxMessageBytes) {
            client->close(QWebSocketProtocol::CloseCodeTooMuchData, QStringLiteral("Too large"));
            return;
        }
        received.append(frame);
        if (frame.startsWith(QLatin1String("40")) && !connectReply.isEmpty())
            client->sendTextMessage(connectReply);
    });
    connect(client, &QWebSocket::disconnected, this, [this, client] {
        ++disconnections;
        client->deleteLater();
    });
    if (!handshake.isEmpty())
        client->sendTextMessage(handshake);
}

void FakeSocketIoServer::sendText(const QString &frame)
{
    if (m_client)
        m_client->sendTextMessage(frame);
}

void FakeSocketIoServer::sendBinary(const QByteArray &frame)
{
    if (m_client)
        m_client->sendBinaryMessage(frame);
}

void FakeSocketIoServer::closeClient(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    if (m_client)
        m_client->close(code, reason);
}

void FakeSocketIoServer::dropClient()
{
    if (m_client)
        m_client->abort();
}

void FakeSocketIoServer::stopListening()
{
    m_server.close();
}

} // namespace topicscope::test
