// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QtGlobal>

#include <array>

namespace topicscope::stats {

//! \brief Events a second over the last two seconds, in slots of 250 ms.
//!
//! The slot that is still filling is left out, so a steady stream reads steadily.
//! Thread: one; the times handed in must not go back.
class RateMeter
{
public:
    void add(quint64 count, base::SteadyTime now) noexcept;
    //! \brief Events a second up to \a now; 0 two seconds after the last one.
    [[nodiscard]] double ratePerSecond(base::SteadyTime now) const noexcept;

private:
    static constexpr std::chrono::milliseconds slotLength{250};
    static constexpr qint64 windowSlots = 8;

    [[nodiscard]] static qint64 slotOf(base::SteadyTime time) noexcept;

    std::array<quint32, windowSlots + 1> m_counts{}; // a ring; the current slot is m_latest
    qint64 m_first = 0; // slot of the first event ever: a young meter divides by its age
    qint64 m_latest = 0;
    bool m_started = false;
};

} // namespace topicscope::stats
