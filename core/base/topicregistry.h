// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QString>

#include <deque>
#include <shared_mutex>
#include <string_view>
#include <unordered_map>

namespace topicscope::base {

//! \brief Gives every topic name a small number, so that handlers, statistics and colours are looked up by index.
//!
//! Bounded: a peer that invents topics cannot fill the memory. Past maxTopics, for names longer than maxTopicLength
//! bytes, and once all names together would take more than maxBytes, every further name gets overflowId(). Thread: any;
//! intern() is called by one thread only (net), which reads its own index without the lock.
class TopicRegistry
{
public:
    static constexpr quint32 maxTopics = 100'000;
    static constexpr std::size_t maxTopicLength = 4096;
    static constexpr std::size_t maxBytes = 64 * 1024 * 1024;

    TopicRegistry();

    //! \brief The number of \a name, given now if it is new. An empty name gets the id 0. Thread: the one that decodes.
    [[nodiscard]] TopicId intern(std::string_view name);
    //! \brief The name of \a id; "(no topic)" for 0, "(other topics)" for overflowId(), empty for an unknown id.
    [[nodiscard]] QString name(TopicId id) const;
    //! \brief The name of \a id in UTF-8, the two special ones as name() tells them. It stays where it is as long as
    //! the registry lives.
    [[nodiscard]] std::string_view text(TopicId id) const;
    //! \brief One more than the largest id given so far.
    [[nodiscard]] quint32 idEnd() const;
    //! \brief The number shared by all topics past the bound.
    [[nodiscard]] static constexpr TopicId overflowId() noexcept { return TopicId{maxTopics + 1}; }

private:
    // Names stay where they are (deque), because the index below refers to them by view. Written by the decoding thread
    // only.
    std::deque<QByteArray> m_names;
    std::unordered_map<std::string_view, TopicId> m_index;
    std::size_t m_bytes = 0; // of all names
    mutable std::shared_mutex m_mutex; // m_names against readers on other threads
};

} // namespace topicscope::base
