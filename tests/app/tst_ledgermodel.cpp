// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/ledgercontroller.h"
#include "panels/ledgermodel.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::LedgerModel;

namespace {

QModelIndex rowOf(const LedgerModel &model, const QString &label)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row).data(LedgerModel::LabelRole).toString() == label)
            return model.index(row);
    }
    return {};
}

} // namespace

class TestLedgerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void theStatesAddUpToWhatWasReceived()
    {
        // Every state of the ledger must have its row: each count is set to another power of ten.
        stats::Ledger ledger;
        ledger.malformed = 1;
        ledger.duplicate = 10;
        ledger.unrouted = 100;
        ledger.dropped = 1'000;
        ledger.queued = 10'000;
        ledger.running = 100'000;
        ledger.handled = 1'000'000;
        ledger.failed = 10'000'000;
        ledger.timedOut = 100'000'000;
        ledger.received = ledger.accounted();
        LedgerModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLedger(ledger);
        quint64 sum = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row);
            if (index.data(LedgerModel::StateRole).toBool())
                sum += index.data(LedgerModel::ExactCountRole).toString().remove(QLatin1Char(',')).toULongLong();
            QVERIFY(!index.data(LedgerModel::ExplanationRole).toString().isEmpty());
        }
        QCOMPARE(sum, ledger.received);
        QCOMPARE(rowOf(model, QStringLiteral("timed out")).data(LedgerModel::CountRole).toString(),
                 QStringLiteral("100M"));
        QCOMPARE(rowOf(model, QStringLiteral("handled")).data(LedgerModel::CountRole).toString(),
                 QStringLiteral("1,000,000"));
    }

    void aCountOnceSeenStays()
    {
        LedgerModel model;
        stats::Ledger ledger;
        const QModelIndex dropped = rowOf(model, QStringLiteral("dropped"));
        QVERIFY(!dropped.data(LedgerModel::SeenRole).toBool());
        QCOMPARE(dropped.data(LedgerModel::RankRole).toInt(), int(LedgerModel::Rank::NeverSeen));
        QVERIFY(rowOf(model, QStringLiteral("handled")).data(LedgerModel::SeenRole).toBool());
        ledger.dropped = 1;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setLedger(ledger);
        QCOMPARE(changed.count(), 1);
        QVERIFY(dropped.data(LedgerModel::SeenRole).toBool());
        QCOMPARE(dropped.data(LedgerModel::ToneRole).toInt(), int{app::Tone::Warning});
        ledger.dropped = 0;
        model.setLedger(ledger);
        // what comes and goes does not flicker
        QCOMPARE(dropped.data(LedgerModel::RankRole).toInt(), int(LedgerModel::Rank::Telling));
        QVERIFY(dropped.data(LedgerModel::ZeroRole).toBool());
        QVERIFY(dropped.data(LedgerModel::SeenRole).toBool());
        QCOMPARE(dropped.data(LedgerModel::ToneRole).toInt(), int{app::Tone::Neutral});
        model.clear();
        QVERIFY(!dropped.data(LedgerModel::SeenRole).toBool());
    }

    void tellsWhenItDoesNotBalance()
    {
        app::LedgerController controller;
        client::ClientSnapshot snapshot;
        snapshot.ledger.received = 1'234;
        snapshot.ledger.handled = 1'234;
        snapshot.receivedPerSecond = 12.34;
        controller.update(snapshot);
        QVERIFY(controller.isBalanced());
        QCOMPARE(controller.received(), QStringLiteral("1,234"));
        QCOMPARE(controller.rate(), QStringLiteral("12.3"));
        QVERIFY(controller.balanceText().contains(QStringLiteral("1,234")));
        snapshot.ledger.handled = 1'200;
        controller.update(snapshot);
        QVERIFY(!controller.isBalanced());
        QVERIFY(controller.balanceText().contains(QStringLiteral("1,200")));
    }
};

QTEST_GUILESS_MAIN(TestLedgerModel)
#include "tst_ledgermodel.moc"
