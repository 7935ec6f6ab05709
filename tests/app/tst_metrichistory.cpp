// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/metrichistory.h"

#include <QTest>

#include <cmath>

using topicscope::app::MetricHistory;
using topicscope::app::PlotHistory;

class TestMetricHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void meansOfWhatCameBetweenTwoSamples()
    {
        MetricHistory history;
        QVERIFY(history.isEmpty());
        history.add(1.0, {{QStringLiteral("a"), 2, 10.0}});
        history.add(2.0, {{QStringLiteral("a"), 4, 30.0}, {QStringLiteral("b"), 1, 7.0}});
        history.add(3.0, {{QStringLiteral("a"), 4, 30.0}, {QStringLiteral("b"), 2, 8.0}});
        history.add(3.0, {{QStringLiteral("a"), 9, 90.0}}); // no later than the last
        const auto curves = history.curves(0.0, 10.0, 8);
        QCOMPARE(curves.times, (std::vector<double>{1.0, 2.0, 3.0}));
        QCOMPARE(curves.metrics.size(), std::size_t{2});
        QCOMPARE(curves.metrics[0].values[0], 5.0);
        QCOMPARE(curves.metrics[0].values[1], 10.0);
        QVERIFY(std::isnan(curves.metrics[0].values[2]));
        QVERIFY(std::isnan(curves.metrics[1].values[0]));
        QCOMPARE(curves.metrics[1].values[2], 1.0);
    }

    void aScriptThatIsStartedAnewBeginsAtZero()
    {
        MetricHistory history;
        history.add(1.0, {{QStringLiteral("a"), 100, 1000.0}});
        history.add(2.0, {{QStringLiteral("a"), 2, 6.0}});
        QCOMPARE(history.curves(0.0, 10.0, 8).metrics[0].values[1], 3.0);
    }

    void isBounded()
    {
        MetricHistory history;
        std::vector<MetricHistory::Totals> totals;
        for (std::size_t i = 0; i < 2 * MetricHistory::maxMetrics; ++i)
            totals.push_back({QString::number(i), 1, 1.0});
        for (std::size_t i = 0; i < PlotHistory::maxSamples + 10; ++i) {
            for (auto &metric : totals)
                ++metric.count;
            history.add(static_cast<double>(i) / 10.0, totals);
        }
        const auto curves = history.curves(0.0, 1e9, 1000);
        QCOMPARE(curves.metrics.size(), MetricHistory::maxMetrics);
        QCOMPARE(curves.times.size(), PlotHistory::maxSamples);
        QCOMPARE(history.curves(0.0, 1e9, 3).metrics.size(), std::size_t{3});
        history.clear();
        QVERIFY(history.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMetricHistory)
#include "tst_metrichistory.moc"
