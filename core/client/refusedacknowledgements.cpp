// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/refusedacknowledgements.h"

#include <algorithm>
#include <functional>

namespace topicscope::client {

namespace {

constexpr std::size_t maxSuspects = 100;

//! What grows in an acknowledgement.
qsizetype bytesOf(const base::Message &message)
{
    auto bytes = static_cast<qsizetype>(message.payload().size() + message.topic().size() + message.id().size());
    for (const QByteArray &attachment : message.attachments())
        bytes += attachment.size();
    return bytes;
}

std::size_t hashOf(const base::Message &message)
{
    return std::hash<std::string_view>{}(message.id());
}

} // namespace

void RefusedAcknowledgements::sent(const QByteArray &consumer, const base::Message &message)
{
    ++m_sent;
    const qsizetype bytes = bytesOf(message);
    if (bytes <= m_largest)
        return;
    m_largest = bytes;
    m_large.push_back({.number = m_sent, .bytes = bytes, .consumer = consumer, .message = base::MessagePtr(&message)});
}

//! How many were begun to be written: the first of those that have not left may have left in part.
quint64 RefusedAcknowledgements::begun(std::size_t unsent) const
{
    return m_sent - std::min<quint64>(m_sent, unsent) + (unsent > 0 ? 1 : 0);
}

void RefusedAcknowledgements::noteUnsent(std::size_t unsent)
{
    const quint64 last = begun(unsent);
    while (m_large.size() > 1 && m_large[1].number <= last)
        m_large.pop_front();
}

std::optional<RefusedAcknowledgements::Culprit> RefusedAcknowledgements::blame(std::size_t unsent)
{
    noteUnsent(unsent);
    if (m_large.empty() || m_large.front().number > begun(unsent))
        return std::nullopt;
    const Large &largest = m_large.front();
    const auto suspect = suspectOf(largest.message);
    const bool givenUp = ++suspect->ends >= maxEnds;
    if (givenUp && suspect->nameless)
        m_suspects.erase(suspect); // nobody recognizes it when it comes again
    else if (givenUp && (m_smallestGivenUp == 0 || largest.bytes < m_smallestGivenUp))
        m_smallestGivenUp = largest.bytes;
    return Culprit{.consumer = largest.consumer, .message = largest.message, .givenUp = givenUp};
}

void RefusedAcknowledgements::connectionLost()
{
    m_sent = 0;
    m_largest = 0;
    m_large.clear();
}

bool RefusedAcknowledgements::isGivenUp(const base::Message &message) const
{
    if (m_smallestGivenUp == 0 || message.id().empty())
        return false;
    const qsizetype bytes = bytesOf(message);
    if (bytes < m_smallestGivenUp)
        return false;
    const std::size_t hash = hashOf(message);
    return std::any_of(m_suspects.begin(), m_suspects.end(), [&](const Suspect &suspect) {
        return !suspect.nameless && suspect.idHash == hash && suspect.ends >= maxEnds && bytes >= suspect.bytes;
    });
}

RefusedAcknowledgements::Suspects::iterator RefusedAcknowledgements::suspectOf(const base::MessagePtr &message)
{
    const base::MessagePtr nameless = message->id().empty() ? message : base::MessagePtr();
    const std::size_t hash = hashOf(*message);
    const auto known = std::find_if(m_suspects.begin(), m_suspects.end(), [&](const Suspect &suspect) {
        return suspect.nameless == nameless && suspect.idHash == hash;
    });
    if (known != m_suspects.end())
        return known;
    if (m_suspects.size() >= maxSuspects)
        m_suspects.pop_front();
    m_suspects.push_back({.idHash = hash, .nameless = nameless, .bytes = bytesOf(*message), .ends = 0});
    return m_suspects.end() - 1;
}

} // namespace topicscope::client
