// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/idempotencefilter.h"

#include <QTest>

#include <deque>
#include <random>
#include <set>
#include <string>
#include <utility>

using namespace topicscope;
using dispatch::IdempotenceFilter;

class TestIdempotenceFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsDuplicates()
    {
        IdempotenceFilter filter(100);
        QVERIFY(!filter.insert("a"));
        QVERIFY(!filter.insert("b"));
        QVERIFY(filter.insert("a"));
        QVERIFY(filter.insert("b"));
        QCOMPARE(filter.size(), 2U);
    }

    void tellsWhereTheFirstCopyCame()
    {
        IdempotenceFilter filter(2);
        const auto at = [](quint64 sequence) {
            return base::Sighting{.sequence = base::Sequence{sequence},
                                  .at = base::SteadyTime(std::chrono::seconds(sequence))};
        };
        QVERIFY(!filter.insert("a", at(1)));
        QVERIFY(!filter.insert("b", at(2)));
        QCOMPARE(*filter.insert("a", at(3)), at(1));
        QCOMPARE(*filter.insert("a", at(4)), at(1)); // a copy does not take the first one's place
        QVERIFY(!filter.insert("c", at(5))); // "a" leaves
        QVERIFY(!filter.insert("a", at(6)));
        QCOMPARE(*filter.insert("a", at(7)), at(6));
    }

    void forgetsAnIdForItsFirstCopyAlone()
    {
        IdempotenceFilter filter(10);
        QVERIFY(!filter.insert("a", {.sequence = base::Sequence{1}, .at = {}}));
        filter.forget("a", base::Sequence{2}); // a copy that failed
        QVERIFY(filter.insert("a", {.sequence = base::Sequence{3}, .at = {}}));
        filter.forget("a", base::Sequence{1});
        QVERIFY(!filter.insert("a", {.sequence = base::Sequence{4}, .at = {}}));
    }

    void keepsTheLatestInAnotherWindow_data()
    {
        QTest::addColumn<quint32>("window");
        QTest::addColumn<int>("oldest"); // that is still known
        QTest::newRow("smaller") << 3U << 6;
        QTest::newRow("larger") << 100U << 4;
        QTest::newRow("the same") << 6U << 4;
    }
    void keepsTheLatestInAnotherWindow()
    {
        QFETCH(quint32, window);
        QFETCH(int, oldest);
        const auto at = [](int i) {
            return base::Sighting{.sequence = base::Sequence{static_cast<quint64>(i)}, .at = {}};
        };
        IdempotenceFilter filter(6);
        for (int i = 0; i < 10; ++i) // the ring has gone round
            QVERIFY(!filter.insert(std::to_string(i), at(i)));
        filter.forget("7", base::Sequence{7});
        filter.setWindow(window);
        QCOMPARE(filter.window(), window);
        QCOMPARE(filter.size(), static_cast<quint32>(window == 3 ? 3 : 5));
        for (int i = oldest; i < 10; ++i) {
            if (window == 3 && i == 6)
                continue;
            const base::Sighting *first = filter.insert(std::to_string(i), at(20 + i));
            QCOMPARE(first != nullptr, i != 7);
            if (first != nullptr)
                QCOMPARE(*first, at(i));
        }
        for (int i = 0; i < 2000; ++i) // and it works on
            QVERIFY(!filter.insert("new " + std::to_string(i), at(100 + i)));
        QCOMPARE(filter.size(), window);
        QVERIFY(filter.insert("new 1999"));
        QVERIFY(!filter.insert("new " + std::to_string(1999 - window)));
    }

    void neverTakesAnEmptyIdForADuplicate()
    {
        IdempotenceFilter filter(10);
        QVERIFY(!filter.insert(""));
        QVERIFY(!filter.insert(""));
        QCOMPARE(filter.size(), 0U);
        filter.forget("");
    }

    void remembersTheWindowOnly()
    {
        IdempotenceFilter filter(3);
        for (const char *id : {"a", "b", "c", "d"})
            QVERIFY(!filter.insert(id));
        QCOMPARE(filter.size(), 3U);
        QVERIFY(filter.insert("b"));
        QVERIFY(!filter.insert("a")); // had left; now "b" leaves
        QVERIFY(!filter.insert("b"));
    }

    void worksWithAWindowOfOne()
    {
        IdempotenceFilter filter(1);
        QVERIFY(!filter.insert("a"));
        QVERIFY(filter.insert("a"));
        QVERIFY(!filter.insert("b"));
        QVERIFY(!filter.insert("a"));
    }

    void forgets()
    {
        IdempotenceFilter filter(10);
        QVERIFY(!filter.insert("a"));
        filter.forget("a");
        filter.forget("unknown");
        QCOMPARE(filter.size(), 0U);
        QVERIFY(!filter.insert("a"));
        QVERIFY(filter.insert("a"));
    }

    void keepsARedeliveredIdForAWholeWindow()
    {
        // The forgotten entry's old place in the ring must not take the new one with it when it is overwritten.
        IdempotenceFilter filter(3);
        QVERIFY(!filter.insert("a"));
        filter.forget("a");
        QVERIFY(!filter.insert("a"));
        QVERIFY(!filter.insert("b"));
        QVERIFY(!filter.insert("c")); // overwrites the forgotten place
        QVERIFY(filter.insert("a"));
    }

    void clears()
    {
        IdempotenceFilter filter(5);
        for (int i = 0; i < 8; ++i)
            QVERIFY(!filter.insert(std::to_string(i)));
        filter.clear();
        QCOMPARE(filter.size(), 0U);
        for (int i = 0; i < 8; ++i)
            QVERIFY(!filter.insert(std::to_string(i)));
    }

    void agreesWithASimpleModel_data()
    {
        QTest::addColumn<quint32>("window");
        QTest::newRow("1") << 1U;
        QTest::newRow("7") << 7U;
        QTest::newRow("64") << 64U;
        QTest::newRow("1000") << 1000U;
    }

    void agreesWithASimpleModel()
    {
        QFETCH(const quint32, window);
        IdempotenceFilter filter(window);
        std::deque<std::pair<std::string, bool>> order; // id, forgotten
        std::set<std::string> known;
        std::mt19937 random(window);
        std::uniform_int_distribution<quint32> ids(0, window * 2);
        for (int i = 0; i < 50'000; ++i) {
            const std::string id = std::to_string(ids(random));
            if (random() % 10 == 0) {
                filter.forget(id);
                if (known.erase(id) > 0) {
                    for (auto &entry : order)
                        entry.second = entry.second || entry.first == id;
                }
                continue;
            }
            const bool isNew = !known.contains(id);
            QCOMPARE(filter.insert(id) == nullptr, isNew);
            if (isNew) {
                if (order.size() == window) {
                    if (!order.front().second)
                        known.erase(order.front().first);
                    order.pop_front();
                }
                order.emplace_back(id, false);
                known.insert(id);
            }
            QCOMPARE(filter.size(), static_cast<quint32>(known.size()));
        }
    }
};

QTEST_APPLESS_MAIN(TestIdempotenceFilter)
#include "tst_idempotencefilter.moc"
