// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace topicscope::app {

//! \brief Work that would stop the window: done by the thread pool, and dropped when its result is wanted no longer.
//!
//! A new job, cancel() and the end of this object drop the one that runs: it sees its flag and ends, and nothing of it
//! is delivered. Thread: main; the work itself runs on another and may touch only what it owns.
class LatestJob
{
public:
    LatestJob() = default;
    ~LatestJob() { cancel(); }
    Q_DISABLE_COPY_MOVE(LatestJob)

    [[nodiscard]] bool isRunning() const { return m_dropped != nullptr; }

    void cancel()
    {
        if (m_dropped)
            m_dropped->store(true, std::memory_order_relaxed);
        m_dropped.reset();
    }

    //! \brief Calls \a work(dropped) elsewhere and \a done(its result) here. \a work looks at the flag now and then.
    template<typename Work, typename Done>
    void start(Work work, Done done)
    {
        cancel();
        m_dropped = std::make_shared<std::atomic<bool>>(false);
        QThreadPool::globalInstance()->start(
            [this, dropped = m_dropped, work = std::move(work), done = std::move(done)]() mutable {
                auto result = std::make_shared<decltype(work(*dropped))>(work(*dropped));
                // Who dropped the job did so on the main thread: this is looked at there, before anything of ours is
                // touched.
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [this, dropped, result, done = std::move(done)]() mutable {
                        if (dropped->load(std::memory_order_relaxed))
                            return;
                        m_dropped.reset();
                        done(std::move(*result));
                    },
                    Qt::QueuedConnection);
            });
    }

private:
    std::shared_ptr<std::atomic<bool>> m_dropped;
};

} // namespace topicscope::app
