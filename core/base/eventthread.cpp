// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/eventthread.h"

#include <QDeadlineTimer>

#ifdef __linux__
#include <chrono>
#include <csignal>
#include <unistd.h>
#endif

namespace topicscope::base {

namespace {

// Far longer than it takes; nobody is to wait for ever for a thread that the system reports wrongly.
constexpr std::chrono::seconds longestEnd{1};
constexpr std::chrono::microseconds betweenLooks{50};

} // namespace

EventThread::~EventThread()
{
    end();
}

void EventThread::end()
{
    quit();
    wait();
#ifdef __linux__
    // Qt detaches its threads, so there is none to join.
    const int id = m_systemId.exchange(0);
    for (const QDeadlineTimer deadline(longestEnd);
         id != 0 && ::tgkill(::getpid(), id, 0) == 0 && !deadline.hasExpired();)
        QThread::usleep(betweenLooks.count());
#endif
}

void EventThread::run()
{
#ifdef __linux__
    m_systemId = ::gettid();
#endif
    exec();
}

} // namespace topicscope::base
