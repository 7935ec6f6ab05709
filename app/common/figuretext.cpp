// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/figuretext.h"

#include "base/utf8.h"
#include "base/visibletext.h"
#include "stats/latencyhistogram.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace topicscope::app {
namespace {

constexpr qint64 hour = 3600; // seconds

QLocale grouping()
{
    // The C locale leaves the separators out unless asked.
    QLocale locale;
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale;
}

//! Three significant digits: 1.23, 12.3, 123.
int decimalsFor(double value)
{
    const double magnitude = std::abs(value);
    // The limits are where rounding carries into the next digit: 9.996 shall read 10.0, not 10.00.
    if (magnitude < 9.995)
        return 2;
    return magnitude < 99.95 ? 1 : 0;
}

QString scaled(double value, const QString &unit)
{
    return grouping().toString(value, 'f', decimalsFor(value)) + unit;
}

} // namespace

QString cutMark(std::size_t bytes)
{
    return QCoreApplication::translate("FigureText", "%1 (%2 bytes)").arg(QChar(0x2026)).arg(bytes);
}

QString shownText(std::string_view utf8)
{
    const std::string_view shown = base::cutAtCharacter(utf8, maxShownBytes);
    const QString text = base::visibleText(shown);
    return shown.size() == utf8.size() ? text : text + cutMark(utf8.size());
}

QString shownText(const QString &text)
{
    return shownText(base::wtf8Of(text));
}

QString countText(quint64 count)
{
    return grouping().toString(count);
}

QString shortCountText(quint64 count)
{
    if (count < 100'000)
        return countText(count);
    static constexpr std::array<char16_t, 4> units{u'k', u'M', u'G', u'T'};
    auto value = static_cast<double>(count) / 1000.0;
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000.0;
        ++unit;
    }
    return scaled(value, QString(QChar(units.at(unit))));
}

QString rateText(double perSecond)
{
    if (!std::isfinite(perSecond) || perSecond < 0.005)
        return QStringLiteral("0");
    return scaled(perSecond, QString());
}

QString durationText(std::chrono::nanoseconds duration)
{
    using namespace std::chrono_literals;
    const auto ns = static_cast<double>(duration.count());
    if (duration < 1us)
        return grouping().toString(duration.count()) + QStringLiteral(" ns");
    if (ns < 999.5e3)
        return scaled(ns / 1e3, QStringLiteral(" µs"));
    if (ns < 999.5e6)
        return scaled(ns / 1e6, QStringLiteral(" ms"));
    if (ns < 99.95e9)
        return scaled(ns / 1e9, QStringLiteral(" s"));
    if (duration >= stats::LatencyHistogram::maxValue) // what a histogram cannot tell from it
        return QCoreApplication::translate("topicscope::app", "30 d or more");
    static_assert(stats::LatencyHistogram::maxValue == std::chrono::hours(30 * 24), "said above");
    const auto seconds = std::chrono::round<std::chrono::seconds>(duration).count();
    if (seconds >= hour)
        return QCoreApplication::translate("topicscope::app", "%1 h %2 min")
            .arg(grouping().toString(seconds / hour))
            .arg(seconds % hour / 60);
    return QCoreApplication::translate("topicscope::app", "%1 min %2 s")
        .arg(grouping().toString(seconds / 60))
        .arg(seconds % 60);
}

QString shareText(quint64 part, quint64 whole)
{
    if (whole == 0)
        return QStringLiteral("–");
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    return scaled(percent, QStringLiteral(" %"));
}

QString timeOfDayText(base::WallTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count()).toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace topicscope::app
