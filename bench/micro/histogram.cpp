// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/latencyhistogram.h"

#include <benchmark/benchmark.h>

#include <array>
#include <random>

using namespace topicscope;

namespace {

//! Running times as handlers have them: most near 20 us, a long tail.
std::array<std::chrono::nanoseconds, 4096> sampleLatencies()
{
    std::mt19937_64 random(1); // always the same values, so that runs can be compared
    std::lognormal_distribution<double> spread(10.0, 1.0);
    std::array<std::chrono::nanoseconds, 4096> values;
    for (auto &value : values)
        value = std::chrono::nanoseconds(qint64(spread(random)));
    return values;
}

void histogramRecord(benchmark::State &state)
{
    const auto values = sampleLatencies();
    stats::LatencyHistogram histogram;
    std::size_t next = 0;
    for (auto _ : state)
        histogram.record(values[next++ % values.size()]);
    benchmark::DoNotOptimize(histogram);
    state.SetItemsProcessed(qint64(state.iterations()));
}
BENCHMARK(histogramRecord)->Name("histogram_record");

void histogramPercentile(benchmark::State &state)
{
    stats::LatencyHistogram histogram;
    for (const auto value : sampleLatencies())
        histogram.record(value);
    for (auto _ : state)
        benchmark::DoNotOptimize(histogram.percentile(99.0));
}
BENCHMARK(histogramPercentile)->Name("histogram_percentile");

} // namespace
