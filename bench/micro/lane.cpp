// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/lane.h"

#include <benchmark/benchmark.h>

#include <thread>

using namespace topicscope;

namespace {

class NullHandler final : public dispatch::Handler
{
public:
    base::Result<dispatch::Verdict> handle(const base::Message &) override { return {}; }
};

class NullNotifier final : public dispatch::CompletionNotifier
{
public:
    void completionsReady() noexcept override {}
};

//! Hands range(0) messages to a handler that does nothing, and takes the completions back: two threads, as in the
//! client.
void laneQueue(benchmark::State &state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    dispatch::HandlerEntry entry;
    entry.id = base::HandlerId{1};
    entry.instances.push_back(std::make_unique<NullHandler>());
    NullNotifier notifier;
    dispatch::Lane lane(base::LaneId{0}, static_cast<quint32>(count), notifier);
    std::thread worker([&lane] { lane.run(); });
    const auto message = base::Message::create(QByteArrayLiteral("{}"), {}, {});

    constexpr std::size_t wokenAfter = 32; // as the client does
    for (auto _ : state) {
        for (std::size_t i = 0; i < count; ++i) {
            base::MessagePtr copy = message;
            if (!lane.push(copy, entry))
                state.SkipWithError("the lane had no room");
            if (i % wokenAfter == 0)
                lane.wake();
        }
        lane.wake();
        for (std::size_t taken = 0; taken < count;)
            taken += lane.takeCompletion() ? 1 : 0;
    }
    lane.requestStop();
    worker.join();
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()) * state.range(0));
}
BENCHMARK(laneQueue)->Name("lane_queue")->Arg(1'000)->UseRealTime()->Unit(benchmark::kMicrosecond);

} // namespace
