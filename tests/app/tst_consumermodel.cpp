// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tableproxymodel.h"
#include "panels/consumermodel.h"
#include "panels/observedclientmodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using app::ConsumerModel;
using app::ObservedClientModel;

namespace {

client::ConsumptionFigures figures(const char *consumer, const char *topic, quint64 count,
                                   std::chrono::milliseconds latency)
{
    client::ConsumptionFigures row;
    row.consumer = QString::fromLatin1(consumer);
    row.topic = QString::fromLatin1(topic);
    row.consumptions = count;
    row.latency.record(latency, count);
    return row;
}

} // namespace

class TestConsumerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void showsFigures()
    {
        ConsumerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto row = figures("bill", "orders", 1'234, 25ms);
        row.late = 3;
        row.missing = 2;
        row.doubled = 1;
        model.update({row});
        QCOMPARE(model.value(0, "consumer").toString(), QStringLiteral("bill"));
        QCOMPARE(model.value(0, "topic").toString(), QStringLiteral("orders"));
        QCOMPARE(model.value(0, "count").toString(), QStringLiteral("1,234"));
        QCOMPARE(model.value(0, "p99").toString(), QStringLiteral("25.0 ms"));
        QCOMPARE(model.value(0, "late").toString(), QStringLiteral("3"));
        const auto tones = model.value(0, "tones").value<QList<int>>();
        QCOMPARE(tones.value(model.columnOf(u"late")), int{app::Tone::Warning});
        QCOMPARE(model.value(0, "missing").toString(), QStringLiteral("2"));
        QCOMPARE(tones.value(model.columnOf(u"missing")), int{app::Tone::Danger});
        QCOMPARE(tones.value(model.columnOf(u"doubled")), int{app::Tone::Warning});
    }

    void aConsumerWithoutLatencyShowsNone()
    {
        ConsumerModel model;
        model.update({figures("bill", "orders", 0, 0ms)});
        QCOMPARE(model.value(0, "p50").toString(), QStringLiteral("–"));
        QVERIFY(model.value(0, "tones").value<QList<int>>().isEmpty());
    }

    void changesOnlyWhatChanged()
    {
        ConsumerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({figures("a", "t", 1, 1ms), figures("b", "t", 1, 1ms)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.update({figures("a", "t", 1, 1ms), figures("b", "t", 2, 1ms), figures("c", "t", 1, 1ms)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(inserted.size(), 1);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.update({figures("other", "t", 1, 1ms)});
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowCount(), 1);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
    }

    void tellsAllChangesAtOnce()
    {
        ConsumerModel model;
        std::vector<client::ConsumptionFigures> rows;
        for (int i = 0; i < 2'000; ++i)
            rows.push_back(figures("a", "t", 1, 1ms));
        model.update(rows);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (std::size_t i = 1; i < rows.size(); i += 2)
            rows[i] = figures("a", "t", 2, 1ms);
        model.update(rows);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 1'999);
        model.update(rows);
        QCOMPARE(changed.size(), 1);
    }

    void showsALatencyThatBecameKnownLater()
    {
        ConsumerModel model;
        client::ConsumptionFigures row = figures("a", "t", 0, 0ms);
        row.consumptions = 1; // its publication was not seen yet
        model.update({row});
        row.latency.record(5ms);
        model.update({row});
        QCOMPARE(model.value(0, "p50").toString(), QStringLiteral("5.00 ms"));
    }

    void sortsAndFilters()
    {
        ConsumerModel model;
        app::TableProxyModel proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({figures("b", "orders", 5, 9ms), figures("a", "stock", 20, 1ms), figures("c", "orders", 1, 30ms)});
        const auto names = [&] {
            QString result;
            for (int row = 0; row < proxy.rowCount(); ++row)
                result += proxy.value(row, "consumer").toString();
            return result;
        };
        QCOMPARE(names(), QStringLiteral("bac"));
        proxy.toggleSort(model.columnOf(u"p99"));
        QCOMPARE(names(), QStringLiteral("cba"));
        QVERIFY(proxy.isDescending());
        proxy.toggleSort(model.columnOf(u"p99"));
        QCOMPARE(names(), QStringLiteral("abc"));
        proxy.toggleSort(model.columnOf(u"p99"));
        QCOMPARE(names(), QStringLiteral("bac"));
        QCOMPARE(proxy.sortedColumn(), -1);
        proxy.toggleSort(model.columnOf(u"consumer"));
        QCOMPARE(names(), QStringLiteral("abc"));
        proxy.setFilterText(QStringLiteral("ORDERS"));
        QCOMPARE(names(), QStringLiteral("bc"));
        QCOMPARE(proxy.count(), 2);
    }

    void sortsNamesByTheirNumbers()
    {
        ConsumerModel model;
        app::TableProxyModel proxy;
        proxy.setSourceModel(&model);
        model.update(
            {figures("lane-100", "t", 1, 1ms), figures("Lane-20", "t", 1, 1ms), figures("lane-3", "t", 1, 1ms)});
        proxy.toggleSort(model.columnOf(u"consumer"));
        QStringList names;
        for (int row = 0; row < proxy.rowCount(); ++row)
            names += proxy.value(row, "consumer").toString();
        QCOMPARE(names, (QStringList{QStringLiteral("lane-3"), QStringLiteral("Lane-20"), QStringLiteral("lane-100")}));
    }

    void clientsComeAndGo()
    {
        ObservedClientModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto client = [](const char *name) {
            return client::ObservedClient{
                .consumer = QString::fromLatin1(name), .topic = QStringLiteral("*"), .connectedAt = {}};
        };
        model.update({client("a"), client("b"), client("c")});
        QPersistentModelIndex a(model.index(0));
        model.update({client("a"), client("c"), client("d")});
        QVERIFY(a.isValid());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.value(2, "consumer").toString(), QStringLiteral("d"));
        QVERIFY(model.value(2, "since").toString().isEmpty());
        model.update({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestConsumerModel)
#include "tst_consumermodel.moc"
