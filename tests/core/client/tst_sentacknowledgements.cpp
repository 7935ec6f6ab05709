// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/sentacknowledgements.h"

#include <QTest>

using topicscope::client::SentAcknowledgements;

namespace {

std::string idOf(int number)
{
    return "id-" + std::to_string(number);
}

} // namespace

class TestSentAcknowledgements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnceWhatWentOutOnABrokenConnection()
    {
        SentAcknowledgements sent;
        sent.add("a", "first");
        sent.add("b", "second");
        QVERIFY(!sent.takeUncertain("a")); // the connection lives: it will arrive
        sent.connectionLost();
        QCOMPARE(sent.takeUncertain("b"), QByteArray("second"));
        QCOMPARE(sent.takeUncertain("a"), QByteArray("first"));
        QVERIFY(!sent.takeUncertain("a"));
        QVERIFY(!sent.takeUncertain("never sent"));
    }

    void remembersOverSeveralConnections()
    {
        SentAcknowledgements sent;
        sent.add("a", "consumer");
        sent.connectionLost();
        sent.add("b", "consumer");
        sent.connectionLost();
        sent.connectionLost(); // one on which nothing was sent
        QVERIFY(sent.takeUncertain("a"));
        QVERIFY(sent.takeUncertain("b"));
    }

    void anotherOneOnANewConnectionIsRememberedAgain()
    {
        SentAcknowledgements sent;
        sent.add("a", "consumer");
        sent.connectionLost();
        QVERIFY(sent.takeUncertain("a"));
        sent.add("a", "consumer");
        sent.connectionLost();
        QVERIFY(sent.takeUncertain("a"));
    }

    // Those asked for leave their place in the row of the oldest; it is not theirs any more when they come again.
    void freshOnesAreNotForgottenWithTheirOldPlace()
    {
        SentAcknowledgements sent(4);
        for (int round = 0; round < 2; ++round) {
            for (const char *id : {"a", "b", "c", "d"})
                sent.add(id, "consumer");
            sent.connectionLost();
            for (const char *id : {"a", "b", "c", "d"})
                QVERIFY2(sent.takeUncertain(id), id);
        }
    }

    void messagesWithoutIdAreNotRemembered()
    {
        SentAcknowledgements sent;
        sent.add("", "consumer");
        sent.connectionLost();
        QVERIFY(!sent.takeUncertain(""));
    }

    void forgetsWhatNeverLeft()
    {
        SentAcknowledgements sent(3);
        for (int i = 0; i < 2; ++i)
            sent.add(idOf(i), "consumer");
        sent.takeBackLatest("");
        sent.takeBackLatest(idOf(0)); // not the latest
        sent.takeBackLatest(idOf(1));
        for (int i = 2; i < 6; ++i) // four more than are remembered
            sent.add(idOf(i), "consumer");
        sent.takeBackLatest(idOf(5));
        sent.takeBackLatest(idOf(4));
        sent.takeBackLatest(idOf(4)); // once is enough
        sent.add(idOf(6), "consumer");
        sent.connectionLost();
        for (const int gone : {0, 1, 2, 4, 5})
            QVERIFY2(!sent.takeUncertain(idOf(gone)), qPrintable(QString::number(gone)));
        QVERIFY(sent.takeUncertain(idOf(3)));
        QVERIFY(sent.takeUncertain(idOf(6)));
    }

    void keepsTheLatest()
    {
        SentAcknowledgements sent(100);
        for (int i = 0; i < 250; ++i)
            sent.add(idOf(i), "consumer");
        sent.connectionLost();
        QVERIFY(!sent.takeUncertain(idOf(149)));
        QVERIFY(sent.takeUncertain(idOf(150)));
        QVERIFY(sent.takeUncertain(idOf(249)));
        for (int i = 300; i < 360; ++i)
            sent.add(idOf(i), "consumer");
        sent.connectionLost();
        QVERIFY(!sent.takeUncertain(idOf(160))); // gave way
        QVERIFY(sent.takeUncertain(idOf(248)));
        QVERIFY(sent.takeUncertain(idOf(300)));
        QVERIFY(sent.takeUncertain(idOf(359)));
    }
};

QTEST_GUILESS_MAIN(TestSentAcknowledgements)
#include "tst_sentacknowledgements.moc"

#include <string>
