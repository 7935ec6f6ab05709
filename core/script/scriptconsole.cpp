// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptconsole.h"

#include <algorithm>

namespace topicscope::script {

void ScriptConsole::append(ConsoleLevel level, const QString &text, const ScriptFault &place)
{
    append({.number = 0, .at = base::wallNow(), .level = level, .text = text, .place = place});
}

void ScriptConsole::appendFailure(const ScriptFault &fault, const QString &topic, const QString &messageId,
                                  base::Sequence sequence)
{
    append({.number = 0,
            .at = base::wallNow(),
            .level = ConsoleLevel::Error,
            .text = fault.toString(),
            .place = fault,
            .topic = topic,
            .messageId = messageId,
            .sequence = sequence});
}

void ScriptConsole::append(Line line)
{
    if (line.text.size() > maxTextLength)
        line.text = line.text.first(maxTextLength) + QStringLiteral("… (cut)");
    const std::lock_guard lock(m_mutex);
    line.number = ++m_count;
    m_lines.push_back(std::move(line));
    if (m_lines.size() > maxLines)
        m_lines.pop_front();
}

std::vector<ScriptConsole::Line> ScriptConsole::after(quint64 last) const
{
    const std::lock_guard lock(m_mutex);
    const qsizetype fresh = std::min<qsizetype>(m_lines.size(),
                                                m_count > last ? static_cast<qsizetype>(m_count - last) : 0);
    return {m_lines.end() - fresh, m_lines.end()};
}

quint64 ScriptConsole::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

void ScriptConsole::clear()
{
    const std::lock_guard lock(m_mutex);
    m_lines.clear();
}

} // namespace topicscope::script
