// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/connectionerrors.h"

#include <QCoreApplication>
#include <QStringList>
#include <QtEndian>

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
        return noWebSocketError(url, 0);
    if (failure.code == QAbstractSocket::HostNotFoundError)
        return {ErrorCode::HostNotFound, translated("There is no host named \"%1\".").arg(url.host())};
    if (failure.code == QAbstractSocket::ConnectionRefusedError)
        return {ErrorCode::ConnectionRefused, translated("Nothing answers at %1 (connection refused): is the server running there?").arg(addressOf(url))};
    return {ErrorCode::ConnectionRefused, translated("%1 cannot be reached: %2.").arg(addressOf(url), failure.words)};
}

Error noWebSocketError(const QUrl &url, int httpStatus)
{
    const QString where = addressOf(url);
    return {ErrorCode::NotSupported,
            httpStatus > 0 ? translated("%1 is no Socket.IO server, or allows no WebSocket at %2: it answered HTTP %3.").arg(where, url.path()).arg(httpStatus)
                           : translated("%1 is no Socket.IO server, or allows no WebSocket at %2: it did not accept the WebSocket handshake.").arg(where, url.path())};
}

Error peerClosedError(std::string_view payload)
{
    if (payload.size() < sizeof(quint16))
        return {ErrorCode::ConnectionLost, translated("The server closed the connection.")};
    const int code = qFromBigEndian<quint16>(payload.data());
    const QString reason = QString::fromUtf8(payload.data() + sizeof(quint16), static_cast<qsizetype>(payload.size() - sizeof(quint16)));
    return {ErrorCode::ConnectionLost, reason.isEmpty() ? translated("The server closed the connection (code %1).").arg(code)
                                                        : translated("The server closed the connection (code %1): %2").arg(code).arg(reason.left(peerWordsMax))};
}

} // namespace topicscope::net
