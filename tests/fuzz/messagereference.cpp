// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "messagereference.h"

namespace topicscope::fuzz::reference {

std::string_view lastValue(const Root &object, std::string_view key)
{
    std::string_view value;
    for (const Item &item : object.items) {
        if (item.key == key)
            value = item.value;
    }
    return value;
}

std::optional<std::string> textOrNothing(std::string_view raw)
{
    if (raw.empty() || raw == "null")
        return std::string();
    return raw.front() == '"' ? std::optional(unescaped(raw)) : std::nullopt;
}

std::optional<Message> messageOf(const Root &object)
{
    const auto topic = textOrNothing(lastValue(object, "topic"));
    const auto id = textOrNothing(lastValue(object, "message_id"));
    const auto producer = textOrNothing(lastValue(object, "producer"));
    const std::string_view payload = lastValue(object, "message");
    if (!topic || topic->empty() || !id || !producer || payload.empty())
        return std::nullopt;
    return Message{*topic, *id, *producer, payload};
}

} // namespace topicscope::fuzz::reference
