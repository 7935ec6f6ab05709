// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "jsonreference.h"

//! A second opinion about messages, on top of the one about JSON.
namespace topicscope::fuzz::reference {

//! What a message says. The payload points into the text that was read.
struct Message {
    std::string topic;
    std::string id;
    std::string producer;
    std::string_view payload;
};

//! The raw value of \a key, of which the last one counts; empty where there is none.
[[nodiscard]] std::string_view lastValue(const Root &object, std::string_view key);
//! The text of the string \a raw; nothing for a value of another kind, apart from null and none, which are empty.
[[nodiscard]] std::optional<std::string> textOrNothing(std::string_view raw);
//! The message that \a object is; nothing where it is none.
[[nodiscard]] std::optional<Message> messageOf(const Root &object);

} // namespace topicscope::fuzz::reference
