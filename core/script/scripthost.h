// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptsink.h"
#include "script/watchdog.h"

#include <functional>
#include <memory>
#include <mutex>

namespace topicscope::script {

//! \brief What all scripts of a program share: the watchdog, the way to publish, and who is told of alerts.
//!
//! Outlives the client whose lanes run the scripts, and may serve the next one. Thread: any.
class ScriptHost
{
public:
    //! \brief Publications asked for and not yet answered at most; a script that asks for more gets an error.
    static constexpr int maxPublications = 10'000;

    //! \brief Publishes, and calls the second argument once it is known what came of it. Thread: any that runs a script.
    using Publisher = std::function<void(const ScriptPublication &, std::function<void(base::Result<void>)>)>;
    //! \brief Told of each alert: the handler's name and the text. Thread: any that runs a script.
    using AlertListener = std::function<void(const QString &, const QString &)>;

    explicit ScriptHost(qint64 memoryBytes = Watchdog::defaultMemoryBytes);

    void setPublisher(Publisher publisher);
    void setAlertListener(AlertListener listener);

    //! \brief Errors: TooLarge when too many wait, ConnectionLost when nothing publishes. What comes of it later goes to \a done.
    [[nodiscard]] base::Result<void> publish(const ScriptPublication &publication, std::function<void(base::Result<void>)> done);
    void alert(const QString &handler, const QString &text);
    [[nodiscard]] Watchdog &watchdog() noexcept { return m_watchdog; }

private:
    Watchdog m_watchdog;
    std::shared_ptr<std::atomic<int>> m_publishing = std::make_shared<std::atomic<int>>(0);
    std::mutex m_mutex; // both below
    Publisher m_publisher;
    AlertListener m_alertListener;
};

} // namespace topicscope::script
