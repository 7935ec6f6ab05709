// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"

#include <deque>
#include <optional>
#include <vector>

namespace topicscope::app {

//! \brief What the plots show: the last ten minutes of a client's figures, one sample per snapshot.
//!
//! Rates and percentiles are those of the second before each sample: differences of the snapshots' totals, so that the
//! area under a curve is the number of messages. Bounded: at most maxSamples samples, of which each keeps the
//! maxTopics busiest topics (the others are in its total).
//! Times are wall-clock seconds since 1970, derived from the steady clock, so they never jump. Thread: main.
class PlotHistory
{
public:
    static constexpr std::chrono::minutes span{10};
    static constexpr std::size_t maxSamples = 2'400; //!< ten minutes at four a second
    static constexpr std::size_t maxTopics = 64;

    //! \brief Takes the next snapshot. One whose totals went down belongs to another client: then history starts anew.
    void add(const client::ClientSnapshot &snapshot);
    void clear();

    [[nodiscard]] bool isEmpty() const noexcept { return m_samples.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_samples.size(); }
    //! \brief Time of the latest sample; nothing before the first one.
    [[nodiscard]] std::optional<double> latest() const;
    [[nodiscard]] std::optional<double> earliest() const;

    //! \brief A curve: as many values as the plot has times; NaN where nothing was measured.
    using Values = std::vector<double>;

    struct TopicCurve {
        base::TopicId topic;
        Values perSecond;
    };
    struct Throughput {
        std::vector<double> times;
        std::vector<TopicCurve> topics; //!< the busiest of the range, busiest first
        Values others; //!< everything else; empty when there is nothing else
    };
    //! \brief Messages per second from \a from to \a to, for the \a maxCurves busiest topics of that range and the
    //! rest.
    [[nodiscard]] Throughput throughput(double from, double to, std::size_t maxCurves) const;

    struct Latency {
        std::vector<double> times;
        Values p50; //!< nanoseconds
        Values p99;
    };
    //! \brief Percentiles of the handlers' running times; NaN for a second in which no call ended.
    [[nodiscard]] Latency latency(double from, double to) const;

    struct Duplicates {
        std::vector<double> times;
        Values perSecond;
    };
    [[nodiscard]] Duplicates duplicates(double from, double to) const;

    struct Distribution {
        std::vector<quint64> bins; //!< calls by latencyscale bin
        quint64 count = 0;
    };
    //! \brief How long the handler calls took that ended from \a from to \a to.
    [[nodiscard]] Distribution distribution(double from, double to) const;

private:
    struct TopicRate {
        base::TopicId topic;
        float perSecond;
    };
    struct BinCount {
        quint16 bin;
        quint32 count;
    };
    struct Sample {
        double time;
        float perSecond;
        float duplicatesPerSecond;
        float p50;
        float p99;
        std::vector<TopicRate> topics; // the busiest, busiest first
        std::vector<BinCount> bins; // calls since the sample before
    };
    struct TopicCount {
        base::TopicId topic;
        quint64 messages;
    };
    //! The totals that differences are taken from.
    struct Totals {
        base::SteadyTime at;
        std::vector<TopicCount> came; // since the totals before
        quint64 duplicates;
        quint64 received;
        stats::LatencyHistogram latency;
    };
    struct Range {
        std::size_t begin;
        std::size_t end;
    };

    //! The samples seen between the two times, and one beyond each end so that the curves reach the edges.
    [[nodiscard]] Range range(double from, double to) const;
    [[nodiscard]] std::vector<double> times(Range range) const;
    [[nodiscard]] double wallSeconds(base::SteadyTime at) const;
    void takeTopics(const client::ClientSnapshot &snapshot);
    void dropFirstTotals();
    //! Messages a second of the topics that had any in the last second: the busiest of them, and all together.
    void addTopicRates(Sample &sample, double seconds);

    std::deque<Sample> m_samples;
    std::deque<Totals> m_totals; // the last second's
    std::vector<quint64> m_messages; // ever, by topic number
    std::vector<quint64> m_recent; // the same of the last second
    std::vector<TopicCount> m_came; // since the latest totals
    base::SteadyTime m_anchor;
    base::WallTime m_anchorWall;
};

} // namespace topicscope::app
