// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <set>
#include <utility>

namespace topicscope::broker {

//! \brief Who publishes what and who consumes it, as GET /graph/state answers it.
//!
//! Bounded: past maxLinks, further links are not drawn. Thread: one at a time.
class TrafficGraph
{
public:
    static constexpr std::size_t maxLinks = 10'000;

    //! \brief \a producer published to \a topic.
    void addPublication(const QByteArray &producer, const QByteArray &topic);
    //! \brief \a consumer subscribed to \a topic, or consumed one of its messages.
    void addConsumer(const QByteArray &topic, const QByteArray &consumer);
    //! \brief `{producers, consumers, topics, links: [{source, target, type: publish|consume}]}`, each list sorted.
    [[nodiscard]] QByteArray toJson() const;

private:
    using Link = std::pair<QByteArray, QByteArray>; // source, target

    std::set<Link> m_publications; // producer, topic
    std::set<Link> m_consumptions; // topic, consumer
};

} // namespace topicscope::broker
