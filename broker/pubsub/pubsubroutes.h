// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/http/httpmessage.h"
#include "broker/pubsub/pubsubservice.h"

namespace topicscope::broker {

//! \brief The HTTP side of the contract.
//!
//! GET /clients, /messages, /consumptions, /graph/state, /health, /dashboard/status; POST /publish, /dashboard/login,
//! /dashboard/logout; and GET / says what there is. A page from elsewhere (another Origin) is answered 403, an unknown
//! path 404, a wrong method 405, each with `{"status":"error","message":..}`. Thread: the broker's.
class PubSubRoutes
{
public:
    //! \brief \a service and \a counters outlive the routes.
    PubSubRoutes(PubSubService &service, BrokerCounters &counters);

    [[nodiscard]] HttpResponse handle(const HttpRequest &request);

private:
    [[nodiscard]] HttpResponse answer(const HttpRequest &request);
    [[nodiscard]] HttpResponse publish(const QByteArray &body);
    [[nodiscard]] HttpResponse setDashboard(bool enabled);
    [[nodiscard]] HttpResponse dashboardStatus() const;

    PubSubService &m_service;
    BrokerCounters &m_counters;
    EventReader m_reader;
};

} // namespace topicscope::broker
