// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"
#include "stats/topicstats.h"
#include "support/messages.h"

#include <QTest>

using namespace topicscope;
using stats::TopicStats;

class TestTopicStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsPerTopic()
    {
        TopicStats stats;
        const auto message = test::makeMessage("orders", "1", "{}", 1, base::TopicId{3});
        stats.addMessage(*message);
        stats.addMessage(*message);
        stats.addDuplicate(base::TopicId{3});
        stats.addFailure(base::TopicId{3});
        const auto entries = stats.entries(0, stats.idEnd());
        QCOMPARE(entries.size(), std::size_t{1}); // 1 and 2 were never seen
        QCOMPARE(entries[0].id, base::TopicId{3});
        QCOMPARE(entries[0].messages, quint64{2});
        QCOMPARE(entries[0].bytes, 2 * static_cast<quint64>(message->size()));
        QCOMPARE(entries[0].duplicates, quint64{1});
        QCOMPARE(entries[0].failures, quint64{1});
        QCOMPARE(entries[0].lastAt, message->receivedWallTime());
    }

    void countsTopicsPastTheBoundAsOne()
    {
        TopicStats stats;
        stats.addMessage(*test::makeMessage("a", "1", "{}", 1, base::TopicRegistry::overflowId()));
        stats.addMessage(*test::makeMessage("b", "2", "{}", 2, base::TopicRegistry::overflowId()));
        stats.addMessage(*test::makeMessage("c", "3", "{}", 3, base::TopicId{1}));
        const auto entries = stats.entries(0, stats.idEnd());
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries.back().id, base::TopicRegistry::overflowId());
        QCOMPARE(entries.back().messages, quint64{2});
    }

    void tellsWhatChanged()
    {
        TopicStats stats;
        for (quint32 topic = 1; topic <= 100; ++topic)
            stats.addMessage(*test::makeMessage("t", "1", "{}", topic, base::TopicId{topic}));
        QCOMPARE(stats.takeChanged(1'000).size(), std::size_t{100});
        QCOMPARE(stats.changed(), std::size_t{0});
        QVERIFY(stats.takeChanged(1'000).empty());

        stats.addMessage(*test::makeMessage("t", "2", "{}", 101, base::TopicId{7}));
        stats.addMessage(*test::makeMessage("t", "3", "{}", 102, base::TopicId{7}));
        stats.addFailure(base::TopicId{3});
        stats.addDuplicate(base::TopicId{9});
        QCOMPARE(stats.changed(), std::size_t{3}); // each once
        const auto first = stats.takeChanged(1);
        QCOMPARE(first.front().id, base::TopicId{7});
        QCOMPARE(first.front().messages, quint64{3});
        // One that changes while it waits is there once, with its latest figures.
        stats.addMessage(*test::makeMessage("t", "4", "{}", 103, base::TopicId{3}));
        const auto rest = stats.takeChanged(1'000);
        QCOMPARE(rest.size(), std::size_t{2});
        QCOMPARE(rest[0].id, base::TopicId{3});
        QCOMPARE(rest[0].messages, quint64{2});
        QCOMPARE(rest[1].duplicates, quint64{1});
    }

    void tellsAllAgain()
    {
        TopicStats stats;
        stats.addMessage(*test::makeMessage("a", "1", "{}", 1, base::TopicId{2}));
        stats.addMessage(*test::makeMessage("b", "2", "{}", 2, base::TopicRegistry::overflowId()));
        QCOMPARE(stats.takeChanged(9).size(), std::size_t{2});
        stats.listAll();
        QCOMPARE(stats.takeChanged(9).size(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestTopicStats)
#include "tst_topicstats.moc"
