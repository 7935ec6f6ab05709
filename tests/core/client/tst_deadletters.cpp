// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/deadletters.h"
#include "support/messages.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace topicscope;
using client::DeadLetter;
using client::DeadLetterList;

namespace {

DeadLetter letter(const QByteArray &id, const QByteArray &payload = "{}")
{
    return {.id = 0,
            .message = test::makeMessage("orders", id, payload),
            .handler = QStringLiteral("bill"),
            .error = {base::ErrorCode::HandlerFailed, QStringLiteral("no \"total\"")},
            .note = {},
            .calls = 3,
            .failedAt = base::WallTime(std::chrono::milliseconds(1500))};
}

} // namespace

class TestDeadLetters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsThemInOrder()
    {
        DeadLetterList list;
        QCOMPARE(list.usage().count, 0U);
        for (const char *id : {"a", "b", "c"})
            list.add(letter(id));
        QCOMPARE(list.usage().count, 3U);
        const auto letters = list.letters();
        QVERIFY(letters.at(0).message->id() == "a" && letters.at(2).message->id() == "c");
        QCOMPARE(letters.at(0).id, 1U);
    }

    void findsTheLetterOfAMessage()
    {
        DeadLetterList list;
        for (quint64 sequence = 1; sequence <= 3; ++sequence) {
            DeadLetter each = letter("a");
            each.message = test::makeMessage("orders", "a", "{}", sequence);
            list.add(each);
        }
        QCOMPARE(list.letterOf(base::Sequence{2})->id, 2U);
        QVERIFY(!list.letterOf(base::Sequence{4}));
        auto taken = list.take({2});
        QVERIFY(!list.letterOf(base::Sequence{2}));
        QCOMPARE(list.letterOf(base::Sequence{3})->id, 3U);
        list.restore(std::move(taken));
        QCOMPARE(list.letterOf(base::Sequence{2})->id, 2U);
    }

    void takesAndRestoresInPlace()
    {
        DeadLetterList list;
        for (const char *id : {"a", "b", "c"})
            list.add(letter(id));
        const quint64 revision = list.usage().revision;
        auto taken = list.take({2, 99, 2});
        QCOMPARE(taken.size(), 1U);
        QCOMPARE(list.usage().count, 2U);
        QVERIFY(list.usage().revision != revision);
        list.restore(std::move(taken));
        QVERIFY(list.letters().at(1).message->id() == "b");
        QVERIFY(list.take({}).empty());
    }

    void tellsWhatChanged()
    {
        DeadLetterList list;
        for (const char *id : {"a", "b", "c"})
            list.add(letter(id));
        DeadLetterList::Changes changes = list.changesSince(0);
        QVERIFY(!changes.all && changes.gone.empty());
        QCOMPARE(changes.present.size(), 3U);
        QCOMPARE(changes.usage.latest, 3U);
        QCOMPARE(changes.usage.revision, list.usage().revision);

        auto taken = list.take({1, 2});
        taken.erase(taken.begin());
        taken.front().note = QStringLiteral("not run again");
        list.restore(std::move(taken));
        list.add(letter("d"));
        changes = list.changesSince(changes.usage.revision);
        QVERIFY(!changes.all);
        QCOMPARE(changes.gone, std::vector<quint64>{1});
        QCOMPARE(changes.present.size(), 2U); // the third, untouched, is not among them
        QCOMPARE(changes.present.at(0).note, QStringLiteral("not run again"));
        QCOMPARE(changes.present.at(1).id, 4U);

        changes = list.changesSince(changes.usage.revision);
        QVERIFY(changes.present.empty() && changes.gone.empty());
        QCOMPARE(list.letter(4)->id, 4U);
        QVERIFY(!list.letter(1));
    }

    void givesAllWhenTooMuchChanged()
    {
        DeadLetterList list;
        for (std::size_t i = 0; i < 3 * DeadLetterList::maxCount; ++i)
            list.add(letter({}));
        const DeadLetterList::Changes changes = list.changesSince(1);
        QVERIFY(changes.all);
        QCOMPARE(changes.present.size(), DeadLetterList::maxCount);
        const DeadLetterList::Changes later = list.changesSince(changes.usage.revision - 10); // five came, five left
        QVERIFY(!later.all);
        QCOMPARE(later.present.size(), 5U);
        QCOMPARE(later.gone.size(), 5U);
    }

    void isBoundedInCount()
    {
        DeadLetterList list;
        for (std::size_t i = 0; i < DeadLetterList::maxCount + 5; ++i)
            list.add(letter(QByteArray::number(static_cast<qulonglong>(i))));
        QCOMPARE(list.usage().count, DeadLetterList::maxCount);
        QCOMPARE(list.usage().evicted, 5U);
        QVERIFY(list.letters().front().message->id() == "5");
    }

    void isBoundedInBytes()
    {
        DeadLetterList list;
        const QByteArray large = '"' + QByteArray(10 * 1024 * 1024, 'x') + '"';
        for (int i = 0; i < 10; ++i)
            list.add(letter(QByteArray::number(i), large));
        QVERIFY(list.usage().count < 7U);
        QCOMPARE(list.usage().count + list.usage().evicted, 10U);
        QVERIFY(list.letters().back().message->id() == "9");
    }

    void isWrittenAsOneLine()
    {
        const QByteArray line = client::toJson(letter("id-1", "{\n  \"total\": 12.50\n}"));
        QVERIFY(!line.contains('\n'));
        QVERIFY(line.contains("12.50")); // raw, digit by digit
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.value(QStringLiteral("topic")).toString(), QStringLiteral("orders"));
        QCOMPARE(object.value(QStringLiteral("message_id")).toString(), QStringLiteral("id-1"));
        QCOMPARE(object.value(QStringLiteral("handler")).toString(), QStringLiteral("bill"));
        QCOMPARE(object.value(QStringLiteral("error")).toString(), QStringLiteral("no \"total\""));
        QCOMPARE(object.value(QStringLiteral("calls")).toInt(), 3);
        QCOMPARE(object.value(QStringLiteral("failed_at")).toDouble(), 1.5);
        QVERIFY(!QJsonDocument::fromJson(client::toJson(letter({}))).object().contains(QStringLiteral("message_id")));
    }
};

QTEST_APPLESS_MAIN(TestDeadLetters)
#include "tst_deadletters.moc"
