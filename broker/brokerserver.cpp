// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/brokerserver.h"

#include "base/logging.h"

#include <QWebSocket>

namespace topicscope::broker {

using base::logBroker;

namespace {

constexpr std::chrono::milliseconds demoStep{20};

bool isSocketIoPath(const QByteArray &path)
{
    return path == "/socket.io/" || path == "/socket.io";
}

EngineSettings engineSettings(const BrokerSettings &settings)
{
    return {.pingInterval = settings.pingInterval,
            .pingTimeout = settings.pingTimeout,
            .upgradeTimeout = settings.upgradeTimeout,
            .maxPayload = settings.maxPayload,
            .maxBuffered = settings.maxBuffered,
            .maxSessions = settings.maxConnections};
}

HttpServerSettings httpSettings(const BrokerSettings &settings)
{
    HttpServerSettings http;
    http.limits.bodyBytes = settings.maxPayload;
    http.timeouts.request = settings.requestTimeout;
    http.maxConnections = settings.maxConnections;
    http.maxFrame = settings.maxPayload;
    return http;
}

} // namespace

BrokerServer::BrokerServer(const BrokerSettings &settings, BrokerCounters &counters)
    : m_settings(settings),
      m_counters(counters),
      m_service(settings.historyLimit, settings.dashboardEnabled, counters),
      m_routes(m_service, counters),
      m_http(httpSettings(settings), *this),
      m_socketIo(engineSettings(settings), settings.connectTimeout),
      m_demo(settings.demoSeed, base::wallNow())
{
    m_socketIo.addNamespace(QByteArrayLiteral("/"), m_service);
    connect(&m_socketIo, &SocketIoServer::refused, this, &BrokerServer::countRefusal);
    connect(&m_socketIo, &SocketIoServer::slowClientDropped, this, [this] {
        qCWarning(logBroker) << "Disconnected a client that did not read what was sent to it.";
        m_counters.slowClients.fetch_add(1, std::memory_order_relaxed);
    });
    m_demoTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_demoTimer, &QTimer::timeout, this, &BrokerServer::runDemo);
}

BrokerServer::~BrokerServer() = default;

base::Result<QUrl> BrokerServer::start()
{
    auto url = m_http.listen(m_settings.address, m_settings.port);
    if (url && m_settings.demoTraffic) {
        m_demoStart = base::SteadyClock::now();
        m_demoTimer.start(demoStep);
    }
    return url;
}

std::optional<HttpResponse> BrokerServer::refuseHost(const HttpRequest &request)
{
    if (request.isHostAllowed(m_settings.address))
        return std::nullopt;
    countRefusal();
    return HttpResponse::error(
        403, "This server answers to localhost and to its IP address, not to other names (see the Host header).");
}

tl::expected<std::shared_ptr<void>, HttpResponse> BrokerServer::requestBegun(const HttpRequest &request)
{
    if (isSocketIoPath(request.path) && request.isHostAllowed(m_settings.address))
        return m_socketIo.engine().requestBegun(request);
    return nullptr;
}

void BrokerServer::handleRequest(HttpRequest request, HttpReply reply)
{
    if (const auto refused = refuseHost(request)) {
        reply.send(*refused);
        return;
    }
    if (isSocketIoPath(request.path))
        m_socketIo.engine().handleRequest(request, std::move(reply));
    else
        reply.send(m_routes.handle(request));
}

std::optional<HttpResponse> BrokerServer::refuseUpgrade(const HttpRequest &request)
{
    if (auto refused = refuseHost(request))
        return refused;
    if (isSocketIoPath(request.path))
        return m_socketIo.engine().refuseUpgrade(request);
    countRefusal();
    return HttpResponse::error(404, "There is no WebSocket at this path.");
}

void BrokerServer::webSocketOpened(std::unique_ptr<QWebSocket> socket)
{
    m_socketIo.engine().webSocketOpened(std::move(socket));
}

void BrokerServer::requestRefused(int)
{
    countRefusal();
}

void BrokerServer::countRefusal()
{
    m_counters.refused.fetch_add(1, std::memory_order_relaxed);
}

void BrokerServer::runDemo()
{
    const std::vector<DemoEvent> events = m_demo.advance(
        std::chrono::duration_cast<std::chrono::microseconds>(base::SteadyClock::now() - m_demoStart));
    for (const DemoEvent &event : events) {
        if (event.malformed)
            m_service.publishRaw(
                std::string_view(event.payload.constData(), static_cast<std::size_t>(event.payload.size())));
        else
            m_service.publish(event.envelope());
    }
}

} // namespace topicscope::broker
