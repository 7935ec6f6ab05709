// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/dispatcher.h"

#include "base/topicregistry.h"

#include <QThread>

#include <algorithm>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace topicscope::dispatch {

namespace {

constexpr quint64 fewMessages = 4;
constexpr std::chrono::microseconds longestWait{40}; // what it takes to wake a lane and let it handle a light message
constexpr quint32 mostWaitsSkipped = 1024;

void pauseProcessor() noexcept
{
#ifdef __SSE2__
    _mm_pause();
#endif
}

} // namespace

Dispatcher::Dispatcher(const DispatchSettings &settings, MemoryBudget &budget, std::function<void()> wakeUp)
    : m_budget(budget), m_wakeUp(std::move(wakeUp)), m_table(std::make_unique<HandlerTable>())
{
    m_pool.setMaxThreadCount(settings.lanes);
    m_pool.setExpiryTimeout(-1); // a lane keeps its thread
    for (int i = 0; i < settings.lanes; ++i) {
        m_lanes.emplace_back(new Lane(base::LaneId{static_cast<quint16>(i)}, settings.laneCapacity, *this,
                                      settings.overflow == OverflowPolicy::DropOldest));
        m_pool.start(m_lanes.back().get());
    }
}

Dispatcher::~Dispatcher()
{
    for (const HandlerEntryPtr &entry : m_table->entries())
        stop(entry, true);
    for (const HandlerEntryPtr &entry : m_retired)
        stop(entry, true);
    for (const auto &lane : m_lanes)
        lane->requestStop();
    m_pool.waitForDone();
}

void Dispatcher::reconfigure(const DispatchSettings &settings)
{
    for (const auto &lane : m_lanes) {
        lane->setCapacity(settings.laneCapacity);
        lane->setShared(settings.overflow == OverflowPolicy::DropOldest);
    }
}

void Dispatcher::completionsReady() noexcept
{
    // An exchange, not a look first: it orders the completion just queued before the drain that clears the flag,
    // so either that drain sees the completion or this call wakes the net thread again.
    if (!m_notified.exchange(true, std::memory_order_seq_cst))
        m_wakeUp();
}

void Dispatcher::takeTable()
{
    std::unique_ptr<const HandlerTable> table = m_mailbox.take();
    if (!table)
        return;
    const std::unique_ptr<const HandlerTable> old = std::exchange(m_table, std::move(table));
    m_routes.clear();
    ++m_tableNumber;
    for (const HandlerEntryPtr &entry : m_table->entries()) {
        entry->tableNumber = m_tableNumber;
        start(entry);
    }
    for (const HandlerEntryPtr &entry : old->entries()) {
        if (entry->tableNumber == m_tableNumber)
            continue;
        if (entry->inFlight > 0)
            m_retired.push_back(entry);
        else
            stop(entry);
    }
}

void Dispatcher::onLanes(const HandlerEntryPtr &entry, void (Lane::*post)(std::function<void()>),
                         void (*todo)(Handler &, Lane &))
{
    for (std::size_t i = 0; i < entry->instances.size(); ++i) {
        Lane *const lane = m_lanes[entry->parallel ? i : entry->lane.value].get();
        (lane->*post)([entry, i, lane, todo] { todo(*entry->instances[i], *lane); });
    }
}

void Dispatcher::start(const HandlerEntryPtr &entry)
{
    if (!entry->instances.empty() && entry->instances.front()->hasLife() && !std::exchange(entry->started, true))
        onLanes(entry, &Lane::post, [](Handler &handler, Lane &lane) { handler.start(lane); });
}

void Dispatcher::stop(const HandlerEntryPtr &entry, bool atEnd)
{
    if (std::exchange(entry->started, false))
        onLanes(entry, atEnd ? &Lane::postLast : &Lane::post, [](Handler &handler, Lane &) { handler.stop(); });
}

HandlerEntry *Dispatcher::route(const base::Message &message)
{
    takeTable();
    const base::TopicId topic = message.topicId();
    const bool cacheable = topic != base::TopicRegistry::overflowId();
    if (cacheable && topic.value < m_routes.size() && m_routes[topic.value] != nullptr)
        return m_routes[topic.value];

    const HandlerEntryPtr *entry = m_table->resolve(message.topic());
    if (entry == nullptr)
        return nullptr;
    if (cacheable) {
        if (topic.value >= m_routes.size())
            m_routes.resize(topic.value + 1);
        m_routes[topic.value] = entry->get();
    }
    return entry->get();
}

void Dispatcher::stage(base::MessagePtr message, HandlerEntry &handler)
{
    ++handler.inFlight;
    stageKept(std::move(message), handler);
}

bool Dispatcher::push(Staged &staged)
{
    HandlerEntry &handler = *staged.handler;
    const qint64 cost = staged.message->memoryCost();
    if (!m_budget.hasRoomFor(cost))
        return false;
    const std::size_t first = handler.parallel ? m_nextLane++ : handler.lane.value;
    const std::size_t candidates = handler.parallel ? m_lanes.size() : 1;
    for (std::size_t i = 0; i < candidates; ++i) {
        if (m_lanes[(first + i) % m_lanes.size()]->push(staged.message, handler)) {
            m_budget.add(cost);
            return true;
        }
    }
    return false;
}

bool Dispatcher::hasRoomFor(const base::Message &message, const HandlerEntry &handler) const
{
    if (!m_budget.hasRoomFor(message.memoryCost()))
        return false;
    const auto hasRoom = [](const auto &lane) { return !lane->isFull(); };
    return handler.parallel ? std::any_of(m_lanes.begin(), m_lanes.end(), hasRoom)
                            : hasRoom(m_lanes[handler.lane.value]);
}

bool Dispatcher::flush()
{
    while (!m_staged.empty() && push(m_staged.front()))
        m_staged.pop_front();
    for (const auto &lane : m_lanes)
        lane->wake();
    return m_staged.empty();
}

void Dispatcher::stageKept(base::MessagePtr message, HandlerEntry &handler)
{
    m_staged.push_back({std::move(message), &handler});
}

base::MessagePtr Dispatcher::takeStaged()
{
    Staged staged = std::move(m_staged.front());
    m_staged.pop_front();
    letGo(*staged.handler);
    return staged.message;
}

base::MessagePtr Dispatcher::takeOldest()
{
    const HandlerEntry &handler = *m_staged.front().handler;
    Lane &lane = *m_lanes[handler.parallel ? m_nextLane % m_lanes.size() : handler.lane.value];
    bool shared = false;
    std::optional<Lane::Task> oldest = lane.takeOldest(shared);
    if (!oldest) // the lane is full of what it has begun, or keeps to itself as yet
        return shared ? takeStaged() : base::MessagePtr();
    m_budget.remove(oldest->message->memoryCost());
    letGo(*oldest->handler);
    return oldest->message;
}

void Dispatcher::letGo(HandlerEntry &handler)
{
    if (--handler.inFlight == 0)
        eraseIdle();
}

quint64 Dispatcher::unfinished() const noexcept
{
    quint64 sum = 0;
    for (const auto &lane : m_lanes)
        sum += lane->unfinished();
    return sum;
}

void Dispatcher::awaitFew()
{
    static const bool alone = QThread::idealThreadCount() == 1; // then waiting keeps the lanes from running
    const quint64 messages = inFlight();
    if (messages == 0 || messages > fewMessages || !m_staged.empty() || alone)
        return;
    if (m_waitsToSkip > 0) {
        --m_waitsToSkip;
        return;
    }
    m_notified.exchange(true, std::memory_order_seq_cst); // nobody needs to wake this thread now
    const base::SteadyTime deadline = base::SteadyClock::now() + longestWait;
    while (unfinished() > 0) {
        if (base::SteadyClock::now() >= deadline) {
            m_vainWaits = std::min(2 * m_vainWaits + 1, mostWaitsSkipped);
            m_waitsToSkip = m_vainWaits;
            return;
        }
        pauseProcessor();
    }
    m_vainWaits = 0;
}

void Dispatcher::drainCompletions(std::vector<Completion> &completions)
{
    // Cleared first: a lane that finishes from here on tells again.
    m_notified.exchange(false, std::memory_order_seq_cst);
    for (const auto &lane : m_lanes) {
        while (std::optional<Completion> completion = lane->takeCompletion()) {
            m_budget.remove(completion->message->memoryCost());
            completions.push_back(std::move(*completion));
        }
    }
}

void Dispatcher::release(std::span<const Completion> completions)
{
    bool idle = false;
    for (const Completion &completion : completions)
        idle = --completion.handler->inFlight == 0 || idle;
    if (idle)
        eraseIdle();
}

void Dispatcher::eraseIdle()
{
    std::erase_if(m_retired, [this](const HandlerEntryPtr &entry) {
        if (entry->inFlight > 0)
            return false;
        stop(entry);
        return true;
    });
}

quint64 Dispatcher::inFlight() const noexcept
{
    quint64 sum = m_staged.size();
    for (const auto &lane : m_lanes)
        sum += lane->inFlight();
    return sum;
}

quint64 Dispatcher::started() const noexcept
{
    quint64 sum = 0;
    for (const auto &lane : m_lanes)
        sum += lane->started();
    return sum;
}

} // namespace topicscope::dispatch
