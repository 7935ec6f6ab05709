// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/qcustomplot_p.h"

namespace topicscope::app {

//! \brief Ticks of an axis whose coordinate is log10 of nanoseconds, labelled in ns, µs, ms and s. Thread: main.
class LatencyTicker : public QCPAxisTicker
{
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

//! \brief Ticks of a count or a rate: separated thousands, no exponent, no tick between whole numbers of a count.
//! Thread: main.
class RateTicker : public QCPAxisTicker
{
protected:
    int getSubTickCount(double tickStep) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
};

//! \brief Ticks of a time axis at whole seconds, a step apart that a clock has, and never more of them than wanted.
//! Thread: main.
class TimeTicker : public QCPAxisTickerDateTime
{
protected:
    double getTickStep(const QCPRange &range) override;
};

} // namespace topicscope::app
