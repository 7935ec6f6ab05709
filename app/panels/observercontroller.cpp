// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/observercontroller.h"

#include "common/rebind.h"
#include "common/figuretext.h"
#include "net/serverurl.h"

#include <algorithm>

namespace topicscope::app {

using client::DashboardState;
using net::ConnectionState;

ObserverController::ObserverController(QObject *parent) : QObject(parent)
{
    m_proxy.setSourceModel(&m_model);
    m_timer.setInterval(ClientController::snapshotInterval);
    connect(&m_timer, &QTimer::timeout, this, &ObserverController::takeSnapshot);
}

ObserverController::~ObserverController() = default;

void ObserverController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    if (m_client) {
        connect(m_client, &ClientController::statusChanged, this, &ObserverController::followClient);
        connect(m_client, &ClientController::settingsChanged, this, [this] {
            if (m_observed != m_client->server()) // which a session may leave that nothing came of yet
                stop();
        });
        followClient();
    }
    Q_EMIT clientChanged();
}

//! The demo shows what observing is without being asked.
void ObserverController::followClient()
{
    const bool demo = m_client->isDemo() && m_client->state() == ClientController::State::Connected;
    if (demo && !std::exchange(m_startedForDemo, true))
        start();
}

void ObserverController::start()
{
    if (!m_client)
        return;
    retire();
    m_problem.clear();
    if (!m_client->client().capabilities().testFlag(net::Capability::Observe)) {
        m_problem = tr("This server does not tell who consumes what.");
        Q_EMIT stateChanged();
        return;
    }
    client::ObserverConfig config;
    config.connection = m_client->client().config().connection;
    config.observation.lateAfter = std::chrono::seconds(m_lateAfter);
    m_observed = m_client->server();
    m_server = net::readableUrl(config.connection.url);
    m_since = base::wallNow();
    m_until.reset();
    const client::TransportFactory &factory = m_client->transportFactory();
    m_observer = factory ? std::make_unique<client::Observer>(std::move(config), client::observingOver(factory))
                         : std::make_unique<client::Observer>(std::move(config));
    connect(m_observer.get(), &client::Observer::statusChanged, this, &ObserverController::stateChanged);
    connect(m_observer.get(), &client::Observer::dashboardChanged, this, [this] {
        takeSnapshot();
        Q_EMIT stateChanged();
    });
    connect(m_observer.get(), &client::Observer::problemOccurred, this, [this](const base::Error &error) {
        m_problem = error.text;
        Q_EMIT stateChanged();
    });
    m_observer->start();
    m_timer.start();
    takeSnapshot();
    Q_EMIT stateChanged();
}

void ObserverController::stop()
{
    if (!m_observer)
        return;
    takeSnapshot();
    retire();
    m_timer.stop();
    m_until = base::wallNow();
    m_clients.update({}); // nobody tells any more who comes and goes
    m_problem.clear();
    Q_EMIT figuresChanged();
    Q_EMIT stateChanged();
}

void ObserverController::retire()
{
    if (!m_observer)
        return;
    m_observer->disconnect(this);
    client::Observer *const retired = m_retired.emplace_back(std::move(m_observer)).get();
    // Queued: it is not to be deleted while it emits.
    connect(
        retired, &client::Observer::stopped, this,
        [this, retired] {
            std::erase_if(m_retired, [retired](const auto &observer) { return observer.get() == retired; });
        },
        Qt::QueuedConnection);
    retired->stop();
}

void ObserverController::reset()
{
    m_since = base::wallNow();
    if (m_observer) {
        m_observer->reset();
        takeSnapshot();
        return;
    }
    m_snapshot = {};
    m_model.update({});
    Q_EMIT figuresChanged();
}

void ObserverController::dismissProblem()
{
    m_problem.clear();
    Q_EMIT stateChanged();
}

void ObserverController::setLateAfterSeconds(int seconds)
{
    seconds = std::clamp(seconds, 1, 3600);
    if (m_lateAfter == seconds)
        return;
    m_lateAfter = seconds;
    Q_EMIT lateAfterChanged();
    if (m_observer)
        start();
}

void ObserverController::takeSnapshot()
{
    m_observer->refresh(m_snapshot);
    m_model.update(m_snapshot.consumers);
    m_clients.update(m_snapshot.clients);
    Q_EMIT figuresChanged();
}

QString ObserverController::stateText() const
{
    if (!m_observer)
        return hasFigures() ? tr("Stopped") : tr("Not observing");
    switch (m_observer->status().state) {
    case ConnectionState::Connected:
        break;
    case ConnectionState::Reconnecting:
        return tr("Reconnecting");
    case ConnectionState::Connecting:
        return tr("Connecting");
    case ConnectionState::Disconnected:
        return m_observer->status().error ? tr("Connection failed") : tr("Connecting");
    }
    switch (m_snapshot.dashboard) {
    case DashboardState::LoggedIn:
        return tr("Observing, logged in");
    case DashboardState::Refused:
        return tr("No broadcasts");
    default:
        return tr("Observing");
    }
}

Tone::Value ObserverController::tone() const
{
    if (!m_observer)
        return Tone::Neutral;
    switch (m_observer->status().state) {
    case ConnectionState::Connected:
        return m_snapshot.dashboard == DashboardState::Refused ? Tone::Warning : Tone::Success;
    case ConnectionState::Disconnected:
        return m_observer->status().error ? Tone::Danger : Tone::Info;
    case ConnectionState::Reconnecting:
        return Tone::Warning;
    case ConnectionState::Connecting:
        return m_observer->status().error ? Tone::Warning : Tone::Info;
    }
    Q_UNREACHABLE();
}

QString ObserverController::problemText() const
{
    if (m_observer && m_observer->status().error)
        return m_observer->status().error->text;
    return m_problem;
}

QString ObserverController::messages() const
{
    return countText(m_snapshot.totals.messages);
}

QString ObserverController::consumptions() const
{
    return countText(m_snapshot.totals.consumptions);
}

QString ObserverController::rates() const
{
    return tr("%1/s, %2/s").arg(rateText(m_snapshot.messagesPerSecond), rateText(m_snapshot.consumptionsPerSecond));
}

QString ObserverController::unconsumed() const
{
    quint64 sum = 0;
    for (const client::ObservedTopic &topic : m_snapshot.topics)
        sum += topic.unconsumed;
    return countText(sum);
}

bool ObserverController::hasFigures() const
{
    return m_snapshot.totals.messages > 0 || m_snapshot.totals.consumptions > 0;
}

QString ObserverController::measuredText() const
{
    if (m_observer)
        return tr("measured at %1 since %2").arg(m_server, timeOfDayText(m_since));
    return hasFigures() && m_until
               ? tr("measured at %1 from %2 until %3").arg(m_server, timeOfDayText(m_since), timeOfDayText(*m_until))
               : QString();
}

QString ObserverController::remarks() const
{
    const client::ObserverTotals &totals = m_snapshot.totals;
    QStringList remarks;
    const auto add = [&](quint64 count, const QString &text) {
        if (count > 0)
            remarks << text.arg(countText(count));
    };
    add(totals.unjudged, tr("%1 messages were not followed to their end"));
    add(totals.withoutId, tr("%1 messages have no id and cannot be followed"));
    add(totals.republished, tr("%1 messages were published again with the same id"));
    add(totals.unreadable, tr("%1 broadcasts could not be read"));
    return remarks.join(QLatin1Char('\n'));
}

} // namespace topicscope::app
