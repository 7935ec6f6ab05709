// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/lane.h"
#include "dispatch/memorybudget.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace topicscope::client {

//! \brief Messages whose handler failed and that wait for their next attempt, bounded in number. Thread: net.
class RetryQueue
{
public:
    //! \brief Messages that wait at most; the failure of a further one is final.
    static constexpr std::size_t maxWaiting = 10'000;

    struct Waiting {
        base::MessagePtr message;
        dispatch::HandlerEntry *handler = nullptr; // the owner keeps it alive
        base::Error error; // of the latest call
        int calls = 0; // so far
    };

    //! \brief What waits counts in \a budget, which outlives the queue.
    explicit RetryQueue(dispatch::MemoryBudget &budget) : m_budget(budget) {}

    //! \brief Takes a failed \a completion in, when its handler wants another attempt and there is room; false leaves
    //! it as it is. Nothing waits past \a deadline, where there is one.
    [[nodiscard]] bool add(dispatch::Completion &completion, base::SteadyTime now,
                           std::optional<base::SteadyTime> deadline);
    //! \brief The calls that \a message has had, now that its latest is the last one; forgets them.
    [[nodiscard]] int finish(const base::Message &message);
    //! \brief Whether some message has been called before: when none has, finish() would tell 1.
    [[nodiscard]] bool isIdle() const noexcept { return m_calls.empty(); }

    //! \brief When the next one is due.
    [[nodiscard]] std::optional<base::SteadyTime> nextDue() const;
    //! \brief Takes out the first one that is due at \a now. It has to be handed to its handler.
    [[nodiscard]] std::optional<Waiting> takeDue(base::SteadyTime now);
    //! \brief Takes out the first one that would be due after \a deadline, for good.
    [[nodiscard]] std::optional<Waiting> takeAfter(base::SteadyTime deadline);
    [[nodiscard]] std::size_t size() const noexcept { return m_waiting.size(); }

private:
    using ByTime = std::multimap<base::SteadyTime, Waiting>;

    [[nodiscard]] Waiting take(ByTime::iterator waiting);

    dispatch::MemoryBudget &m_budget;
    ByTime m_waiting; // by the time they are due
    std::unordered_map<const base::Message *, int> m_calls; // of messages that wait, or are being called again
};

} // namespace topicscope::client
