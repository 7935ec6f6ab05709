// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "jsonreference.h"
#include "protocol/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

using namespace topicscope;
using namespace topicscope::fuzz;
using namespace topicscope::protocol;
using base::viewOf;

namespace {

//! Valid here means valid there, apart from what is known to differ.
void compareWithOthers(std::string_view text, const std::optional<reference::Root> &root)
{
    constexpr int theirDepth = 1'000;
    simdjson::dom::parser parser;
    const bool simdjsonReads = parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
    require(!simdjsonReads || root, "what simdjson reads is JSON");
    if (!root || root->depth > theirDepth || root->hasExtremeNumbers)
        return;
    require(simdjsonReads || root->hasLoneSurrogates, "simdjson reads what is JSON");
    const QByteArray wrapped = '[' + base::bytesOf(text) + ']';
    require(QJsonDocument::fromJson(wrapped).isArray(), "Qt reads what is JSON");
}

void tryValidation(std::string_view text)
{
    const auto root = reference::read(text);
    const auto valid = validatePayload(text);
    const bool expected = root && root->depth <= maxJsonDepth - envelopeDepth;
    require(valid.has_value() == expected, "a payload is valid when it is JSON and not too deep");
    if (root && !valid)
        require(valid.error().code == base::ErrorCode::TooDeep, "good JSON can only be too deep");
    if (!valid && !reference::isUtf8(text))
        require(valid.error().code == base::ErrorCode::InvalidUtf8 || valid.error().code == base::ErrorCode::InvalidJson, "bad UTF-8 is said to be bad text");
    compareWithOthers(text, root);
}

void tryString(std::string_view text)
{
    QByteArray out("kept");
    appendJsonString(out, text);
    require(out.startsWith("kept"), "appending keeps what is there");
    require(static_cast<std::size_t>(out.size()) <= 4 + 2 + 6 * text.size(), "a string grows to six times its size at most");
    if (!reference::isUtf8(text))
        return;
    const std::string_view string = viewOf(out).substr(4);
    const auto root = reference::read(string);
    require(root && root->kind == '"', "what is appended is a JSON string");
    require(reference::unescaped(string) == text, "a string survives its escapes");
    require(validatePayload(string).has_value(), "what is appended is a valid payload");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Input input(data, size, 2);
    if (input.choice == 0)
        tryValidation(input.text);
    else
        tryString(input.text);
    return 0;
}
