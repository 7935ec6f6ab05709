// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/messagesource.h"

#include "loadserver/websocket.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace topicscope::bench {

namespace {

constexpr std::string_view beforeTopic = R"(42["message",{"topic":"bench/)";
constexpr std::string_view beforeId = R"(","message_id":")";
constexpr std::string_view beforePayload = R"(","message":)";
constexpr std::string_view afterPayload = R"(,"producer":"load"}])";
constexpr std::size_t topicDigits = 5;
constexpr std::size_t topicOffset = beforeTopic.size();
constexpr std::size_t payloadSize = MessageSource::textSize - beforeTopic.size() - topicDigits - beforeId.size()
                                    - MessageSource::idSize - beforePayload.size() - afterPayload.size();
constexpr std::uint32_t duplicateReach = 500; // well within the smallest filter window of 1,000

static_assert(topicOffset + topicDigits + beforeId.size() == MessageSource::idOffset);

constexpr auto hexPairs = [] {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<char, 512> pairs{};
    for (std::size_t i = 0; i < 256; ++i) {
        pairs[2 * i] = digits[i >> 4];
        pairs[2 * i + 1] = digits[i & 15];
    }
    return pairs;
}();

std::string paddedPayload()
{
    std::string payload = R"({"order":48213,"customer":"c-1093","total":12950,"open":true,"note":")";
    payload.append(payloadSize - payload.size() - 2, '.');
    return payload + "\"}";
}

} // namespace

MessageSource::MessageSource(std::uint32_t topics, std::uint32_t duplicatesPercent)
    : m_topics(topics), m_duplicatesPercent(duplicatesPercent), m_payload(paddedPayload())
{
    std::string text(beforeTopic);
    text.append(topicDigits, '0')
        .append(beforeId)
        .append(idPrefix)
        .append(8, '0')
        .append(beforePayload)
        .append(m_payload)
        .append(afterPayload);
    const std::string frame = websocket::encodeFrame(websocket::Opcode::Text, text);
    if (frame.size() != frameSize)
        std::abort(); // the template and its sizes do not agree
    for (std::size_t i = 0; i < maxBatch; ++i)
        m_frames.insert(m_frames.end(), frame.begin(), frame.end());
    m_numbers.resize(maxBatch);
    for (std::uint32_t i = 0; i < topics; ++i) {
        std::array<char, 16> digits{};
        std::snprintf(digits.data(), digits.size(), "%05u", i);
        m_topicDigits.emplace_back(digits.data());
    }
}

void MessageSource::writeId(char *at, std::uint32_t number) noexcept
{
    std::memcpy(at, idPrefix.data(), idPrefix.size());
    at += idPrefix.size();
    for (int shift = 24; shift >= 0; shift -= 8, at += 2)
        std::memcpy(at, &hexPairs[2 * ((number >> shift) & 0xFF)], 2);
}

std::uint32_t MessageSource::nextNumber()
{
    m_owed += m_duplicatesPercent;
    if (m_owed < 100 || m_unique == 0)
        return m_unique++;
    m_owed -= 100;
    m_random = m_random * 1'664'525U + 1'013'904'223U; // always the same sequence, so that runs can be compared
    return m_unique - 1 - (m_random >> 8) % std::min(m_unique, duplicateReach);
}

MessageSource::Batch MessageSource::next(std::size_t count)
{
    count = std::min(count, maxBatch);
    char *text = m_frames.data() + headerSize;
    for (std::size_t i = 0; i < count; ++i, text += frameSize) {
        m_numbers[i] = nextNumber();
        writeId(text + idOffset, m_numbers[i]);
        std::memcpy(text + topicOffset, m_topicDigits[m_numbers[i] % m_topics].data(), topicDigits);
    }
    return {.bytes = {m_frames.data(), count * frameSize}, .numbers = std::span(m_numbers).first(count)};
}

} // namespace topicscope::bench
