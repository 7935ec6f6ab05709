// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scripthost.h"

#include <utility>

namespace topicscope::script {

ScriptHost::ScriptHost(qint64 memoryBytes) : m_watchdog(memoryBytes) {}

void ScriptHost::setPublisher(Publisher publisher)
{
    const std::lock_guard lock(m_mutex);
    m_publisher = std::move(publisher);
}

void ScriptHost::setAlertListener(AlertListener listener)
{
    const std::lock_guard lock(m_mutex);
    m_alertListener = std::move(listener);
    m_alert.reset();
}

base::Result<void> ScriptHost::publish(const ScriptPublication &publication,
                                       std::function<void(base::Result<void>)> done)
{
    const std::lock_guard lock(m_mutex);
    if (!m_publisher)
        return base::failure(base::ErrorCode::ConnectionLost,
                             QStringLiteral("Nothing can be published now: there is no connection."));
    const qint64 bytes = publication.payload.size();
    const qint64 waitingBytes = m_publishing->bytes;
    if (m_publishing->count >= maxPublications)
        return base::failure(base::ErrorCode::TooLarge,
                             QStringLiteral("%1 publications wait for the server already.").arg(maxPublications));
    if (waitingBytes > 0 && waitingBytes + bytes > maxPublicationBytes) {
        return base::failure(base::ErrorCode::TooLarge,
                             QStringLiteral("Publications of %1 bytes wait for the server already; with this one they "
                                            "would be more than the %2 allowed.")
                                 .arg(waitingBytes)
                                 .arg(maxPublicationBytes));
    }
    ++m_publishing->count;
    m_publishing->bytes += bytes;
    // Counted as long as anybody may still answer: a client that goes drops what it was asked for.
    std::shared_ptr<void> waiting(nullptr, [publishing = m_publishing, bytes](void *) {
        publishing->bytes -= bytes;
        --publishing->count;
    });
    m_publisher(publication, [waiting = std::move(waiting), done = std::move(done)](base::Result<void> result) mutable {
        waiting.reset();
        done(std::move(result));
    });
    return {};
}

void ScriptHost::alert(const QString &handler, const QString &text)
{
    const std::lock_guard lock(m_mutex);
    if (!m_alertListener)
        return;
    const bool waits = m_alert.has_value();
    m_alert = {.handler = handler, .text = text};
    if (!waits)
        m_alertListener();
}

std::optional<ScriptHost::Alert> ScriptHost::takeAlert()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_alert, std::nullopt);
}

} // namespace topicscope::script
