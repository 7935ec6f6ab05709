// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/transport.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>

class QNetworkAccessManager;
class QNetworkReply;

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

    //! \brief \a baseUrl is the server's root, such as http://127.0.0.1:5000.
    explicit RestClient(QUrl baseUrl, QObject *parent = nullptr);
    ~RestClient() override;

    void setTimeout(std::chrono::milliseconds timeout);

    //! \brief POST /publish. Errors: ServerError with the server's own words for a 400.
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
    using Answer = std::function<void(base::Result<QByteArray>, int httpStatus)>;

    void get(const QString &path, Answer done);
    void post(const QString &path, const QByteArray &body, Answer done);
    void watch(QNetworkReply *reply, Answer done);
    void fetchArray(const QString &path, Callback<QJsonArray> done);

    QUrl m_baseUrl;
    std::chrono::milliseconds m_timeout{10'000};
    QNetworkAccessManager *m_manager;
};

} // namespace topicscope::net
