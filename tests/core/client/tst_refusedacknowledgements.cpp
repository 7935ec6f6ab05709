// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/refusedacknowledgements.h"
#include "support/messages.h"

#include <QTest>

using namespace topicscope;
using client::RefusedAcknowledgements;

namespace {

const QByteArray consumer = "h";

base::MessagePtr messageOf(const QByteArray &id, qsizetype bytes)
{
    return test::makeMessage("t", id, '"' + QByteArray(bytes, 'x') + '"');
}

} // namespace

class TestRefusedAcknowledgements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLargestThatWasBegunIsBlamed()
    {
        RefusedAcknowledgements refused;
        const base::MessagePtr small = messageOf("small", 10);
        const base::MessagePtr large = messageOf("large", 1'000);
        const base::MessagePtr waiting = messageOf("waiting", 5'000);
        for (const auto &message : {small, large, small, small, waiting})
            refused.sent(consumer, *message);
        const auto culprit = refused.blame(2); // the first of the two may have left in part
        QVERIFY(culprit);
        QCOMPARE(culprit->message, large);
        QCOMPARE(culprit->consumer, consumer);
        QVERIFY(!culprit->givenUp);
        QVERIFY(!refused.isGivenUp(*large));
    }

    void nobodyIsBlamedWhereNothingWasBegun()
    {
        RefusedAcknowledgements refused;
        QVERIFY(!refused.blame(0));
        refused.sent(consumer, *messageOf("a", 10));
        refused.connectionLost();
        QVERIFY(!refused.blame(0));
    }

    // The line takes little, and each that waits is larger than the one before.
    void manyGrowingOnesWait()
    {
        constexpr int count = 50;
        RefusedAcknowledgements refused;
        QList<base::MessagePtr> messages;
        for (int i = 0; i < count; ++i)
            messages.append(messageOf("id-" + QByteArray::number(i), 100 + i));
        for (int end = 1; end <= RefusedAcknowledgements::maxEnds; ++end) {
            for (int i = 0; i < count; ++i) {
                refused.sent(consumer, *messages.at(i));
                refused.noteUnsent(static_cast<std::size_t>(i)); // the first one left
            }
            const auto culprit = refused.blame(count - 1);
            QVERIFY(culprit);
            QCOMPARE(culprit->message, messages.at(1)); // may have left in part, and is larger
            QCOMPARE(culprit->givenUp, end == RefusedAcknowledgements::maxEnds);
            refused.connectionLost();
        }
        QVERIFY(refused.isGivenUp(*messages.at(1)));
        QVERIFY(!refused.isGivenUp(*messages.at(2)));
    }

    // What was the largest of those that waited is so when it has left, however the others went before it.
    void theLargestIsKnownWhenItHasLeft()
    {
        RefusedAcknowledgements refused;
        QList<base::MessagePtr> messages;
        for (int i = 0; i < 20; ++i) {
            messages.append(messageOf("id-" + QByteArray::number(i), 100 + i));
            refused.sent(consumer, *messages.last());
        }
        for (std::size_t unsent = 20; unsent > 5; --unsent)
            refused.noteUnsent(unsent);
        const auto culprit = refused.blame(5);
        QVERIFY(culprit);
        QCOMPARE(culprit->message, messages.at(15));
    }

    void aRedeliveryIsKnownByItsId()
    {
        RefusedAcknowledgements refused;
        giveUp(refused, messageOf("large", 1'000));
        QVERIFY(refused.isGivenUp(*messageOf("large", 1'000)));
        QVERIFY(refused.isGivenUp(*messageOf("large", 2'000)));
        QVERIFY(!refused.isGivenUp(*messageOf("large", 10))); // mended meanwhile
        QVERIFY(!refused.isGivenUp(*messageOf("other", 1'000)));
    }

    void aHundredSuspectsAreRemembered()
    {
        RefusedAcknowledgements refused;
        const auto message = [](int number) { return messageOf("id-" + QByteArray::number(number), 1'000); };
        for (int i = 0; i <= 100; ++i)
            giveUp(refused, message(i));
        QVERIFY(!refused.isGivenUp(*message(0))); // the oldest gave way
        for (int i = 1; i <= 100; ++i)
            QVERIFY(refused.isGivenUp(*message(i)));
    }

    void oneWithoutAnIdIsKnownByItself()
    {
        RefusedAcknowledgements refused;
        const base::MessagePtr one = messageOf({}, 1'000);
        const base::MessagePtr other = messageOf({}, 1'000);
        QVERIFY(!blameFor(refused, one).givenUp);
        QVERIFY(!blameFor(refused, other).givenUp); // another one, though nothing tells them apart but themselves
        QVERIFY(blameFor(refused, one).givenUp);
        QVERIFY(!refused.isGivenUp(*one)); // nobody recognizes it when it comes again
        QVERIFY(blameFor(refused, other).givenUp);
    }

private:
    static RefusedAcknowledgements::Culprit blameFor(RefusedAcknowledgements &refused, const base::MessagePtr &message)
    {
        refused.sent(consumer, *message);
        auto culprit = refused.blame(0);
        refused.connectionLost();
        return culprit.value_or(RefusedAcknowledgements::Culprit());
    }

    static void giveUp(RefusedAcknowledgements &refused, const base::MessagePtr &message)
    {
        for (int end = 0; end < RefusedAcknowledgements::maxEnds; ++end)
            static_cast<void>(blameFor(refused, message));
    }
};

QTEST_GUILESS_MAIN(TestRefusedAcknowledgements)
#include "tst_refusedacknowledgements.moc"
