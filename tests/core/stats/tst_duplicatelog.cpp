// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/duplicatelog.h"
#include "support/messages.h"

#include <QTest>

using namespace topicscope;
using stats::DuplicateLog;
using test::makeMessage;

class TestDuplicateLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsHitsNewestFirst()
    {
        DuplicateLog log;
        log.add(*makeMessage("t", "a", "{}", 3), {.sequence = base::Sequence{1}, .at = {}});
        log.add(*makeMessage("t", "b", "{}", 4, base::TopicId{2}), {.sequence = base::Sequence{2}, .at = {}});
        const base::MessagePtr latest = makeMessage("t", "a", "{}", 9);
        log.add(*latest, {.sequence = base::Sequence{1}, .at = latest->receivedAt() - std::chrono::seconds(2)});
        const auto entries = log.entries();
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries[0].id, QByteArray("a"));
        QCOMPARE(entries[0].hits, quint64{2});
        QCOMPARE(entries[0].first.sequence, base::Sequence{1});
        QCOMPARE(entries[0].last.sequence, base::Sequence{9});
        QVERIFY(entries[0].last.at - entries[0].first.at == std::chrono::seconds(2));
        QCOMPARE(entries[0].lastAt, latest->receivedWallTime());
        QCOMPARE(entries[0].producer, QByteArray("tests"));
        QCOMPARE(entries[1].id, QByteArray("b"));
        QCOMPARE(entries[1].topic, base::TopicId{2});
    }

    void keepsTheLatestOnly()
    {
        DuplicateLog log;
        for (std::size_t i = 0; i < DuplicateLog::maxEntries + 10; ++i)
            log.add(*makeMessage("t", QByteArray::number(qulonglong(i))), {});
        const auto entries = log.entries();
        QCOMPARE(entries.size(), DuplicateLog::maxEntries);
        QCOMPARE(entries.front().id, QByteArray::number(qulonglong(DuplicateLog::maxEntries + 9)));
        QCOMPARE(entries.back().id, QByteArray("10"));
        log.add(*makeMessage("t", "0"), {}); // left before: counts anew
        QCOMPARE(log.entries().front().hits, quint64{1});
    }

    void saysWhenAnIdIsCut()
    {
        DuplicateLog log;
        const QByteArray endless(100'000, 'x');
        log.add(*makeMessage("t", endless), {});
        log.add(*makeMessage("t", endless), {});
        const auto entries = log.entries();
        QCOMPARE(entries.size(), std::size_t{1});
        QCOMPARE(entries[0].hits, quint64{2});
        QVERIFY(entries[0].id.endsWith("(100000 bytes)"));
        QVERIFY(entries[0].id.size() < 600);
    }
};

QTEST_APPLESS_MAIN(TestDuplicateLog)
#include "tst_duplicatelog.moc"
