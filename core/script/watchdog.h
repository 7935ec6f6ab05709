// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QtGlobal>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

class QJSEngine;

namespace topicscope::script {

//! \brief Why a call was interrupted.
enum class Interruption : quint8 {
    None,
    Time, //!< it ran longer than it may
    Memory, //!< the memory of the program grew too much meanwhile
};

//! \brief Interrupts calls of scripts that take too long, or too much memory.
//!
//! One thread looks every few milliseconds, as long as there are calls: a call itself pays two atomic operations.
//! Memory is that of the whole program, since engines do not tell theirs: what else grows in the time of a call counts
//! too. Thread: any.
class Watchdog
{
public:
    //! \brief How much the program may grow during one call that is looked at.
    static constexpr qint64 defaultMemoryBytes = qint64{512} * 1024 * 1024;

    //! \brief One engine's place in the watch. Lives as long as the engine, and not longer than the watchdog.
    class Slot
    {
    public:
        Slot(Watchdog &watchdog, QJSEngine &engine);
        ~Slot();
        Q_DISABLE_COPY_MOVE(Slot)

        //! \brief A call begins that may last until \a limit is over. Thread: the engine's.
        void begin(std::chrono::milliseconds limit);
        //! \brief The call ended; the engine is ready for the next one. Thread: the engine's.
        [[nodiscard]] Interruption end();

    private:
        friend class Watchdog;
        enum class State : quint8 { Idle, Running, Interrupting, Interrupted };

        Watchdog &m_watchdog;
        QJSEngine &m_engine;
        std::atomic<State> m_state{State::Idle};
        std::atomic<quint64> m_call{0}; // counts calls
        std::atomic<qint64> m_limit{0}; // of the call, in milliseconds
        std::atomic<Interruption> m_reason{Interruption::None};
        // The watchdog's:
        quint64 m_seenCall = 0;
        base::SteadyTime m_seenAt; // when the call was first seen: later than its begin by less than a round
        qint64 m_seenBytes = 0;
    };

    explicit Watchdog(qint64 memoryBytes = defaultMemoryBytes);
    ~Watchdog();
    Q_DISABLE_COPY_MOVE(Watchdog)

private:
    void run();
    //! Whether any call was running.
    bool lookAtAll(base::SteadyTime now);
    void lookAt(Slot &slot, base::SteadyTime now);
    void interrupt(Slot &slot, Interruption reason);
    void wake();

    const qint64 m_memoryBytes;
    std::atomic<bool> m_asleep{false};
    std::mutex m_mutex; // everything below
    std::condition_variable m_changed;
    std::vector<Slot *> m_slots;
    bool m_stopping = false;
    std::thread m_thread; // last
};

} // namespace topicscope::script
