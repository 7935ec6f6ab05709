// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

//! Payloads of MessagePack and CBOR, what is written of them, and the walk over that.

#include "check.h"

#include "payload/attachments.h"
#include "payload/encodings.h"
#include "payload/jsonscan.h"
#include "payload/notation.h"
#include "payload/reader.h"
#include "protocol/jsontext.h"

#include <QJsonDocument>

using namespace topicscope;
using namespace topicscope::payload;
using fuzz::require;

namespace {

//! Values within a text, the text itself included; each is walked over as the tree does.
std::size_t valuesIn(std::string_view text, const jsonscan::Value &value, int depth)
{
    std::size_t count = 1;
    if (value.isContainer() && depth < 600) {
        jsonscan::forEachChild(
            text, value, 0, [](std::size_t) { return std::size_t{0}; },
            [&](const jsonscan::Value &child) {
                require(child.begin >= value.begin && child.end <= value.end && child.end > child.begin,
                        "a value stands within what holds it");
                count += valuesIn(text, child, depth + 1);
                return true;
            });
    }
    return count;
}

void checkBinary(std::string_view bytes, base::Encoding encoding)
{
    Reader reader(bytes, encoding);
    Token token;
    std::size_t tokens = 0;
    std::size_t values = 0;
    std::size_t depth = 0;
    std::size_t keyDepth = 0; // of a key that holds others; they are not walked over
    while (reader.next(token)) {
        require(++tokens <= 2 * bytes.size() + 2, "tokens end");
        require(token.place <= bytes.size(), "a token stands within the bytes");
        require(token.bytes.size() <= bytes.size(), "no token is longer than the bytes");
        const bool opens = token.kind == Token::Kind::Array || token.kind == Token::Kind::Map
                           || token.kind == Token::Kind::Tag;
        depth += opens ? 1 : 0;
        require(depth <= maxDepth, "the depth is bounded");
        values += token.kind != Token::Kind::End && !token.isKey && keyDepth == 0 ? 1 : 0;
        if (opens && token.isKey && keyDepth == 0)
            keyDepth = depth;
        if (token.kind == Token::Kind::End) {
            keyDepth = keyDepth == depth ? 0 : keyDepth;
            --depth;
        }
    }
    require(reader.isDone() == !reader.hasFailed(), "reading ends with a value or a fault");
    require(!reader.isDone() || depth == 0, "what begins ends");
    const auto notation = notationOf(bytes, encoding);
    const auto json = jsonOf(bytes, encoding);
    require(notation.has_value() == reader.isDone() && json.has_value() == reader.isDone(),
            "what can be read can be written");
    require(isReadableAs(bytes, encoding) == reader.isDone(), "and is found to be readable");
    require(!isWhole(bytes, encoding) || reader.isDone(), "a whole container is readable");
    if (!notation)
        return;
    const std::string_view text = base::viewOf(*notation);
    const jsonscan::Value root = jsonscan::valueAt(text, 0);
    require(root.end == text.size(), "the notation is one value");
    if (bytes.size() <= 4096) // the plain walk takes the square of the depth
        require(valuesIn(text, root, 0) == values, "the walk over the notation finds every value");
    const auto valid = protocol::validatePayload(base::viewOf(*json));
    require(valid || valid.error().code == base::ErrorCode::TooDeep, "what is written as JSON is JSON");
}

void checkPlaces(std::string_view json)
{
    constexpr std::size_t attachments = 3;
    if (!protocol::validatePayload(json))
        return;
    std::size_t end = 0;
    for (auto place = nextPlaceholder(json, 0, attachments); place; place = nextPlaceholder(json, end, attachments)) {
        require(place->begin >= end && place->end > place->begin && place->end <= json.size(), "places are in order");
        require(place->number < attachments, "a place is of an attachment that is there");
        const auto object = QJsonDocument::fromJson(
            base::bytesOf(json.substr(place->begin, place->end - place->begin)));
        require(object.isObject(), "a place is an object");
        end = place->end;
    }
    const QList<QByteArray> bytes{"a", "b", "c"};
    const auto shown = jsonOf(json, base::Encoding::Json, bytes);
    require(shown && protocol::validatePayload(base::viewOf(*shown)), "with attachments in their places it is JSON");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const fuzz::Input input(data, size, 3);
    switch (input.choice) {
    case 0:
        checkBinary(input.text, base::Encoding::MessagePack);
        break;
    case 1:
        checkBinary(input.text, base::Encoding::Cbor);
        break;
    default:
        checkPlaces(input.text);
        require(encodingOf(input.text) != base::Encoding::Unknown, "every payload has an encoding");
    }
    return 0;
}
