// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/connectionerrors.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace topicscope::net {

using base::Error;
using base::ErrorCode;

namespace {

constexpr qsizetype peerWordsMax = 200;

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

QString addressOf(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveUserInfo);
}

Error noWebSocket(const QString &words, const QUrl &url)
{
    static const QRegularExpression status(QStringLiteral("status code: (\\d{3})"));
    const auto match = status.match(words);
    const QString where = addressOf(url);
    return {ErrorCode::NotSupported,
            match.hasMatch() ? translated("%1 is no Socket.IO server, or allows no WebSocket at %2: it answered HTTP %3.").arg(where, url.path(), match.captured(1))
                             : translated("%1 is no Socket.IO server, or allows no WebSocket at %2: it did not accept the WebSocket handshake.").arg(where, url.path())};
}

Error tlsFailure(const SocketFailure &failure, const QUrl &url)
{
    QStringList reasons;
    for (const QSslError &error : failure.sslErrors)
        reasons.append(error.errorString());
    reasons.removeDuplicates();
    const QString reason = reasons.isEmpty() ? failure.words : reasons.join(QStringLiteral(" "));
    return {ErrorCode::TlsFailed, translated("No secure connection to %1: %2").arg(addressOf(url), reason)};
}

} // namespace

Error errorOf(const SocketFailure &failure, const QUrl &url)
{
    if (!failure.sslErrors.isEmpty() || failure.code == QAbstractSocket::SslHandshakeFailedError)
        return tlsFailure(failure, url);
    if (failure.opened)
        return {ErrorCode::ConnectionLost, translated("The connection to %1 was lost: %2.").arg(addressOf(url), failure.words)};
    if (failure.tcpConnected)
        return noWebSocket(failure.words, url);
    if (failure.code == QAbstractSocket::HostNotFoundError)
        return {ErrorCode::HostNotFound, translated("There is no host named \"%1\".").arg(url.host())};
    if (failure.code == QAbstractSocket::ConnectionRefusedError)
        return {ErrorCode::ConnectionRefused, translated("Nothing answers at %1 (connection refused): is the server running there?").arg(addressOf(url))};
    return {ErrorCode::ConnectionRefused, translated("%1 cannot be reached: %2.").arg(addressOf(url), failure.words)};
}

Error errorOf(QWebSocketProtocol::CloseCode code, const QString &reason, qint64 maxFrameBytes)
{
    switch (code) {
    case QWebSocketProtocol::CloseCodeTooMuchData:
        return {ErrorCode::TooLarge, translated("A frame is over the limit of %1 bytes (the connection's setting for the largest frame); the connection had to be closed.").arg(maxFrameBytes)};
    case QWebSocketProtocol::CloseCodeWrongDatatype:
        return {ErrorCode::InvalidUtf8, translated("A text frame is not valid UTF-8; the connection had to be closed.")};
    case QWebSocketProtocol::CloseCodeProtocolError:
        return {ErrorCode::InvalidPacket, translated("A frame breaks the rules of WebSocket; the connection had to be closed.")};
    default:
        return {ErrorCode::ConnectionLost, reason.isEmpty() ? translated("The server closed the connection (code %1).").arg(static_cast<int>(code))
                                                            : translated("The server closed the connection (code %1): %2").arg(static_cast<int>(code)).arg(reason.left(peerWordsMax))};
    }
}

} // namespace topicscope::net
