// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"
#include "dispatch/dispatcher.h"
#include "dispatch/idempotencefilter.h"
#include "loadserver/messagesource.h"
#include "net/messagebuilder.h"
#include "protocol/engineio.h"
#include "protocol/socketio.h"

#include <benchmark/benchmark.h>

using namespace topicscope;

namespace {

class NullHandler final : public dispatch::Handler
{
public:
    base::Result<dispatch::Verdict> handle(const base::Message &) override { return {}; }
};

std::unique_ptr<const dispatch::HandlerTable> tableOfWildcard()
{
    auto entry = std::make_shared<dispatch::HandlerEntry>();
    entry->id = base::HandlerId{1};
    entry->name = QStringLiteral("null");
    entry->pattern = *dispatch::TopicPattern::parse(QStringLiteral("*"));
    entry->instances.push_back(std::make_unique<NullHandler>());
    return std::make_unique<dispatch::HandlerTable>(std::vector<dispatch::HandlerEntryPtr>{entry});
}

//! The texts of \a count messages as a server sends them.
std::vector<std::string> messageTexts(bench::MessageSource &source, std::size_t count)
{
    std::vector<std::string> texts;
    while (texts.size() < count) {
        const auto batch = source.next(count - texts.size());
        for (std::size_t at = 0; at < batch.bytes.size(); at += bench::MessageSource::frameSize)
            texts.emplace_back(
                batch.bytes.substr(at + bench::MessageSource::headerSize, bench::MessageSource::textSize));
    }
    return texts;
}

//! Decodes, filters and routes range(0) messages of 200 bytes over 10 topics: what the net thread does before a lane.
void messageProcessing(benchmark::State &state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    bench::MessageSource source(10, 0);
    // Two sets by turns, and a window of one set: an id comes again only when it is forgotten.
    const std::array sets{messageTexts(source, count), messageTexts(source, count)};
    dispatch::IdempotenceFilter filter(static_cast<quint32>(count));
    base::TopicRegistry topics;
    net::MessageBuilder builder(topics);
    dispatch::MemoryBudget budget(dispatch::DispatchSettings().waitingMemory);
    dispatch::Dispatcher dispatcher({.lanes = 1}, budget, [] {});
    dispatcher.postTable(tableOfWildcard());

    std::size_t turn = 0;
    std::size_t unrouted = 0;
    for (auto _ : state) {
        const base::Moment at = base::Moment::now();
        for (const std::string &text : sets[turn]) {
            const auto packet = protocol::engineio::decodePacket(text);
            const auto event = protocol::socketio::decodePacket(packet->data);
            const base::MessagePtr message = builder.fromEvent(event->json, at);
            if (filter.insert(message->id()) != nullptr || dispatcher.route(*message) == nullptr)
                ++unrouted;
        }
        turn = 1 - turn;
    }
    if (unrouted > 0)
        state.SkipWithError("a message was taken for a duplicate, or found no handler");
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()) * state.range(0));
}
BENCHMARK(messageProcessing)->Name("message_processing")->Arg(1'000)->Unit(benchmark::kMicrosecond);

} // namespace
