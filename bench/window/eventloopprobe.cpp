// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window/eventloopprobe.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <utility>

#include <pthread.h>

namespace topicscope::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

class PostedEvent : public QEvent
{
public:
    PostedEvent() : QEvent(kind()), posted(Clock::now()) {}
    static Type kind()
    {
        static const auto kind = static_cast<Type>(registerEventType());
        return kind;
    }

    const Clock::time_point posted;
};

} // namespace

EventLoopProbe::EventLoopProbe() : m_thread([this] { post(); }) {}

EventLoopProbe::~EventLoopProbe()
{
    m_running = false;
    m_thread.join();
}

void EventLoopProbe::post()
{
    ::pthread_setname_np(::pthread_self(), "probe");
    for (auto due = Clock::now(); m_running; due += 1ms) {
        std::this_thread::sleep_until(due);
        QCoreApplication::postEvent(this, new PostedEvent);
    }
}

bool EventLoopProbe::event(QEvent *event)
{
    if (event->type() != PostedEvent::kind())
        return QObject::event(event);
    m_delays.push_back(Clock::now() - static_cast<PostedEvent *>(event)->posted);
    return true;
}

std::vector<std::chrono::nanoseconds> EventLoopProbe::take()
{
    auto delays = std::exchange(m_delays, {});
    std::sort(delays.begin(), delays.end());
    return delays;
}

} // namespace topicscope::bench
