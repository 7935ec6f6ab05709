// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/latencyscale.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace topicscope::app::latencyscale {
namespace {

//! Equal steps of 1, 2, 2.5 or 5 times a power of ten.
QList<double> linearTicks(double lower, double upper, int wanted)
{
    const double rough = (upper - lower) / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough) {
            step = factor * power;
            break;
        }
    }
    QList<double> places;
    for (double index = std::ceil(lower / step); index * step <= upper; ++index)
        places.append(index * step);
    return places;
}

} // namespace

int binOf(std::chrono::nanoseconds value) noexcept
{
    if (value.count() <= 1)
        return 0;
    const double position = std::log10(static_cast<double>(value.count())) * binsPerDecade;
    // A hair upwards, so that a value on a bin's first nanosecond is not pushed out of it by the rounding of log10.
    return std::clamp(static_cast<int>(std::floor(position + 1e-9)), 0, binCount - 1);
}

double binStart(int bin) noexcept
{
    return std::pow(10.0, static_cast<double>(bin) / binsPerDecade);
}

QList<double> ticks(double lower, double upper, int wanted)
{
    if (!(lower > 0.0) || !(upper > lower) || !std::isfinite(upper))
        return {};
    const double decades = std::log10(upper / lower);
    if (decades < 0.5)
        return linearTicks(lower, upper, wanted);

    const bool withinDecade = decades * 3.0 <= wanted;
    // Strides that meet the units: 1 µs, 1 ms, 1 s.
    static constexpr std::array<int, 4> strides{1, 2, 3, 6};
    const auto enough = std::find_if(strides.begin(), strides.end(),
                                     [&](int step) { return decades <= step * std::max(1, wanted); });
    const int stride = withinDecade ? 1 : enough == strides.end() ? strides.back() : *enough;
    static constexpr std::array<double, 3> factors{1.0, 2.0, 5.0};
    const int last = static_cast<int>(std::floor(std::log10(upper)));
    QList<double> places;
    for (int exponent = static_cast<int>(std::floor(std::log10(lower))); exponent <= last; ++exponent) {
        if (exponent % stride != 0)
            continue;
        for (const double factor : factors) {
            const double place = factor * std::pow(10.0, exponent);
            if (place >= lower * (1.0 - 1e-9) && place <= upper * (1.0 + 1e-9))
                places.append(place);
            if (!withinDecade)
                break;
        }
    }
    return places;
}

QString tickLabel(double nanoseconds)
{
    struct Unit {
        double nanoseconds;
        const char16_t *name;
    };
    static constexpr std::array<Unit, 4> units{{{1e9, u" s"}, {1e6, u" ms"}, {1e3, u" µs"}, {1.0, u" ns"}}};
    for (const Unit &unit : units) {
        if (nanoseconds >= unit.nanoseconds * (1.0 - 1e-9) || unit.nanoseconds == 1.0) {
            const double value = nanoseconds / unit.nanoseconds;
            // Four digits are enough for neighbouring ticks of a deep zoom, and 'g' leaves no trailing zeros.
            return QLocale().toString(value, 'g', value < 1000.0 ? 4 : 6) + QString::fromUtf16(unit.name);
        }
    }
    Q_UNREACHABLE();
}

} // namespace topicscope::app::latencyscale
