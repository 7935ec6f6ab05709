// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFlags>

namespace topicscope::net {

//! \brief What a system, or a connection to one, can do besides handing over messages. Who offers something to the user
//! looks here first.
enum class Capability : quint16 {
    Acknowledge = 0x01, //!< takes acknowledgements of messages
    Publish = 0x02,
    PublishBytes = 0x04, //!< publishes payloads that are no JSON, too
    History = 0x08, //!< hands over messages that were published before
    Seek = 0x10, //!< goes to another place in them
    Groups = 0x20, //!< shares the messages of a topic among the members of a group
    Observe = 0x40, //!< tells who publishes and consumes what, without a subscription
    Introspect = 0x80, //!< tells of topics, clients and their state when asked
};
Q_DECLARE_FLAGS(Capabilities, Capability)
Q_DECLARE_OPERATORS_FOR_FLAGS(Capabilities)

} // namespace topicscope::net
