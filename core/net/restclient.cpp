// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/restclient.h"

#include "base/bytes.h"
#include "net/connectionerrors.h"
#include "net/serverurl.h"
#include "protocol/pubsubcodec.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUuid>

namespace topicscope::net {

using base::viewOf;
using base::Error;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr qsizetype serverWordsMax = 500;
// Properties of a reply:
constexpr char tooLarge[] = "topicscopeTooLarge"; // it was stopped at the bound
constexpr char sslErrors[] = "topicscopeSslErrors"; // why TLS failed

//! The server's own words in an error's body, where it has some.
QString wordsOf(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const QLatin1String key : {QLatin1String("message"), QLatin1String("error")}) {
        if (const QString words = object.value(key).toString(); !words.isEmpty())
            return words.left(serverWordsMax);
    }
    return {};
}

Result<void> statusError(int status, const QByteArray &body, const QString &what)
{
    if (status >= 200 && status < 300)
        return {};
    if (status == 404 || status == 405 || status == 501)
        return failure(ErrorCode::NotSupported, RestClient::tr("The server does not offer %1 (HTTP %2).").arg(what).arg(status));
    if (status >= 300 && status < 400)
        return failure(ErrorCode::NotSupported, RestClient::tr("%1: the server sends us to another place, which is not followed.").arg(what));
    const QString words = wordsOf(body);
    return failure(ErrorCode::ServerError, words.isEmpty() ? RestClient::tr("%1: the server answered HTTP %2.").arg(what).arg(status)
                                                           : RestClient::tr("%1: the server answered \"%2\" (HTTP %3).").arg(what, words).arg(status));
}

Result<QJsonDocument> documentOf(const QByteArray &body, const QString &what)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidJson, RestClient::tr("%1: the answer is not valid JSON (%2).").arg(what, error.errorString()));
    return document;
}

Result<QJsonObject> objectOf(const QByteArray &body, const QString &what)
{
    auto document = documentOf(body, what);
    if (!document)
        return tl::unexpected(std::move(document.error()));
    if (!document->isObject())
        return failure(ErrorCode::WrongType, RestClient::tr("%1: the answer is not a JSON object.").arg(what));
    return document->object();
}

} // namespace

RestClient::RestClient(QUrl baseUrl, QObject *parent)
    : QObject(parent)
    , m_baseUrl(std::move(baseUrl))
    , m_access(Access())
    , m_manager(new QNetworkAccessManager(this))
{
}

RestClient::RestClient(const ConnectionSettings &settings, QObject *parent)
    : QObject(parent)
    , m_baseUrl(settings.url.adjusted(QUrl::RemoveUserInfo)) // it is in the headers
    , m_access(accessFor(settings))
    , m_timeout(settings.connectTimeout)
    , m_manager(new QNetworkAccessManager(this))
{
    if (m_access)
        m_manager->setProxy(m_access->proxy);
}

RestClient::~RestClient()
{
    // Ending replies must not call back into what is half gone.
    const auto replies = m_manager->findChildren<QNetworkReply *>();
    for (QNetworkReply *reply : replies)
        disconnect(reply, nullptr, this, nullptr);
}

void RestClient::setTimeout(std::chrono::milliseconds timeout)
{
    m_timeout = timeout;
}

void RestClient::publish(const Publication &publication, Callback<void> done)
{
    const QByteArray id = publication.id.isEmpty() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces) : publication.id.toUtf8();
    post(QStringLiteral("/publish"),
         protocol::encodeMessageObject(viewOf(publication.topic.toUtf8()), viewOf(id), viewOf(publication.payload), viewOf(publication.producer.toUtf8())),
         std::move(done));
}

void RestClient::fetchClients(Callback<QJsonArray> done)
{
    fetchArray(QStringLiteral("/clients"), std::move(done));
}

void RestClient::fetchMessages(Callback<QJsonArray> done)
{
    fetchArray(QStringLiteral("/messages"), std::move(done));
}

void RestClient::fetchConsumptions(Callback<QJsonArray> done)
{
    fetchArray(QStringLiteral("/consumptions"), std::move(done));
}

void RestClient::fetchGraphState(Callback<QJsonObject> done)
{
    fetchObject(QStringLiteral("/graph/state"), std::move(done));
}

void RestClient::fetchHealth(Callback<QJsonObject> done)
{
    const QString route = QStringLiteral("/health");
    get(route, [done = std::move(done), what = QStringLiteral("GET ") + route](Result<Response> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        if (response->status != 503) { // unhealthy, and says so
            if (auto checked = statusError(response->status, response->body, what); !checked)
                return done(tl::unexpected(std::move(checked.error())));
        }
        done(objectOf(response->body, what));
    });
}

void RestClient::dashboardLogin(Callback<void> done)
{
    post(QStringLiteral("/dashboard/login"), QByteArrayLiteral("{}"), std::move(done));
}

void RestClient::dashboardLogout(Callback<void> done)
{
    post(QStringLiteral("/dashboard/logout"), QByteArrayLiteral("{}"), std::move(done));
}

void RestClient::fetchDashboardStatus(Callback<bool> done)
{
    fetchObject(QStringLiteral("/dashboard/status"), [done = std::move(done)](Result<QJsonObject> object) {
        if (!object)
            return done(tl::unexpected(std::move(object.error())));
        const QJsonValue enabled = object->value(QLatin1String("dashboard_enabled"));
        if (!enabled.isBool())
            return done(failure(ErrorCode::MissingField, tr("GET /dashboard/status: the answer does not say \"dashboard_enabled\".")));
        done(enabled.toBool());
    });
}

QNetworkRequest RestClient::requestFor(const QString &route) const
{
    QNetworkRequest request(routeUrl(m_baseUrl, route));
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    if (!m_access->tls.isNull())
        request.setSslConfiguration(m_access->tls);
    for (const auto &[name, value] : m_access->headers)
        request.setRawHeader(name, value);
    return request;
}

void RestClient::get(const QString &route, Callback<Response> done)
{
    const QString what = QStringLiteral("GET ") + route;
    if (!refuse(what, done))
        watch(m_manager->get(requestFor(route)), what, std::move(done));
}

void RestClient::post(const QString &route, const QByteArray &body, Callback<void> done)
{
    const QString what = QStringLiteral("POST ") + route;
    Callback<Response> answered = [done = std::move(done), what](Result<Response> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        done(statusError(response->status, response->body, what));
    };
    if (refuse(what, answered))
        return;
    QNetworkRequest request = requestFor(route);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    watch(m_manager->post(request, body), what, std::move(answered));
}

void RestClient::watch(QNetworkReply *reply, const QString &what, Callback<Response> done)
{
    const auto bound = [reply](qint64 bytes) {
        if (bytes > maxResponseBytes) {
            reply->setProperty(tooLarge, true);
            reply->abort();
        }
    };
    connect(reply, &QNetworkReply::metaDataChanged, this, [reply, bound] { bound(reply->header(QNetworkRequest::ContentLengthHeader).toLongLong()); });
    connect(reply, &QNetworkReply::downloadProgress, this, [bound](qint64 received) { bound(received); });
    connect(reply, &QNetworkReply::sslErrors, this, [reply](const QList<QSslError> &errors) { reply->setProperty(sslErrors, QVariant::fromValue(errors)); });
    connect(reply, &QNetworkReply::finished, this, [this, reply, what, done = std::move(done)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        // An HTTP error is an answer too; only what ended before its body is a failure of the network.
        const bool answered = status != 0 && !reply->property(tooLarge).toBool() && (reply->error() == QNetworkReply::NoError || reply->error() >= QNetworkReply::ContentAccessDenied);
        if (!answered)
            return done(tl::unexpected(failureOf(*reply, what)));
        done(Response{.status = status, .body = reply->readAll()});
    });
}

Error RestClient::failureOf(const QNetworkReply &reply, const QString &what) const
{
    if (reply.property(tooLarge).toBool())
        return {ErrorCode::TooLarge, tr("%1: the answer is over the limit of %2 bytes.").arg(what).arg(maxResponseBytes)};
    if (const auto error = errorOf(reply, reply.property(sslErrors).value<QList<QSslError>>(), m_access->proxy, m_access->caFile))
        return {error->code, tr("%1: %2").arg(what, error->text)};
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError: // what Qt makes of its transfer timeout
    case QNetworkReply::TimeoutError:
        return {ErrorCode::Timeout, tr("%1: the server did not answer within %2 s.").arg(what).arg(static_cast<double>(m_timeout.count()) / 1000.0, 0, 'f', 1)};
    case QNetworkReply::ProtocolUnknownError:
        return {ErrorCode::InvalidArgument, tr("%1: \"%2\" is not the address of a server.").arg(what, reply.url().toDisplayString())};
    default:
        return {ErrorCode::ConnectionLost, tr("%1 failed: %2").arg(what, reply.errorString())};
    }
}

//! Settings that cannot be used answer for the server, in the event loop as it would.
bool RestClient::refuse(const QString &what, const Callback<Response> &done)
{
    if (m_access)
        return false;
    QMetaObject::invokeMethod(this, [done, error = Error{m_access.error().code, tr("%1: %2").arg(what, m_access.error().text)}] {
        done(tl::unexpected(error));
    }, Qt::QueuedConnection);
    return true;
}

void RestClient::fetchArray(const QString &route, Callback<QJsonArray> done)
{
    get(route, [done = std::move(done), what = QStringLiteral("GET ") + route](Result<Response> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        if (auto checked = statusError(response->status, response->body, what); !checked)
            return done(tl::unexpected(std::move(checked.error())));
        const auto document = documentOf(response->body, what);
        if (!document)
            return done(tl::unexpected(document.error()));
        if (!document->isArray())
            return done(failure(ErrorCode::WrongType, tr("%1: the answer is not a JSON array.").arg(what)));
        done(document->array());
    });
}

void RestClient::fetchObject(const QString &route, Callback<QJsonObject> done)
{
    get(route, [done = std::move(done), what = QStringLiteral("GET ") + route](Result<Response> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        if (auto checked = statusError(response->status, response->body, what); !checked)
            return done(tl::unexpected(std::move(checked.error())));
        done(objectOf(response->body, what));
    });
}

} // namespace topicscope::net
