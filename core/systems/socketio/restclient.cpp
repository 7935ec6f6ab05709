// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/restclient.h"

#include "base/bytes.h"
#include "net/serverwords.h"
#include "protocol/pubsubcodec.h"

#include <QJsonDocument>
#include <QUuid>

namespace topicscope::systems {

using base::viewOf;
using base::Error;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

Result<QJsonDocument> documentOf(const QByteArray &body, const QString &what)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidJson,
                       RestClient::tr("%1: the answer is not valid JSON (%2).").arg(what, error.errorString()));
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

RestClient::RestClient(QUrl baseUrl, QObject *parent) : QObject(parent), m_http(std::move(baseUrl), net::Access()) {}

RestClient::RestClient(const net::ConnectionSettings &settings, QObject *parent)
    : QObject(parent)
      // user and password are in the headers
      ,
      m_http(settings.url.adjusted(QUrl::RemoveUserInfo), net::accessFor(settings))
{
    m_http.setTimeout(settings.connectTimeout);
}

RestClient::~RestClient() = default;

void RestClient::setTimeout(std::chrono::milliseconds timeout)
{
    m_http.setTimeout(timeout);
}

void RestClient::publish(const net::Publication &publication, net::PublishCallback done)
{
    if (publication.encoding != base::Encoding::Json) {
        done(base::failure(base::ErrorCode::NotSupported,
                           tr("Not published: POST /publish takes JSON, which cannot carry bytes.")));
        return;
    }
    const QByteArray id = publication.id.isEmpty() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces)
                                                   : publication.id.toUtf8();
    post(QStringLiteral("/publish"),
         protocol::encodeMessageObject(viewOf(publication.topic.toUtf8()), viewOf(id), viewOf(publication.payload),
                                       viewOf(publication.producer.toUtf8())),
         std::move(done), Promise::StatusOk);
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
    m_http.get(route, [done = std::move(done),
                       what = QStringLiteral("GET ") + route](Result<net::HttpClient::Answer> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        if (response->status != 503) { // unhealthy, and says so
            if (auto checked = net::checkStatus(response->status, response->body, what); !checked)
                return done(tl::unexpected(std::move(checked.error())));
        }
        done(objectOf(response->body, what));
    });
}

void RestClient::dashboardLogin(Callback<void> done)
{
    post(QStringLiteral("/dashboard/login"), QByteArrayLiteral("{}"), std::move(done), Promise::AnySuccess);
}

void RestClient::dashboardLogout(Callback<void> done)
{
    post(QStringLiteral("/dashboard/logout"), QByteArrayLiteral("{}"), std::move(done), Promise::AnySuccess);
}

void RestClient::fetchDashboardStatus(Callback<bool> done)
{
    fetchObject(QStringLiteral("/dashboard/status"), [done = std::move(done)](Result<QJsonObject> object) {
        if (!object)
            return done(tl::unexpected(std::move(object.error())));
        const QJsonValue enabled = object->value(QLatin1String("dashboard_enabled"));
        if (!enabled.isBool())
            return done(failure(ErrorCode::MissingField,
                                tr("GET /dashboard/status: the answer does not say \"dashboard_enabled\".")));
        done(enabled.toBool());
    });
}

void RestClient::post(const QString &route, const QByteArray &body, Callback<void> done, Promise promise)
{
    m_http.post(route, body,
                [done = std::move(done), promise,
                 what = QStringLiteral("POST ") + route](const Result<net::HttpClient::Answer> &answer) {
                    if (!answer)
                        return done(tl::unexpected(answer.error()));
                    if (auto checked = net::checkStatus(answer->status, answer->body, what); !checked)
                        return done(std::move(checked));
                    done(net::checkContract(answer->body, what, promise == Promise::StatusOk));
                });
}

void RestClient::fetchArray(const QString &route, Callback<QJsonArray> done)
{
    m_http.get(route, [done = std::move(done),
                       what = QStringLiteral("GET ") + route](Result<net::HttpClient::Answer> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        if (auto checked = net::checkStatus(response->status, response->body, what); !checked)
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
    m_http.get(route, [done = std::move(done),
                       what = QStringLiteral("GET ") + route](Result<net::HttpClient::Answer> response) {
        if (!response)
            return done(tl::unexpected(std::move(response.error())));
        if (auto checked = net::checkStatus(response->status, response->body, what); !checked)
            return done(tl::unexpected(std::move(checked.error())));
        done(objectOf(response->body, what));
    });
}

} // namespace topicscope::systems
