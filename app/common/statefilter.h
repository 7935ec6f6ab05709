// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <QObject>
#include <qqmlregistration.h>

#include <optional>

//! \brief What came of the messages that the stream is narrowed to. States that pass by (queued, running) are none of
//! it.
namespace topicscope::app::StateFilter {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    Any,
    Handled,
    Failed,
    TimedOut,
    Duplicate,
    Repeated, //!< its id came before, whatever the duplicate filter made of it
    Unrouted,
    Malformed,
    Dropped,
};
Q_ENUM_NS(Value)

//! \brief The state of the messages that \a filter lets through; nothing where it asks for something else than a state.
[[nodiscard]] constexpr std::optional<base::MessageState> stateOf(Value filter) noexcept
{
    switch (filter) {
    case Any:
    case Repeated:
        break;
    case Handled:
        return base::MessageState::Handled;
    case Failed:
        return base::MessageState::Failed;
    case TimedOut:
        return base::MessageState::TimedOut;
    case Duplicate:
        return base::MessageState::Duplicate;
    case Unrouted:
        return base::MessageState::Unrouted;
    case Malformed:
        return base::MessageState::Malformed;
    case Dropped:
        return base::MessageState::Dropped;
    }
    return std::nullopt;
}

} // namespace topicscope::app::StateFilter
