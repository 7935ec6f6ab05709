// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/latencyscale.h"
#include "plot/plothistory.h"
#include "snapshots.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace topicscope;
using namespace std::chrono_literals;
using app::PlotHistory;

namespace {

constexpr double begin = 0.0;
constexpr double end = 1e12;

bool isAbout(double actual, double expected, double tolerance)
{
    return std::abs(actual - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

} // namespace

class TestPlotHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstSnapshotIsOnlyABase()
    {
        tests::SnapshotSource source;
        source.addMessages(1, 1'000'000);
        PlotHistory history;
        QVERIFY(history.isEmpty());
        QVERIFY(!history.latest().has_value());
        history.add(source.snapshot());
        QVERIFY(history.isEmpty());
    }

    void steadyTrafficReadsSteadily()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        for (int i = 0; i < 20; ++i) {
            source.advance(250ms);
            source.addMessages(1, 25);
            source.addMessages(2, 5);
            source.addDuplicates(2);
            history.add(source.snapshot());
        }
        QCOMPARE(history.size(), 20U);
        const auto throughput = history.throughput(begin, end, 8);
        QCOMPARE(throughput.times.size(), 20U);
        QCOMPARE(throughput.topics.size(), 2U);
        QCOMPARE(throughput.topics[0].topic, base::TopicId{1});
        QCOMPARE(throughput.topics[1].topic, base::TopicId{2});
        QVERIFY(throughput.others.empty());
        for (std::size_t i = 0; i < 20; ++i) {
            QVERIFY(isAbout(throughput.topics[0].perSecond[i], 100.0, 1e-5));
            QVERIFY(isAbout(throughput.topics[1].perSecond[i], 20.0, 1e-5));
        }
        const auto duplicates = history.duplicates(begin, end);
        QVERIFY(isAbout(duplicates.perSecond.back(), 8.0, 1e-5));
        QVERIFY(isAbout(throughput.times[1] - throughput.times[0], 0.25, 1e-6));
    }

    void aBurstCountsForTheSecondAfterIt()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        for (int i = 0; i < 12; ++i) {
            source.advance(250ms);
            if (i == 4)
                source.addMessages(1, 40);
            history.add(source.snapshot());
        }
        const auto throughput = history.throughput(begin, end, 8);
        const auto &rates = throughput.topics.at(0).perSecond;
        for (std::size_t i = 0; i < rates.size(); ++i)
            QVERIFY2(isAbout(rates[i], i >= 4 && i < 8 ? 40.0 : 0.0, 1e-5), qPrintable(QString::number(i)));
        // The area under the curve is the number of messages.
        QVERIFY(isAbout(std::accumulate(rates.begin(), rates.end(), 0.0) * 0.25, 40.0, 1e-5));
    }

    void theRestIsSummedUp()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        source.advance(1s);
        for (quint32 topic = 1; topic <= 100; ++topic)
            source.addMessages(topic, topic);
        history.add(source.snapshot());
        const auto throughput = history.throughput(begin, end, 8);
        QCOMPARE(throughput.topics.size(), 8U);
        QCOMPARE(throughput.topics.front().topic, base::TopicId{100});
        QCOMPARE(throughput.topics.back().topic, base::TopicId{93});
        // 1 + ... + 92, although only the 64 busiest are kept one by one.
        QVERIFY(isAbout(throughput.others.at(0), 92.0 * 93.0 / 2.0, 1e-5));
    }

    void theBusiestAreThoseOfTheRange()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        for (int i = 0; i < 8; ++i) {
            source.advance(2s);
            source.addMessages(i < 4 ? 1 : 2, 100);
            history.add(source.snapshot());
        }
        const double middle = history.throughput(begin, end, 1).times.at(5);
        const auto late = history.throughput(middle, end, 1);
        QCOMPARE(late.topics.at(0).topic, base::TopicId{2});
        const auto early = history.throughput(begin, middle - 7.0, 1);
        QCOMPARE(early.topics.at(0).topic, base::TopicId{1});
    }

    void percentilesAreThoseOfTheInterval()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        source.addCalls(1s, 1000); // before the history began: must not show
        history.add(source.snapshot());
        source.advance(1s);
        source.addCalls(1ms, 98);
        source.addCalls(50ms, 2);
        history.add(source.snapshot());
        source.advance(1s);
        history.add(source.snapshot());
        source.advance(1s);
        source.addCalls(2ms, 10);
        history.add(source.snapshot());

        const auto latency = history.latency(begin, end);
        QCOMPARE(latency.times.size(), 3U);
        QVERIFY(isAbout(latency.p50[0], 1e6, 1e-3));
        QVERIFY(isAbout(latency.p99[0], 50e6, 1e-3));
        QVERIFY(std::isnan(latency.p50[1]));
        QVERIFY(std::isnan(latency.p99[1]));
        QVERIFY(isAbout(latency.p50[2], 2e6, 1e-3));
    }

    void distributionCountsEachCallOnce()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        for (int i = 0; i < 10; ++i) {
            source.advance(250ms);
            source.addCalls(1ms, 10);
            source.addCalls(100us, 1);
            history.add(source.snapshot());
        }
        const auto all = history.distribution(begin, end);
        QCOMPARE(all.count, 110U);
        QCOMPARE(all.bins.size(), std::size_t{app::latencyscale::binCount});
        QCOMPARE(all.bins[static_cast<std::size_t>(app::latencyscale::binOf(100us))], 10U);
        const auto half = history.distribution(*history.latest() - 1.1, end);
        QCOMPARE(half.count, 55U);
    }

    void isBounded()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        for (int i = 0; i < 5000; ++i) {
            source.advance(250ms);
            source.addMessages(1, 1);
            history.add(source.snapshot());
        }
        QVERIFY(history.size() <= PlotHistory::maxSamples);
        QVERIFY(*history.latest() - *history.earliest() <= 600.0);
        QVERIFY(*history.latest() - *history.earliest() >= 599.0);
        for (int i = 0; i < 3000; ++i) { // faster than four a second
            source.advance(100ms);
            history.add(source.snapshot());
        }
        QCOMPARE(history.size(), PlotHistory::maxSamples);
    }

    void anotherClientStartsAnew()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        source.advance(1s);
        source.addMessages(1, 50);
        history.add(source.snapshot());
        QCOMPARE(history.size(), 1U);

        tests::SnapshotSource other;
        other.advance(5s);
        other.addMessages(1, 3);
        history.add(other.snapshot());
        QVERIFY(history.isEmpty());
        other.advance(1s);
        other.addMessages(1, 7);
        history.add(other.snapshot());
        QVERIFY(isAbout(history.throughput(begin, end, 8).topics.at(0).perSecond.at(0), 7.0, 1e-5));
    }

    void momentsTooCloseAreOneSample()
    {
        tests::SnapshotSource source;
        PlotHistory history;
        history.add(source.snapshot());
        source.advance(1s);
        source.addMessages(1, 50);
        history.add(source.snapshot());
        history.add(source.snapshot());
        source.advance(20ms);
        source.addMessages(1, 50);
        history.add(source.snapshot());
        QCOMPARE(history.size(), 1U);
        source.advance(980ms);
        history.add(source.snapshot());
        QVERIFY(isAbout(history.throughput(begin, end, 8).topics.at(0).perSecond.at(1), 50.0, 1e-5));
    }
};

QTEST_GUILESS_MAIN(TestPlotHistory)
#include "tst_plothistory.moc"
