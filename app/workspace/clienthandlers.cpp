// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/clienthandlers.h"

#include "base/logging.h"
#include "client/pubsubclient.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

base::Result<void> ClientHandlers::setDemo(const ServerId &server, std::vector<dispatch::HandlerSpec> specs)
{
    m_demo = Demo{.server = server, .away = {}};
    return registerAll(registrationsOf(std::move(specs), true));
}

base::Result<void> ClientHandlers::addAll(std::vector<dispatch::HandlerSpec> specs)
{
    return registerAll(registrationsOf(std::move(specs)));
}

base::Result<base::HandlerId> ClientHandlers::add(HandlerRegistration handler)
{
    const auto id = m_client->addHandler(handler.spec);
    if (id) {
        handler.id = *id;
        m_handlers.push_back(std::move(handler));
        ++m_revision;
    }
    return id;
}

base::Result<HandlerRegistration> ClientHandlers::remove(base::HandlerId id)
{
    const auto known = std::find_if(m_handlers.begin(), m_handlers.end(),
                                    [id](const HandlerRegistration &r) { return r.id == id; });
    if (known == m_handlers.end())
        return base::failure(base::ErrorCode::NotFound, tr("This handler was removed already."));
    if (const auto removed = m_client->removeHandler(id); !removed)
        return tl::unexpected(removed.error());
    HandlerRegistration handler = std::move(*known);
    m_handlers.erase(known);
    ++m_revision;
    return handler;
}

void ClientHandlers::keepAway(HandlerRegistration removed)
{
    (removed.ofDemo ? m_demo->away : m_stopped).push_back(std::move(removed));
}

std::size_t ClientHandlers::movable() const
{
    return static_cast<std::size_t>(
        std::count_if(m_handlers.begin(), m_handlers.end(), [](const HandlerRegistration &r) { return !r.ofDemo; }));
}

base::Result<void> ClientHandlers::startStopped(const QSet<qsizetype> &places)
{
    auto [refused, problem] = registerEach(takeStopped(places));
    restoreStopped(std::move(refused));
    return problem.isEmpty() ? base::Result<void>() : base::failure(base::ErrorCode::InvalidArgument, problem);
}

std::vector<HandlerRegistration> ClientHandlers::takeStopped(const QSet<qsizetype> &places)
{
    std::vector<HandlerRegistration> taken;
    std::vector<HandlerRegistration> rest;
    for (std::size_t place = 0; place < m_stopped.size(); ++place)
        (places.contains(static_cast<qsizetype>(place)) ? taken : rest).push_back(std::move(m_stopped[place]));
    m_stopped = std::move(rest);
    return taken;
}

void ClientHandlers::restoreStopped(std::vector<HandlerRegistration> handlers)
{
    m_stopped.insert(m_stopped.end(), std::make_move_iterator(handlers.begin()),
                     std::make_move_iterator(handlers.end()));
}

std::vector<HandlerRegistration> ClientHandlers::registrationsOf(std::vector<dispatch::HandlerSpec> specs, bool ofDemo)
{
    std::vector<HandlerRegistration> wanted;
    wanted.reserve(specs.size());
    for (dispatch::HandlerSpec &spec : specs)
        wanted.push_back({.spec = std::move(spec), .ofDemo = ofDemo});
    return wanted;
}

base::Result<void> ClientHandlers::registerAll(std::vector<HandlerRegistration> wanted)
{
    std::vector<dispatch::HandlerSpec> specs;
    for (const HandlerRegistration &registration : wanted)
        specs.push_back(registration.spec);
    const auto ids = m_client->addHandlers(std::move(specs));
    if (!ids)
        return tl::unexpected(ids.error());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        wanted[i].id = ids->at(i);
        m_handlers.push_back(std::move(wanted[i]));
    }
    ++m_revision;
    return {};
}

std::pair<std::vector<HandlerRegistration>, QString> ClientHandlers::registerEach(
    const std::vector<HandlerRegistration> &wanted)
{
    // All at once costs one table; one by one is for finding out which of them cannot be had now.
    if (registerAll(wanted))
        return {};
    std::vector<HandlerRegistration> refused;
    QString problem;
    for (const HandlerRegistration &registration : wanted) {
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
    ++m_revision;
    auto [refused, problem] = registerEach(std::exchange(m_handlers, {}));
    if (refused.empty())
        return {};
    const auto count = refused.size();
    for (HandlerRegistration &registration : refused)
        keepAway(std::move(registration));
    return tr("Handlers that could not be registered with the new connection, and are stopped: %1. %2")
        .arg(count)
        .arg(problem);
}

void ClientHandlers::move(bool stop, const ServerId &to)
{
    for (HandlerRegistration &registration : std::exchange(m_handlers, {})) {
        if (registration.ofDemo || stop)
            keepAway(std::move(registration));
        else
            m_handlers.push_back(std::move(registration));
    }
    if (isDemo(to)) {
        for (HandlerRegistration &registration : std::exchange(m_demo->away, {}))
            m_handlers.push_back(std::move(registration));
    }
}

} // namespace topicscope::app
