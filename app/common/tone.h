// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <qqmlregistration.h>

//! \brief The meaning of a colour, for pills, badges and texts; Theme gives it the colour.
namespace topicscope::app::Tone {
Q_NAMESPACE
QML_ELEMENT

enum Value {
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
    Violet,
};
Q_ENUM_NS(Value)

} // namespace topicscope::app::Tone
