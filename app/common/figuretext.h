// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QString>

#include <chrono>
#include <cstddef>
#include <string_view>

namespace topicscope::app {

//! \brief Figures as a person reads them: units, three significant digits, separated thousands in the user's locale.
//! Thread: any.

//! \brief How much of a text from the network is shown in a line, in bytes of UTF-8.
inline constexpr std::size_t maxShownBytes = 400;
//! \brief What follows a text that was cut: "\u2026 (10485760 bytes)".
[[nodiscard]] QString cutMark(std::size_t bytes);
//! \brief A text for a line of the window, with marks for what cannot be seen (base::visibleText): whole up to
//! maxShownBytes, else its beginning and cutMark().
[[nodiscard]] QString shownText(std::string_view utf8);
[[nodiscard]] QString shownText(const QString &text);
//! \brief A whole number with separated thousands: "1,234,567".
[[nodiscard]] QString countText(quint64 count);
//! \brief A count for a narrow place: in full up to 99,999, then "123k", "1.23M", "12.3G".
[[nodiscard]] QString shortCountText(quint64 count);
//! \brief A rate without its unit: "0.25", "7.5", "1,234".
[[nodiscard]] QString rateText(double perSecond);
//! \brief A duration in the unit that fits: "850 ns", "12.3 µs", "4.56 ms", "1.20 s", "3 min 20 s", "3 h 5 min",
//! "30 d or more" (see stats::LatencyHistogram::maxValue).
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);
//! \brief A share of a whole: "2.1 %"; an en dash when the whole is nothing.
[[nodiscard]] QString shareText(quint64 part, quint64 whole);
//! \brief A moment in local time: "14:03:07.250".
[[nodiscard]] QString timeOfDayText(base::WallTime time);

} // namespace topicscope::app
