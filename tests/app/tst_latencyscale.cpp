// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/latencyscale.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace topicscope::app;
using namespace std::chrono_literals;

class TestLatencyScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void everyBinHoldsItsStart()
    {
        // From 1 µs on a nanosecond is small against a bin.
        for (int bin = 36; bin < latencyscale::binCount; ++bin) {
            const double start = latencyscale::binStart(bin);
            QCOMPARE(latencyscale::binOf(std::chrono::nanoseconds(std::llround(std::ceil(start * 1.0001)))), bin);
            QCOMPARE(latencyscale::binOf(std::chrono::nanoseconds(std::llround(std::floor(start * 0.9999)))), bin - 1);
        }
    }

    void binsAreBounded()
    {
        QCOMPARE(latencyscale::binOf(-5ns), 0);
        QCOMPARE(latencyscale::binOf(0ns), 0);
        QCOMPARE(latencyscale::binOf(1ns), 0);
        QCOMPARE(latencyscale::binOf(1h), latencyscale::binCount - 1);
        QCOMPARE(latencyscale::binOf(1000h), latencyscale::binCount - 1);
    }

    void ticks_data()
    {
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("upper");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QList<double>>("places");
        QTest::newRow("powers of ten") << 1e3 << 1e7 << 6 << QList<double>{1e3, 1e4, 1e5, 1e6, 1e7};
        QTest::newRow("every second power") << 1e0 << 1e8 << 4 << QList<double>{1e0, 1e2, 1e4, 1e6, 1e8};
        QTest::newRow("the units alone") << 20.0 << 2e7 << 2 << QList<double>{1e3, 1e6};
        QTest::newRow("1-2-5") << 1e3 << 1e4 << 6 << QList<double>{1e3, 2e3, 5e3, 1e4};
        QTest::newRow("equal steps when deep in")
            << 1000.0 << 1500.0 << 5 << QList<double>{1000, 1100, 1200, 1300, 1400, 1500};
        QTest::newRow("upside down") << 1e4 << 1e3 << 6 << QList<double>{};
        QTest::newRow("not positive") << 0.0 << 1e3 << 6 << QList<double>{};
        QTest::newRow("endless") << 1.0 << qInf() << 6 << QList<double>{};
    }
    void ticks()
    {
        QFETCH(double, lower);
        QFETCH(double, upper);
        QFETCH(int, wanted);
        QFETCH(QList<double>, places);
        const QList<double> actual = latencyscale::ticks(lower, upper, wanted);
        QCOMPARE(actual.size(), places.size());
        for (qsizetype i = 0; i < actual.size(); ++i)
            QVERIFY2(qFuzzyCompare(actual[i], places[i]), qPrintable(QString::number(actual[i])));
    }

    void labels()
    {
        QCOMPARE(latencyscale::tickLabel(1), QStringLiteral("1 ns"));
        QCOMPARE(latencyscale::tickLabel(500), QStringLiteral("500 ns"));
        QCOMPARE(latencyscale::tickLabel(std::pow(10.0, std::log10(1e3))), QStringLiteral("1 µs"));
        QCOMPARE(latencyscale::tickLabel(2.5e6), QStringLiteral("2.5 ms"));
        QCOMPARE(latencyscale::tickLabel(1e10), QStringLiteral("10 s"));
        QCOMPARE(latencyscale::tickLabel(3.6e12), QStringLiteral("3600 s"));
    }
};

QTEST_GUILESS_MAIN(TestLatencyScale)
#include "tst_latencyscale.moc"
