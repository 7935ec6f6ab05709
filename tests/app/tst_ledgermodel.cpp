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

QVariant valueOf(const LedgerModel &model, const char *label, const char *role)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.value(row, "label").toString() == QLatin1String(label))
            return model.value(row, role);
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
            if (model.value(row, "isState").toBool())
                sum += model.value(row, "exactCount").toString().remove(QLatin1Char(',')).toULongLong();
            QVERIFY(!model.value(row, "explanation").toString().isEmpty());
        }
        QCOMPARE(sum, ledger.received);
        QCOMPARE(valueOf(model, "timed out", "count").toString(), QStringLiteral("100M"));
        QCOMPARE(valueOf(model, "handled", "count").toString(), QStringLiteral("1,000,000"));
    }

    void aCountOnceSeenStays()
    {
        LedgerModel model;
        stats::Ledger ledger;
        const auto dropped = [&model](const char *role) { return valueOf(model, "dropped", role); };
        QVERIFY(!dropped("seen").toBool());
        QCOMPARE(dropped("rank").toInt(), int{app::LedgerRank::NeverSeen});
        QVERIFY(valueOf(model, "handled", "seen").toBool());
        ledger.dropped = 1;
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setLedger(ledger);
        QCOMPARE(changed.count(), 1);
        QVERIFY(dropped("seen").toBool());
        QCOMPARE(dropped("tone").toInt(), int{app::Tone::Warning});
        ledger.dropped = 0;
        model.setLedger(ledger);
        // what comes and goes does not flicker
        QCOMPARE(dropped("rank").toInt(), int{app::LedgerRank::Telling});
        QVERIFY(dropped("zero").toBool());
        QVERIFY(dropped("seen").toBool());
        QCOMPARE(dropped("tone").toInt(), int{app::Tone::Neutral});
        model.clear();
        QVERIFY(!dropped("seen").toBool());
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
