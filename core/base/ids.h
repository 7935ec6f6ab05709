// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace topicscope::base {

//! \brief A whole number that cannot be mistaken for another kind of number.
template<typename Tag, typename Rep>
struct StrongId {
    Rep value{};

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
};

//! \brief Index of an interned topic name; 0 stands for "no topic" (see TopicRegistry).
using TopicId = StrongId<struct TopicTag, quint32>;
//! \brief A registered handler; 0 stands for "no handler".
using HandlerId = StrongId<struct HandlerTag, quint32>;
//! \brief Index of a lane.
using LaneId = StrongId<struct LaneTag, quint16>;
//! \brief Position of a message in the order of arrival, from 1; 0 stands for "not numbered".
using Sequence = StrongId<struct SequenceTag, quint64>;

} // namespace topicscope::base

template<typename Tag, typename Rep>
struct std::hash<topicscope::base::StrongId<Tag, Rep>> {
    std::size_t operator()(topicscope::base::StrongId<Tag, Rep> id) const noexcept
    {
        return std::hash<Rep>{}(id.value);
    }
};
