// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/access.h"
#include "net/transport.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace topicscope::net {

//! \brief The HTTP side of a server: publishing, history, graph state, health and the dashboard's login.
//!
//! Every callback is called exactly once, on the thread the object lives in, and never after its destruction.
//! Answers are bounded by maxResponseBytes, requests by a time limit. A route that the server does not have is
//! answered with NotSupported. Thread: the one it lives in.
class RestClient : public QObject
{
    Q_OBJECT

public:
    template<typename T>
    using Callback = std::function<void(base::Result<T>)>;

    static constexpr qint64 maxResponseBytes = 64 * 1024 * 1024;

    //! \brief \a baseUrl is the server's root, such as http://127.0.0.1:5000; ws and wss are taken as http and https.
    explicit RestClient(QUrl baseUrl, QObject *parent = nullptr);
    //! \brief To the server of \a settings, with its proxy, headers and certificates. Where one of them cannot be used, every
    //! request fails with the reason (see validate()).
    explicit RestClient(const ConnectionSettings &settings, QObject *parent = nullptr);
    ~RestClient() override;

    //! \brief How long nothing may be heard before a request fails with Timeout.
    void setTimeout(std::chrono::milliseconds timeout);

    //! \brief POST /publish; an empty id becomes a UUID. Errors: ServerError with the server's own words for a 400.
    void publish(const Publication &publication, Callback<void> done);
    void fetchClients(Callback<QJsonArray> done);
    void fetchMessages(Callback<QJsonArray> done);
    void fetchConsumptions(Callback<QJsonArray> done);
    void fetchGraphState(Callback<QJsonObject> done);
    //! \brief GET /health: an unhealthy server (503) is a value too, not an error.
    void fetchHealth(Callback<QJsonObject> done);
    void dashboardLogin(Callback<void> done);
    void dashboardLogout(Callback<void> done);
    //! \brief GET /dashboard/status: whether monitors get broadcasts.
    void fetchDashboardStatus(Callback<bool> done);

private:
    struct Response {
        int status = 0;
        QByteArray body;
    };

    [[nodiscard]] QNetworkRequest requestFor(const QString &route) const;
    void get(const QString &route, Callback<Response> done);
    void post(const QString &route, const QByteArray &body, Callback<void> done);
    void watch(QNetworkReply *reply, const QString &what, Callback<Response> done);
    [[nodiscard]] base::Error failureOf(const QNetworkReply &reply, const QString &what) const;
    [[nodiscard]] bool refuse(const QString &what, const Callback<Response> &done);
    void fetchArray(const QString &route, Callback<QJsonArray> done);
    void fetchObject(const QString &route, Callback<QJsonObject> done);

    QUrl m_baseUrl;
    base::Result<Access> m_access;
    std::chrono::milliseconds m_timeout{10'000};
    QNetworkAccessManager *m_manager;
};

} // namespace topicscope::net
