// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QThread>

#include <atomic>

namespace topicscope::base {

//! \brief A thread with an event loop that can be awaited to its very end.
//!
//! QThread::wait() returns when the thread has run, but not yet what libraries registered for its end (keys of
//! pthread). A program that leaves main() meanwhile ends those libraries under the thread's hands: OpenSSL then frees
//! the thread's state twice, and the C library aborts the program. Thread: the one that made it.
class EventThread final : public QThread
{
    Q_OBJECT

public:
    //! \brief As end().
    ~EventThread() override;

    //! \brief Ends the event loop and returns when the thread is gone for the system, too.
    void end();

protected:
    void run() override;

private:
    std::atomic<int> m_systemId{0}; // 0: not begun
};

} // namespace topicscope::base
