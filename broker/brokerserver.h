// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/demo/demotraffic.h"
#include "broker/http/httpserver.h"
#include "broker/pubsub/pubsubroutes.h"

namespace topicscope::broker {

//! \brief Everything behind the broker's port: tells Socket.IO from the routes, and runs the demo producers.
//!
//! Thread: the broker's, from its creation to its end.
class BrokerServer : public QObject, public HttpHandler
{
    Q_OBJECT

public:
    //! \brief \a counters outlives the server.
    BrokerServer(const BrokerSettings &settings, BrokerCounters &counters);
    ~BrokerServer() override;

    //! \brief As HttpServer::listen(); starts the demo producers if they are wanted.
    [[nodiscard]] base::Result<QUrl> start();

    [[nodiscard]] tl::expected<std::shared_ptr<void>, HttpResponse> requestBegun(const HttpRequest &request) override;
    void handleRequest(HttpRequest request, HttpReply reply) override;
    [[nodiscard]] std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request) override;
    void webSocketOpened(std::unique_ptr<QWebSocket> socket) override;
    void requestRefused(int status) override;

private:
    [[nodiscard]] std::optional<HttpResponse> refuseHost(const HttpRequest &request);
    void countRefusal();
    void runDemo();

    const BrokerSettings m_settings;
    BrokerCounters &m_counters;
    PubSubService m_service;
    PubSubRoutes m_routes;
    HttpServer m_http;
    SocketIoServer m_socketIo; // after m_http: its sessions say goodbye over connections that are still there
    DemoTraffic m_demo;
    QTimer m_demoTimer;
    base::SteadyTime m_demoStart;
};

} // namespace topicscope::broker
