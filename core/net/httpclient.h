// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/access.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace topicscope::net {

//! \brief Requests to the routes of one server, in order and at most \ref maxUnderWay at once.
//!
//! A request waits here for its turn, and its time limit runs from when it is sent. A POST is sent once: where the
//! server hangs up without an answer, or redirects it so that its body would be lost, it fails and says so. Every
//! callback is called exactly once, in the event loop, unless this object goes first; then it is destroyed uncalled.
//! Answers are bounded by \ref maxResponseBytes. Thread: the one it lives in.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 maxResponseBytes = 64 * 1024 * 1024;
    static constexpr int maxUnderWay = 6; // as many connections as QNetworkAccessManager opens to one host
    static constexpr int maxRedirects = 5;

    struct Answer {
        int status = 0; //!< HTTP's, of whatever kind: an error of the server's is an answer too
        QByteArray body;
    };
    //! Errors: those of the connection; Timeout; TooLarge; NotSupported for a redirection that is not followed;
    //! OutcomeUnknown for a POST that was sent and not answered.
    using Callback = std::function<void(base::Result<Answer>)>;

    //! \brief To \a server, as \a access says. Where that is an error, every request fails with it.
    HttpClient(QUrl server, base::Result<Access> access, QObject *parent = nullptr);
    ~HttpClient() override;

    //! \brief How long nothing may be heard of a request before it fails.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    //! \brief GET \a route, such as "/clients".
    void get(const QString &route, Callback done);
    //! \brief POST \a body, which is JSON, to \a route.
    void post(const QString &route, const QByteArray &body, Callback done);

private:
    struct Request {
        QString what; // for errors: "POST /publish"
        QUrl url;
        bool isPost = false;
        QByteArray body;
        Callback done;
        int redirects = 0;
        bool sent = false; // at least in part
    };
    using RequestPtr = std::shared_ptr<Request>;

    void add(Request request);
    void sendWaiting();
    void send(const RequestPtr &request);
    void finish(const RequestPtr &request, QNetworkReply &reply);
    //! What came of \a request, unless it goes on at another place.
    [[nodiscard]] std::optional<base::Result<Answer>> resultOf(const RequestPtr &request, QNetworkReply &reply);
    [[nodiscard]] base::Error failureOf(const Request &request, const QNetworkReply &reply) const;

    QUrl m_server;
    base::Result<Access> m_access;
    std::chrono::milliseconds m_timeout{10'000};
    QNetworkAccessManager *m_manager;
    std::deque<RequestPtr> m_waiting;
    int m_underWay = 0;
};

} // namespace topicscope::net
