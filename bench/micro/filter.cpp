// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/idempotencefilter.h"
#include "loadserver/messagesource.h"
#include "micro/threadseconds.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <string>

using namespace topicscope;

namespace {

//! Inserts range(0) new ids into a full window of range(1), so that each also forgets the oldest.
void idempotenceFilter(benchmark::State &state)
{
    constexpr std::size_t idSize = bench::MessageSource::idSize;
    const auto count = static_cast<std::size_t>(state.range(0));
    dispatch::IdempotenceFilter filter(static_cast<quint32>(state.range(1)));
    std::string ids(count * idSize, '\0');
    quint32 number = 0;
    std::size_t duplicates = 0;
    std::array<dispatch::IdempotenceFilter::Key, dispatch::DispatchSettings::batchSize> batch; // as the client does
    const auto insertAll = [&] {
        for (std::size_t i = 0; i < count; ++i)
            bench::MessageSource::writeId(ids.data() + i * idSize, number++);
        const double begin = bench::threadSeconds();
        for (std::size_t i = 0; i < count; i += batch.size()) {
            const std::size_t size = std::min(batch.size(), count - i);
            for (std::size_t j = 0; j < size; ++j)
                batch[j] = filter.prepare({ids.data() + (i + j) * idSize, idSize});
            for (std::size_t j = 0; j < size; ++j)
                duplicates += filter.insert(batch[j], {}) != nullptr ? 1 : 0;
        }
        return bench::threadSeconds() - begin;
    };
    while (filter.size() < filter.window())
        insertAll();
    for (auto _ : state)
        state.SetIterationTime(insertAll()); // without writing the ids
    if (duplicates > 0)
        state.SkipWithError("a new id was taken for a duplicate");
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()) * state.range(0));
}
BENCHMARK(idempotenceFilter)
    ->Name("idempotence_filter")
    ->ArgNames({"", "window"})
    ->Args({10'000, 1'000})
    ->Args({10'000, 10'000})
    ->Args({10'000, 1'000'000})
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

} // namespace
