// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/attachments.h"

#include "payload/jsonscan.h"

#include <charconv>

namespace topicscope::payload {

std::optional<Placeholder> placeholderAt(std::string_view json, std::size_t at)
{
    if (at >= json.size() || json[at] != '{')
        return std::nullopt;
    Placeholder place{.begin = at, .end = at, .number = 0};
    bool marked = false;
    bool numbered = false;
    for (int member = 0; member < 2; ++member) {
        const auto key = jsonscan::valueAt(json, jsonscan::skipSpace(json, place.end + 1));
        if (key.kind != jsonscan::Kind::String)
            return std::nullopt;
        const std::size_t colon = jsonscan::skipSpace(json, key.end);
        const std::size_t begin = jsonscan::skipSpace(json, colon + 1);
        if (begin >= json.size() || json[begin] == '{' || json[begin] == '[') // not to be walked over here
            return std::nullopt;
        const auto value = jsonscan::valueAt(json, begin);
        const std::string_view name = json.substr(key.begin, key.end - key.begin);
        const std::string_view text = json.substr(value.begin, value.end - value.begin);
        if (name == "\"_placeholder\"" && text == "true") {
            marked = true;
        } else if (name == "\"num\"") {
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place.number);
            numbered = error == std::errc() && end == text.data() + text.size();
        }
        place.end = jsonscan::skipSpace(json, value.end);
        if (place.end >= json.size() || json[place.end] != (member == 0 ? ',' : '}'))
            return std::nullopt;
    }
    ++place.end;
    return marked && numbered ? std::optional(place) : std::nullopt;
}

std::optional<Placeholder> nextPlaceholder(std::string_view json, std::size_t at, std::size_t attachments)
{
    while ((at = json.find_first_of("\"{", at)) != std::string_view::npos) {
        if (json[at] == '"') {
            at = jsonscan::valueAt(json, at).end;
            continue;
        }
        if (const auto place = placeholderAt(json, at); place && place->number < attachments)
            return place;
        ++at;
    }
    return std::nullopt;
}

const QByteArray *wholeAttachment(std::string_view json, std::span<const QByteArray> attachments)
{
    if (attachments.empty())
        return nullptr;
    const auto place = placeholderAt(json, jsonscan::skipSpace(json, 0));
    const bool whole = place && place->number < attachments.size()
                       && jsonscan::skipSpace(json, place->end) == json.size();
    return whole ? &attachments[place->number] : nullptr;
}

} // namespace topicscope::payload
