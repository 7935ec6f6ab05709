// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/history.h"

#include <algorithm>

namespace topicscope::broker {

History::History(int maxEntries, qint64 maxBytes)
    : m_maxEntries(static_cast<std::size_t>(std::max(maxEntries, 0))), m_maxBytes(maxBytes)
{
}

void History::add(QByteArray object)
{
    m_bytes += object.size();
    m_objects.push_back(std::move(object));
    while (m_objects.size() > m_maxEntries || (m_bytes > m_maxBytes && m_objects.size() > 1)) {
        m_bytes -= m_objects.front().size();
        m_objects.pop_front();
    }
}

QByteArray History::toJson() const
{
    QByteArray json;
    json.reserve(m_bytes + static_cast<qsizetype>(m_objects.size()) + 2);
    json.append('[');
    for (auto object = m_objects.crbegin(); object != m_objects.crend(); ++object) {
        if (object != m_objects.crbegin())
            json.append(',');
        json.append(*object);
    }
    return json.append(']');
}

} // namespace topicscope::broker
