// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/figuretext.h"

#include <QLocale>
#include <QTest>

using namespace topicscope::app;
using namespace std::chrono_literals;

class TestFigureText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void counts()
    {
        QCOMPARE(countText(0), QStringLiteral("0"));
        QCOMPARE(countText(1'234'567), QStringLiteral("1,234,567"));
        QCOMPARE(countText(std::numeric_limits<quint64>::max()), QStringLiteral("18,446,744,073,709,551,615"));
    }

    void shortCounts_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("in full") << quint64{99'999} << QStringLiteral("99,999");
        QTest::newRow("thousands") << quint64{123'456} << QStringLiteral("123k");
        QTest::newRow("carries to the next unit") << quint64{999'700} << QStringLiteral("1.00M");
        QTest::newRow("millions") << quint64{12'340'000} << QStringLiteral("12.3M");
        QTest::newRow("billions") << quint64{5'000'000'000} << QStringLiteral("5.00G");
        QTest::newRow("beyond the last unit") << quint64{5'000'000'000'000'000} << QStringLiteral("5,000T");
    }
    void shortCounts()
    {
        QFETCH(quint64, count);
        QTEST(shortCountText(count), "text");
    }

    void rates()
    {
        QCOMPARE(rateText(0.0), QStringLiteral("0"));
        QCOMPARE(rateText(0.25), QStringLiteral("0.25"));
        QCOMPARE(rateText(7.5), QStringLiteral("7.50"));
        QCOMPARE(rateText(99.96), QStringLiteral("100"));
        QCOMPARE(rateText(1234.4), QStringLiteral("1,234"));
        QCOMPARE(rateText(qQNaN()), QStringLiteral("0"));
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("nanoseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("ns") << qint64{850} << QStringLiteral("850 ns");
        QTest::newRow("us") << qint64{12'340} << QStringLiteral("12.3 µs");
        QTest::newRow("just below a millisecond") << qint64{999'600} << QStringLiteral("1.00 ms");
        QTest::newRow("ms") << qint64{4'560'000} << QStringLiteral("4.56 ms");
        QTest::newRow("s") << qint64{1'200'000'000} << QStringLiteral("1.20 s");
        QTest::newRow("min") << qint64{200'000'000'000} << QStringLiteral("3 min 20 s");
        QTest::newRow("h") << qint64{11'119'000'000'000} << QStringLiteral("3 h 5 min");
        QTest::newRow("days") << qint64{172'800'000'000'000} << QStringLiteral("48 h 0 min");
        QTest::newRow("past what is counted") << qint64{2'592'000'000'000'000} << QStringLiteral("30 d or more");
    }
    void durations()
    {
        QFETCH(qint64, nanoseconds);
        QTEST(durationText(std::chrono::nanoseconds(nanoseconds)), "text");
    }

    void shares()
    {
        QCOMPARE(shareText(21, 1000), QStringLiteral("2.10 %"));
        QCOMPARE(shareText(0, 0), QStringLiteral("–"));
    }
};

QTEST_GUILESS_MAIN(TestFigureText)
#include "tst_figuretext.moc"

#include <limits>
