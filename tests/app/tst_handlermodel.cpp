// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/handlermodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using app::HandlerModel;
using app::HandlerProxyModel;

namespace {

client::ClientSnapshot snapshotOf(int handlers)
{
    client::ClientSnapshot snapshot;
    snapshot.at = base::SteadyClock::now();
    for (int i = 0; i < handlers; ++i) {
        client::HandlerFigures &figures = snapshot.handlers.emplace_back();
        figures.id = base::HandlerId{static_cast<quint32>(i + 1)};
        figures.name = QStringLiteral("handler %1").arg(i);
        figures.pattern = QStringLiteral("topic/%1").arg(i);
        snapshot.changedHandlers.push_back(static_cast<std::size_t>(i));
    }
    return snapshot;
}

} // namespace

class TestHandlerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void showsFigures()
    {
        HandlerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        client::ClientSnapshot snapshot = snapshotOf(2);
        snapshot.handlers[1].calls = 12'345;
        snapshot.handlers[1].failures = 3;
        snapshot.handlers[1].timeouts = 2;
        snapshot.handlers[1].lastError = QStringLiteral("no field");
        snapshot.handlers[1].parallel = true;
        snapshot.handlers[1].latency.record(2ms, 100);
        model.update(snapshot);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 10);
        const auto text = [&](int row, const char *column) { return model.value(row, column).toString(); };
        QCOMPARE(text(1, "name"), QStringLiteral("handler 1"));
        QCOMPARE(text(1, "pattern"), QStringLiteral("topic/1"));
        QCOMPARE(text(1, "mode"), QStringLiteral("parallel"));
        QCOMPARE(text(1, "calls"), QStringLiteral("12,345"));
        QCOMPARE(text(1, "failures"), QStringLiteral("5"));
        QCOMPARE(text(1, "p50"), QStringLiteral("2.00 ms"));
        QCOMPARE(text(1, "max"), QStringLiteral("2.00 ms"));
        QCOMPARE(text(1, "lastError"), QStringLiteral("no field"));
        QCOMPARE(text(0, "mode"), QStringLiteral("serial"));
        QCOMPARE(text(0, "p99"), QStringLiteral("–")); // nothing called yet
        const auto tones = [&](int row) { return model.value(row, "tones").value<QList<int>>(); };
        QCOMPARE(tones(1).value(model.columnOf(u"failures")), int{app::Tone::Danger});
        QCOMPARE(tones(1).value(model.columnOf(u"calls")), -1);
        QVERIFY(tones(0).isEmpty());
        QCOMPARE(model.value(1, "cells").toStringList().value(model.columnOf(u"calls")), QStringLiteral("12,345"));
        QCOMPARE(model.value(1, "summary").toString(),
                 QStringLiteral("handler 1 on topic/1: 12,345 calls, 5 failures, p99 2.00 ms"));
        QCOMPARE(model.value(1, "toolTip").toString(),
                 QStringLiteral("5 failed, 2 of them timed out\nLast error: no field"));
        QVERIFY(model.value(0, "toolTip").toString().isEmpty());
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }

    void ratesAreThoseOfTheLastSecond()
    {
        HandlerModel model;
        client::ClientSnapshot snapshot = snapshotOf(1);
        model.update(snapshot);
        for (int i = 0; i < 8; ++i) {
            snapshot.at += 250ms;
            snapshot.handlers[0].calls += i < 4 ? 100 : 5;
            model.update(snapshot);
        }
        QCOMPARE(model.value(0, "rate").toString(), QStringLiteral("20.0"));
    }

    void changesOnlyWhatChanged()
    {
        HandlerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        client::ClientSnapshot snapshot = snapshotOf(10'000);
        model.update(snapshot);
        QCOMPARE(model.rowCount(), 10'000);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);

        snapshot.at += 250ms;
        model.update(snapshot);
        QCOMPARE(changed.count(), 0);

        snapshot.at += 250ms;
        for (const std::size_t row : {7U, 8U, 9'999U})
            snapshot.handlers[row].calls += 1;
        model.update(snapshot);
        QCOMPARE(changed.count(), 2); // rows 7 and 8 together, and the last
        QCOMPARE(changed[0][0].toModelIndex().row(), 7);
        QCOMPARE(changed[0][1].toModelIndex().row(), 8);
        QCOMPARE(changed[1][0].toModelIndex().row(), 9'999);
        QCOMPARE(changed[1][1].toModelIndex().row(), 9'999);
        QCOMPARE(reset.count() + inserted.count(), 0);
    }

    void looksAtWhatChangedAlone()
    {
        HandlerModel model;
        client::ClientSnapshot snapshot = snapshotOf(100'000);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.update(snapshot);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(model.rowCount(), 100'000);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        snapshot.at += 250ms;
        snapshot.handlers[5].calls = 1; // not named, and so not looked at
        snapshot.handlers[77'777].calls = 1;
        snapshot.changedHandlers = {77'777};
        model.update(snapshot);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 77'777);
        // Its rate falls again although nothing names it.
        snapshot.changedHandlers.clear();
        snapshot.at += 2s;
        model.update(snapshot);
        QCOMPARE(model.value(77'777, "rate").toString(), QStringLiteral("0"));
        // One that comes after a rest counts for the second before it, and not for the rest.
        snapshot.at += 1s;
        snapshot.handlers[3].calls = 30;
        snapshot.changedHandlers = {3};
        model.update(snapshot);
        QCOMPARE(model.value(3, "rate").toString(), QStringLiteral("30.0"));
    }

    void growsAtTheEnd()
    {
        HandlerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(snapshotOf(2));
        QPersistentModelIndex second(model.index(1, 0));
        model.update(snapshotOf(5));
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(second.isValid());
        QCOMPARE(second.row(), 1);
    }

    void anotherClientReplacesAll()
    {
        HandlerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        client::ClientSnapshot snapshot = snapshotOf(3);
        snapshot.handlers[0].calls = 10;
        model.update(snapshot);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.update(snapshotOf(3)); // the first counts from zero again
        QCOMPARE(reset.count(), 1);
        QCOMPARE(model.rowCount(), 3);
        model.update(snapshotOf(0));
        QCOMPARE(model.rowCount(), 0);
    }

    void sortsAndFilters()
    {
        HandlerModel model;
        HandlerProxyModel proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        client::ClientSnapshot snapshot = snapshotOf(3);
        snapshot.handlers[0].calls = 9;
        snapshot.handlers[1].calls = 100; // as a text it would come before 9
        snapshot.handlers[2].calls = 20;
        model.update(snapshot);
        const auto names = [&] {
            QStringList result;
            for (int row = 0; row < proxy.rowCount(); ++row)
                result << proxy.value(row, "name").toString().right(1);
            return result.join(QString());
        };
        QCOMPARE(names(), QStringLiteral("012"));
        proxy.toggleSort(model.columnOf(u"calls"));
        QVERIFY(proxy.isDescending());
        QCOMPARE(names(), QStringLiteral("120"));
        proxy.toggleSort(model.columnOf(u"calls"));
        QCOMPARE(names(), QStringLiteral("021"));
        proxy.toggleSort(model.columnOf(u"calls"));
        QCOMPARE(proxy.sortedColumn(), -1);
        QCOMPARE(names(), QStringLiteral("012"));

        QSignalSpy counted(&proxy, &HandlerProxyModel::countChanged);
        proxy.setFilterText(QStringLiteral("TOPIC/2"));
        QCOMPARE(names(), QStringLiteral("2"));
        QVERIFY(counted.count() > 0);
        proxy.setFilterText(QString());

        snapshot.at += 250ms;
        snapshot.handlers[1].removed = true;
        model.update(snapshot);
        QCOMPARE(names(), QStringLiteral("02"));
        proxy.setShowRemoved(true);
        QCOMPARE(names(), QStringLiteral("012"));
    }
};

QTEST_GUILESS_MAIN(TestHandlerModel)
#include "tst_handlermodel.moc"
