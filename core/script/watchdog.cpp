// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/watchdog.h"

#include <QFile>
#include <QJSEngine>

#ifdef __linux__
#include <unistd.h>
#endif

namespace topicscope::script {

namespace {

constexpr std::chrono::milliseconds round{5};
constexpr int idleRoundsBeforeSleep = 200;

//! Resident memory of the program in bytes; 0 where that is not known.
qint64 residentBytes()
{
#ifdef __linux__
    static const qint64 pageBytes = ::sysconf(_SC_PAGESIZE);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return file.read(128).split(' ').value(1).toLongLong() * pageBytes;
#endif
    return 0;
}

} // namespace

Watchdog::Slot::Slot(Watchdog &watchdog, QJSEngine &engine) : m_watchdog(watchdog), m_engine(engine)
{
    const std::lock_guard lock(m_watchdog.m_mutex);
    m_watchdog.m_slots.push_back(this);
}

Watchdog::Slot::~Slot()
{
    const std::lock_guard lock(m_watchdog.m_mutex);
    std::erase(m_watchdog.m_slots, this);
}

void Watchdog::Slot::begin(std::chrono::milliseconds limit)
{
    m_limit.store(limit.count(), std::memory_order_relaxed);
    m_call.store(m_call.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    // An exchange: either the watchdog sees this call before it sleeps, or it is seen asleep here.
    m_state.exchange(State::Running, std::memory_order_seq_cst);
    if (m_watchdog.m_asleep.load(std::memory_order_seq_cst))
        m_watchdog.wake();
}

Interruption Watchdog::Slot::end()
{
    for (State running = State::Running;
         !m_state.compare_exchange_weak(running, State::Idle, std::memory_order_acq_rel); running = State::Running) {
        if (running == State::Interrupted)
            break;
        if (running == State::Interrupting)
            std::this_thread::yield(); // it is about to decide
    }
    if (m_state.load(std::memory_order_acquire) == State::Idle)
        return Interruption::None;
    m_engine.setInterrupted(false);
    m_state.store(State::Idle, std::memory_order_release);
    return m_reason.load(std::memory_order_relaxed);
}

Watchdog::Watchdog(qint64 memoryBytes) : m_memoryBytes(memoryBytes), m_thread([this] { run(); }) {}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Watchdog::wake()
{
    const std::lock_guard lock(m_mutex);
    m_asleep.store(false, std::memory_order_relaxed);
    m_changed.notify_all();
}

void Watchdog::run()
{
    std::unique_lock lock(m_mutex);
    int idleRounds = 0;
    while (!m_stopping) {
        m_changed.wait_for(lock, round, [this] { return m_stopping; });
        idleRounds = lookAtAll(base::SteadyClock::now()) ? 0 : idleRounds + 1;
        if (idleRounds < idleRoundsBeforeSleep)
            continue;
        m_asleep.exchange(true, std::memory_order_seq_cst);
        if (lookAtAll(base::SteadyClock::now()))
            m_asleep.store(false, std::memory_order_relaxed);
        m_changed.wait(lock, [this] { return m_stopping || !m_asleep.load(std::memory_order_relaxed); });
        idleRounds = 0;
    }
}

bool Watchdog::lookAtAll(base::SteadyTime now)
{
    bool any = false;
    for (Slot *slot : m_slots) {
        const quint64 call = slot->m_call.load(std::memory_order_relaxed);
        const bool running = slot->m_state.load(std::memory_order_seq_cst) == Slot::State::Running;
        any = any || running || call != slot->m_seenCall;
        if (running && call == slot->m_seenCall) {
            lookAt(*slot, now);
        } else {
            slot->m_seenCall = call;
            slot->m_seenAt = now;
            slot->m_seenBytes = 0;
        }
    }
    return any;
}

// A call that was there a round ago already.
void Watchdog::lookAt(Slot &slot, base::SteadyTime now)
{
    if (now - slot.m_seenAt >= std::chrono::milliseconds(slot.m_limit.load(std::memory_order_relaxed))) {
        interrupt(slot, Interruption::Time);
        return;
    }
    const qint64 bytes = residentBytes();
    if (slot.m_seenBytes == 0)
        slot.m_seenBytes = bytes;
    else if (bytes - slot.m_seenBytes > m_memoryBytes)
        interrupt(slot, Interruption::Memory);
}

void Watchdog::interrupt(Slot &slot, Interruption reason)
{
    Slot::State running = Slot::State::Running;
    if (!slot.m_state.compare_exchange_strong(running, Slot::State::Interrupting, std::memory_order_acq_rel))
        return;
    // The call that was seen may have ended and another one begun. Now it cannot end unnoticed, so this look is the one
    // that counts.
    if (slot.m_call.load(std::memory_order_relaxed) != slot.m_seenCall) {
        slot.m_state.store(Slot::State::Running, std::memory_order_release);
        return;
    }
    slot.m_reason.store(reason, std::memory_order_relaxed);
    slot.m_engine.setInterrupted(true);
    slot.m_state.store(Slot::State::Interrupted, std::memory_order_release);
}

} // namespace topicscope::script
