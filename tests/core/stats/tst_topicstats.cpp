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
        const auto entries = stats.entries();
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
        const auto entries = stats.entries();
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries.back().id, base::TopicRegistry::overflowId());
        QCOMPARE(entries.back().messages, quint64{2});
    }
};

QTEST_APPLESS_MAIN(TestTopicStats)
#include "tst_topicstats.moc"
