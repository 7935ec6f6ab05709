// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/dryrun.h"
#include "script/samples.h"
#include "support/messages.h"

#include <QSet>
#include <QTest>

using namespace topicscope;
using script::DryRunOutcome;

// The scripts that come with the program, straight from its resources.
class TestSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreThereAndLoad()
    {
        const auto samples = script::samples();
        QCOMPARE(samples.size(), std::size_t{7});
        QSet<QString> titles;
        for (const script::Sample &sample : samples) {
            const auto program = script::ScriptProgram::load(sample.file);
            QVERIFY2(program, qPrintable(program ? QString() : program.error().toString()));
            QVERIFY2(!sample.title.endsWith(QStringLiteral(".js")), qPrintable(sample.file));
            titles << sample.title;
        }
        QCOMPARE(titles.size(), qsizetype{7});
    }

    void filter()
    {
        QCOMPARE(run("filter", {"{\"price\": 10}", "{\"price\": 9.99}", "{}", "null", "7"}),
                 (QStringList{QStringLiteral("acknowledged"), QStringLiteral("withheld"), QStringLiteral("withheld"),
                              QStringLiteral("withheld"), QStringLiteral("withheld")}));
    }

    void forward()
    {
        QCOMPARE(
            run("forward", {"{\"price\": 10}"}),
            QStringList{QStringLiteral("acknowledged; published to forwarded/orders: "
                                       "{\"from\":\"orders\",\"producer\":\"tests\",\"message\":{\"price\":10}}")});
    }

    void schemaCheck()
    {
        const QStringList outcomes = run(
            "schema-check", {R"({"id": 1, "price": 2, "customer": {"name": "Zoe"}})",
                             R"({"id": 1.5, "price": "2", "customer": {}, "lines": {}})",
                             R"({"id": "x", "price": 2.5, "customer": {"name": "Zoe"}, "lines": [], "note": null})"});
        QCOMPARE(outcomes[0], QStringLiteral("acknowledged"));
        for (const char *problem : {"id is number, but has to be string|integer", "price is string",
                                    "customer.name is missing", "lines is object"})
            QVERIFY2(outcomes[1].contains(QLatin1String(problem)), qPrintable(outcomes[1]));
        QCOMPARE(outcomes[2], QStringLiteral("acknowledged"));
    }

    void sequenceGap()
    {
        const QStringList outcomes = run("sequence-gap",
                                         {"{\"sequence\": 5}", "{\"sequence\": 6}", "{\"sequence\": 9}",
                                          "{\"sequence\": 8}", "{\"sequence\": 9}", "{\"sequence\": 10}",
                                          "{\"sequence\": 1}", "{\"sequence\": 2}", "{}"});
        QCOMPARE(outcomes[0], QStringLiteral("acknowledged"));
        QCOMPARE(outcomes[1], QStringLiteral("acknowledged"));
        QCOMPARE(outcomes[2], QStringLiteral("acknowledged; alert: tests: 2 missing before 9 (expected 7)"));
        QVERIFY(outcomes[3].contains(QStringLiteral("out of order")));
        QVERIFY(outcomes[4].contains(QStringLiteral("a second time")));
        QCOMPARE(outcomes[5], QStringLiteral("acknowledged"));
        QVERIFY(outcomes[6].contains(QStringLiteral("starts again with 1 after 10")));
        QCOMPARE(outcomes[7], QStringLiteral("acknowledged"));
        QVERIFY(outcomes[8].startsWith(QStringLiteral("failed: ")));
    }

    void fieldLatency()
    {
        const QStringList outcomes = run("field-latency",
                                         {"{\"sent_at\": \"2020-01-01T00:00:00Z\"}", "{\"sent_at\": 1577836800}",
                                          "{\"sent_at\": 1577836800000}", "{\"sent_at\": \"noon\"}",
                                          "{\"sent_at\": 95000000000}", "{\"sent_at\": 95000000000}"});
        for (int i = 0; i < 3; ++i)
            QVERIFY2(outcomes[i].startsWith(QStringLiteral("acknowledged; warning: orders ")), qPrintable(outcomes[i]));
        QVERIFY(outcomes[3].startsWith(QStringLiteral("failed: ")));
        QVERIFY(outcomes[4].contains(QStringLiteral("from the future")));
        QCOMPARE(outcomes[5], QStringLiteral("acknowledged")); // told once
        QCOMPARE(m_report.metrics.front().name, QStringLiteral("latency_ms"));
        QCOMPARE(m_report.metrics.front().count, quint64{5});
    }

    void aggregate()
    {
        QCOMPARE(run("aggregate", {"{\"shop\": \"a\", \"price\": 1}", "{\"shop\": \"b\", \"price\": 2.5}",
                                   "{\"shop\": \"a\", \"price\": 3}"}),
                 (QStringList{QStringLiteral("acknowledged"), QStringLiteral("acknowledged"),
                              QStringLiteral("acknowledged")}));
        QCOMPARE(m_rest, (QStringList{QStringLiteral("a: 2 messages, sum 4, mean 2"),
                                      QStringLiteral("b: 1 messages, sum 2.5, mean 2.5")}));
        QCOMPARE(m_report.metrics.size(), std::size_t{2});
        QCOMPARE(m_report.metrics[0].name, QStringLiteral("sum a"));
        QCOMPARE(m_report.metrics[0].last, 4.0);
    }

    void rateAlert()
    {
        // Silence for a minute of twelve intervals, told once.
        QVERIFY(run("rate-alert", QList<QByteArray>(2, "1"), std::chrono::seconds{60})[1].contains(
            QStringLiteral("too few")));
        QCOMPARE(m_report.alerts, quint64{1});
        QCOMPARE(run("rate-alert", QList<QByteArray>(2000, "1"), std::chrono::milliseconds{5})
                     .filter(QStringLiteral("too many"))
                     .size(),
                 qsizetype{1});
        QCOMPARE(m_report.alerts, quint64{1});
        QCOMPARE(m_report.metrics.front().name, QStringLiteral("rate"));
    }

private:
    //! What the sample \a name did with messages of these payloads, \a interval apart.
    QStringList run(const char *name, const QList<QByteArray> &payloads, std::chrono::milliseconds interval = {})
    {
        const auto program = script::ScriptProgram::load(
            QStringLiteral(":/topicscope/handlers/%1.js").arg(QLatin1String(name)));
        if (!program)
            return {program.error().toString()};
        QStringList outcomes;
        qsizetype next = 0;
        const base::WallTime begin = base::wallNow();
        const auto source = [&]() -> base::MessagePtr {
            if (next == payloads.size())
                return {};
            const base::MessagePtr made = test::makeMessage("orders", QByteArray::number(next), payloads.at(next));
            const base::Message::Receipt receipt{.sequence = base::Sequence{static_cast<quint64>(next) + 1},
                                                 .topicId = {},
                                                 .at = {},
                                                 .wallTime = begin + interval * next};
            ++next;
            // The same text at a time of our own.
            base::Envelope envelope{.topic = made->topic(),
                                    .id = made->id(),
                                    .producer = made->producer(),
                                    .payload = made->payload(),
                                    .timestamp = {},
                                    .unescaped = {}};
            return base::Message::create(made->frame(), envelope, receipt);
        };
        const auto comparison = script::dryRun(
            {}, *program, {.name = QLatin1String(name), .pattern = QStringLiteral("orders"), .parallel = false}, {},
            source, {},
            [&outcomes](const base::Message &, const DryRunOutcome &outcome) { outcomes << outcome.summary(); });
        if (!comparison)
            return {comparison.error().toString()};
        m_report = comparison->after;
        m_rest.clear();
        for (const auto &[level, line] : comparison->rest.lines)
            m_rest << line;
        return outcomes;
    }

    script::DryRunReport m_report;
    QStringList m_rest;
};

QTEST_GUILESS_MAIN(TestSamples)
#include "tst_samples.moc"
