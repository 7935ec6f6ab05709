// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/handlertable.h"
#include "dispatch/idempotencefilter.h"

#include <benchmark/benchmark.h>

#include <QUuid>

using namespace topicscope;

namespace {

std::vector<QByteArray> makeIds(std::size_t count)
{
    std::vector<QByteArray> ids(count);
    for (QByteArray &id : ids)
        id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    return ids;
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

//! Ids that are all new, in a full window of range(0) ids: each insertion also forgets the oldest.
void filterNewIds(benchmark::State &state)
{
    const auto window = quint32(state.range(0));
    const std::vector<QByteArray> ids = makeIds(std::size_t(window) * 2); // an id comes again only when it is forgotten
    dispatch::IdempotenceFilter filter(window);
    std::size_t next = 0;
    quint64 duplicates = 0;
    for (auto _ : state) {
        duplicates += filter.insert(viewOf(ids[next])) ? 0 : 1;
        next = next + 1 == ids.size() ? 0 : next + 1;
    }
    if (duplicates > 0)
        state.SkipWithError("a new id was taken for a duplicate");
    state.SetItemsProcessed(qint64(state.iterations()));
}
BENCHMARK(filterNewIds)->Arg(1'000)->Arg(100'000)->Arg(1'000'000);

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
    for (const QString &pattern : {QStringLiteral("orders/*"), QStringLiteral("stock.**"), QStringLiteral("*/created"), QStringLiteral("*")})
        entries.push_back(entry(pattern));
    const dispatch::HandlerTable table(std::move(entries));
    for (auto _ : state)
        benchmark::DoNotOptimize(table.resolve(topic));
    state.SetItemsProcessed(qint64(state.iterations()));
}
BENCHMARK_CAPTURE(resolveTopic, exact, "shop/topic-5")->Arg(10)->Arg(1'000);
BENCHMARK_CAPTURE(resolveTopic, pattern, "orders/created")->Arg(10)->Arg(1'000);
BENCHMARK_CAPTURE(resolveTopic, wildcard, "nobody-else")->Arg(10)->Arg(1'000);

} // namespace
