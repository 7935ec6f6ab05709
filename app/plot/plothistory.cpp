// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/plothistory.h"

#include "plot/latencyscale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace topicscope::app {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds rateInterval{1};
//! One that comes sooner after another (a change of the connection makes one) would show rates of a few messages.
constexpr std::chrono::milliseconds minInterval{100};
//! Snapshots that jitter around a quarter of a second shall still make intervals of four.
constexpr std::chrono::milliseconds jitter{50};
constexpr auto nothing = std::numeric_limits<float>::quiet_NaN();

float perSecond(quint64 now, quint64 before, double seconds)
{
    return now > before ? static_cast<float>(static_cast<double>(now - before) / seconds) : 0.0F;
}

} // namespace

void PlotHistory::add(const client::ClientSnapshot &snapshot)
{
    if (!m_totals.empty()
        && (snapshot.ledger.received < m_totals.back().received
            || snapshot.handlerLatency.count() < m_totals.back().latency.count()))
        clear();
    takeTopics(snapshot);
    if (!m_totals.empty() && snapshot.at - m_totals.back().at < minInterval)
        return;
    Totals totals{.at = snapshot.at,
                  .came = {},
                  .duplicates = snapshot.filter.hits,
                  .received = snapshot.ledger.received,
                  .latency = snapshot.handlerLatency};
    if (m_totals.empty()) {
        m_anchor = snapshot.at;
        m_anchorWall = base::wallNow()
                       - std::chrono::duration_cast<std::chrono::microseconds>(base::SteadyClock::now() - snapshot.at);
        m_totals.push_back(std::move(totals));
        m_came.clear(); // nobody knows when
        return;
    }

    while (m_totals.size() > 1 && totals.at - m_totals.at(1).at >= rateInterval - jitter)
        dropFirstTotals();
    totals.came.swap(m_came);
    for (const TopicCount &topic : totals.came)
        m_recent[topic.topic.value] += topic.messages;
    const Totals &base = m_totals.front();
    const double seconds = Seconds(totals.at - base.at).count();

    Sample sample{.time = wallSeconds(totals.at),
                  .perSecond = 0.0F,
                  .duplicatesPerSecond = perSecond(totals.duplicates, base.duplicates, seconds),
                  .p50 = nothing,
                  .p99 = nothing,
                  .topics = {},
                  .bins = {}};
    const stats::LatencyHistogram second = totals.latency.since(base.latency);
    if (second.count() > 0) {
        sample.p50 = static_cast<float>(second.percentile(50.0).count());
        sample.p99 = static_cast<float>(second.percentile(99.0).count());
    }
    for (const auto &bucket : totals.latency.since(m_totals.back().latency).buckets()) {
        const auto bin = static_cast<quint16>(latencyscale::binOf(bucket.from + (bucket.to - bucket.from) / 2));
        if (sample.bins.empty() || sample.bins.back().bin != bin)
            sample.bins.push_back({bin, 0});
        sample.bins.back().count += static_cast<quint32>(bucket.count);
    }
    sample.bins.shrink_to_fit();

    m_totals.push_back(std::move(totals));
    addTopicRates(sample, seconds);
    m_samples.push_back(std::move(sample));
    const double oldest = m_samples.back().time - Seconds(span).count();
    while (m_samples.size() > maxSamples || m_samples.front().time < oldest)
        m_samples.pop_front();
}

void PlotHistory::clear()
{
    m_samples.clear();
    m_totals.clear();
    m_messages.clear();
    m_recent.clear();
    m_came.clear();
}

std::optional<double> PlotHistory::latest() const
{
    return m_samples.empty() ? std::nullopt : std::optional(m_samples.back().time);
}

std::optional<double> PlotHistory::earliest() const
{
    return m_samples.empty() ? std::nullopt : std::optional(m_samples.front().time);
}

PlotHistory::Throughput PlotHistory::throughput(double from, double to, std::size_t maxCurves) const
{
    const Range seen = range(from, to);
    std::unordered_map<base::TopicId, double> sums;
    for (std::size_t i = seen.begin; i < seen.end; ++i) {
        for (const TopicRate &rate : m_samples[i].topics)
            sums[rate.topic] += static_cast<double>(rate.perSecond);
    }
    std::vector<std::pair<base::TopicId, double>> busiest(sums.begin(), sums.end());
    std::sort(busiest.begin(), busiest.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    busiest.resize(std::min(maxCurves, busiest.size()));

    const std::size_t count = seen.end - seen.begin;
    Throughput result{.times = times(seen), .topics = {}, .others = Values(count, 0.0)};
    std::unordered_map<base::TopicId, std::size_t> curveOf;
    for (const auto &[topic, sum] : busiest) {
        curveOf.emplace(topic, result.topics.size());
        result.topics.push_back({topic, Values(count, 0.0)});
    }
    bool othersSeen = false;
    for (std::size_t i = 0; i < count; ++i) {
        const Sample &sample = m_samples[seen.begin + i];
        auto rest = static_cast<double>(sample.perSecond);
        for (const TopicRate &rate : sample.topics) {
            const auto curve = curveOf.find(rate.topic);
            if (curve == curveOf.end())
                continue;
            result.topics[curve->second].perSecond[i] = static_cast<double>(rate.perSecond);
            rest -= static_cast<double>(rate.perSecond);
        }
        // Less than one message in a hundred seconds is the rounding of float, not a topic.
        result.others[i] = rest > 0.01 ? rest : 0.0;
        othersSeen = othersSeen || rest > 0.01;
    }
    if (!othersSeen)
        result.others.clear();
    return result;
}

PlotHistory::Latency PlotHistory::latency(double from, double to) const
{
    const Range seen = range(from, to);
    Latency result{.times = times(seen), .p50 = {}, .p99 = {}};
    for (std::size_t i = seen.begin; i < seen.end; ++i) {
        result.p50.push_back(static_cast<double>(m_samples[i].p50));
        result.p99.push_back(static_cast<double>(m_samples[i].p99));
    }
    return result;
}

PlotHistory::Duplicates PlotHistory::duplicates(double from, double to) const
{
    const Range seen = range(from, to);
    Duplicates result{.times = times(seen), .perSecond = {}};
    for (std::size_t i = seen.begin; i < seen.end; ++i)
        result.perSecond.push_back(static_cast<double>(m_samples[i].duplicatesPerSecond));
    return result;
}

PlotHistory::Distribution PlotHistory::distribution(double from, double to) const
{
    Distribution result{.bins = std::vector<quint64>(latencyscale::binCount, 0), .count = 0};
    for (const Sample &sample : m_samples) {
        if (sample.time < from || sample.time > to)
            continue;
        for (const BinCount &bin : sample.bins) {
            result.bins[bin.bin] += bin.count;
            result.count += bin.count;
        }
    }
    return result;
}

PlotHistory::Range PlotHistory::range(double from, double to) const
{
    const auto first = std::lower_bound(m_samples.begin(), m_samples.end(), from,
                                        [](const Sample &s, double t) { return s.time < t; });
    const auto last = std::upper_bound(first, m_samples.end(), to,
                                       [](double t, const Sample &s) { return t < s.time; });
    const auto begin = static_cast<std::size_t>(first - m_samples.begin());
    const auto end = static_cast<std::size_t>(last - m_samples.begin());
    return {begin > 0 ? begin - 1 : 0, std::min(end + 1, m_samples.size())};
}

std::vector<double> PlotHistory::times(Range range) const
{
    std::vector<double> result;
    result.reserve(range.end - range.begin);
    for (std::size_t i = range.begin; i < range.end; ++i)
        result.push_back(m_samples[i].time);
    return result;
}

double PlotHistory::wallSeconds(base::SteadyTime at) const
{
    return Seconds(m_anchorWall.time_since_epoch()).count() + Seconds(at - m_anchor).count();
}

void PlotHistory::takeTopics(const client::ClientSnapshot &snapshot)
{
    for (const client::TopicFigures &topic : snapshot.topics) {
        if (topic.id.value >= m_messages.size()) {
            m_messages.resize(topic.id.value + 1, 0);
            m_recent.resize(topic.id.value + 1, 0);
        }
        quint64 &known = m_messages[topic.id.value];
        if (topic.messages > known)
            m_came.push_back({topic.id, topic.messages - known});
        known = topic.messages;
    }
}

void PlotHistory::dropFirstTotals()
{
    m_totals.pop_front();
    // What came before the totals that are the first now is older than a second.
    for (const TopicCount &topic : std::exchange(m_totals.front().came, {}))
        m_recent[topic.topic.value] -= topic.messages;
}

void PlotHistory::addTopicRates(Sample &sample, double seconds)
{
    std::vector<quint64> counted; // to put back: each topic once
    for (const Totals &totals : m_totals) {
        for (const TopicCount &topic : totals.came) {
            const quint64 recent = std::exchange(m_recent[topic.topic.value], 0);
            if (recent == 0)
                continue;
            const float rate = perSecond(recent, 0, seconds);
            sample.perSecond += rate;
            sample.topics.push_back({topic.topic, rate});
            counted.push_back(recent);
        }
    }
    for (std::size_t i = 0; i < counted.size(); ++i)
        m_recent[sample.topics[i].topic.value] = counted[i];
    const auto kept = std::min(maxTopics, sample.topics.size());
    std::partial_sort(sample.topics.begin(), sample.topics.begin() + static_cast<std::ptrdiff_t>(kept),
                      sample.topics.end(), [](const TopicRate &a, const TopicRate &b) {
                          return a.perSecond != b.perSecond ? a.perSecond > b.perSecond : a.topic < b.topic;
                      });
    sample.topics.resize(kept);
    sample.topics.shrink_to_fit();
}

} // namespace topicscope::app
