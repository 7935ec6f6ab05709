// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/pubsubroutes.h"

#include "base/clock.h"

#include <algorithm>
#include <array>

namespace topicscope::broker {

namespace {

enum class Route : quint8 { Index, Publish, Clients, Messages, Consumptions, Graph, Health, Login, Logout, Status };

struct Entry {
    const char *path;
    const char *method;
    Route route;
};

constexpr std::array<Entry, 10> table{{
    {"/", "GET", Route::Index},
    {"/publish", "POST", Route::Publish},
    {"/clients", "GET", Route::Clients},
    {"/messages", "GET", Route::Messages},
    {"/consumptions", "GET", Route::Consumptions},
    {"/graph/state", "GET", Route::Graph},
    {"/health", "GET", Route::Health},
    {"/dashboard/login", "POST", Route::Login},
    {"/dashboard/logout", "POST", Route::Logout},
    {"/dashboard/status", "GET", Route::Status},
}};

HttpResponse index()
{
    QByteArray text("Topicscope's embedded broker " TOPICSCOPE_VERSION "\n\n");
    for (const Entry &entry : table)
        text.append(entry.method).append(' ').append(entry.path).append('\n');
    text.append("Socket.IO /socket.io/\n");
    return HttpResponse::text(std::move(text));
}

//! A broker that answers is healthy: it depends on nothing that could fail while it runs.
HttpResponse health()
{
    const double seconds = static_cast<double>(base::wallNow().time_since_epoch().count()) / 1e6;
    return HttpResponse::json(R"({"status":"healthy","timestamp":)" + QByteArray::number(seconds, 'f', 6) + '}');
}

} // namespace

PubSubRoutes::PubSubRoutes(PubSubService &service, BrokerCounters &counters) : m_service(service), m_counters(counters)
{
}

HttpResponse PubSubRoutes::handle(const HttpRequest &request)
{
    HttpResponse response = answer(request);
    if (response.status >= 400)
        m_counters.refused.fetch_add(1, std::memory_order_relaxed);
    return response;
}

HttpResponse PubSubRoutes::answer(const HttpRequest &request)
{
    if (!request.isSameOrigin())
        return HttpResponse::error(403, "Pages from other origins may not use this server.");
    const auto entry = std::find_if(table.begin(), table.end(),
                                    [&](const Entry &candidate) { return request.path == candidate.path; });
    if (entry == table.end())
        return HttpResponse::error(404, "There is nothing at this path.");
    const bool isGet = QByteArrayView(entry->method) == QByteArrayView("GET");
    if (request.method != entry->method && !(isGet && request.method == "HEAD")) {
        HttpResponse response = HttpResponse::error(405, "This path takes another method.");
        response.headers.append(
            {QByteArrayLiteral("Allow"), isGet ? QByteArrayLiteral("GET, HEAD") : QByteArrayLiteral("POST")});
        return response;
    }
    switch (entry->route) {
    case Route::Index:
        return index();
    case Route::Publish:
        return publish(request.body);
    case Route::Clients:
        return HttpResponse::json(m_service.clientsJson());
    case Route::Messages:
        return HttpResponse::json(m_service.messagesJson());
    case Route::Consumptions:
        return HttpResponse::json(m_service.consumptionsJson());
    case Route::Graph:
        return HttpResponse::json(m_service.graphJson());
    case Route::Health:
        return health();
    case Route::Login:
        return setDashboard(true);
    case Route::Logout:
        return setDashboard(false);
    case Route::Status:
        return dashboardStatus();
    }
    Q_UNREACHABLE();
}

HttpResponse PubSubRoutes::publish(const QByteArray &body)
{
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(
        {body.constData(), static_cast<std::size_t>(body.size())});
    const auto message = m_reader.readPublication(frame);
    if (!message)
        return HttpResponse::error(400, message.error().text.toUtf8());
    m_service.publish(*message);
    return HttpResponse::json(QByteArrayLiteral(R"({"status":"ok"})"));
}

HttpResponse PubSubRoutes::setDashboard(bool enabled)
{
    m_service.setDashboardEnabled(enabled);
    return HttpResponse::json(enabled ? QByteArrayLiteral(R"({"status":"ok","dashboard_enabled":true})")
                                      : QByteArrayLiteral(R"({"status":"ok","dashboard_enabled":false})"));
}

HttpResponse PubSubRoutes::dashboardStatus() const
{
    return HttpResponse::json(m_service.isDashboardEnabled() ? QByteArrayLiteral(R"({"dashboard_enabled":true})")
                                                             : QByteArrayLiteral(R"({"dashboard_enabled":false})"));
}

} // namespace topicscope::broker
