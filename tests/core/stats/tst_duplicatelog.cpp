// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/duplicatelog.h"

#include <QTest>

using namespace topicscope;
using stats::DuplicateLog;

class TestDuplicateLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsHitsNewestFirst()
    {
        DuplicateLog log;
        log.add("a", base::TopicId{1}, base::WallTime(std::chrono::seconds(1)));
        log.add("b", base::TopicId{2}, base::WallTime(std::chrono::seconds(2)));
        log.add("a", base::TopicId{1}, base::WallTime(std::chrono::seconds(3)));
        const auto entries = log.entries();
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries[0].id, QByteArray("a"));
        QCOMPARE(entries[0].hits, quint64{2});
        QCOMPARE(entries[0].lastAt, base::WallTime(std::chrono::seconds(3)));
        QCOMPARE(entries[1].id, QByteArray("b"));
        QCOMPARE(entries[1].topic, base::TopicId{2});
    }

    void keepsTheLatestOnly()
    {
        DuplicateLog log;
        for (std::size_t i = 0; i < DuplicateLog::maxEntries + 10; ++i)
            log.add(QByteArray::number(qulonglong(i)).toStdString(), {}, {});
        const auto entries = log.entries();
        QCOMPARE(entries.size(), DuplicateLog::maxEntries);
        QCOMPARE(entries.front().id, QByteArray::number(qulonglong(DuplicateLog::maxEntries + 9)));
        QCOMPARE(entries.back().id, QByteArray("10"));
        log.add("0", {}, {}); // left before: counts anew
        QCOMPARE(log.entries().front().hits, quint64{1});
    }

    void saysWhenAnIdIsCut()
    {
        DuplicateLog log;
        const std::string endless(100'000, 'x');
        log.add(endless, {}, {});
        log.add(endless, {}, {});
        const auto entries = log.entries();
        QCOMPARE(entries.size(), std::size_t{1});
        QCOMPARE(entries[0].hits, quint64{2});
        QVERIFY(entries[0].id.endsWith("(100000 bytes)"));
        QVERIFY(entries[0].id.size() < 600);
    }
};

QTEST_APPLESS_MAIN(TestDuplicateLog)
#include "tst_duplicatelog.moc"
