// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace topicscope::dispatch {

//! \brief What a lane runs between messages. Thread: as each function says; the lane is the thread that runs them.
class LaneJobs
{
public:
    using Job = std::function<void()>;

    //! \brief Adds a job for the next gap between messages. The lane has to be woken then. Thread: any.
    void post(Job job);
    //! \brief Adds a job for the end of the lane, after its last message. Thread: any.
    void postLast(Job job);
    //! \brief Adds a job that comes after all others, at the end of the lane. Thread: lane.
    void atEnd(Job job) { m_atEnd.push_back(std::move(job)); }
    //! \brief Adds a job for the first gap after \a due. Thread: lane.
    void postAt(base::SteadyTime due, Job job) { m_timed.emplace(due, std::move(job)); }

    //! \brief One load: whether post() left something. Thread: lane.
    [[nodiscard]] bool hasPosted() const noexcept { return m_hasPosted.load(std::memory_order_acquire); }
    //! \brief Runs what was posted and what is due, in that order; false when there was nothing. Thread: lane.
    bool run();
    //! \brief When the next timed job is due. Thread: lane.
    [[nodiscard]] std::optional<base::SteadyTime> nextDue() const;
    //! \brief The lane ends: runs what was posted, then what was for the end; timed jobs are not run any more. Thread:
    //! lane.
    void finish();

private:
    bool runPosted();
    bool runDue();

    std::mutex m_mutex; // m_posted, m_last
    std::vector<Job> m_posted;
    std::vector<Job> m_last;
    std::atomic<bool> m_hasPosted{false};
    std::multimap<base::SteadyTime, Job> m_timed; // lane
    std::vector<Job> m_atEnd; // lane
};

} // namespace topicscope::dispatch
