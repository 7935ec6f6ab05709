// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/observersession_p.h"

#include "base/printabletext.h"

#include <utility>

namespace topicscope::client {

using base::bytesOf;
using base::ErrorCode;
using protocol::ServerEvent;

namespace {

constexpr std::chrono::milliseconds judgeInterval{100};
constexpr int maxReportsPerSecond = 10;

} // namespace

ObserverSession::ObserverSession(ObserverConfig config, net::ObservingFactory factory)
    : m_config(std::move(config)),
      m_factory(std::move(factory)),
      m_judgeTimer(new QTimer(this)),
      m_checkTimer(new QTimer(this)),
      m_closeTimer(new QTimer(this)),
      m_observation(m_config.observation)
{
    m_judgeTimer->setInterval(judgeInterval);
    connect(m_judgeTimer, &QTimer::timeout, this, [this] {
        const std::lock_guard lock(m_mutex);
        const bool more = m_observation.judge(base::SteadyClock::now()).more;
        // after what came meanwhile, and whoever wants figures
        m_judgeTimer->setInterval(more ? std::chrono::milliseconds(0) : judgeInterval);
    });
    m_checkTimer->setInterval(m_config.checkEvery);
    connect(m_checkTimer, &QTimer::timeout, this, &ObserverSession::checkBroadcasts);
    m_closeTimer->setSingleShot(true);
    m_closeTimer->setInterval(farewell);
    connect(m_closeTimer, &QTimer::timeout, this, &ObserverSession::closeTransport);
}

ObserverSession::~ObserverSession() = default;

void ObserverSession::open()
{
    m_closing = false;
    m_closeTimer->stop();
    if (!m_server)
        m_server = m_factory(m_config.connection, m_topics, *this, *this);
    m_judgeTimer->start();
    m_checkTimer->start();
    m_server->transport().open();
}

void ObserverSession::close()
{
    if (std::exchange(m_closing, true))
        return;
    m_checkTimer->stop();
    m_closeTimer->start();
    if (!m_loggingIn) // else its answer goes on
        logOut();
}

void ObserverSession::leave(std::function<void()> left)
{
    if (!m_owesLogout && !m_loggingIn)
        return left();
    m_left = std::move(left);
    close();
}

//! The broadcasts were off before us, so they are switched off again, and the transport is closed.
void ObserverSession::logOut()
{
    if (!std::exchange(m_owesLogout, false))
        return closeTransport();
    m_server->setBroadcasting(false, [this](const base::Result<void> &result) {
        if (!result)
            report(result.error());
        closeTransport();
    });
}

void ObserverSession::closeTransport()
{
    if (!m_closing)
        return;
    setDashboard(DashboardState::Unknown);
    if (const auto left = std::exchange(m_left, {}))
        return left(); // nobody waits for the rest
    if (m_state != net::ConnectionState::Disconnected) {
        m_server->transport().close(); // connectionStatusChanged() tells the end
        return;
    }
    m_closing = false;
    m_closeTimer->stop();
    m_judgeTimer->stop();
    Q_EMIT stopped();
}

void ObserverSession::connectionStatusChanged(const net::ConnectionStatus &status)
{
    const bool wasConnected = m_state == net::ConnectionState::Connected;
    m_state = status.state;
    Q_EMIT statusChanged(status);
    if (status.state == net::ConnectionState::Connected) {
        askForBroadcasts();
        askForClients();
        return;
    }
    if (wasConnected) {
        setDashboard(DashboardState::Unknown); // a server that comes back may have forgotten the login
        const std::lock_guard lock(m_mutex);
        m_observation.interrupt();
    }
    if (status.state == net::ConnectionState::Disconnected && m_closing)
        closeTransport();
}

void ObserverSession::askForBroadcasts()
{
    m_server->fetchBroadcasting([this](const base::Result<bool> &enabled) {
        if (m_state != net::ConnectionState::Connected || m_closing)
            return;
        if (enabled && *enabled)
            // still on because of us, after a lost connection
            setDashboard(m_owesLogout ? DashboardState::LoggedIn : DashboardState::AlreadyOn);
        else if (enabled && m_config.login)
            logIn();
        else if (!enabled && enabled.error().code == ErrorCode::NotSupported)
            setDashboard(DashboardState::NotNeeded);
        else {
            setDashboard(DashboardState::Refused);
            report(enabled ? base::Error{ErrorCode::NotSupported, tr("The server sends its broadcasts only after a "
                                                                     "login to its dashboard, which was not wanted.")}
                           : enabled.error());
        }
    });
}

void ObserverSession::logIn()
{
    m_loggingIn = true;
    m_server->setBroadcasting(true, [this](const base::Result<void> &result) {
        m_loggingIn = false;
        m_owesLogout = m_owesLogout || result;
        if (m_closing)
            return logOut();
        if (m_state != net::ConnectionState::Connected)
            return;
        m_loginRefused = !result
                         && (result.error().code == ErrorCode::Rejected
                             || result.error().code == ErrorCode::NotSupported);
        if (setDashboard(result ? DashboardState::LoggedIn : DashboardState::Refused) && !result)
            report(result.error());
    });
}

void ObserverSession::checkBroadcasts()
{
    const auto isWatched = [this] { return m_state == net::ConnectionState::Connected && !m_closing && !m_loggingIn; };
    if (!isWatched() || m_dashboard == DashboardState::Unknown || m_dashboard == DashboardState::NotNeeded)
        return;
    m_server->fetchBroadcasting([this, isWatched](const base::Result<bool> &enabled) {
        if (!enabled || !isWatched()) // what is wrong with the connection is told otherwise
            return;
        if (*enabled && m_dashboard == DashboardState::Refused)
            setDashboard(DashboardState::AlreadyOn);
        else if (!*enabled && m_dashboard == DashboardState::Refused && m_config.login && !m_loginRefused)
            logIn(); // what failed before may be over
        else if (!*enabled && (m_dashboard == DashboardState::AlreadyOn || m_dashboard == DashboardState::LoggedIn))
            broadcastsEnded();
    });
}

void ObserverSession::broadcastsEnded()
{
    m_owesLogout = false;
    {
        const std::lock_guard lock(m_mutex);
        m_observation.interrupt();
    }
    if (!m_config.login) {
        setDashboard(DashboardState::Refused);
        report({ErrorCode::NotSupported, tr("The server stopped sending its broadcasts: somebody logged out of its "
                                            "dashboard. Nothing is observed until somebody logs in.")});
        return;
    }
    setDashboard(DashboardState::Unknown);
    report({ErrorCode::ConnectionLost,
            tr("The server had stopped sending its broadcasts: somebody logged out of its dashboard. They are switched "
               "on again; what happened meanwhile is not known.")});
    logIn();
    askForClients(); // interrupt() forgot them
}

void ObserverSession::askForClients()
{
    m_server->fetchClients([this](const base::Result<std::vector<ObservedClient>> &clients) {
        if (m_state != net::ConnectionState::Connected)
            return;
        if (clients) {
            const std::lock_guard lock(m_mutex);
            m_observation.setClients(*clients);
        } else if (clients.error().code != ErrorCode::NotSupported) {
            report(clients.error());
        }
    });
}

bool ObserverSession::setDashboard(DashboardState state)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_dashboard, state) == state)
            return false;
    }
    Q_EMIT dashboardChanged(state);
    return true;
}

void ObserverSession::broadcastReceived(const protocol::Broadcast &broadcast)
{
    const base::SteadyTime now = base::SteadyClock::now();
    {
        const std::lock_guard lock(m_mutex);
        Observation::Verdict verdict;
        if (broadcast.event == ServerEvent::NewMessage)
            m_observation.addMessage(broadcast, now);
        else if (broadcast.event == ServerEvent::NewConsumption)
            verdict = m_observation.addConsumption(broadcast, now);
        else if (broadcast.event == ServerEvent::NewClient)
            m_observation.addClient(broadcast);
        else
            m_observation.removeClient(broadcast);
        keepEvent(broadcast, verdict);
    }
    if (broadcast.surplusArguments > 0)
        report({ErrorCode::UnexpectedPacket,
                tr("A broadcast of topic %1 came with %2 arguments; the first one was read, the rest was left out.")
                    .arg(base::shortText(broadcast.topic), QString::number(broadcast.surplusArguments + 1))});
}

void ObserverSession::broadcastUnreadable(const base::Error &error)
{
    {
        const std::lock_guard lock(m_mutex);
        m_observation.countUnreadable();
    }
    report(error);
}

void ObserverSession::keepEvent(const protocol::Broadcast &broadcast, const Observation::Verdict &verdict)
{
    if (m_events.size() >= m_config.maxEvents) {
        m_missedEvents += m_config.maxEvents > 0 ? 1 : 0;
        return;
    }
    m_events.push_back(
        {.kind = broadcast.event,
         .topic = bytesOf(broadcast.topic),
         .messageId = bytesOf(broadcast.messageId),
         .who = bytesOf(broadcast.event == ServerEvent::NewMessage ? broadcast.producer : broadcast.consumer),
         .at = broadcast.at,
         .verdict = verdict});
}

void ObserverSession::protocolErrorOccurred(const base::Error &error)
{
    report(error);
}

ObserverSnapshot ObserverSession::snapshot() const
{
    ObserverSnapshot snapshot;
    refresh(snapshot);
    return snapshot;
}

void ObserverSession::refresh(ObserverSnapshot &snapshot) const
{
    const std::lock_guard lock(m_mutex);
    m_observation.refresh(snapshot, base::SteadyClock::now());
    snapshot.dashboard = m_dashboard;
}

std::vector<ObservedEvent> ObserverSession::takeEvents(quint64 &missed)
{
    const std::lock_guard lock(m_mutex);
    missed = std::exchange(m_missedEvents, 0);
    return std::exchange(m_events, {});
}

void ObserverSession::reset()
{
    const std::lock_guard lock(m_mutex);
    m_observation.reset();
}

void ObserverSession::report(const base::Error &error)
{
    const base::SteadyTime now = base::SteadyClock::now();
    if (now - m_reportWindow >= std::chrono::seconds(1)) {
        m_reportWindow = now;
        m_reports = 0;
    }
    if (++m_reports <= maxReportsPerSecond)
        Q_EMIT problemOccurred(error);
}

} // namespace topicscope::client
