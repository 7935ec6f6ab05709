// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"

#include <vector>

namespace topicscope::tests {

//! \brief A client's totals that a test moves forward by hand.
class SnapshotSource
{
public:
    //! \brief Lets \a step pass.
    void advance(std::chrono::milliseconds step) { m_snapshot.at += step; }

    void addMessages(quint32 topic, quint64 count)
    {
        while (m_snapshot.topics.size() < topic) {
            const base::TopicId next{static_cast<quint32>(m_snapshot.topics.size() + 1)};
            m_snapshot.topics.push_back(
                {.id = next, .messages = 0, .bytes = 0, .duplicates = 0, .failures = 0, .lastAt = {}});
        }
        m_snapshot.topics.at(topic - 1).messages += count;
        m_snapshot.ledger.received += count;
        m_snapshot.ledger.handled += count;
    }

    void addCalls(std::chrono::nanoseconds latency, quint64 count) { m_snapshot.handlerLatency.record(latency, count); }

    void addDuplicates(quint64 count)
    {
        m_snapshot.filter.hits += count;
        m_snapshot.ledger.received += count;
        m_snapshot.ledger.duplicate += count;
    }

    [[nodiscard]] client::ClientSnapshot &snapshot() { return m_snapshot; }

private:
    [[nodiscard]] static client::ClientSnapshot startingNow()
    {
        client::ClientSnapshot snapshot;
        snapshot.at = base::SteadyClock::now();
        return snapshot;
    }

    client::ClientSnapshot m_snapshot = startingNow();
};

} // namespace topicscope::tests
