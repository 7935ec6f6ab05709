// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/pubsubcodec.h"
#include "script/scriptengine.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>

using namespace topicscope;

namespace {

class NoSink : public script::ScriptSink
{
public:
    void print(script::ConsoleLevel, const QString &) override {}
    [[nodiscard]] base::Result<void> publish(script::ScriptPublication) override { return {}; }
    [[nodiscard]] base::Result<void> metric(const QString &, double) override { return {}; }
};

base::MessagePtr makeMessage()
{
    protocol::PubSubDecoder decoder;
    QByteArray frame = protocol::PubSubDecoder::paddedFrame(
        R"({"topic":"bench/00001","message_id":"8460eca9-298d-4458-9577-2487812ec244",)"
        R"("message":{"order":48213,"customer":"c-1093","total":12950,"open":true,"note":"some text"},)"
        R"("producer":"load"})");
    auto envelope = decoder.decodeMessageObject(frame);
    return base::Message::create(std::move(frame), std::move(*envelope), {});
}

//! An engine wants an application to be there.
void makeApplication()
{
    static int argc = 1;
    static char name[] = "bench_core";
    static char *argv[] = {name, nullptr};
    static const QCoreApplication application(argc, argv);
}

//! One message handled by a script with this body.
void callScript(benchmark::State &state, const char *body)
{
    makeApplication();
    const auto program = script::ScriptProgram::fromText(
        QStringLiteral("let n = 0; function onMessage(msg, ctx) { %1 }").arg(QString::fromLatin1(body)),
        QStringLiteral("bench.js"));
    if (!program) {
        state.SkipWithError(qPrintable(program.error().toString()));
        return;
    }
    NoSink sink;
    script::Watchdog watchdog;
    script::ScriptEngine engine(watchdog);
    auto instance = engine.instantiate(*program, {}, sink);
    const base::MessagePtr message = makeMessage();
    for (auto _ : state) {
        if (!(*instance)->handle(*message))
            state.SkipWithError("the script failed");
    }
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()));
}
BENCHMARK_CAPTURE(callScript, trivial, "n += 1;")->Name("script_call/trivial");
BENCHMARK_CAPTURE(callScript, field, "n += msg.payload.total;")->Name("script_call/field");
BENCHMARK_CAPTURE(callScript, metric, "ctx.metric('n', n);")->Name("script_call/metric");

//! What the watchdog adds to each call.
void watchCall(benchmark::State &state)
{
    makeApplication();
    script::Watchdog watchdog;
    QJSEngine engine;
    script::Watchdog::Slot slot(watchdog, engine);
    for (auto _ : state) {
        slot.begin(script::ScriptEngine::defaultLimit);
        benchmark::DoNotOptimize(slot.end());
    }
    state.SetItemsProcessed(static_cast<qint64>(state.iterations()));
}
BENCHMARK(watchCall)->Name("script_watch");

} // namespace
