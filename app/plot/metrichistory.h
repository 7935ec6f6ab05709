// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/plothistory.h"

namespace topicscope::app {

//! \brief The metrics of scripts over time: of each, the mean of the values since the sample before. Bounded as
//! PlotHistory is. Thread: main.
class MetricHistory
{
public:
    static constexpr std::size_t maxMetrics = 64; //!< further ones are not kept

    //! \brief A metric so far.
    struct Totals {
        QString label;
        quint64 count = 0;
        double sum = 0.0;
    };

    //! \brief Takes the totals at \a time, in seconds since 1970; a time that is not later than the last is left out.
    void add(double time, const std::vector<Totals> &totals);
    void clear();
    [[nodiscard]] bool isEmpty() const noexcept { return m_metrics.empty(); }

    struct Curve {
        QString label;
        std::size_t number = 0; //!< in order of appearance
        PlotHistory::Values values; //!< NaN where there was none
    };
    struct Curves {
        std::vector<double> times;
        std::vector<Curve> metrics;
    };
    //! \brief What was recorded from \a from to \a to; metrics without a value there are left out, and so are those
    //! past \a maxCurves.
    [[nodiscard]] Curves curves(double from, double to, std::size_t maxCurves) const;

private:
    struct Sample {
        double time;
        std::vector<float> means; // by metric; those that came later are missing
    };

    std::vector<Totals> m_metrics; // in order of appearance, as they were last
    std::deque<Sample> m_samples;
};

} // namespace topicscope::app
