// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scripthost.h"

namespace topicscope::script {

ScriptHost::ScriptHost(qint64 memoryBytes)
    : m_watchdog(memoryBytes)
{
}

void ScriptHost::setPublisher(Publisher publisher)
{
    const std::lock_guard lock(m_mutex);
    m_publisher = std::move(publisher);
}

void ScriptHost::setAlertListener(AlertListener listener)
{
    const std::lock_guard lock(m_mutex);
    m_alertListener = std::move(listener);
}

base::Result<void> ScriptHost::publish(const ScriptPublication &publication, std::function<void(base::Result<void>)> done)
{
    Publisher publisher;
    {
        const std::lock_guard lock(m_mutex);
        publisher = m_publisher;
    }
    if (!publisher)
        return base::failure(base::ErrorCode::ConnectionLost, QStringLiteral("Nothing can be published now: there is no connection."));
    if (m_publishing->fetch_add(1) >= maxPublications) {
        m_publishing->fetch_sub(1);
        return base::failure(base::ErrorCode::TooLarge, QStringLiteral("%1 publications wait for the server already.").arg(maxPublications));
    }
    publisher(publication, [count = m_publishing, done = std::move(done)](base::Result<void> result) {
        count->fetch_sub(1);
        done(std::move(result));
    });
    return {};
}

void ScriptHost::alert(const QString &handler, const QString &text)
{
    AlertListener listener;
    {
        const std::lock_guard lock(m_mutex);
        listener = m_alertListener;
    }
    if (listener)
        listener(handler, text);
}

} // namespace topicscope::script
