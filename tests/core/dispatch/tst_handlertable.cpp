// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/handlertable.h"
#include "support/handlers.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace topicscope;
using dispatch::HandlerTable;
using dispatch::HandlerTableMailbox;
using test::handlerEntry;

class TestHandlerTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolvesToOne_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<quint32>("handler");
        QTest::newRow("exact wins over patterns") << QByteArray("orders/created") << 1U;
        QTest::newRow("most specific pattern") << QByteArray("orders/eu/paid") << 3U;
        QTest::newRow("one segment before any") << QByteArray("orders/paid") << 4U;
        QTest::newRow("deep") << QByteArray("orders/a/b/c") << 5U;
        QTest::newRow("wildcard for the rest") << QByteArray("payments") << 2U;
    }

    void resolvesToOne()
    {
        QFETCH(const QByteArray, topic);
        QFETCH(const quint32, handler);
        const HandlerTable table({handlerEntry(1, QStringLiteral("orders/created")),
                                  handlerEntry(2, QStringLiteral("*")), handlerEntry(3, QStringLiteral("orders/eu/*")),
                                  handlerEntry(4, QStringLiteral("orders/*")),
                                  handlerEntry(5, QStringLiteral("orders/**"))});
        const auto *entry = table.resolve(topic.toStdString());
        QVERIFY(entry);
        QCOMPARE((*entry)->id, base::HandlerId{handler});
    }

    void takesTheFirstAmongEquals()
    {
        const HandlerTable table({handlerEntry(1, QStringLiteral("a/*/cc")), handlerEntry(2, QStringLiteral("a/bb/*")),
                                  handlerEntry(3, QStringLiteral("aa/*/c"))});
        QCOMPARE((*table.resolve("a/bb/cc"))->id, base::HandlerId{1});
    }

    void resolvesToNobody()
    {
        QVERIFY(!HandlerTable().resolve("orders"));
        const HandlerTable table({handlerEntry(1, QStringLiteral("orders/*"))});
        QVERIFY(!table.resolve("payments"));
    }

    void handsOverTheNewestTable()
    {
        HandlerTableMailbox mailbox;
        QVERIFY(!mailbox.take());
        mailbox.post(std::make_unique<HandlerTable>(std::vector{handlerEntry(1, QStringLiteral("a"))}));
        mailbox.post(std::make_unique<HandlerTable>(std::vector{handlerEntry(2, QStringLiteral("b"))}));
        const auto table = mailbox.take();
        QVERIFY(table);
        QVERIFY(table->resolve("b") && !table->resolve("a"));
        QVERIFY(!mailbox.take());
        mailbox.post(std::make_unique<HandlerTable>()); // freed with the mailbox
    }

    void handsOverBetweenThreads()
    {
        HandlerTableMailbox mailbox;
        constexpr quint32 last = 5'000;
        std::thread writer([&] {
            for (quint32 i = 1; i <= last; ++i)
                mailbox.post(std::make_unique<HandlerTable>(std::vector{handlerEntry(i, QStringLiteral("*"))}));
        });
        quint32 seen = 0;
        bool ordered = true;
        while (seen < last) {
            if (const auto table = mailbox.take()) {
                const quint32 id = (*table->resolve("x"))->id.value;
                ordered = ordered && id > seen;
                seen = id;
            }
        }
        writer.join();
        QVERIFY(ordered);
    }
};

QTEST_APPLESS_MAIN(TestHandlerTable)
#include "tst_handlertable.moc"
