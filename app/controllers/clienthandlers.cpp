// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/clienthandlers.h"

#include "base/logging.h"
#include "client/pubsubclient.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

base::Result<void> ClientHandlers::setDemo(const QUrl &url, std::vector<dispatch::HandlerSpec> specs)
{
    m_demo = Demo{.url = url, .away = {}};
    return registerAll(registrationsOf(std::move(specs), true));
}

base::Result<void> ClientHandlers::addAll(std::vector<dispatch::HandlerSpec> specs)
{
    return registerAll(registrationsOf(std::move(specs)));
}

base::Result<base::HandlerId> ClientHandlers::add(dispatch::HandlerSpec spec)
{
    const auto id = m_client->addHandler(spec);
    if (id)
        m_handlers.push_back({.id = *id, .spec = std::move(spec)});
    return id;
}

base::Result<dispatch::HandlerSpec> ClientHandlers::remove(base::HandlerId id)
{
    const auto known = std::find_if(m_handlers.begin(), m_handlers.end(), [id](const Registration &r) { return r.id == id; });
    if (known == m_handlers.end())
        return base::failure(base::ErrorCode::NotFound, tr("This handler was removed already."));
    if (const auto removed = m_client->removeHandler(id); !removed)
        return tl::unexpected(removed.error());
    dispatch::HandlerSpec spec = std::move(known->spec);
    m_handlers.erase(known);
    return spec;
}

std::size_t ClientHandlers::movable() const
{
    return static_cast<std::size_t>(std::count_if(m_handlers.begin(), m_handlers.end(), [](const Registration &r) { return !r.ofDemo; }));
}

base::Result<void> ClientHandlers::startStopped(const QSet<qsizetype> &places)
{
    auto [refused, problem] = registerEach(registrationsOf(takeStopped(places)));
    std::vector<dispatch::HandlerSpec> back;
    for (Registration &registration : refused)
        back.push_back(std::move(registration.spec));
    restoreStopped(std::move(back));
    return problem.isEmpty() ? base::Result<void>() : base::failure(base::ErrorCode::InvalidArgument, problem);
}

std::vector<dispatch::HandlerSpec> ClientHandlers::takeStopped(const QSet<qsizetype> &places)
{
    std::vector<dispatch::HandlerSpec> taken;
    std::vector<dispatch::HandlerSpec> rest;
    for (std::size_t place = 0; place < m_stopped.size(); ++place)
        (places.contains(static_cast<qsizetype>(place)) ? taken : rest).push_back(std::move(m_stopped[place]));
    m_stopped = std::move(rest);
    return taken;
}

void ClientHandlers::restoreStopped(std::vector<dispatch::HandlerSpec> specs)
{
    m_stopped.insert(m_stopped.end(), std::make_move_iterator(specs.begin()), std::make_move_iterator(specs.end()));
}

std::vector<ClientHandlers::Registration> ClientHandlers::registrationsOf(std::vector<dispatch::HandlerSpec> specs, bool ofDemo)
{
    std::vector<Registration> wanted;
    wanted.reserve(specs.size());
    for (dispatch::HandlerSpec &spec : specs)
        wanted.push_back({.id = {}, .spec = std::move(spec), .ofDemo = ofDemo});
    return wanted;
}

base::Result<void> ClientHandlers::registerAll(std::vector<Registration> wanted)
{
    std::vector<dispatch::HandlerSpec> specs;
    for (const Registration &registration : wanted)
        specs.push_back(registration.spec);
    const auto ids = m_client->addHandlers(std::move(specs));
    if (!ids)
        return tl::unexpected(ids.error());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        m_handlers.push_back({ids->at(i), std::move(wanted[i].spec), wanted[i].ofDemo});
    return {};
}

std::pair<std::vector<ClientHandlers::Registration>, QString> ClientHandlers::registerEach(const std::vector<Registration> &wanted)
{
    // All at once costs one table; one by one is for finding out which of them cannot be had now.
    if (registerAll(wanted))
        return {};
    std::vector<Registration> refused;
    QString problem;
    for (const Registration &registration : wanted) {
        if (const auto added = registerAll({registration}); !added) {
            qCWarning(base::logApp) << "handler could not be registered:" << added.error().text;
            if (problem.isEmpty())
                problem = added.error().text;
            refused.push_back(registration);
        }
    }
    return {std::move(refused), problem};
}

QString ClientHandlers::registerWith(client::PubSubClient &client)
{
    m_client = &client;
    std::vector<Registration> wanted = std::exchange(m_refused, {});
    for (Registration &registration : std::exchange(m_handlers, {}))
        wanted.push_back(std::move(registration));
    auto [refused, problem] = registerEach(wanted);
    m_refused = std::move(refused);
    if (m_refused.empty())
        return {};
    return tr("Handlers that could not be registered with the new connection: %1. %2").arg(m_refused.size()).arg(problem);
}

bool ClientHandlers::move(bool stop, const QUrl &to)
{
    std::vector<Registration> before = std::exchange(m_handlers, {});
    std::move(m_refused.begin(), m_refused.end(), std::back_inserter(before));
    m_refused.clear();
    std::vector<dispatch::HandlerSpec> stopped;
    for (Registration &registration : before) {
        if (registration.ofDemo)
            m_demo->away.push_back(std::move(registration));
        else if (stop)
            stopped.push_back(std::move(registration.spec));
        else
            m_handlers.push_back(std::move(registration));
    }
    const bool stops = !stopped.empty();
    restoreStopped(std::move(stopped));
    if (m_demo && m_demo->url == to) {
        for (Registration &registration : std::exchange(m_demo->away, {}))
            m_handlers.push_back(std::move(registration));
    }
    return stops;
}

} // namespace topicscope::app
