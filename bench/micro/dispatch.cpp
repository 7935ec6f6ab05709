// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/handlerregistry.h"
#include "dispatch/builtinhandlers.h"
#include "dispatch/handlertable.h"
#include "micro/threadseconds.h"

#include <benchmark/benchmark.h>

using namespace topicscope;

namespace {

std::vector<dispatch::HandlerSpec> makeSpecs(qint64 count)
{
    const auto factory = *dispatch::builtinFactory(QStringLiteral("builtin:count"));
    std::vector<dispatch::HandlerSpec> specs;
    for (qint64 i = 0; i < count; ++i)
        specs.push_back({.name = QStringLiteral("handler-%1").arg(i),
                         .pattern = QStringLiteral("shop/topic-%1").arg(i),
                         .parallel = false,
                         .factory = factory});
    return specs;
}

//! Registers range(0) handlers of a client with 10 lanes: checks them, makes their instances and publishes a table.
void handlerRegistration(benchmark::State &state)
{
    const std::vector<dispatch::HandlerSpec> specs = makeSpecs(state.range(0));
    for (auto _ : state) {
        auto copies = specs;
        client::HandlerRegistry registry(10);
        dispatch::HandlerTableMailbox mailbox;
        const double begin = bench::threadSeconds();
        const bool added = registry.add(std::move(copies)).has_value();
        mailbox.post(registry.table());
        state.SetIterationTime(bench::threadSeconds() - begin); // without taking it down
        if (!added)
            state.SkipWithError("a handler was refused");
    }
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()) * state.range(0));
}
BENCHMARK(handlerRegistration)
    ->Name("handler_registration")
    ->Arg(100)
    ->Arg(10'000)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

dispatch::HandlerEntryPtr entry(const QString &pattern)
{
    auto made = std::make_shared<dispatch::HandlerEntry>();
    made->name = pattern;
    made->pattern = *dispatch::TopicPattern::parse(pattern);
    return made;
}

//! Who consumes a topic, among range(0) exact handlers, four patterns and the wildcard.
void resolveTopic(benchmark::State &state, std::string_view topic)
{
    std::vector<dispatch::HandlerEntryPtr> entries;
    for (int i = 0; i < state.range(0); ++i)
        entries.push_back(entry(QStringLiteral("shop/topic-%1").arg(i)));
    for (const QString &pattern :
         {QStringLiteral("orders/*"), QStringLiteral("stock.**"), QStringLiteral("*/created"), QStringLiteral("*")})
        entries.push_back(entry(pattern));
    const dispatch::HandlerTable table(std::move(entries));
    for (auto _ : state)
        benchmark::DoNotOptimize(table.resolve(topic));
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()));
}
BENCHMARK_CAPTURE(resolveTopic, exact, "shop/topic-5")->Name("topic_resolution/exact")->Arg(10)->Arg(10'000);
BENCHMARK_CAPTURE(resolveTopic, pattern, "orders/created")->Name("topic_resolution/pattern")->Arg(10)->Arg(10'000);
BENCHMARK_CAPTURE(resolveTopic, wildcard, "nobody-else")->Name("topic_resolution/wildcard")->Arg(10)->Arg(10'000);

} // namespace
