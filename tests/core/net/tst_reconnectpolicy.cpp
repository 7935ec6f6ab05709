// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/reconnectpolicy.h"

#include <QTest>

using namespace topicscope::net;
using namespace std::chrono_literals;

class TestReconnectPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTheBound();
    void startsAnewAfterASuccess();
    void aConnectionThatLasted_data();
    void aConnectionThatLasted();
    void countsAttempts();
    void disabled();
    void jitterStaysInBounds_data();
    void jitterStaysInBounds();
    void oddSettings_data();
    void oddSettings();
};

void TestReconnectPolicy::doublesUpToTheBound()
{
    ReconnectPolicy policy({.enabled = true, .attempts = 0, .delay = 2s, .delayMax = 10s});
    for (const auto expected : {2000ms, 4000ms, 8000ms, 10000ms, 10000ms})
        QCOMPARE(policy.next(0.5).value(), expected);
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(policy.next(0.5).has_value());
}

void TestReconnectPolicy::startsAnewAfterASuccess()
{
    ReconnectPolicy policy({.enabled = true, .attempts = 2, .delay = 1s, .delayMax = 10s});
    QCOMPARE(policy.next(0.5).value(), 1000ms);
    QCOMPARE(policy.next(0.5).value(), 2000ms);
    QVERIFY(!policy.next(0.5));
    policy.reset();
    QCOMPARE(policy.attemptsMade(), 0);
    QCOMPARE(policy.next(0.5).value(), 1000ms);
}

void TestReconnectPolicy::aConnectionThatLasted_data()
{
    QTest::addColumn<qint64>("delayMax");
    QTest::addColumn<qint64>("lasted");
    QTest::addColumn<qint64>("wait");
    QTest::newRow("not at all") << qint64(10'000) << qint64(0) << qint64(4'000);
    QTest::newRow("shorter than the longest wait") << qint64(10'000) << qint64(9'999) << qint64(4'000);
    QTest::newRow("as long") << qint64(10'000) << qint64(10'000) << qint64(1'000);
    QTest::newRow("shorter than five seconds") << qint64(4'000) << qint64(4'999) << qint64(4'000);
    QTest::newRow("five seconds") << qint64(4'000) << qint64(5'000) << qint64(1'000);
    QTest::newRow("a minute") << qint64(3'600'000) << qint64(60'000) << qint64(1'000);
}

void TestReconnectPolicy::aConnectionThatLasted()
{
    QFETCH(qint64, delayMax);
    QFETCH(qint64, lasted);
    QFETCH(qint64, wait);
    const topicscope::base::SteadyTime start{1000s};
    ReconnectPolicy policy(
        {.enabled = true, .attempts = 3, .delay = 1s, .delayMax = std::chrono::milliseconds(delayMax)});
    policy.noteLost(start + 1h); // there was none
    QCOMPARE(policy.next(0.5).value(), 1000ms);
    QCOMPARE(policy.next(0.5).value(), 2000ms);
    policy.noteConnected(start);
    policy.noteLost(start + std::chrono::milliseconds(lasted));
    QCOMPARE(policy.next(0.5)->count(), wait);
    policy.noteLost(start + 1h); // an attempt that failed is no connection that lasted
    QCOMPARE(policy.next(0.5).has_value(), wait == 1'000);
}

void TestReconnectPolicy::countsAttempts()
{
    ReconnectPolicy policy({.enabled = true, .attempts = 3, .delay = 1ms, .delayMax = 1ms});
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(policy.next(0.0));
        QCOMPARE(policy.attemptsMade(), i);
    }
    QVERIFY(!policy.next(0.0));
    QCOMPARE(policy.attemptsMade(), 3);
}

void TestReconnectPolicy::disabled()
{
    ReconnectPolicy policy({.enabled = false, .attempts = 0, .delay = 1s, .delayMax = 1s});
    QVERIFY(!policy.next(0.5));
}

void TestReconnectPolicy::jitterStaysInBounds_data()
{
    QTest::addColumn<double>("random");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("second");
    QTest::newRow("least") << 0.0 << qint64(1500) << qint64(3000);
    QTest::newRow("middle") << 0.5 << qint64(2000) << qint64(4000);
    QTest::newRow("most, but not over the bound") << 0.999'999 << qint64(2499) << qint64(4000);
}

void TestReconnectPolicy::jitterStaysInBounds()
{
    QFETCH(double, random);
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    ReconnectPolicy policy({.enabled = true, .attempts = 0, .delay = 2s, .delayMax = 4s});
    QCOMPARE(policy.next(random)->count(), first);
    QCOMPARE(policy.next(random)->count(), second);
}

void TestReconnectPolicy::oddSettings_data()
{
    QTest::addColumn<qint64>("delay");
    QTest::addColumn<qint64>("delayMax");
    QTest::addColumn<qint64>("wait");
    QTest::newRow("no delay is no busy loop") << qint64(0) << qint64(0) << qint64(10);
    QTest::newRow("negative") << qint64(-5) << qint64(-5) << qint64(10);
    QTest::newRow("bound under the delay") << qint64(5000) << qint64(100) << qint64(100);
}

void TestReconnectPolicy::oddSettings()
{
    QFETCH(qint64, delay);
    QFETCH(qint64, delayMax);
    QFETCH(qint64, wait);
    ReconnectPolicy policy({.enabled = true,
                            .attempts = 0,
                            .delay = std::chrono::milliseconds(delay),
                            .delayMax = std::chrono::milliseconds(delayMax)});
    QCOMPARE(policy.next(0.5)->count(), wait);
}

QTEST_GUILESS_MAIN(TestReconnectPolicy)
#include "tst_reconnectpolicy.moc"
