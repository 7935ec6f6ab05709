// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/connectionerrors.h"

#include "net/serverwords.h"
#include "net/tlsfiles.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QtEndian>

namespace topicscope::net {

using base::Error;
using base::ErrorCode;

namespace {

constexpr qsizetype peerWordsMax = 200;
constexpr qsizetype wordsOfAnswer = 60; // of one that is no Engine.IO
constexpr int messageTooBig = 1009; // RFC 6455, section 7.4.1
constexpr int proxyLoginRequired = 407;
constexpr int badGateway = 502;
constexpr int gatewayTimeout = 504;

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

QString placeOf(const QNetworkProxy &proxy)
{
    return QStringLiteral("%1:%2").arg(proxy.hostName(), QString::number(proxy.port()));
}

Error tlsFailure(const QList<QSslError> &errors, const QString &words, const QString &caFile, const QUrl &url)
{
    // Without a verdict on the certificate the handshake itself failed: no TLS there, or no common ground.
    const QString reason =
        !errors.isEmpty()
            ? explainTls(errors, url.host(), caFile)
            : translated("%1. Does the server speak TLS at this port? Does it ask for a client certificate?")
                  .arg(words);
    return {ErrorCode::TlsFailed, translated("No secure connection to %1: %2").arg(addressOf(url), reason)};
}

Error proxyRefusedError(const QNetworkProxy &proxy)
{
    return {
        ErrorCode::ConnectionRefused,
        translated("Nothing answers at the proxy %1 (connection refused): is it running there?").arg(placeOf(proxy))};
}

Error proxyNotFoundError(const QNetworkProxy &proxy)
{
    return {ErrorCode::HostNotFound,
            translated("There is no host named \"%1\", which is the proxy.").arg(proxy.hostName())};
}

Error proxyLoginError(const QNetworkProxy &proxy)
{
    return {ErrorCode::Rejected,
            proxy.user().isEmpty()
                ? translated("The proxy %1 asks for a user and a password.").arg(placeOf(proxy))
                : translated("The proxy %1 does not accept this user and password.").arg(placeOf(proxy))};
}

Error proxyFailedError(const QNetworkProxy &proxy, const QString &words)
{
    return {ErrorCode::ConnectionRefused, translated("The proxy %1 failed: %2.").arg(placeOf(proxy), words)};
}

//! Since TLS 1.3 a server looks at our certificate after the handshake is done for us, and hangs up where it wants
//! another.
Error unansweredTlsError(const QUrl &url)
{
    return {ErrorCode::NotSupported, translated("%1 ended the secure connection without an answer: it asks for a "
                                                "client certificate, or is no Socket.IO server at %2.")
                                         .arg(addressOf(url), url.path())};
}

//! What a server that answers HTTP with anything but a handshake wants: timeouts, too many requests and errors of its
//! own may pass.
ErrorCode codeOf(int httpStatus)
{
    const bool passes = httpStatus < 200 || httpStatus == 408 || httpStatus == 425 || httpStatus == 429
                        || httpStatus >= 500;
    return passes ? ErrorCode::NotSupported : ErrorCode::Rejected;
}

//! "502 (Bad Gateway)": a status that may pass, with its name in RFC 9110 and 6585.
QString nameOf(int httpStatus)
{
    const auto named = [httpStatus](const char *name) {
        return QStringLiteral("%1 (%2)").arg(httpStatus).arg(QLatin1String(name));
    };
    switch (httpStatus) {
    case 408:
        return named("Request Timeout");
    case 425:
        return named("Too Early");
    case 429:
        return named("Too Many Requests");
    case 500:
        return named("Internal Server Error");
    case badGateway:
        return named("Bad Gateway");
    case 503:
        return named("Service Unavailable");
    case gatewayTimeout:
        return named("Gateway Timeout");
    default:
        return QString::number(httpStatus);
    }
}

//! What a server says that is there, and cannot serve us now.
QString passingText(const QUrl &url, int httpStatus)
{
    if (httpStatus == badGateway || httpStatus == gatewayTimeout)
        return translated(
                   "The server in front, %1, answered HTTP %2: the Socket.IO server behind it does not answer now.")
            .arg(addressOf(url), nameOf(httpStatus));
    return translated("%1 answered HTTP %2: it cannot serve us now.").arg(addressOf(url), nameOf(httpStatus));
}

//! Clients of Socket.IO write the namespace into the URL; here a path in front of the server's own is a path.
QString namespaceHint(QString givenPath)
{
    while (givenPath.endsWith(QLatin1Char('/')))
        givenPath.chop(1);
    return givenPath.isEmpty()
               ? QString()
               : QLatin1Char(' ')
                     + translated("If \"%1\" is a namespace, give it as the namespace, and not in the URL.")
                           .arg(givenPath);
}

//! Answers that say more than that it is no Socket.IO server; the same for each carrier.
std::optional<Error> plainRefusal(const QUrl &url, int httpStatus, const QString &givenPath)
{
    if (httpStatus >= 400 && codeOf(httpStatus) == ErrorCode::NotSupported)
        return Error{ErrorCode::NotSupported, passingText(url, httpStatus)};
    const QString host = addressOf(url);
    if (httpStatus == 404)
        return Error{
            ErrorCode::Rejected,
            translated("There is no Socket.IO server at %1%2 (HTTP 404): check the address, the port and the path.")
                    .arg(host, url.path())
                + namespaceHint(givenPath)};
    if (httpStatus == 401 || httpStatus == 403)
        return Error{
            ErrorCode::Rejected,
            translated(
                "%1 does not let us in at %2 (HTTP %3): give the user, the header or the cookie that it asks for.")
                .arg(host, url.path(), QString::number(httpStatus))};
    return std::nullopt;
}

std::optional<Error> proxyErrorOf(const SocketFailure &failure, const QUrl &url)
{
    switch (failure.code) {
    case QAbstractSocket::ProxyConnectionRefusedError:
        return proxyRefusedError(failure.proxy);
    case QAbstractSocket::ProxyNotFoundError:
        return proxyNotFoundError(failure.proxy);
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return proxyLoginError(failure.proxy);
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return proxyFailedError(failure.proxy, failure.words);
    case QAbstractSocket::ProxyProtocolError:
    case QAbstractSocket::SocketAccessError:
        if (failure.proxy.type() != QNetworkProxy::NoProxy) // it answered CONNECT, and not with yes
            return Error{ErrorCode::NotSupported, translated("The proxy %1 does not let a WebSocket through to %2: %3.")
                                                      .arg(placeOf(failure.proxy), addressOf(url), failure.words)};
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace

QString addressOf(const QUrl &url)
{
    return url.authority(QUrl::PrettyDecoded).section(QLatin1Char('@'), -1);
}

Error errorOf(const SocketFailure &failure, const QUrl &url)
{
    if (!failure.sslErrors.isEmpty() || failure.code == QAbstractSocket::SslHandshakeFailedError
        || (failure.code == QAbstractSocket::SslInternalError && !failure.opened)
        || failure.code == QAbstractSocket::SslInvalidUserDataError)
        return tlsFailure(failure.sslErrors, failure.words, failure.caFile, url);
    if (failure.opened)
        return {ErrorCode::ConnectionLost,
                translated("The connection to %1 was lost: %2.").arg(addressOf(url), failure.words)};
    if (failure.tcpConnected)
        return noWebSocketError(url, 0);
    if (auto error = proxyErrorOf(failure, url))
        return *std::move(error);
    if (failure.code == QAbstractSocket::HostNotFoundError)
        return {ErrorCode::HostNotFound, translated("There is no host named \"%1\".").arg(url.host())};
    if (failure.code == QAbstractSocket::ConnectionRefusedError)
        return {
            ErrorCode::ConnectionRefused,
            translated("Nothing answers at %1 (connection refused): is the server running there?").arg(addressOf(url))};
    return {ErrorCode::ConnectionRefused, translated("%1 cannot be reached: %2.").arg(addressOf(url), failure.words)};
}

std::optional<Error> errorOf(const QNetworkReply &reply, const QList<QSslError> &sslErrors, const QNetworkProxy &proxy,
                             const QString &caFile)
{
    const QUrl url = reply.url();
    // First: a request that is sent once fails for another reason where the proxy asks for it again.
    if (proxy.type() == QNetworkProxy::HttpProxy
        && reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == proxyLoginRequired)
        return proxyLoginError(proxy);
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return std::nullopt;
    case QNetworkReply::ConnectionRefusedError:
        return Error{
            ErrorCode::ConnectionRefused,
            translated("Nothing answers at %1 (connection refused): is the server running there?").arg(addressOf(url))};
    case QNetworkReply::HostNotFoundError:
        return Error{ErrorCode::HostNotFound, translated("There is no host named \"%1\".").arg(url.host())};
    case QNetworkReply::SslHandshakeFailedError:
        return tlsFailure(sslErrors, reply.errorString(), caFile, url);
    case QNetworkReply::ProxyConnectionRefusedError:
        return proxyRefusedError(proxy);
    case QNetworkReply::ProxyNotFoundError:
        return proxyNotFoundError(proxy);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return proxyLoginError(proxy);
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return proxyFailedError(proxy, reply.errorString());
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::TooManyRedirectsError:
        return Error{ErrorCode::NotSupported,
                     translated("%1 sends us to another place, which is not followed.").arg(addressOf(url))};
    default:
        return std::nullopt;
    }
}

Error noWebSocketError(const QUrl &url, int httpStatus, const QString &givenPath)
{
    const QString where = addressOf(url);
    if (httpStatus == 0 && url.scheme() == QLatin1String("wss"))
        return unansweredTlsError(url);
    if (auto refusal = plainRefusal(url, httpStatus, givenPath))
        return *std::move(refusal);
    return {
        codeOf(httpStatus),
        httpStatus > 0
            ? translated("%1 is no Socket.IO server, or allows no WebSocket at %2: it answered HTTP %3.")
                  .arg(where, url.path(), QString::number(httpStatus))
            : translated(
                  "%1 is no Socket.IO server, or allows no WebSocket at %2: it did not accept the WebSocket handshake.")
                  .arg(where, url.path())};
}

Error noPollingError(const QUrl &url, int httpStatus, const QString &words, const QString &givenPath)
{
    const QString where = addressOf(url);
    if (httpStatus == 0 && url.scheme() == QLatin1String("https"))
        return unansweredTlsError(url);
    if (httpStatus == 0)
        return {ErrorCode::NotSupported,
                translated("%1 is no Socket.IO server at %2: it does not speak HTTP.").arg(where, url.path())};
    if (auto refusal = plainRefusal(url, httpStatus, givenPath))
        return *std::move(refusal);
    return {codeOf(httpStatus),
            words.isEmpty()
                ? translated("%1 is no Socket.IO server, or allows no polling at %2: it answered HTTP %3.")
                      .arg(where, url.path(), QString::number(httpStatus))
                : translated("%1 is no Socket.IO server, or allows no polling at %2: it answered HTTP %3, \"%4\".")
                      .arg(where, url.path(), QString::number(httpStatus), words)};
}

Error oldProtocolError()
{
    return {ErrorCode::Rejected, translated("The server speaks Socket.IO 2 or older (Engine.IO 3), which is not spoken "
                                            "here: update it to Socket.IO 3 or later "
                                            "(python-socketio 5, Flask-SocketIO 5).")};
}

Error sessionEndedError(const QUrl &url, int httpStatus, const QString &words)
{
    if (httpStatus == badGateway || httpStatus == gatewayTimeout)
        return {ErrorCode::ConnectionLost, passingText(url, httpStatus)};
    return {ErrorCode::ConnectionLost,
            words.isEmpty() ? translated("The server ended the session (HTTP %1).").arg(nameOf(httpStatus))
                            : translated("The server ended the session (HTTP %1): %2").arg(nameOf(httpStatus), words)};
}

Error foreignAnswerError(const QUrl &url, const QNetworkReply &reply, const QByteArray &body)
{
    const QString type =
        reply.header(QNetworkRequest::ContentTypeHeader).toString().section(QLatin1Char(';'), 0, 0).trimmed();
    if (type.contains(QStringLiteral("html"), Qt::CaseInsensitive)) {
        return {ErrorCode::ConnectionLost, translated("%1 answered with a web page instead of Engine.IO: does the "
                                                      "server, or a proxy in front of it, want a login? "
                                                      "Give the header or the cookie that it asks for.")
                                               .arg(addressOf(url))};
    }
    const QString beginning = shownWords(QString::fromUtf8(body.left(peerWordsMax)), wordsOfAnswer);
    return {ErrorCode::ConnectionLost,
            beginning.isEmpty()
                ? translated("%1 answered with nothing instead of Engine.IO.").arg(addressOf(url))
                : translated("%1 answered \"%2\" instead of Engine.IO.").arg(addressOf(url), beginning)};
}

bool isLasting(ErrorCode code) noexcept
{
    return code == ErrorCode::NamespaceRefused || code == ErrorCode::Rejected || code == ErrorCode::TlsFailed
           || code == ErrorCode::InvalidArgument;
}

Error peerClosedError(std::string_view payload)
{
    if (payload.size() < sizeof(quint16))
        return {ErrorCode::ConnectionLost, translated("The server closed the connection.")};
    const int code = qFromBigEndian<quint16>(payload.data());
    const QString reason = QString::fromUtf8(payload.data() + sizeof(quint16),
                                             static_cast<qsizetype>(payload.size() - sizeof(quint16)))
                               .simplified();
    return {code == messageTooBig ? ErrorCode::TooLargeForPeer : ErrorCode::ConnectionLost,
            reason.isEmpty() ? translated("The server closed the connection (code %1).").arg(code)
                             : translated("The server closed the connection (code %1): %2")
                                   .arg(code)
                                   .arg(shownWords(reason, peerWordsMax))};
}

} // namespace topicscope::net
