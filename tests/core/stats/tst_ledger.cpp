// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/ledger.h"

#include <QTest>

using topicscope::stats::Ledger;

class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUp()
    {
        Ledger ledger;
        QVERIFY(ledger.isBalanced());
        quint64 *states[] = {&ledger.malformed, &ledger.duplicate, &ledger.unrouted, &ledger.dropped, &ledger.queued,
                             &ledger.running,   &ledger.handled,   &ledger.failed,   &ledger.timedOut};
        quint64 value = 1;
        for (quint64 *state : states) {
            *state = value;
            ledger.received += value;
            value *= 10;
        }
        QCOMPARE(ledger.accounted(), quint64{111'111'111});
        QVERIFY(ledger.isBalanced());
        ++ledger.received;
        QVERIFY(!ledger.isBalanced());
    }

    void ignoresCountsBesideTheStates()
    {
        Ledger ledger;
        ledger.stored = ledger.evicted = ledger.recorded = ledger.acked = ledger.ackPending = ledger.ackRepeated =
            ledger.ackWithheld = ledger.ackLost = ledger.ackRefused = ledger.repeated = 5;
        ledger.otherEvents = ledger.protocolErrors = 5;
        QVERIFY(ledger.isBalanced());
    }

    void printsEveryCount()
    {
        Ledger ledger;
        ledger.received = 3;
        ledger.handled = 2;
        ledger.timedOut = 1;
        const QJsonObject json = ledger.toJson();
        QCOMPARE(json.size(), 27);
        QCOMPARE(json.value(QStringLiteral("received")).toInteger(), 3);
        QCOMPARE(json.value(QStringLiteral("timedOut")).toInteger(), 1);
        QVERIFY(json.value(QStringLiteral("balanced")).toBool());
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
