// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handlers.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QJsonDocument>
#include <QTest>

#include <stdexcept>

using namespace topicscope;

// A long run in which everything happens at once, and afterwards every message is accounted for.
class TestLedgerRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpAfterAMillionMessages()
    {
        constexpr int total = 1'000'000;
        constexpr int batchSize = 5'000;
        client::ClientConfig config;
        config.dispatch.idempotence = true;
        config.dispatch.idempotenceWindow = 10'000;
        config.dispatch.lanes = 4;
        config.dispatch.laneCapacity = 500;
        config.storeMaxBytes = 8 * 1024 * 1024;
        test::LoopbackClient server(config);

        const auto succeed = [](const base::Message &) -> base::Result<void> { return {}; };
        const auto fail = [](const base::Message &) -> base::Result<void> { throw std::runtime_error("always"); };
        QVERIFY(
            server.client().addHandler(test::handlerSpec(QStringLiteral("serial"), QStringLiteral("orders"), succeed)));
        QVERIFY(server.client().addHandler(
            test::handlerSpec(QStringLiteral("parallel"), QStringLiteral("events/*"), succeed, true)));
        QVERIFY(
            server.client().addHandler(test::handlerSpec(QStringLiteral("throwing"), QStringLiteral("doomed"), fail)));
        QVERIFY(server.start());

        // Of every 100 messages 5 repeat the one before, 1 is malformed, 4 go to the throwing handler and 3 to nobody.
        quint64 malformed = 0;
        quint64 duplicates = 0;
        quint64 doomed = 0;
        quint64 unrouted = 0;
        for (int sent = 0; sent < total;) {
            QList<QByteArray> batch;
            batch.reserve(batchSize);
            for (int i = 0; i < batchSize; ++i, ++sent) {
                const int kind = sent % 100;
                const QByteArray id = QByteArray::number(sent);
                if (kind == 7) {
                    batch << "{\"topic\":\"orders\",\"message_id\":" + id + ",\"message\":{}}"; // numeric id
                    ++malformed;
                } else if (kind % 20 == 19) {
                    batch << batch.last(); // kinds 19, 39, 59, 79, 99 repeat a well-formed one before
                    ++duplicates;
                } else if (kind >= 1 && kind <= 4) {
                    batch << test::messageJson("doomed", id);
                    ++doomed;
                } else if (kind >= 10 && kind <= 12) {
                    batch << test::messageJson("nobody", id);
                    ++unrouted;
                } else {
                    batch << test::messageJson(kind % 2 == 0 ? "orders" : "events/x", id);
                }
            }
            server.inject(batch);
            // Do not let the batches pile up in the event queue.
            QTRY_VERIFY_WITH_TIMEOUT(server.client().ledger().received + 4 * batchSize > static_cast<quint64>(sent),
                                     60'000);
            QVERIFY(server.client().ledger().isBalanced()); // at every moment, not only at the end
        }

        const quint64 handled = total - malformed - duplicates - doomed - unrouted;
        QTRY_COMPARE_WITH_TIMEOUT(server.client().ledger().received, quint64{total}, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(server.client().ledger().acked, handled, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(server.client().ledger().failed, doomed, 60'000); // on a lane of their own
        const stats::Ledger ledger = server.client().ledger();
        QVERIFY(ledger.isBalanced());
        QCOMPARE(ledger.malformed, malformed);
        QCOMPARE(ledger.duplicate, duplicates);
        QCOMPARE(ledger.unrouted, unrouted);
        QCOMPARE(ledger.failed, doomed);
        QCOMPARE(ledger.handled, handled);
        QCOMPARE(ledger.queued + ledger.running + ledger.dropped + ledger.timedOut, quint64{0});
        QCOMPARE(ledger.ackPending, quint64{0});
        QCOMPARE(ledger.stored + ledger.evicted, quint64{total});
        QCOMPARE(server.acknowledgements().size(), static_cast<std::size_t>(handled));
        QCOMPARE(malformed, quint64{total / 100});
        QCOMPARE(duplicates, quint64{total / 20});
        qInfo("%s", qPrintable(QString::fromUtf8(QJsonDocument(ledger.toJson()).toJson(QJsonDocument::Compact))));
    }
};

QTEST_GUILESS_MAIN(TestLedgerRun)
#include "tst_ledgerrun.moc"
