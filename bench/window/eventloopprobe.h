// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace topicscope::bench {

//! \brief How long what is posted to the GUI thread waits until it is taken, as a click or a key would.
//!
//! A thread of its own posts an event every millisecond, whatever became of those before, so a GUI thread that stands
//! still for 100 ms shows as 100 events that waited for 100, 99, 98... ms, and not as one. Thread: the one whose event
//! loop is measured.
class EventLoopProbe : public QObject
{
    Q_OBJECT

public:
    EventLoopProbe();
    ~EventLoopProbe() override;

    //! \brief The delays since the last call, sorted.
    [[nodiscard]] std::vector<std::chrono::nanoseconds> take();

protected:
    bool event(QEvent *event) override;

private:
    void post();

    std::vector<std::chrono::nanoseconds> m_delays;
    std::atomic<bool> m_running{true};
    std::thread m_thread;
};

} // namespace topicscope::bench
