// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"

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
    if (m_names.size() > maxTopics || name.size() > maxTopicLength)
        return overflowId();

    const TopicId id{static_cast<quint32>(m_names.size())};
    {
        const std::unique_lock lock(m_mutex);
        m_names.emplace_back(name.data(), static_cast<qsizetype>(name.size()));
    }
    const QByteArray &stored = m_names.back();
    m_index.emplace(std::string_view(stored.constData(), static_cast<std::size_t>(stored.size())), id);
    return id;
}

QString TopicRegistry::name(TopicId id) const
{
    if (id == TopicId{})
        return QStringLiteral("(no topic)");
    if (id == overflowId())
        return QStringLiteral("(other topics)");
    const std::shared_lock lock(m_mutex);
    return id.value < m_names.size() ? QString::fromUtf8(m_names[id.value]) : QString();
}

quint32 TopicRegistry::idEnd() const
{
    const std::shared_lock lock(m_mutex);
    return static_cast<quint32>(m_names.size());
}

} // namespace topicscope::base
