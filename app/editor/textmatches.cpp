// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/textmatches.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

TextMatches::TextMatches(const QString &text, const QString &wanted) : m_length(static_cast<int>(wanted.size()))
{
    if (wanted.isEmpty())
        return;
    for (qsizetype begin = text.indexOf(wanted, 0, Qt::CaseInsensitive); begin >= 0;
         begin = text.indexOf(wanted, begin + m_length, Qt::CaseInsensitive))
        m_begins.append(static_cast<int>(begin));
}

int TextMatches::endingAt(int position) const
{
    const auto found = std::lower_bound(m_begins.begin(), m_begins.end(), position - m_length);
    return found != m_begins.end() && *found == position - m_length
               ? static_cast<int>(std::distance(m_begins.begin(), found))
               : -1;
}

int TextMatches::next(int position) const
{
    if (m_begins.isEmpty())
        return -1;
    const auto found = std::lower_bound(m_begins.begin(), m_begins.end(), position);
    return found == m_begins.end() ? 0 : static_cast<int>(std::distance(m_begins.begin(), found));
}

int TextMatches::previous(int position) const
{
    const auto after = std::lower_bound(m_begins.begin(), m_begins.end(), position - m_length);
    return static_cast<int>(after == m_begins.begin() ? m_begins.size() : std::distance(m_begins.begin(), after)) - 1;
}

} // namespace topicscope::app
