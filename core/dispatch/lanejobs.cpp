// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/lanejobs.h"

#include <utility>

namespace topicscope::dispatch {

void LaneJobs::post(Job job)
{
    const std::lock_guard lock(m_mutex);
    m_posted.push_back(std::move(job));
    m_hasPosted.store(true, std::memory_order_release);
}

void LaneJobs::postLast(Job job)
{
    const std::lock_guard lock(m_mutex);
    m_last.push_back(std::move(job));
}

bool LaneJobs::run()
{
    const bool posted = hasPosted() && runPosted();
    const bool due = !m_timed.empty() && runDue();
    return posted || due;
}

bool LaneJobs::runPosted()
{
    std::vector<Job> jobs;
    {
        const std::lock_guard lock(m_mutex);
        jobs.swap(m_posted);
        m_hasPosted.store(false, std::memory_order_relaxed);
    }
    for (const Job &job : jobs)
        job();
    return !jobs.empty();
}

bool LaneJobs::runDue()
{
    // Those that a job adds wait for the next gap, even if they are due: messages have their turn.
    const base::SteadyTime now = base::SteadyClock::now();
    std::vector<Job> jobs;
    while (!m_timed.empty() && m_timed.begin()->first <= now)
        jobs.push_back(std::move(m_timed.extract(m_timed.begin()).mapped()));
    for (const Job &job : jobs)
        job();
    return !jobs.empty();
}

std::optional<base::SteadyTime> LaneJobs::nextDue() const
{
    return m_timed.empty() ? std::nullopt : std::optional(m_timed.begin()->first);
}

void LaneJobs::finish()
{
    while (runPosted()) {
    }
    std::vector<Job> last;
    {
        const std::lock_guard lock(m_mutex);
        last.swap(m_last);
    }
    for (const Job &job : last)
        job();
    m_timed.clear();
    last.clear(); // what the jobs keep alive goes before what it stands on
    for (const Job &job : std::exchange(m_atEnd, {}))
        job();
}

} // namespace topicscope::dispatch
