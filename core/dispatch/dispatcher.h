// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/dispatchsettings.h"
#include "dispatch/handlertable.h"
#include "dispatch/lane.h"
#include "dispatch/memorybudget.h"

#include <QThreadPool>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace topicscope::dispatch {

//! \brief Routes messages to lanes and gathers what came of them.
//!
//! Thread: net, but for postTable(), which any thread may call, and the counters.
class Dispatcher : private CompletionNotifier
{
public:
    //! \brief \a wakeUp is called on a lane's thread when there are completions to drain and nobody was told yet. What
    //! is with lanes counts in \a budget, which outlives the dispatcher.
    Dispatcher(const DispatchSettings &settings, MemoryBudget &budget, std::function<void()> wakeUp);
    //! \brief Stops the lanes after the calls they are in. What is still queued is not handled.
    ~Dispatcher() override;

    //! \brief Takes over capacity and overflow policy of \a settings; the number of lanes stays.
    void reconfigure(const DispatchSettings &settings);

    //! \brief Replaces the table; takes effect with the next message, or with takeTable(). Thread: any.
    void postTable(std::unique_ptr<const HandlerTable> table) noexcept { m_mailbox.post(std::move(table)); }

    //! \brief Takes over the table posted last, if there is one: starts handlers that are new, stops those that are
    //! gone.
    void takeTable();
    //! \brief The consumer of \a message, or null.
    [[nodiscard]] HandlerEntry *route(const base::Message &message);
    //! \brief Puts \a message in the row of those that flush() hands to lanes. \a handler lives until it is released.
    void stage(base::MessagePtr message, HandlerEntry &handler);
    //! \brief Hands what is staged to lanes, in order, and wakes them. False when a message finds its lane (for a
    //! parallel handler: every lane) full, or no room in the budget: it and those behind it stay staged.
    [[nodiscard]] bool flush();
    [[nodiscard]] bool hasStaged() const noexcept { return !m_staged.empty(); }
    //! \brief Whether \a message would find room for \a handler, were it flushed next.
    [[nodiscard]] bool hasRoomFor(const base::Message &message, const HandlerEntry &handler) const;
    //! \brief As stage(), for a message that release() was not told of: its handler has been kept alive for it.
    void stageKept(base::MessagePtr message, HandlerEntry &handler);
    //! \brief Takes back the first staged message, for which there is no room.
    [[nodiscard]] base::MessagePtr takeStaged();
    //! \brief Makes room for the first staged message: takes back the one that has waited longest in its lane, or,
    //! where none waits there, itself. With OverflowPolicy::DropOldest only; null while the lane is in a call that
    //! began before that was set.
    [[nodiscard]] base::MessagePtr takeOldest();
    //! \brief Where few messages are with lanes, waits some microseconds for them without sleeping, as long as that has
    //! proved worth it. Going to sleep and being woken costs more than a light handler takes. drainCompletions() has to
    //! follow.
    void awaitFew();
    //! \brief Moves what lanes have finished to the end of \a completions. Their handlers live until release().
    void drainCompletions(std::vector<Completion> &completions);
    //! \brief Everything that drainCompletions() handed out is accounted for: removed handlers may go.
    void release(std::span<const Completion> completions);
    //! \brief As release(), for one message.
    void letGo(HandlerEntry &handler);

    //! \brief Messages staged, or with the lanes: queued, running, or finished and not drained.
    [[nodiscard]] quint64 inFlight() const noexcept;
    //! \brief Calls begun so far, all lanes together. Thread: any.
    [[nodiscard]] quint64 started() const noexcept;

private:
    struct Staged {
        base::MessagePtr message;
        HandlerEntry *handler = nullptr;
    };

    void completionsReady() noexcept override;
    //! Has \a todo run for each instance of \a entry on its lane: posted there, or for its end.
    void onLanes(const HandlerEntryPtr &entry, void (Lane::*post)(std::function<void()>),
                 void (*todo)(Handler &, Lane &));
    void start(const HandlerEntryPtr &entry);
    //! Has \a entry stopped; at the end of its lanes they may still be at a message of it.
    void stop(const HandlerEntryPtr &entry, bool atEnd = false);
    [[nodiscard]] quint64 unfinished() const noexcept;
    [[nodiscard]] bool push(Staged &staged);
    void eraseIdle();

    MemoryBudget &m_budget;
    std::function<void()> m_wakeUp;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    HandlerTableMailbox m_mailbox;
    std::unique_ptr<const HandlerTable> m_table;
    quint64 m_tableNumber = 0;
    std::vector<HandlerEntry *> m_routes; // by topic id: the consumer; null where not resolved yet
    std::vector<HandlerEntryPtr> m_retired; // removed, but still with messages on a lane
    std::deque<Staged> m_staged;
    std::size_t m_nextLane = 0; // where the next message of a parallel handler is tried first
    std::atomic<bool> m_notified{false};
    quint32 m_waitsToSkip = 0; // of awaitFew(), after some that were in vain
    quint32 m_vainWaits = 0; // in a row
    QThreadPool m_pool;
};

} // namespace topicscope::dispatch
