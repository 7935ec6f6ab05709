// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/tour.h"

#include "client/pubsubclient.h"
#include "topics/topictreemodel.h"
#include "window/eventloopprobe.h"
#include "window/processfigures.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QQuickWindow>
#include <QTimer>

#include <future>
#include <thread>

namespace topicscope::bench {

using namespace std::chrono_literals;

struct Tour::Place {
    const char *name;
    const char *panel; // null: the page of scripts
};

constexpr Tour::Place Tour::places[] = {
    {"Plots", "plots"},         {"Handlers", "handlers"},        {"Duplicates", "duplicates"}, {"Publish", "publish"},
    {"Consumers", "consumers"}, {"Dead letters", "deadletters"}, {"Scripts", nullptr}};

namespace {

constexpr std::chrono::milliseconds settling = 500ms; // what a first visit loads is not measured
constexpr std::chrono::milliseconds longest = 120s; // that anything awaited may take
constexpr std::chrono::milliseconds still = 5s; // without a message: none will come

double milliseconds(std::chrono::nanoseconds time)
{
    return static_cast<double>(time.count()) / 1e6;
}

//! Of sorted \a delays, what \a percent of them are at most, in milliseconds.
double delayAt(const std::vector<std::chrono::nanoseconds> &delays, std::size_t percent)
{
    return delays.empty() ? 0.0 : milliseconds(delays[(delays.size() - 1) * percent / 100]);
}

QJsonObject sharesOf(const QMap<QString, double> &before, double seconds)
{
    QJsonObject shares;
    const auto after = threadSeconds();
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (const double used = it.value() - before.value(it.key()); used > 0.0)
            shares.insert(it.key(), used / seconds);
    }
    return shares;
}

//! When the first message of \a client comes; a thread of its own looks, because the GUI thread may stand still just
//! then.
std::future<base::SteadyTime> firstArrival(const client::PubSubClient &client)
{
    return std::async(std::launch::async, [&client] {
        for (const QDeadlineTimer deadline(longest); client.ledger().received == 0 && !deadline.hasExpired();)
            std::this_thread::sleep_for(1ms);
        return base::SteadyClock::now();
    });
}

} // namespace

Tour::Tour(QQuickWindow &window, app::ClientController &controller)
    : m_window(window), m_controller(controller), m_frames(window, controller)
{
}

void Tour::rest(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

bool Tour::await(const std::function<bool()> &condition, std::chrono::milliseconds limit)
{
    for (const QDeadlineTimer deadline(limit); !condition();) {
        if (deadline.hasExpired())
            return false;
        rest(20ms);
    }
    return true;
}

std::chrono::milliseconds Tour::awaitFirstFrame()
{
    QEventLoop loop;
    QObject::connect(&m_window, &QQuickWindow::frameSwapped, &loop, &QEventLoop::quit);
    QTimer::singleShot(longest, &loop, &QEventLoop::quit);
    if (!m_frames.hasShown())
        loop.exec();
    return sinceProcessStart();
}

QJsonObject Tour::restFor(std::chrono::milliseconds time)
{
    rest(3s);
    static_cast<void>(m_frames.take());
    const auto before = threadSeconds();
    const auto begin = base::SteadyClock::now();
    rest(time);
    const double seconds = std::chrono::duration<double>(base::SteadyClock::now() - begin).count();
    return {{QStringLiteral("threads"), sharesOf(before, seconds)},
            {QStringLiteral("frames_per_second"), m_frames.take().frames / seconds},
            {QStringLiteral("rss_mib"), residentMiB()}};
}

bool Tour::warmUp(quint64 messages)
{
    for (const Place &place : places) {
        goTo(place);
        rest(settling);
    }
    goTo(places[0]);
    bool full = false;
    const bool ended = await(
        [&] {
            const stats::Ledger ledger = m_controller.client().ledger();
            full = ledger.evicted > 0;
            return full || ledger.received >= messages;
        },
        longest);
    return ended && full;
}

QJsonArray Tour::visitAll(std::chrono::milliseconds time)
{
    QJsonArray visits;
    for (const Place &place : places)
        visits.append(visit(place, time));
    return visits;
}

void Tour::goTo(const Place &place)
{
    // From the other page: there a panel is shown, never folded.
    bool found = QMetaObject::invokeMethod(&m_window, "showScripts", Q_ARG(bool, true));
    if (place.panel)
        found = QMetaObject::invokeMethod(&m_window, "showPanel", Q_ARG(QString, QString::fromLatin1(place.panel)))
                && found;
    if (!found)
        qFatal("the window has no page \"%s\"", place.name);
}

QJsonObject Tour::takeTopics(int topics, const std::function<void()> &connect)
{
    // The page of a session is a delegate, which is no child of the window's.
    const auto *page = m_window.property("page").value<QObject *>();
    const auto *tree = page ? page->findChild<app::TopicTreeModel *>() : nullptr;
    if (!tree)
        qFatal("the window has no tree of topics");
    EventLoopProbe probe; // before the first batch comes, which may be what the GUI thread stops for
    connect();
    auto first = firstArrival(m_controller.client());
    const bool complete = await([&] { return tree->topicCount() >= topics; }, longest);
    const auto end = base::SteadyClock::now();
    const auto delays = probe.take();
    return {{QStringLiteral("topics"), tree->topicCount()},
            {QStringLiteral("complete"), complete},
            {QStringLiteral("complete_ms"), milliseconds(end - first.get())},
            {QStringLiteral("delay_p99_ms"), delayAt(delays, 99)},
            {QStringLiteral("delay_max_ms"), delayAt(delays, 100)},
            {QStringLiteral("rss_mib"), residentMiB()}};
}

QJsonObject Tour::visit(const Place &place, std::chrono::milliseconds time)
{
    goTo(place);
    rest(settling);
    const auto receivedBefore = m_controller.client().ledger().received;
    const auto before = threadSeconds();
    static_cast<void>(m_frames.take());
    EventLoopProbe probe;
    const auto begin = base::SteadyClock::now();
    rest(time);
    const double seconds = std::chrono::duration<double>(base::SteadyClock::now() - begin).count();
    const auto delays = probe.take();
    const FrameProbe::Figures frames = m_frames.take();
    return {{QStringLiteral("name"), QLatin1String(place.name)},
            {QStringLiteral("delay_p50_ms"), delayAt(delays, 50)},
            {QStringLiteral("delay_p99_ms"), delayAt(delays, 99)},
            {QStringLiteral("delay_max_ms"), delayAt(delays, 100)},
            {QStringLiteral("frames_per_second"), frames.frames / seconds},
            {QStringLiteral("snapshot_age_ms"), milliseconds(frames.oldestSnapshot)},
            {QStringLiteral("received_per_second"),
             static_cast<double>(m_controller.client().ledger().received - receivedBefore) / seconds},
            {QStringLiteral("threads"), sharesOf(before, seconds)},
            {QStringLiteral("rss_mib"), residentMiB()}};
}

void Tour::awaitEnd(quint64 messages)
{
    quint64 last = 0;
    QDeadlineTimer moving(still);
    static_cast<void>(await(
        [&] { // what is missing then, the ledger tells
            const stats::Ledger ledger = m_controller.client().ledger();
            if (ledger.received != last)
                moving.setRemainingTime(still);
            last = ledger.received;
            return moving.hasExpired()
                   || (ledger.received >= messages && ledger.queued + ledger.running + ledger.ackPending == 0);
        },
        longest));
}

void Tour::awaitDisconnection()
{
    static_cast<void>(
        await([this] { return m_controller.client().status().state != net::ConnectionState::Connected; }, longest));
}

} // namespace topicscope::bench
