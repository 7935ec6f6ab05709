// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/websocket.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>
#include <cstring>

namespace topicscope::bench::websocket {

namespace {

constexpr std::size_t maskSize = 4;

std::uint64_t bigEndian(std::span<const char> bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = (value << 8) | static_cast<unsigned char>(byte);
    return value;
}

void unmask(std::span<char> payload, const char *mask)
{
    std::uint64_t wide = 0;
    std::memcpy(&wide, mask, maskSize);
    std::memcpy(reinterpret_cast<char *>(&wide) + maskSize, mask, maskSize);
    std::size_t i = 0;
    for (; i + sizeof wide <= payload.size(); i += sizeof wide) {
        std::uint64_t word = 0;
        std::memcpy(&word, payload.data() + i, sizeof word);
        word ^= wide;
        std::memcpy(payload.data() + i, &word, sizeof word);
    }
    for (; i < payload.size(); ++i)
        payload[i] ^= mask[i % maskSize];
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

Parsed parseFrame(std::span<char> bytes)
{
    if (bytes.size() < 2)
        return {};
    const auto first = static_cast<unsigned char>(bytes[0]);
    const auto second = static_cast<unsigned char>(bytes[1]);
    const auto opcode = static_cast<Opcode>(first & 0x0F);
    const bool isFinal = (first & 0x80) != 0;
    const bool isControl = (first & 0x08) != 0;
    std::uint64_t length = second & 0x7F;
    const std::size_t lengthSize = length == 126 ? 2 : length == 127 ? 8 : 0;
    const bool isMasked = (second & 0x80) != 0;
    const bool isKnown = opcode <= Opcode::Binary || (opcode >= Opcode::Close && opcode <= Opcode::Pong);
    if (!isMasked || (first & 0x70) != 0 || !isKnown || (isControl && (lengthSize > 0 || !isFinal)))
        return {.status = ParseStatus::Broken, .consumed = 0, .frame = {}};
    const std::size_t head = 2 + lengthSize + maskSize;
    if (bytes.size() < head)
        return {};
    if (lengthSize > 0)
        length = bigEndian(bytes.subspan(2, lengthSize));
    if (length > maxFrame)
        return {.status = ParseStatus::Broken, .consumed = 0, .frame = {}};
    if (bytes.size() - head < length)
        return {};
    const auto payload = bytes.subspan(head, static_cast<std::size_t>(length));
    unmask(payload, bytes.data() + 2 + lengthSize);
    return {.status = ParseStatus::Complete,
            .consumed = head + payload.size(),
            .frame = {.opcode = opcode, .final = isFinal, .payload = {payload.data(), payload.size()}}};
}

std::string encodeFrame(Opcode opcode, std::string_view payload)
{
    std::string frame(1, static_cast<char>(0x80 | static_cast<unsigned>(opcode)));
    if (payload.size() < 126) {
        frame += static_cast<char>(payload.size());
    } else {
        const bool isLong = payload.size() > 0xFFFF;
        frame += static_cast<char>(isLong ? 127 : 126);
        for (int shift = isLong ? 56 : 8; shift >= 0; shift -= 8)
            frame += static_cast<char>((std::uint64_t{payload.size()} >> shift) & 0xFF);
    }
    return frame.append(payload);
}

std::string acceptKey(std::string_view key)
{
    QByteArray text(key.data(), static_cast<qsizetype>(key.size()));
    text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64().toStdString();
}

std::string_view headerValue(std::string_view request, std::string_view name)
{
    while (!request.empty()) {
        const std::size_t end = std::min(request.find("\r\n"), request.size());
        const std::string_view line = request.substr(0, end);
        request.remove_prefix(std::min(end + 2, request.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !equalIgnoringCase(line.substr(0, colon), name))
            continue;
        const std::string_view value = line.substr(colon + 1);
        const std::size_t from = value.find_first_not_of(" \t");
        return from == std::string_view::npos ? std::string_view()
                                              : value.substr(from, value.find_last_not_of(" \t") - from + 1);
    }
    return {};
}

} // namespace topicscope::bench::websocket
