// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"

#include "base/bytes.h"

#include <mutex>

namespace topicscope::base {

TopicRegistry::TopicRegistry()
{
    m_names.emplace_back(); // id 0
}

TopicId TopicRegistry::intern(std::string_view name)
{
    if (name.empty())
        return {};
    if (const auto known = m_index.find(name); known != m_index.end())
        return known->second;
    if (m_names.size() > maxTopics || name.size() > maxTopicLength || m_bytes + name.size() > maxBytes)
        return overflowId();

    const TopicId id{static_cast<quint32>(m_names.size())};
    {
        const std::unique_lock lock(m_mutex);
        m_names.emplace_back(name.data(), static_cast<qsizetype>(name.size()));
    }
    m_bytes += name.size();
    const QByteArray &stored = m_names.back();
    m_index.emplace(viewOf(stored), id);
    return id;
}

std::string_view TopicRegistry::text(TopicId id) const
{
    if (id == TopicId{})
        return "(no topic)";
    if (id == overflowId())
        return "(other topics)";
    const std::shared_lock lock(m_mutex);
    return id.value < m_names.size() ? viewOf(m_names[id.value]) : std::string_view();
}

QString TopicRegistry::name(TopicId id) const
{
    return textOf(text(id));
}

quint32 TopicRegistry::idEnd() const
{
    const std::shared_lock lock(m_mutex);
    return static_cast<quint32>(m_names.size());
}

} // namespace topicscope::base
