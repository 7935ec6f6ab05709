// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/pubsubcodec.h"
#include "script/dryrun.h"
#include "support/messages.h"

#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using script::DryRunOutcome;

namespace {

script::ScriptProgramPtr programOf(const QString &text)
{
    const auto program = script::ScriptProgram::fromText(text, QStringLiteral("/nowhere/test.js"));
    if (!program)
        qFatal("%s", qPrintable(program.error().toString()));
    return *program;
}

//! Messages of the topics "orders" and, each fifth, "other"; the payload is {"n": number}.
script::MessageSource sourceOf(int count)
{
    return [count, sent = 0]() mutable -> base::MessagePtr {
        if (sent == count)
            return {};
        const int n = sent++;
        return test::makeMessage(n % 5 == 4 ? "other" : "orders", QByteArray::number(n),
                                 "{\"n\":" + QByteArray::number(n) + "}", static_cast<quint64>(n) + 1);
    };
}

//! \a count messages of the topic "orders", \a interval apart.
script::MessageSource timedSourceOf(int count, std::chrono::milliseconds interval)
{
    return [count, interval, sent = 0]() mutable -> base::MessagePtr {
        if (sent == count)
            return {};
        protocol::PubSubDecoder decoder;
        QByteArray frame = protocol::PubSubDecoder::paddedFrame(R"({"topic":"orders","message":1})");
        auto envelope = decoder.decodeMessageObject(frame);
        return base::Message::create(
            std::move(frame), std::move(*envelope),
            {.sequence = {}, .topicId = {}, .at = {}, .wallTime = base::WallTime(interval * sent++)});
    };
}

const script::ScriptIdentity identity{
    .name = QStringLiteral("script"), .pattern = QStringLiteral("orders"), .parallel = false};

} // namespace

class TestDryRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageIsAccountedFor()
    {
        const auto program = programOf(
            QStringLiteral("function onMessage(msg, ctx) {\n  const n = msg.payload.n;\n  ctx.metric('n', n);\n  if (n "
                           "% 10 === 0) throw new Error('zero');\n"
                           "  if (n % 10 === 1) return false;\n  if (n % 10 === 2) ctx.publish('copies', n);\n  if (n "
                           "% 10 === 3) ctx.alert('three');\n  if (n === 15) while (true) {}\n}"));
        int told = 0;
        const auto run = script::dryRun({}, program, identity, {.timeout = 400ms, .pauseAfter = 3}, sourceOf(100), {},
                                        [&told](const base::Message &, const DryRunOutcome &) { ++told; });
        QVERIFY(run);
        const script::DryRunReport &report = run->after;
        QCOMPARE(report.messages, quint64{80});
        QCOMPARE(told, 80);
        QCOMPARE(report.skipped, quint64{20});
        QCOMPARE(report.failed, quint64{10});
        QCOMPARE(report.withheld, quint64{10});
        QCOMPARE(report.timedOut, quint64{1});
        QCOMPARE(report.acknowledged, quint64{59});
        QCOMPARE(report.publications, quint64{10});
        QCOMPARE(report.alerts, quint64{10});
        QCOMPARE(report.latency.count(), quint64{80});
        QCOMPARE(report.metrics.front().count, quint64{80});
        QVERIFY(!report.lastFault.isEmpty());
    }

    void twoVersionsAreCompared()
    {
        const auto before = programOf(QStringLiteral("function onMessage(msg, ctx) { if (msg.payload.n > 50) "
                                                     "ctx.publish('large', msg.payload.n); ctx.log('a'); }"));
        const auto after = programOf(
            QStringLiteral("function onMessage(msg, ctx) { if (msg.payload.n >= 50) ctx.publish('large', "
                           "msg.payload.n); if (msg.payload.n === 60) throw 1; ctx.log('b'); }"));
        const auto run = script::dryRun(before, after, identity, {}, sourceOf(100), {});
        QVERIFY(run);
        QCOMPARE(run->differences, quint64{2});
        QCOMPARE(run->first.size(), std::size_t{2});
        QCOMPARE(run->first[0].message->id(), std::string_view("50"));
        QCOMPARE(run->first[0].before.summary(), QStringLiteral("acknowledged"));
        QCOMPARE(run->first[0].after.summary(), QStringLiteral("acknowledged; published to large: 50"));
        QVERIFY(run->first[1].after.summary().startsWith(QStringLiteral("failed: ")));
        QCOMPARE(run->before.messages, run->after.messages);
        const auto same = script::dryRun(before, before, identity, {}, sourceOf(100), {});
        QVERIFY(same);
        QCOMPARE(same->differences, quint64{0}); // although ids are made up anew
    }

    // What a script does in onStart() and onTimer() is told with the message that follows, and what it does in onStop()
    // at the end.
    void effectsBetweenMessages()
    {
        const QString text = QStringLiteral("function onStart(ctx) { ctx.log('start'); }\nfunction onStop(ctx) { "
                                            "ctx.alert('stop'); }\nfunction onMessage() {}\n");
        std::vector<DryRunOutcome> outcomes;
        const auto run = script::dryRun(
            programOf(text),
            programOf(text + QStringLiteral("const everyMs = 10;\nfunction onTimer(ctx) { ctx.alert('tick'); }")),
            identity, {}, timedSourceOf(3, 15ms), {},
            [&outcomes](const base::Message &, const DryRunOutcome &outcome) { outcomes.push_back(outcome); });
        QVERIFY(run);
        QCOMPARE(outcomes.size(), std::size_t{3});
        QCOMPARE(outcomes[0].lines.front().second, QStringLiteral("start"));
        QCOMPARE(outcomes[1].lines.size(), std::size_t{1});
        QCOMPARE(outcomes[1].lines.front().second, QStringLiteral("tick"));
        QCOMPARE(run->differences, quint64{2}); // the ticks
        QCOMPARE(run->first[0].after.summary(), QStringLiteral("acknowledged; alert: tick"));
        QCOMPARE(run->rest.lines.front().second, QStringLiteral("stop"));
        QCOMPARE(run->after.alerts, quint64{4});
    }

    // A line that is added above moves where a script fails, not why.
    void placesAreNotCompared()
    {
        const QString text = QStringLiteral("function onMessage(msg) { throw new Error('no'); }");
        const auto run = script::dryRun(programOf(text), programOf(QStringLiteral("// A comment\n") + text), identity,
                                        {}, sourceOf(10), {});
        QVERIFY(run);
        QCOMPARE(run->after.failed, quint64{8});
        QCOMPARE(run->differences, quint64{0});
        QVERIFY(run->after.lastFault.startsWith(QStringLiteral("test.js:2: ")));
    }

    void itCanBeCancelled()
    {
        const auto run = script::dryRun({}, programOf(QStringLiteral("function onMessage() {}")), identity, {},
                                        sourceOf(100'000), [](quint64 done) { return done < 1000; });
        QVERIFY(run);
        QVERIFY(run->after.messages + run->after.skipped < 2000);
    }

    void timersFollowTheMessages()
    {
        const auto program = programOf(
            QStringLiteral("const everyMs = 1000;\nfunction onTimer(ctx) { ctx.metric('ticks', 1); }\nfunction "
                           "onStart(ctx) { ctx.metric('starts', 1); }\n"
                           "function onStop(ctx) { ctx.metric('stops', 1); }\nfunction onMessage() {}"));
        const auto run = script::dryRun({}, program, identity, {}, timedSourceOf(5, 600ms), {});
        QVERIFY(run);
        QCOMPARE(run->after.metrics.size(), std::size_t{3});
        QCOMPARE(run->after.metrics[2].name, QStringLiteral("ticks"));
        QCOMPARE(run->after.metrics[2].count, quint64{2}); // in 2.4 s
    }

    void scriptsThatCannotStart()
    {
        const auto broken = script::dryRun({}, programOf(QStringLiteral("nothing();\nfunction onMessage() {}")),
                                           identity, {}, sourceOf(1), {});
        QVERIFY(!broken);
        QCOMPARE(broken.error().line, 1);
        script::ScriptIdentity wrong = identity;
        wrong.pattern = QString();
        QVERIFY(!script::dryRun({}, programOf(QStringLiteral("function onMessage() {}")), wrong, {}, sourceOf(1), {}));
    }
};

QTEST_GUILESS_MAIN(TestDryRun)
#include "tst_dryrun.moc"
