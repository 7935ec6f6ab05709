// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/rerunwatch.h"

#include "common/figuretext.h"

#include <QStringList>

#include <vector>

namespace topicscope::app {

void RerunWatch::add(const client::RerunStart &start)
{
    if (!isRunning())
        clear();
    m_started += start.queued.size();
    m_kept += start.kept;
    m_open.insert(m_open.end(), start.queued.begin(), start.queued.end());
    static_cast<void>(update());
}

bool RerunWatch::update()
{
    const auto done = [this](const base::MessagePtr &message) {
        switch (message->outcome().state) {
        case base::MessageState::Queued:
        case base::MessageState::Running:
            return false;
        case base::MessageState::Handled:
            ++m_passed;
            break;
        case base::MessageState::Dropped:
            ++m_dropped;
            break;
        default:
            ++m_failed;
        }
        return true;
    };
    if (std::erase_if(m_open, done) == 0)
        return false;
    m_ended = QTime::currentTime();
    return true;
}

QString RerunWatch::text() const
{
    if (m_started + m_kept == 0)
        return {};
    QStringList parts;
    const auto add = [&parts](quint64 count, const QString &text) {
        if (count > 0)
            parts.append(text.arg(countText(count)));
    };
    add(m_open.size(), tr("%1 under way"));
    add(m_passed, tr("%1 passed"));
    add(m_failed, tr("%1 failed again"));
    add(m_dropped, tr("%1 dropped by a full lane"));
    add(m_kept, tr("%1 not run, their rows say why"));
    const QString text = tr("Run again %1: %2.").arg(countText(m_started), parts.join(QLatin1String(", ")));
    return isRunning() || !m_ended.isValid()
               ? text
               : text + QLatin1Char(' ')
                     + tr("The last ended at %1.").arg(m_ended.toString(QStringLiteral("HH:mm:ss")));
}

} // namespace topicscope::app
