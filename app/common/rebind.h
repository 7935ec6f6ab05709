// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QPointer>

namespace topicscope::app {

//! \brief Points \a member at \a value; \a receiver hears no more of what it pointed at. False where it points there
//! already, and nothing is to be done.
template<typename T>
[[nodiscard]] bool rebind(QPointer<T> &member, T *value, const QObject *receiver)
{
    if (member == value)
        return false;
    if (member)
        member->disconnect(receiver);
    member = value;
    return true;
}

} // namespace topicscope::app
