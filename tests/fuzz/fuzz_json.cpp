// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "messagereference.h"
#include "protocol/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <simdjson.h>

#include <algorithm>

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
    if (!reference::isUtf8(text)) {
        std::size_t good = text.size() - 1;
        while (!reference::isUtf8(text.substr(0, good)))
            --good;
        require(valid.error().code == base::ErrorCode::InvalidUtf8
                    && valid.error().text.contains(QStringLiteral(" %1 ").arg(good + 1)),
                "bad UTF-8 is said to be that, with its place");
    }
    compareWithOthers(text, root);
}

//! A key, and a value on the lines after it: what is asked of an answer.
void tryFields(std::string_view text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view key = text.substr(0, end);
    const std::string_view json = text.substr(std::min(end + 1, text.size()));
    const auto root = reference::read(json);
    const bool isArray = root && root->kind == '[';
    const auto found = hasField(json, key);
    const auto value = fieldText(json, key);
    const auto element = elementOf(json, 1);
    const bool readable = root && root->depth <= maxJsonDepth - envelopeDepth;
    require(found.has_value() == readable && value.has_value() == readable,
            "fields are read of all that is JSON, and of nothing else");
    require(element.has_value() == (readable || (isArray && root->depth <= maxJsonDepth)), "and so are elements");
    if (element)
        require(*element == (isArray && root->items.size() > 1 ? root->items[1].value : std::string_view())
                    && isWithin(*element, json),
                "an element is as it stands there");
    if (!readable)
        return;
    const std::string_view raw = root->kind == '{' ? reference::lastValue(*root, key) : std::string_view();
    require(*found == !raw.empty(), "a field is found where it is");
    require(viewOf(*value) == (raw.starts_with('"') ? reference::unescaped(raw) : std::string()),
            "a field has the last text that was written");
}

//! JSON for a file of one value a line.
void tryOneLine(std::string_view text)
{
    const auto root = reference::read(text);
    if (!root)
        return;
    const QByteArray line = onOneLine(text);
    require(!line.contains('\n') && !line.contains('\r') && static_cast<std::size_t>(line.size()) == text.size(),
            "it is one line");
    const auto again = reference::read(viewOf(line));
    require(again && again->kind == root->kind && again->depth == root->depth
                && again->items.size() == root->items.size(),
            "of the same value");
    for (std::size_t i = 0; i < root->items.size(); ++i)
        require(again->items[i].key == root->items[i].key
                    && viewOf(onOneLine(root->items[i].value)) == again->items[i].value,
                "item by item");
}

void tryString(std::string_view text)
{
    QByteArray out("kept");
    appendJsonString(out, text);
    require(out.startsWith("kept"), "appending keeps what is there");
    require(static_cast<std::size_t>(out.size()) <= 4 + 2 + 6 * text.size(),
            "a string grows to six times its size at most");
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
    const Input input(data, size, 4);
    switch (input.choice) {
    case 0:
        tryValidation(input.text);
        break;
    case 1:
        tryString(input.text);
        break;
    case 2:
        tryFields(input.text);
        break;
    default:
        tryOneLine(input.text);
    }
    return 0;
}
