// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "protocol/socketio.h"

using namespace topicscope;
using namespace topicscope::fuzz;
using namespace topicscope::protocol::socketio;
using base::viewOf;

namespace {

constexpr quint64 maxAckId = quint64{1} << 53;

bool isBinary(const Packet &packet)
{
    return packet.type == PacketType::BinaryEvent || packet.type == PacketType::BinaryAck;
}

void tryPacket(std::string_view text)
{
    const auto packet = decodePacket(text);
    if ((text.starts_with('1') || text.starts_with('4')) && text.substr(1, 1) != "/")
        require(packet && packet->nsp == "/" && packet->json == text.substr(1),
                "farewells and refusals may say anything");
    if (!packet)
        return;
    require(isWithin(packet->json, text), "the JSON is a view of the packet");
    require(packet->nsp.starts_with('/') && packet->nsp.find_first_of(",?") == std::string_view::npos,
            "a namespace is a path without query");
    require(packet->attachments <= maxAttachments && (packet->attachments > 0) == isBinary(*packet),
            "binary packets have attachments, a bounded number");
    require(packet->ackId.value_or(0) <= maxAckId, "an acknowledgement id is exact in every peer's JSON");

    const QByteArray encoded = encodePacket(*packet);
    const auto again = decodePacket(viewOf(encoded));
    require(again.has_value(), "an encoded packet is a packet");
    require(again->type == packet->type && again->attachments == packet->attachments && again->nsp == packet->nsp
                && again->ackId == packet->ackId && again->json == packet->json,
            "a packet survives encoding");
    require(encodePacket(*again) == encoded, "encoding what was encoded changes nothing");
}

//! Frames in an order of the input's choice, beside a model that only counts.
void tryAssembler(Input input)
{
    constexpr qint64 maxBytes = 500;
    BinaryAssembler assembler(maxBytes);
    quint32 missing = 0;
    qint64 bytes = 0;
    QList<QByteArray> sent;
    while (!input.text.empty()) {
        const std::uint8_t step = input.takeByte();
        const QByteArray frame(step >> 1, static_cast<char>('a' + sent.size() % 26));
        if ((step & 1) != 0) {
            const quint32 announced = input.takeByte();
            const bool fits = missing == 0 && announced > 0 && announced <= maxAttachments && frame.size() <= maxBytes;
            require(assembler.begin(frame, announced).has_value() == fits,
                    "a binary packet begins when none is under way");
            if (!fits)
                continue;
            missing = announced;
            bytes = frame.size();
            sent = {frame};
        } else {
            const auto added = assembler.add(frame);
            const bool fits = missing > 0 && bytes + frame.size() <= maxBytes;
            require(added.has_value() == fits, "an attachment is taken when it is awaited and not too large");
            bytes += frame.size();
            sent.append(frame);
            missing = fits ? missing - 1 : 0;
            require(!fits || added->has_value() == (missing == 0), "the last attachment completes the packet");
            if (fits && *added) {
                require((*added)->text == sent.takeFirst(), "the text comes out as it went in");
                require((*added)->attachments == sent, "the attachments come out as they went in, in order");
            }
        }
        require(assembler.isWaiting() == (missing > 0), "the assembler waits for what is missing");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 2);
    if (input.choice == 0)
        tryPacket(input.text);
    else
        tryAssembler(input);
    return 0;
}
