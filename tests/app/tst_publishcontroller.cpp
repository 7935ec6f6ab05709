// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/closingcontroller.h"
#include "panels/publishcontroller.h"
#include "panelclient.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

using namespace topicscope;
using app::PublishController;
using app::SentModel;

class TestPublishController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init()
    {
        m_client = tests::makePanelClient();
        m_publish = std::make_unique<PublishController>();
        m_publish->setClient(m_client.get());
        m_tester = std::make_unique<QAbstractItemModelTester>(m_publish->history(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_publish.reset();
        m_client.reset();
    }

    void sendsOne()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("orders/created"), QStringLiteral("{\"n\": 1}"));
        QCOMPARE(m_publish->hindrance(), QString());
        m_publish->send(1, 1);
        QTRY_VERIFY(!m_publish->isRunning());
        const auto sent = [this](const char *name) { return m_publish->history()->value(0, name); };
        QCOMPARE(sent("topic").toString(), QStringLiteral("orders/created"));
        QCOMPARE(sent("result").toString(), QStringLiteral("accepted"));
        QCOMPARE(sent("producer").toString(), QStringLiteral("tests"));
        QVERIFY(!QUuid::fromString(sent("messageId").toString()).isNull());
        QTRY_COMPARE(m_client->client().ledger().received, 1U);
    }

    void offersNothingWhereNothingIsTaken()
    {
        client::ClientConfig config;
        config.topics << QStringLiteral("*");
        app::ClientController listening(config,
                                        [](const net::ConnectionSettings &, base::TopicRegistry &topics,
                                           net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
                                            auto transport = std::make_unique<systems::LoopbackTransport>(topics,
                                                                                                          listener);
                                            transport->setCapabilities(net::Capability::Acknowledge);
                                            return transport;
                                        });
        m_publish->setClient(&listening);
        listening.connectTo(listening.url(), QStringLiteral("tests"), QStringLiteral("*"));
        QVERIFY(tests::isConnected(listening));
        compose(QStringLiteral("orders"), QStringLiteral("1"));
        QCOMPARE(m_publish->hindrance(), QStringLiteral("This server takes no messages from here."));
        m_publish->send(1, 1);
        QVERIFY(!m_publish->isRunning());
        m_publish->setClient(m_client.get());
    }

    // Whoever sends again what "failed" makes a duplicate of what arrived.
    void tellsWhatIsNotKnown()
    {
        SentModel sent;
        const auto result = [&sent](int row) { return sent.value(row, "result").toString(); };
        const auto unknown = base::failure(base::ErrorCode::OutcomeUnknown, QStringLiteral("It did not answer."));
        SentModel::Entry one;
        one.run = 1;
        sent.add(one);
        sent.record(1, unknown);
        QCOMPARE(result(0), QStringLiteral("unknown"));
        QCOMPARE(sent.value(0, "tone").toInt(), static_cast<int>(app::Tone::Warning));
        QCOMPARE(sent.value(0, "error").toString(), QStringLiteral("It did not answer."));
        SentModel::Entry four;
        four.run = 2;
        four.wanted = 4;
        sent.add(four);
        sent.record(2, {});
        sent.record(2, unknown);
        QCOMPARE(result(0), QStringLiteral("1 of 4, 1 unknown"));
        sent.record(2, base::failure(base::ErrorCode::Rejected, QStringLiteral("No.")));
        QCOMPARE(result(0), QStringLiteral("1 of 4, 1 failed, 1 unknown"));
        QCOMPARE(sent.value(0, "tone").toInt(), static_cast<int>(app::Tone::Danger));
    }

    void repeatsWithOwnIds()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("many"), QStringLiteral("1"));
        m_publish->send(300, PublishController::maxRate);
        QVERIFY(m_publish->isRunning());
        QCOMPARE(m_publish->wanted(), 300);
        QTRY_VERIFY(!m_publish->isRunning());
        QCOMPARE(m_publish->history()->count(), 1);
        QCOMPARE(result(), QStringLiteral("300 of 300"));
        QTRY_COMPARE(m_client->client().ledger().received, 300U);
    }

    void aGivenIdMakesDuplicates()
    {
        m_client->setDuplicateFilter(true, 100);
        QVERIFY(tests::isConnected(*m_client));
        QVERIFY(m_client->client().config().dispatch.idempotence);
        compose(QStringLiteral("same"), QStringLiteral("1"));
        m_publish->generateId();
        QVERIFY(!m_publish->property("messageId").toString().isEmpty());
        m_publish->send(5, PublishController::maxRate);
        QTRY_COMPARE(m_client->client().ledger().duplicate, 4U);
    }

    void tellsWhatTheServerObjected()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("refused"), QStringLiteral("{}"));
        m_publish->send(3, PublishController::maxRate);
        QTRY_VERIFY(!m_publish->isRunning());
        const auto sent = [this](const char *name) { return m_publish->history()->value(0, name); };
        QCOMPARE(sent("error").toString(), QStringLiteral("The server says: no such topic."));
        QCOMPARE(result(), QStringLiteral("0 of 3, 3 failed"));
        QCOMPARE(sent("tone").toInt(), int{app::Tone::Danger});
    }

    void canBeCancelled()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("slow"), QStringLiteral("{}"));
        m_publish->send(PublishController::maxRepeats, 50);
        QTRY_VERIFY(m_publish->sent() >= 2);
        m_publish->cancel();
        QTRY_VERIFY(!m_publish->isRunning());
        QVERIFY(!result().startsWith(QStringLiteral("100,000")));
        QVERIFY(m_publish->history()->value(0, "error").toString().contains(QStringLiteral("Stopped")));
    }

    void boundsWhatIsUnanswered()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("silent"), QStringLiteral("{}"));
        m_publish->send(1'000, PublishController::maxRate);
        QCOMPARE(m_publish->sent(), 0);
        // Another client: the answers never come, and the run must end all the same.
        const auto another = tests::makePanelClient();
        m_publish->setClient(another.get());
        QVERIFY(!m_publish->isRunning());
        QVERIFY(m_publish->history()->value(0, "error").toString().contains(QStringLiteral("closed")));
        m_publish->setClient(m_client.get());
    }

    void goesOnWithOtherSettings()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("many"), QStringLiteral("1"));
        m_publish->send(100, 500);
        QTRY_VERIFY(m_publish->sent() >= 2);
        m_client->setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest));
        m_client->setDuplicateFilter(true, 10);
        m_client->connectTo(m_client->url(), QStringLiteral("another"), QStringLiteral("many"));
        QTRY_VERIFY(!m_publish->isRunning());
        QCOMPARE(result(), QStringLiteral("100 of 100"));
        QTRY_COMPARE(m_client->client().ledger().received, 100U);
    }

    void endsWithTheConnection_data()
    {
        QTest::addColumn<bool>("broken");
        QTest::addColumn<QString>("says");
        QTest::newRow("disconnected") << false << QStringLiteral("Stopped: the connection ended.");
        QTest::newRow("broken") << true << QStringLiteral("Stopped: the connection broke.");
    }

    // A run goes on only where a new one could begin.
    void endsWithTheConnection()
    {
        QFETCH(bool, broken);
        QFETCH(QString, says);
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("slow"), QStringLiteral("{}"));
        m_publish->send(PublishController::maxRepeats, 50);
        QTRY_VERIFY(m_publish->sent() >= 2);
        if (broken) {
            m_client->client().publish({.topic = QStringLiteral("break"), .id = {}, .payload = {}, .producer = {}},
                                       [](const base::Result<void> &) {});
        } else {
            m_client->disconnectFromServer();
        }
        QTRY_VERIFY(!m_publish->isRunning());
        const auto sent = [this](const char *name) { return m_publish->history()->value(0, name); };
        QCOMPARE(sent("error").toString(), says);
        QVERIFY2(result().contains(QStringLiteral(" of 100,000")), qPrintable(result()));
        QCOMPARE(sent("tone").toInt(), int{app::Tone::Warning});
    }

    void isNamedBeforeTheClientEnds()
    {
        QVERIFY(tests::isConnected(*m_client));
        app::ClosingController &closing = *m_client->closing();
        compose(QStringLiteral("silent"), QStringLiteral("{}"));
        m_publish->send(5'000, PublishController::maxRate);
        const QString told = QStringLiteral("• The publication of 5,000 messages stops at 0");
        QCOMPARE(closing.unfinished(), told);
        QCOMPARE(closing.losses(), told); // nothing was received: the publication alone is worth the question
        QVERIFY(m_publish->isRunning());
        m_client->disconnectFromServer();
        QTRY_VERIFY(!m_publish->isRunning());
        QVERIFY(closing.unfinished().isEmpty());

        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("slow"), QStringLiteral("{}"));
        m_publish->send(5'000, 50);
        QTRY_VERIFY(m_publish->sent() >= 2);
        QVERIFY2(closing.unfinished().contains(QStringLiteral("stops at %1").arg(m_publish->sent())),
                 qPrintable(closing.unfinished()));
        m_tester.reset();
        m_publish.reset(); // whoever published is gone
        QVERIFY(!closing.unfinished().contains(QStringLiteral("publication")));
    }

    void saysWhatHinders()
    {
        QVERIFY(m_publish->hindrance().contains(QStringLiteral("Not connected")));
        QSignalSpy changed(m_publish.get(), &PublishController::hindranceChanged);
        QVERIFY(tests::isConnected(*m_client));
        QVERIFY(changed.count() > 0);
        QVERIFY(m_publish->hindrance().contains(QStringLiteral("topic")));
        compose(QStringLiteral("a"), QStringLiteral("{\n \"a\": }"));
        QVERIFY(m_publish->hindrance().contains(QStringLiteral("JSON")));
        QVERIFY(m_publish->payloadFault().startsWith(QStringLiteral("Line 2, column ")));
        QVERIFY(m_publish->faultPosition() > 2);
        m_publish->send(1, 1);
        QCOMPARE(m_publish->history()->count(), 0);
        m_publish->formatPayload(); // leaves what is invalid alone
        QCOMPARE(m_publish->payload(), QStringLiteral("{\n \"a\": }"));
        m_publish->setPayload(QStringLiteral("{\"a\":1}"));
        QCOMPARE(m_publish->faultPosition(), -1);
        m_publish->formatPayload();
        QCOMPARE(m_publish->payload(), QStringLiteral("{\n  \"a\": 1\n}"));
    }

    void takesASentMessageAgain()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("first"), QStringLiteral("1"));
        m_publish->send(1, 1);
        QTRY_VERIFY(!m_publish->isRunning());
        compose(QStringLiteral("second"), QStringLiteral("2"));
        m_publish->reuse(0);
        QCOMPARE(m_publish->property("topic").toString(), QStringLiteral("first"));
        QCOMPARE(m_publish->payload(), QStringLiteral("1"));
        m_publish->reuse(99);
        QCOMPARE(m_publish->property("topic").toString(), QStringLiteral("first"));
    }

    void whatIsForgottenOrOverwrittenComesBack()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("first"), QStringLiteral("{}"));
        m_publish->send(1, 1);
        QTRY_COMPARE(result(), QStringLiteral("accepted"));
        compose(QStringLiteral("draft"), QStringLiteral("[1, 2]"));
        m_publish->reuse(0);
        QCOMPARE(m_publish->property("topic").toString(), QStringLiteral("first"));
        m_client->undoStack()->undo();
        QCOMPARE(m_publish->property("topic").toString(), QStringLiteral("draft"));
        QCOMPARE(m_publish->payload(), QStringLiteral("[1, 2]"));
        m_publish->clearHistory();
        QCOMPARE(m_publish->history()->count(), 0);
        m_client->undoStack()->undo();
        QCOMPARE(m_publish->history()->count(), 1);
    }

    void whatRunsIsNotForgotten()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("first"), QStringLiteral("{}"));
        m_publish->send(1, 1);
        QTRY_COMPARE(result(), QStringLiteral("accepted"));
        compose(QStringLiteral("silent"), QStringLiteral("{}"));
        m_publish->send(2, 1'000);
        m_publish->clearHistory();
        QCOMPARE(m_publish->history()->count(), 1); // its answers have a row to be told in
        m_client->undoStack()->undo();
        QCOMPARE(m_publish->history()->count(), 2);
        m_client->disconnectFromServer();
        QTRY_VERIFY(!m_publish->isRunning());
        QCOMPARE(m_publish->history()->value(0, "error").toString(), QStringLiteral("Stopped: the connection ended."));
        QCOMPARE(m_publish->history()->value(1, "result").toString(), QStringLiteral("accepted"));
    }

    void undoDoesNotThrowAwayWhatWasTyped()
    {
        QVERIFY(tests::isConnected(*m_client));
        compose(QStringLiteral("first"), QStringLiteral("1"));
        m_publish->send(1, 1);
        QTRY_COMPARE(result(), QStringLiteral("accepted"));
        compose(QStringLiteral("draft"), QStringLiteral("2"));
        m_publish->reuse(0);
        m_publish->reuse(0); // each is taken back by itself
        m_client->undoStack()->undo();
        m_client->undoStack()->undo();
        QCOMPARE(m_publish->property("topic").toString(), QStringLiteral("draft"));
        m_publish->reuse(0);
        m_publish->setPayload(QStringLiteral("[\"typed\"]"));
        QCOMPARE(m_client->undoStack()->text(), QString());
        m_client->undoStack()->undo();
        QCOMPARE(m_publish->payload(), QStringLiteral("[\"typed\"]"));
        m_publish->reuse(0);
        m_publish->setProperty("topic", QStringLiteral("typed"));
        QCOMPARE(m_client->undoStack()->text(), QString());
    }

    void historyIsBounded()
    {
        SentModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (quint64 run = 1; run <= SentModel::maxRows + 20; ++run)
            model.add({.run = run,
                       .at = {},
                       .topic = QString::number(run),
                       .messageId = {},
                       .producer = {},
                       .payload = {},
                       .ended = true,
                       .error = {}});
        QCOMPARE(model.count(), int{SentModel::maxRows});
        QCOMPARE(model.value(0, "topic").toString(), QString::number(SentModel::maxRows + 20));
        model.record(1, {}); // long gone
        model.clear();
        QCOMPARE(model.count(), 0);
    }

private:
    void compose(const QString &topic, const QString &payload)
    {
        m_publish->setProperty("topic", topic);
        m_publish->setPayload(payload);
    }

    [[nodiscard]] QString result() const { return m_publish->history()->value(0, "result").toString(); }

    std::unique_ptr<app::ClientController> m_client;
    std::unique_ptr<PublishController> m_publish;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestPublishController)
#include "tst_publishcontroller.moc"
