// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/latencyhistogram.h"

#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using topicscope::stats::LatencyHistogram;
using Nanoseconds = std::chrono::nanoseconds;

namespace {

// Three significant digits: read back within 0.1 % of what was recorded.
bool isNear(Nanoseconds actual, Nanoseconds expected)
{
    return std::abs(static_cast<double>((actual - expected).count())) <= 0.001 * static_cast<double>(expected.count());
}

} // namespace

class TestLatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsThreeDigits_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::newRow("1 ns") << qint64{1};
        QTest::newRow("1 us") << qint64{1'000};
        QTest::newRow("end of the linear part") << qint64{2'047};
        QTest::newRow("start of the next octave") << qint64{2'048};
        QTest::newRow("1.234 ms") << qint64{1'234'000};
        QTest::newRow("1 s") << qint64{1'000'000'000};
        QTest::newRow("59 min") << qint64{3'540'000'000'000};
        QTest::newRow("3 h") << qint64{10'800'000'000'000};
        QTest::newRow("30 d") << qint64{2'592'000'000'000'000};
    }

    void keepsThreeDigits()
    {
        QFETCH(const qint64, ns);
        LatencyHistogram histogram;
        histogram.record(Nanoseconds(ns));
        histogram.record(LatencyHistogram::maxValue);
        QVERIFY2(isNear(histogram.percentile(50), Nanoseconds(ns)),
                 QByteArray::number(qlonglong(histogram.percentile(50).count())).constData());
        QCOMPARE(histogram.min().count(), ns);
        QCOMPARE(histogram.max(), LatencyHistogram::maxValue);
    }

    void sumsOfMonthsDoNotOverflow()
    {
        LatencyHistogram histogram;
        histogram.record(LatencyHistogram::maxValue, 1'000'000);
        QVERIFY(isNear(histogram.mean(), LatencyHistogram::maxValue));
    }

    void findsPercentiles()
    {
        LatencyHistogram histogram;
        for (int us = 1; us <= 1000; ++us)
            histogram.record(std::chrono::microseconds(us));
        QCOMPARE(histogram.count(), quint64{1000});
        QVERIFY(isNear(histogram.percentile(50), 500us));
        QVERIFY(isNear(histogram.percentile(99), 990us));
        QVERIFY(isNear(histogram.percentile(99.9), 999us));
        QCOMPARE(histogram.percentile(100), Nanoseconds(1000us));
        QCOMPARE(histogram.percentile(0), Nanoseconds(1us));
        QCOMPARE(histogram.mean(), Nanoseconds(500'500));
    }

    void countsWhatIsOutOfRangeAtTheEdges()
    {
        LatencyHistogram histogram;
        histogram.record(-5ns);
        histogram.record(31 * 24h);
        QCOMPARE(histogram.min(), 0ns);
        QCOMPARE(histogram.max(), LatencyHistogram::maxValue);
        QCOMPARE(histogram.percentile(99), LatencyHistogram::maxValue);
        QCOMPARE(histogram.count(), quint64{2});
    }

    void isZeroWhenEmpty()
    {
        const LatencyHistogram histogram;
        QCOMPARE(histogram.percentile(99), 0ns);
        QCOMPARE(histogram.min(), 0ns);
        QCOMPARE(histogram.max(), 0ns);
        QCOMPARE(histogram.mean(), 0ns);
        QVERIFY(histogram.buckets().empty());
    }

    void addsAnother()
    {
        LatencyHistogram a;
        LatencyHistogram b;
        a.record(10us, 3);
        b.record(10us);
        b.record(5ms);
        a.add(b);
        a.add({});
        QCOMPARE(a.count(), quint64{5});
        QCOMPARE(a.min(), Nanoseconds(10us));
        QCOMPARE(a.max(), Nanoseconds(5ms));
        QVERIFY(isNear(a.percentile(80), 10us));
        QVERIFY(isNear(a.percentile(81), 5ms));
    }

    void tellsWhatCameSince()
    {
        LatencyHistogram histogram;
        histogram.record(10us, 100);
        const LatencyHistogram earlier = histogram;
        QCOMPARE(histogram.since(earlier).count(), quint64{0});
        histogram.record(3ms, 10);
        histogram.record(10us);
        const LatencyHistogram difference = histogram.since(earlier);
        QCOMPARE(difference.count(), quint64{11});
        QVERIFY(isNear(difference.percentile(50), 3ms));
        QVERIFY(isNear(difference.min(), 10us));
        QVERIFY(isNear(difference.max(), 3ms));
    }

    void listsBucketsInOrderAndWithoutGapsInTheirEdges()
    {
        LatencyHistogram histogram;
        for (qint64 ns = 1; ns < 4'000'000; ns = ns * 5 / 4 + 1)
            histogram.record(Nanoseconds(ns));
        quint64 sum = 0;
        Nanoseconds last{-1};
        for (const LatencyHistogram::Bucket &bucket : histogram.buckets()) {
            QVERIFY(bucket.from >= last);
            QVERIFY(bucket.to > bucket.from);
            last = bucket.to;
            sum += bucket.count;
        }
        QCOMPARE(sum, histogram.count());
    }

    void startsAnewAfterReset()
    {
        LatencyHistogram histogram;
        histogram.record(1s);
        histogram.reset();
        QCOMPARE(histogram.count(), quint64{0});
        histogram.record(1us);
        QCOMPARE(histogram.max(), Nanoseconds(1us));
    }
};

QTEST_APPLESS_MAIN(TestLatencyHistogram)
#include "tst_latencyhistogram.moc"
