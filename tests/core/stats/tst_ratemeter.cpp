// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/ratemeter.h"

#include <QTest>

using namespace std::chrono_literals;
using topicscope::base::SteadyTime;
using topicscope::stats::RateMeter;

class TestRateMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsASteadyStream()
    {
        RateMeter meter;
        for (auto t = 0ms; t < 10s; t += 10ms)
            meter.add(1, SteadyTime(t));
        QCOMPARE(meter.ratePerSecond(SteadyTime(10s)), 100.0);
        QCOMPARE(meter.ratePerSecond(SteadyTime(10s + 249ms)), 100.0);
    }

    void dividesByItsAgeWhenYoung()
    {
        RateMeter meter;
        for (auto t = 0ms; t < 500ms; t += 10ms)
            meter.add(1, SteadyTime(t));
        QCOMPARE(meter.ratePerSecond(SteadyTime(500ms)), 100.0);
    }

    void fallsToZeroAfterTwoSeconds()
    {
        RateMeter meter;
        meter.add(1000, SteadyTime(1s));
        QVERIFY(meter.ratePerSecond(SteadyTime(1s + 500ms)) > 0.0);
        QCOMPARE(meter.ratePerSecond(SteadyTime(3s + 250ms)), 0.0);
        QCOMPARE(meter.ratePerSecond(SteadyTime(1h)), 0.0);
    }

    void forgetsAcrossALongPause()
    {
        RateMeter meter;
        meter.add(1'000'000, SteadyTime(1s));
        meter.add(8, SteadyTime(100s));
        QCOMPARE(meter.ratePerSecond(SteadyTime(100s + 250ms)), 4.0);
    }

    void isZeroBeforeTheFirst()
    {
        const RateMeter meter;
        QCOMPARE(meter.ratePerSecond(SteadyTime(5s)), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestRateMeter)
#include "tst_ratemeter.moc"
