// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/messagestore.h"
#include "base/bytes.h"
#include "base/topicregistry.h"
#include "net/messagebuilder.h"
#include "support/messages.h"

#include <QTest>

#include <atomic>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace topicscope;
using base::MessagePtr;
using base::Sequence;
using capture::MessageStore;

namespace {

void append(MessageStore &store, quint64 from, quint64 to)
{
    std::vector<MessagePtr> batch;
    for (quint64 sequence = from; sequence <= to; ++sequence)
        batch.push_back(
            test::makeMessage("t", QByteArray::number(qulonglong(sequence)).rightJustified(8, '0'), "{}", sequence));
    store.append(batch);
    QVERIFY(batch.empty());
}

qsizetype costOfOne()
{
    // and its place
    return test::makeMessage("t", "00000001")->memoryCost() + static_cast<qsizetype>(sizeof(MessagePtr));
}

} // namespace

class TestMessageStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOutWhatCameAfter()
    {
        MessageStore store(m_topics);
        append(store, 1, 10);
        auto batch = store.readAfter(Sequence{7}, 100);
        QCOMPARE(batch.messages.size(), std::size_t{3});
        QCOMPARE(batch.messages.front()->sequence(), Sequence{8});
        QCOMPARE(batch.first, Sequence{1});
        QCOMPARE(batch.missed, quint64{0});
        batch = store.readAfter(Sequence{}, 4);
        QCOMPARE(batch.messages.size(), std::size_t{4});
        QCOMPARE(batch.messages.back()->sequence(), Sequence{4});
        QVERIFY(store.readAfter(Sequence{10}, 4).messages.empty());
    }

    void countsWhatMessagesCost_data()
    {
        QTest::addColumn<int>("payload");
        QTest::addColumn<int>("count");
        QTest::newRow("small") << 60 << 20'000;
        QTest::newRow("medium") << 1'000 << 5'000;
        QTest::newRow("large") << 100'000 << 100;
    }
    void countsWhatMessagesCost()
    {
#ifdef __GLIBC__
        QFETCH(int, payload);
        QFETCH(int, count);
        const auto inUse = [] {
            const struct mallinfo2 info = mallinfo2();
            return static_cast<double>(info.uordblks + info.hblkhd);
        };
        base::TopicRegistry topics;
        net::MessageBuilder builder(topics);
        MessageStore store(m_topics);
        const QByteArray text = '"' + QByteArray(payload, 'x') + '"';
        std::vector<MessagePtr> batch;
        batch.reserve(1);
        const auto take = [&](const QByteArray &id) {
            const QByteArray object = test::messageJson("orders/created", id, text, R"(p\u00e4)"); // with an escape
            batch.push_back(builder.fromObject(base::viewOf(object), base::Moment::now()));
            store.append(batch);
        };
        take("first"); // what is there once for all
        const double before = inUse();
        const qsizetype counted = store.usage().bytes;
        if (before == 0)
            QSKIP("This malloc does not tell what is in use.");
        for (int i = 0; i < count; ++i)
            take(QByteArray::number(i));
        const double cost = inUse() - before;
        const auto bytes = static_cast<double>(store.usage().bytes - counted);
        QVERIFY2(bytes > 0.95 * cost && bytes < 1.05 * cost,
                 qPrintable(QStringLiteral("%1 bytes counted, %2 used").arg(bytes).arg(cost)));
#else
        QSKIP("Nobody tells what is in use.");
#endif
    }

    void keepsItsBoundAndCountsWhatLeaves()
    {
        MessageStore store(m_topics, 5 * costOfOne());
        append(store, 1, 12);
        const auto usage = store.usage();
        QCOMPARE(usage.count, quint64{5});
        QCOMPARE(usage.evicted, quint64{7});
        QCOMPARE(usage.first, Sequence{8});
        QCOMPARE(usage.last, Sequence{12});
        QVERIFY(usage.bytes <= usage.maxBytes);
    }

    void tellsAReaderWhatItMissed()
    {
        MessageStore store(m_topics, 5 * costOfOne());
        append(store, 1, 3);
        QCOMPARE(store.readAfter(Sequence{3}, 10).missed, quint64{0});
        append(store, 4, 12); // 8..12 are held
        const auto batch = store.readAfter(Sequence{3}, 10);
        QCOMPARE(batch.missed, quint64{4});
        QCOMPARE(batch.messages.size(), std::size_t{5});
        QCOMPARE(store.readAfter(Sequence{7}, 10).missed, quint64{0});
        QCOMPARE(store.readAfter(Sequence{12}, 10).missed, quint64{0});
    }

    void holdsNothingLargerThanItself()
    {
        MessageStore store(m_topics, 10);
        append(store, 1, 2);
        QCOMPARE(store.usage().count, quint64{0});
        QCOMPARE(store.usage().evicted, quint64{2});
        QCOMPARE(store.readAfter(Sequence{}, 10).missed, quint64{2});
    }

    void shrinksAtOnce()
    {
        MessageStore store(m_topics);
        append(store, 1, 10);
        store.setMaxBytes(3 * costOfOne());
        QCOMPARE(store.usage().count, quint64{3});
        QCOMPARE(store.usage().evicted, quint64{7});
    }

    void clearsWithoutCallingItLoss()
    {
        MessageStore store(m_topics);
        append(store, 1, 10);
        store.clear();
        QCOMPARE(store.usage().count, quint64{0});
        QCOMPARE(store.usage().evicted, quint64{0});
        QCOMPARE(store.usage().bytes, qsizetype{0});
        QCOMPARE(store.readAfter(Sequence{4}, 10).missed, quint64{0});
        append(store, 11, 12);
        QCOMPARE(store.readAfter(Sequence{4}, 10).missed, quint64{0});
        QCOMPARE(store.readAfter(Sequence{4}, 10).messages.size(), std::size_t{2});
    }

    void isReadWhileItIsWritten()
    {
        MessageStore store(m_topics, 100 * costOfOne());
        constexpr quint64 total = 20'000;
        std::atomic<bool> wrong{false};
        std::thread reader([&] {
            Sequence last;
            quint64 seen = 0;
            while (last.value < total) {
                const auto batch = store.readAfter(last, 64);
                seen += batch.missed + batch.messages.size();
                for (const MessagePtr &message : batch.messages) {
                    wrong = wrong || message->sequence() <= last;
                    last = message->sequence();
                }
            }
            wrong = wrong || seen != total; // every message was either read or told as missed
        });
        for (quint64 i = 1; i <= total; i += 10)
            append(store, i, i + 9);
        reader.join();
        QVERIFY(!wrong);
    }

private:
    base::TopicRegistry m_topics;
};

QTEST_APPLESS_MAIN(TestMessageStore)
#include "tst_messagestore.moc"
