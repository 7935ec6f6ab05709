// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/plottickers_p.h"

#include "common/figuretext.h"
#include "plot/latencyscale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace topicscope::app {

QVector<double> LatencyTicker::createTickVector(double tickStep, const QCPRange &range)
{
    Q_UNUSED(tickStep)
    QVector<double> places = latencyscale::ticks(std::pow(10.0, range.lower), std::pow(10.0, range.upper), tickCount());
    for (double &place : places)
        place = std::log10(place);
    return places;
}

int LatencyTicker::getSubTickCount(double tickStep)
{
    Q_UNUSED(tickStep)
    return 0;
}

QString LatencyTicker::getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision)
{
    Q_UNUSED(locale)
    Q_UNUSED(formatChar)
    Q_UNUSED(precision)
    return latencyscale::tickLabel(std::pow(10.0, tick));
}

int RateTicker::getSubTickCount(double tickStep)
{
    Q_UNUSED(tickStep)
    return 0;
}

QString RateTicker::getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision)
{
    Q_UNUSED(locale)
    Q_UNUSED(formatChar)
    Q_UNUSED(precision)
    if (tick >= 1.0 && std::abs(tick - std::round(tick)) < 1e-6)
        return shortCountText(static_cast<quint64>(std::llround(tick)));
    return QLocale().toString(std::abs(tick) < 1e-9 ? 0.0 : tick, 'g', 3);
}

double TimeTicker::getTickStep(const QCPRange &range)
{
    constexpr std::array steps{1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0};
    const auto step = std::lower_bound(steps.begin(), steps.end(), range.size() / std::max(1, tickCount()));
    return step == steps.end() ? steps.back() : *step;
}

} // namespace topicscope::app
