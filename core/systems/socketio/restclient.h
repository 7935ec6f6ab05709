// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/httpclient.h"
#include "net/publisher.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>

namespace topicscope::systems {

//! \brief The HTTP side of a server: publishing, history, graph state, health and the dashboard's login.
//!
//! Every callback is called exactly once, on the thread the object lives in, and never after its destruction.
//! Requests go out as HttpClient says. A route that the server does not have is answered with NotSupported.
//! Thread: the one it lives in.
class RestClient : public QObject, public net::Publisher
{
    Q_OBJECT

public:
    template<typename T>
    using Callback = std::function<void(base::Result<T>)>;

    //! \brief \a baseUrl is the server's root, such as http://127.0.0.1:5000; ws and wss are taken as http and https.
    explicit RestClient(QUrl baseUrl, QObject *parent = nullptr);
    //! \brief To the server of \a settings, with its proxy, headers and certificates. Where one of them cannot be used,
    //! every request fails with the reason (see validate()).
    explicit RestClient(const net::ConnectionSettings &settings, QObject *parent = nullptr);
    ~RestClient() override;

    //! \brief How long nothing may be heard before a request fails with Timeout.
    void setTimeout(std::chrono::milliseconds timeout);

    //! \brief POST /publish; an empty id becomes a UUID. It is done when the server says {"status":"ok"}. Errors:
    //! ServerError with the server's own words; OutcomeUnknown where it was sent and the answer never came. It is never
    //! sent a second time.
    void publish(const net::Publication &publication, net::PublishCallback done) override;
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
    //! What an answer has to say for a request to be done.
    enum class Promise : quint8 { StatusOk, AnySuccess };

    void post(const QString &route, const QByteArray &body, Callback<void> done, Promise promise);
    void fetchArray(const QString &route, Callback<QJsonArray> done);
    void fetchObject(const QString &route, Callback<QJsonObject> done);

    net::HttpClient m_http;
};

} // namespace topicscope::systems
