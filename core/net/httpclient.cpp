// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/httpclient.h"

#include "net/connectionerrors.h"
#include "net/serverurl.h"
#include "net/singleusebody.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>

namespace topicscope::net {

using base::Error;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// Properties of a reply:
constexpr char tooLarge[] = "topicscopeTooLarge"; // it was stopped at the bound
constexpr char sslErrors[] = "topicscopeSslErrors"; // why TLS failed

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) { return url.port(url.scheme() == QLatin1String("https") ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

void bound(QNetworkReply *reply, qint64 bytes)
{
    if (bytes > HttpClient::maxResponseBytes) {
        reply->setProperty(tooLarge, true);
        reply->abort();
    }
}

} // namespace

HttpClient::HttpClient(QUrl server, Result<Access> access, QObject *parent)
    : QObject(parent),
      m_server(std::move(server)),
      m_access(std::move(access)),
      m_manager(new QNetworkAccessManager(this))
{
    if (m_access)
        m_manager->setProxy(requestProxy(m_access->proxy, m_server));
}

HttpClient::~HttpClient()
{
    // Ending replies must not call back into what is half gone.
    const auto replies = m_manager->findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : replies)
        disconnect(reply, nullptr, this, nullptr);
}

void HttpClient::get(const QString &route, Callback done)
{
    add({.what = QStringLiteral("GET ") + route,
         .url = routeUrl(m_server, route),
         .isPost = false,
         .body = {},
         .done = std::move(done)});
}

void HttpClient::post(const QString &route, const QByteArray &body, Callback done)
{
    add({.what = QStringLiteral("POST ") + route,
         .url = routeUrl(m_server, route),
         .isPost = true,
         .body = body,
         .done = std::move(done)});
}

void HttpClient::add(Request request)
{
    if (!m_access) {
        // Settings that cannot be used answer for the server, in the event loop as it would.
        QMetaObject::invokeMethod(
            this,
            [done = std::move(request.done),
             error = Error{m_access.error().code, tr("%1: %2").arg(request.what, m_access.error().text)}] {
                done(tl::unexpected(error));
            },
            Qt::QueuedConnection);
        return;
    }
    m_waiting.push_back(std::make_shared<Request>(std::move(request)));
    sendWaiting();
}

void HttpClient::sendWaiting()
{
    while (m_underWay < maxUnderWay && !m_waiting.empty()) {
        const RequestPtr request = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_underWay;
        send(request);
    }
}

void HttpClient::send(const RequestPtr &request)
{
    QNetworkRequest out(request->url);
    out.setTransferTimeout(static_cast<int>(m_timeout.count()));
    if (!m_access->tls.isNull())
        out.setSslConfiguration(m_access->tls);
    out.setRawHeader("Accept-Encoding", "identity"); // as in PollingCarrier
    for (const auto &[name, value] : m_access->headers)
        out.setRawHeader(name, value);
    setProxyLogin(out, m_access->proxy);

    QNetworkReply *reply = nullptr;
    if (request->isPost) {
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        out.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        out.setHeader(QNetworkRequest::ContentLengthHeader, request->body.size());
        auto body = std::make_unique<SingleUseBody>(request->body);
        reply = m_manager->post(out, body.get());
        body.release()->setParent(reply);
    } else {
        out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
        reply = m_manager->get(out);
    }
    connect(reply, &QNetworkReply::requestSent, this, [request] { request->sent = true; });
    connect(reply, &QNetworkReply::metaDataChanged, this,
            [reply] { bound(reply, reply->header(QNetworkRequest::ContentLengthHeader).toLongLong()); });
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received) { bound(reply, received); });
    connect(reply, &QNetworkReply::sslErrors, this,
            [reply](const QList<QSslError> &errors) { reply->setProperty(sslErrors, QVariant::fromValue(errors)); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, request] {
        reply->deleteLater();
        finish(request, *reply);
    });
}

void HttpClient::finish(const RequestPtr &request, QNetworkReply &reply)
{
    auto result = resultOf(request, reply);
    if (!result)
        return send(request); // at the place that the server named
    --m_underWay;
    const QPointer<HttpClient> alive(this);
    request->done(*std::move(result));
    if (alive)
        sendWaiting();
}

std::optional<Result<HttpClient::Answer>> HttpClient::resultOf(const RequestPtr &request, QNetworkReply &reply)
{
    const int status = statusOf(reply);
    // An HTTP error is an answer too; only what ended before its body is a failure of the network. Qt would read the
    // body of the request again as soon as it sees a redirection that keeps it, whoever follows it, and fails for a
    // body that is read once.
    const bool answered = status != 0 && !reply.property(tooLarge).toBool()
                          && (reply.error() == QNetworkReply::NoError
                              || reply.error() >= QNetworkReply::ContentAccessDenied)
                          && (reply.error() != QNetworkReply::ContentReSendError || isRedirection(status));
    if (!answered)
        return tl::unexpected(failureOf(*request, reply));
    if (!request->isPost || !isRedirection(status))
        return Answer{.status = status, .body = reply.readAll()};

    const QUrl target = request->url.resolved(reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
    const bool keepsBody = status == 307 || status == 308; // RFC 9110, section 15.4: the others become a GET
    if (!keepsBody) {
        return failure(ErrorCode::NotSupported, tr("%1: the server redirects to %2 with HTTP %3, where the message "
                                                   "would be lost. Set the server's URL to the right address.")
                                                    .arg(request->what, readableUrl(target), QString::number(status)));
    }
    if (!isSameOrigin(request->url, target))
        return failure(ErrorCode::NotSupported, tr("%1: the server redirects to %2, another server, which is not "
                                                   "followed. Set the server's URL to the right address.")
                                                    .arg(request->what, readableUrl(target)));
    if (++request->redirects > maxRedirects)
        return failure(ErrorCode::NotSupported, tr("%1: the server redirects again and again; the last place was %2.")
                                                    .arg(request->what, readableUrl(target)));
    request->url = target;
    request->sent = false;
    return std::nullopt;
}

Error HttpClient::failureOf(const Request &request, const QNetworkReply &reply) const
{
    const QString &what = request.what;
    const QString seconds = QString::number(static_cast<double>(m_timeout.count()) / 1000.0, 'f', 1);
    const bool late = reply.error() == QNetworkReply::TimeoutError
                      // what Qt makes of its transfer timeout
                      || (reply.error() == QNetworkReply::OperationCanceledError && !reply.property(tooLarge).toBool());
    const auto known = errorOf(reply, reply.property(sslErrors).value<QList<QSslError>>(), m_access->proxy,
                               m_access->caFile);
    const bool stopped = known && known->code == ErrorCode::Rejected; // by the proxy, which wants a login
    if (request.isPost && request.sent && !stopped && !reply.property(tooLarge).toBool()) {
        return {
            ErrorCode::OutcomeUnknown,
            late ? tr("%1: the server did not answer within %2 s. Whether it took the message is not known.")
                       .arg(what, seconds)
                 : tr("%1: the connection ended before the server answered. Whether it took the message is not known.")
                       .arg(what)};
    }
    if (reply.property(tooLarge).toBool())
        return {ErrorCode::TooLarge,
                tr("%1: the answer is over the limit of %2 bytes.").arg(what, QString::number(maxResponseBytes))};
    if (known)
        return {known->code, tr("%1: %2").arg(what, known->text)};
    if (late)
        return {ErrorCode::Timeout, tr("%1: the server did not answer within %2 s.").arg(what, seconds)};
    if (reply.error() == QNetworkReply::ProtocolUnknownError)
        return {ErrorCode::InvalidArgument,
                tr("%1: \"%2\" is not the address of a server.").arg(what, readableUrl(reply.url()))};
    return {ErrorCode::ConnectionLost, tr("%1 failed: %2").arg(what, reply.errorString())};
}

} // namespace topicscope::net
