// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <qqmlregistration.h>

//! \brief What came of the messages that the stream is narrowed to. States that pass by (queued, running) are none of it.
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

} // namespace topicscope::app::StateFilter
