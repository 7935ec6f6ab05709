// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/acknowledgements.h"

#include "loadserver/messagesource.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace topicscope::bench {

Acknowledgements::Acknowledgements(std::uint32_t messages, std::string payload)
    : m_payload(std::move(payload)), m_sentAt(messages), m_done(messages)
{
    m_latencies.reserve(messages);
}

void Acknowledgements::sent(std::uint32_t number, Clock::time_point at)
{
    if (m_sentAt[number] == Clock::time_point())
        m_sentAt[number] = at;
}

std::size_t Acknowledgements::find(std::string_view text, std::string_view wanted, std::size_t &hint)
{
    if (hint < text.size() && text.substr(hint).starts_with(wanted))
        return hint;
    const std::size_t at = text.find(wanted);
    if (at != std::string_view::npos)
        hint = at;
    return at;
}

void Acknowledgements::received(std::string_view text, Clock::time_point at)
{
    const std::size_t id = find(text, MessageSource::idPrefix, m_idHint);
    if (id == std::string_view::npos || text.size() - id < MessageSource::idSize) {
        ++m_foreign;
        return;
    }
    std::uint32_t number = 0;
    const char *digits = text.data() + id + MessageSource::idPrefix.size();
    const char *end = text.data() + id + MessageSource::idSize;
    if (std::from_chars(digits, end, number, 16).ptr != end || number >= m_sentAt.size()
        || m_sentAt[number] == Clock::time_point()) {
        ++m_foreign;
        return;
    }
    if (m_done[number] != 0) {
        ++m_repeated;
        return;
    }
    if (find(text, m_payload, m_payloadHint) == std::string_view::npos)
        ++m_altered;
    m_done[number] = 1;
    m_latencies.push_back(at - m_sentAt[number]);
    m_last = at;
}

void Acknowledgements::restart()
{
    m_latencies.clear();
}

std::vector<std::chrono::nanoseconds> Acknowledgements::percentiles(std::span<const double> percents)
{
    std::sort(m_latencies.begin(), m_latencies.end());
    std::vector<std::chrono::nanoseconds> values;
    for (const double percent : percents) {
        const auto rank = static_cast<std::size_t>(
            std::ceil(percent / 100.0 * static_cast<double>(m_latencies.size())));
        values.push_back(m_latencies.empty() ? std::chrono::nanoseconds()
                                             : m_latencies[std::max<std::size_t>(rank, 1) - 1]);
    }
    return values;
}

} // namespace topicscope::bench
