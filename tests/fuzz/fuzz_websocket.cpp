// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "jsonreference.h"
#include "protocol/websocket.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

using namespace topicscope;
using namespace topicscope::fuzz;
using namespace topicscope::protocol::websocket;
using base::viewOf;

namespace {

constexpr qint64 maxMessage = 300;

//! What came out of a stream.
struct Outcome {
    std::vector<std::pair<Opcode, QByteArray>> messages;
    std::optional<base::ErrorCode> error;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome decode(std::string_view stream, std::size_t step)
{
    Decoder decoder(maxMessage);
    Outcome outcome;
    while (!stream.empty() && !outcome.error) {
        const std::string_view piece = stream.substr(0, step);
        stream.remove_prefix(piece.size());
        std::memcpy(decoder.writableTail(static_cast<qsizetype>(piece.size())), piece.data(), piece.size());
        decoder.commit(static_cast<qsizetype>(piece.size()));
        for (;;) {
            const auto message = decoder.next();
            if (!message)
                outcome.error = message.error().code;
            if (!message || !*message)
                break;
            require((*message)->data.size() <= static_cast<std::size_t>(maxMessage), "a message is within its bound");
            require((*message)->opcode != Opcode::Text || reference::isUtf8((*message)->data), "a text is UTF-8");
            require((*message)->opcode != Opcode::Continuation, "parts are put together");
            outcome.messages.emplace_back((*message)->opcode, base::bytesOf((*message)->data));
        }
    }
    return outcome;
}

void tryStream(Input input)
{
    const std::size_t step = input.takeByte() % 32U + 1U;
    const Outcome whole = decode(input.text, std::max<std::size_t>(input.text.size(), 1));
    require(whole == decode(input.text, step), "where the network cuts the stream does not matter");
}

void tryAnswer(std::string_view text)
{
    const QByteArray key("dGhlIHNhbXBsZSBub25jZQ=="); // of RFC 6455, section 1.3
    const auto answer = decodeAnswer(text, key);
    if (!answer || !*answer)
        return;
    const std::size_t size = static_cast<std::size_t>((*answer)->size);
    require(size <= text.size() && text.substr(0, size).ends_with("\r\n\r\n"), "an answer ends with its empty line");
    require(!(*answer)->accepted || (*answer)->status == 101, "a WebSocket begins with 101");
    const auto alone = decodeAnswer(text.substr(0, size), key);
    require(alone && *alone && (*alone)->status == (*answer)->status && (*alone)->accepted == (*answer)->accepted,
            "what follows an answer does not change it");
    const auto cut = decodeAnswer(text.substr(0, size - 1), key);
    require(cut && !*cut, "an answer without its end is waited for");
}

//! A frame of the input's choice, read back byte by byte as RFC 6455, section 5.2, draws it.
void tryFrame(Input input)
{
    constexpr Opcode opcodes[] = {Opcode::Text, Opcode::Binary, Opcode::Close, Opcode::Ping, Opcode::Pong};
    const Opcode opcode = opcodes[input.takeByte() % 5U];
    std::uint8_t mask[4];
    for (std::uint8_t &byte : mask)
        byte = input.takeByte();
    // Some are repeated, so that all three kinds of length occur.
    QByteArray data = base::bytesOf(input.text);
    data = data.repeated(mask[0] % 8U == 7U ? 70'000 / std::max<qsizetype>(data.size(), 1) : 1);

    quint32 maskWord = 0;
    std::memcpy(&maskWord, mask, sizeof maskWord);
    QByteArray out("kept");
    appendFrame(out, opcode, viewOf(data), maskWord);
    require(out.startsWith("kept"), "appending keeps what is there");
    const auto byteAt = [&out](qsizetype i) { return static_cast<std::uint8_t>(out.at(4 + i)); };
    require(byteAt(0) == (0x80 | static_cast<int>(opcode)), "a frame is whole and has its opcode");
    require((byteAt(1) & 0x80) != 0, "a client masks its frames");
    qsizetype head = 2;
    quint64 length = byteAt(1) & 0x7fU;
    const int more = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (more > 0)
        length = 0;
    for (int i = 0; i < more; ++i)
        length = (length << 8) | byteAt(head++);
    require(length == static_cast<quint64>(data.size()), "a frame says its length");
    require(more == (length < 126 ? 0 : length < 65'536 ? 2 : 8), "a length is written as short as can be");
    require(std::equal(std::begin(mask), std::end(mask), out.constData() + 4 + head,
                       [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); }),
            "a frame has its mask");
    head += 4;
    require(out.size() == 4 + head + data.size(), "nothing follows a frame");
    for (qsizetype i = 0; i < data.size(); ++i)
        require((byteAt(head + i) ^ mask[i % 4]) == static_cast<std::uint8_t>(data.at(i)),
                "a frame unmasked is what was sent");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 3);
    switch (input.choice) {
    case 0:
        tryStream(input);
        break;
    case 1:
        tryAnswer(input.text);
        break;
    default:
        tryFrame(input);
    }
    return 0;
}
