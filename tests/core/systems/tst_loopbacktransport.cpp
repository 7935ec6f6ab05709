// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/loopback/loopbacktransport.h"

#include "base/topicregistry.h"
#include "support/recordinglistener.h"

#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using base::ErrorCode;

class TestLoopbackTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensAndCloses();
    void numbersMessages();
    void malformedMessages_data();
    void malformedMessages();
    void keepsMalformedFramesWhole();
    void publications_data();
    void publications();
    void givesAnIdWhereNoneIsGiven();
    void refusesWithoutConnection();
    void acknowledges();
    void breaks();

private:
    std::unique_ptr<base::TopicRegistry> m_registry;
    std::unique_ptr<test::RecordingListener> m_listener;
    std::unique_ptr<LoopbackTransport> m_transport;
};

void TestLoopbackTransport::init()
{
    m_transport.reset();
    m_registry = std::make_unique<base::TopicRegistry>();
    m_listener = std::make_unique<test::RecordingListener>();
    m_transport = std::make_unique<LoopbackTransport>(*m_registry, *m_listener);
}

void TestLoopbackTransport::opensAndCloses()
{
    m_transport->open();
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    m_transport->open();
    QCOMPARE(m_listener->statuses.size(), 1);
    m_transport->close();
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY(!m_listener->statuses.last().error);
}

void TestLoopbackTransport::numbersMessages()
{
    m_transport->open();
    m_transport->inject({R"({"topic":"a","message":1})", R"({"topic":1})",
                         R"({"topic":"b","message_id":"i","message":2,"producer":"p"})"});
    m_transport->inject({R"({"topic":"a","message":3})"});
    QCOMPARE(m_listener->batches, (QList<qsizetype>{3, 4}));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(m_listener->messages.at(i)->sequence().value, static_cast<quint64>(i + 1));
    const auto &last = *m_listener->messages.at(2);
    QVERIFY(last.topic() == "b" && last.id() == "i" && last.payload() == "2" && last.producer() == "p");
    QCOMPARE(m_registry->name(last.topicId()), QStringLiteral("b"));
    QCOMPARE(m_listener->messages.at(0)->topicId(), m_listener->messages.at(3)->topicId());
    QVERIFY(last.receivedAt() <= base::SteadyClock::now());
    QVERIFY(m_listener->messages.at(0)->receivedAt() <= last.receivedAt());
}

void TestLoopbackTransport::malformedMessages_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"topic\":\"\xff\"}") << ErrorCode::InvalidUtf8;
    QTest::newRow("invalid JSON") << QByteArray(R"({"topic":)") << ErrorCode::InvalidJson;
    QTest::newRow("empty") << QByteArray() << ErrorCode::InvalidJson;
    QTest::newRow("no topic") << QByteArray(R"({"message":1})") << ErrorCode::MissingField;
    QTest::newRow("numeric id") << QByteArray(R"({"topic":"t","message_id":1,"message":1})") << ErrorCode::WrongType;
    QTest::newRow("too deep") << QByteArray(R"({"topic":"t","message":)" + QByteArray(10'000, '[')
                                            + QByteArray(10'000, ']') + '}')
                              << ErrorCode::TooDeep;
}

void TestLoopbackTransport::malformedMessages()
{
    QFETCH(QByteArray, object);
    QFETCH(ErrorCode, code);
    m_transport->open();
    m_transport->inject({object});
    QCOMPARE(m_listener->messages.size(), 1);
    const auto &message = *m_listener->messages.first();
    QCOMPARE(message.outcome().state, base::MessageState::Malformed);
    QCOMPARE(message.error().code, code);
    QVERIFY(!message.error().text.isEmpty());
    QCOMPARE(message.frame(), object);
    QCOMPARE(message.topicId(), base::TopicId{});
}

void TestLoopbackTransport::keepsMalformedFramesWhole()
{
    m_transport->open();
    QByteArray object("{\"x\":\"");
    object.append(QByteArray("\xf0\x9f\x98\x80").repeated(5000));
    m_transport->inject({object});
    const base::Message &message = *m_listener->messages.first();
    QCOMPARE(message.frame(), object);
    QCOMPARE(message.size(), object.size());
}

void TestLoopbackTransport::publications_data()
{
    QTest::addColumn<QStringList>("topics");
    QTest::addColumn<int>("copies");
    QTest::newRow("not subscribed") << QStringList{QStringLiteral("other")} << 0;
    QTest::newRow("nothing subscribed") << QStringList{} << 0;
    QTest::newRow("the topic") << QStringList{QStringLiteral("orders")} << 1;
    QTest::newRow("all") << QStringList{QStringLiteral("*")} << 1;
    QTest::newRow("both") << QStringList{QStringLiteral("orders"), QStringLiteral("*")} << 2;
}

void TestLoopbackTransport::publications()
{
    QFETCH(QStringList, topics);
    QFETCH(int, copies);
    m_transport->open();
    m_transport->subscribe(topics);
    int calls = 0;
    m_transport->publish({.topic = QStringLiteral("orders"),
                          .id = QStringLiteral("1"),
                          .payload = R"({"a": 1})",
                          .producer = QStringLiteral("p\"q")},
                         [&calls](const base::Result<void> &result) { calls += result ? 1 : 100; });
    QCOMPARE(calls, 1);
    QCOMPARE(m_listener->messages.size(), copies);
    for (const auto &message : m_listener->messages) {
        QVERIFY(message->topic() == "orders");
        QVERIFY(message->id() == "1");
        QVERIFY(message->payload() == R"({"a": 1})");
        QVERIFY(message->producer() == "p\"q");
    }
}

void TestLoopbackTransport::givesAnIdWhereNoneIsGiven()
{
    m_transport->open();
    m_transport->subscribe({QStringLiteral("*")});
    for (int i = 0; i < 2; ++i)
        m_transport->publish({.topic = QStringLiteral("t"), .id = {}, .payload = "1", .producer = {}},
                             [](const base::Result<void> &) {});
    QCOMPARE(m_listener->messages.at(0)->id().size(), std::size_t{36});
    QVERIFY(m_listener->messages.at(0)->id() != m_listener->messages.at(1)->id());
}

void TestLoopbackTransport::refusesWithoutConnection()
{
    ErrorCode code{};
    m_transport->publish(
        {.topic = QStringLiteral("t"), .id = {}, .payload = "1", .producer = {}},
        [&code](const base::Result<void> &result) { code = result ? ErrorCode::Cancelled : result.error().code; });
    QCOMPARE(code, ErrorCode::ConnectionLost);
    m_transport->inject({R"({"topic":"a","message":1})"});
    QVERIFY(m_listener->messages.isEmpty());
}

void TestLoopbackTransport::acknowledges()
{
    QSignalSpy spy(m_transport.get(), &LoopbackTransport::acknowledged);
    m_transport->open();
    m_transport->inject({R"({"topic":"a","message":1})"});
    QCOMPARE(m_transport->acknowledge("handler", *m_listener->messages.first()), AckOutcome::Sent);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().at(0).toByteArray(), QByteArray("handler"));
    QVERIFY(spy.first().at(1).value<base::MessagePtr>() == m_listener->messages.first());
    m_transport->close();
    QCOMPARE(m_transport->acknowledge("handler", *m_listener->messages.first()), AckOutcome::NotConnected);
    QCOMPARE(spy.size(), 1);
}

void TestLoopbackTransport::breaks()
{
    m_transport->open();
    m_transport->breakConnection({ErrorCode::ConnectionLost, QStringLiteral("cable pulled")});
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorText(), QStringLiteral("cable pulled"));
    m_transport->open();
    m_transport->inject({R"({"topic":"a","message":1})"});
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    QCOMPARE(m_listener->messages.size(), 1);
}

QTEST_GUILESS_MAIN(TestLoopbackTransport)
#include "tst_loopbacktransport.moc"
