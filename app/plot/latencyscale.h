// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <chrono>

namespace topicscope::app {

//! \brief The logarithmic scale that latencies are drawn on. Values on an axis are nanoseconds. Pure functions; thread:
//! any.
namespace latencyscale {

//! \brief Bars per decade of the histogram: each is 21 % wider than the one before.
inline constexpr int binsPerDecade = 12;
//! \brief Bins from 1 ns to 1 h (3.6e12 ns).
inline constexpr int binCount = 151;

//! \brief The bin that \a value falls into; below 1 ns the first, above 1 h the last.
[[nodiscard]] int binOf(std::chrono::nanoseconds value) noexcept;
//! \brief Where bin \a bin begins, in nanoseconds; it ends where the next one begins.
[[nodiscard]] double binStart(int bin) noexcept;

//! \brief Places for ticks between \a lower and \a upper (nanoseconds, positive), about \a wanted of them: powers of
//! ten on a wide range, 1-2-5 on a narrower one, equal steps where less than half a decade is seen.
[[nodiscard]] QList<double> ticks(double lower, double upper, int wanted);
//! \brief A tick's label: "1 µs", "500 µs", "2.5 ms", "10 s".
[[nodiscard]] QString tickLabel(double nanoseconds);

} // namespace latencyscale
} // namespace topicscope::app
