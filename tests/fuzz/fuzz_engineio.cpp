// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "messagereference.h"
#include "protocol/engineio.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace topicscope;
using namespace topicscope::fuzz;
using namespace topicscope::protocol::engineio;
using base::viewOf;

namespace {

void tryPacket(std::string_view text)
{
    const auto packet = decodePacket(text);
    const bool isOne = !text.empty() && text.front() >= '0' && text.front() <= '6';
    require(packet.has_value() == isOne, "a packet is a type digit and data");
    if (packet)
        require(viewOf(encodePacket(packet->type, packet->data)) == text, "a packet is encoded as it came");
}

void tryBase64(std::string_view text)
{
    const auto bytes = decodeBase64(text);
    if (!bytes)
        return;
    require(static_cast<std::size_t>(bytes->size()) <= text.size(), "base64 does not grow when it is decoded");
    const QByteArray encoded = encodeBinaryForPolling(*bytes);
    require(encoded.startsWith('b'), "a binary packet of a payload begins with b");
    const auto again = decodeBase64(viewOf(encoded).substr(1));
    require(again && *again == *bytes, "bytes survive base64");
}

void tryPayload(std::string_view text)
{
    constexpr qsizetype maxPackets = 50;
    const auto packets = decodePayload(text, maxPackets);
    if (!packets) {
        bool hasBadPart = std::count(text.begin(), text.end(), '\x1e') >= maxPackets;
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find('\x1e', begin), text.size());
            hasBadPart = hasBadPart || end == begin
                         || std::string_view("0123456b").find(text[begin]) == std::string_view::npos;
            begin = end + 1;
        }
        require(hasBadPart, "a payload of good packets is accepted");
        return;
    }
    require(packets->size() <= maxPackets, "a payload has at most as many packets as are allowed");
    QList<QByteArray> parts;
    for (const Packet &packet : *packets) {
        require(isWithin(packet.data, text), "packets are views of their payload");
        parts.append(packet.binary ? 'b' + base::bytesOf(packet.data) : encodePacket(packet.type, packet.data));
        if (packet.binary)
            tryBase64(packet.data);
    }
    require(viewOf(encodePayload(parts)) == text, "a payload is encoded as it came");
}

void tryHandshake(std::string_view text)
{
    const auto handshake = decodeHandshake(text);
    if (!handshake)
        return;
    using namespace std::chrono_literals;
    require(!handshake->sid.isEmpty(), "a session has an id");
    require(handshake->pingInterval > 0ms && handshake->pingTimeout > 0ms && handshake->maxPayload > 0,
            "numbers of the handshake are positive");
    const auto root = reference::read(text);
    const auto isClamped = [&](std::string_view key, std::chrono::milliseconds read) {
        const std::string_view raw = root ? reference::lastValue(*root, key) : std::string_view();
        return raw.empty() || raw == "null"
               || static_cast<double>(read.count())
                      == std::min(std::floor(std::strtod(std::string(raw).c_str(), nullptr)), 86'400'000.0);
    };
    require(handshake->pingInterval <= 24h && handshake->pingTimeout <= 24h, "a timer can wait for the heartbeat");
    require(isClamped("pingInterval", handshake->pingInterval) && isClamped("pingTimeout", handshake->pingTimeout),
            "up to that the intervals are the server's");
    const QByteArray encoded = encodeHandshake(*handshake);
    const auto again = decodeHandshake(viewOf(encoded));
    require(again && again->sid == handshake->sid && again->upgrades == handshake->upgrades,
            "a handshake survives encoding");
    require(again->pingInterval == handshake->pingInterval && again->pingTimeout == handshake->pingTimeout
                && again->maxPayload == handshake->maxPayload,
            "the numbers of a handshake survive encoding");
}

//! The first answer of an old server is known by what is in front of its packet.
void tryRevision(std::string_view text)
{
    const QByteArray packet = "0{" + base::bytesOf(text);
    const QByteArray size = QByteArray::number(packet.size());
    require(isRevision3(viewOf(size + ':' + packet)), "a text of revision 3 is known");
    QByteArray bytes(1, '\0');
    for (const char digit : size)
        bytes += static_cast<char>(digit - '0');
    require(isRevision3(viewOf(bytes + '\xff' + packet)), "bytes of revision 3 are known");
    require(!isRevision3(viewOf(packet)), "a handshake of revision 4 is none");
    if (isRevision3(text))
        require(!decodePayload(text) || text.find(":0{") != std::string_view::npos
                    || text.find("\xff"
                                 "0{")
                           != std::string_view::npos,
                "what is taken for revision 3 has its mark");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 5);
    switch (input.choice) {
    case 0:
        tryPacket(input.text);
        break;
    case 1:
        tryPayload(input.text);
        break;
    case 2:
        tryBase64(input.text);
        break;
    case 3:
        tryHandshake(input.text);
        break;
    default:
        tryRevision(input.text);
    }
    return 0;
}
