// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptsink.h"
#include "script/watchdog.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace topicscope::script {

//! \brief What all scripts of a program share: the watchdog, the way to publish, and who is told of alerts.
//!
//! Outlives the client whose lanes run the scripts, and may serve the next one. Thread: any.
class ScriptHost
{
public:
    //! \brief Publications asked for and not yet answered at most; a script that asks for more gets an error.
    static constexpr int maxPublications = 10'000;
    //! \brief Bytes of their payloads at most; one payload alone may be larger.
    static constexpr qint64 maxPublicationBytes = qint64{64} * 1024 * 1024;

    //! \brief Publishes, and calls the second argument once it is known what came of it. Thread: any that runs a
    //! script.
    using Publisher = std::function<void(const ScriptPublication &, std::function<void(base::Result<void>)>)>;
    struct Alert {
        QString handler; //!< its name
        QString text;
    };
    //! \brief Told that an alert waits for takeAlert(), and not again before that was called. Thread: any that runs a
    //! script.
    using AlertListener = std::function<void()>;

    explicit ScriptHost(qint64 memoryBytes = Watchdog::defaultMemoryBytes);

    //! \brief The one before is not called any more when these return, so its owner may go. They wait for a call that
    //! is under way, so neither may be called from within one.
    void setPublisher(Publisher publisher);
    void setAlertListener(AlertListener listener);

    //! \brief Errors: TooLarge when too many wait, ConnectionLost when nothing publishes. What comes of it later goes
    //! to \a done.
    [[nodiscard]] base::Result<void> publish(const ScriptPublication &publication,
                                             std::function<void(base::Result<void>)> done);
    //! \brief The latest alert is the one that waits: all of them are on their scripts' consoles.
    void alert(const QString &handler, const QString &text);
    //! \brief The alert that waits, if any; the next one is told of again.
    [[nodiscard]] std::optional<Alert> takeAlert();
    [[nodiscard]] Watchdog &watchdog() noexcept { return m_watchdog; }

private:
    struct Publishing {
        std::atomic<int> count{0};
        std::atomic<qint64> bytes{0};
    };

    Watchdog m_watchdog;
    std::shared_ptr<Publishing> m_publishing = std::make_shared<Publishing>(); // grows under the lock
    std::mutex m_mutex; // all below; held while they are called
    Publisher m_publisher;
    AlertListener m_alertListener;
    std::optional<Alert> m_alert;
};

} // namespace topicscope::script
