// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

namespace topicscope::test {

//! \brief A well-formed message as a transport makes it; the frame is the JSON of the message object.
[[nodiscard]] base::MessagePtr makeMessage(const QByteArray &topic, const QByteArray &id = {},
                                           const QByteArray &payload = "{}", quint64 sequence = 1,
                                           base::TopicId topicId = base::TopicId{1});

//! \brief The JSON of a message object.
[[nodiscard]] QByteArray messageJson(const QByteArray &topic, const QByteArray &id, const QByteArray &payload = "{}",
                                     const QByteArray &producer = "tests");

} // namespace topicscope::test
