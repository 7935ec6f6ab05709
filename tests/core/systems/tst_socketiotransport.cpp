// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/rawserver.h"
#include "transportfixture.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::ErrorCode;
using test::FakeSocketIoServer;
using test::messageEvent;
using test::RawServer;

class TestSocketIoTransport : public QObject, protected test::TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_transport.reset(); }

    void connects();
    void opensANamespace();
    void subscribes();
    void refusedSubscriptionsAreTold_data();
    void refusedSubscriptionsAreTold();
    void receives();
    void batches();
    void acknowledges();
    void acknowledgesWhatTheServerAsksFor();
    void publishes();
    void answersPings();
    void closes();
    void closesWhileConnecting();
    void closesWhileWaitingToReconnect();
    void opensAgainAfterClose();

    void malformedMessages_data();
    void malformedMessages();
    void protocolErrorsLeaveItConnected_data();
    void protocolErrorsLeaveItConnected();
    void argumentsBehindTheMessageAreTold();
    void oversizedAcknowledgement();
    void oversizedFrame();
    void brokenFrames_data();
    void brokenFrames();
    void oversizedSubscription();
    void aSubscriptionTooLargeForTheServerEndsTheAttempts();
};

void TestSocketIoTransport::connects()
{
    FakeSocketIoServer server;
    connectTo(server);
    QCOMPARE(m_listener->statuses.size(), 2);
    QCOMPARE(m_listener->statuses.first().state, ConnectionState::Connecting);
    QVERIFY(m_listener->statuses.last().detail.contains(QLatin1String("eio-1")));
    QVERIFY(!m_listener->statuses.last().error);
    QCOMPARE(server.requests.first(), QStringLiteral("/socket.io/?EIO=4&transport=websocket"));
    QTRY_COMPARE(server.received, QStringList{QStringLiteral("40")});
    m_transport->open(); // already open
    QCOMPARE(m_listener->statuses.size(), 2);
}

void TestSocketIoTransport::opensANamespace()
{
    FakeSocketIoServer server;
    server.connectReply = QStringLiteral("40/admin,{\"sid\":\"s\"}");
    m_settings.nsp = QStringLiteral("/admin");
    m_settings.path = QStringLiteral("/bus/");
    connectTo(server);
    QCOMPARE(server.received, QStringList{QStringLiteral("40/admin,")});
    QCOMPARE(server.requests.first(), QStringLiteral("/bus/?EIO=4&transport=websocket"));
}

void TestSocketIoTransport::subscribes()
{
    FakeSocketIoServer server;
    create(server.url());
    m_transport->subscribe({QStringLiteral("orders"), QStringLiteral("*")});
    m_transport->open();
    QTRY_COMPARE(server.received.size(), 2);
    QCOMPARE(server.received.last(), QStringLiteral(R"(42["subscribe",{"consumer":"me","topics":["orders","*"]}])"));
    m_transport->subscribe({QStringLiteral("bills")});
    QTRY_COMPARE(server.received.size(), 3);
    QCOMPARE(server.received.last(), QStringLiteral(R"(42["subscribe",{"consumer":"me","topics":["bills"]}])"));
    server.sendText(QStringLiteral(R"(42["subscribed",{"status":"ok"}])"));
    QTRY_COMPARE(m_listener->otherEvents, 1);
}

void TestSocketIoTransport::refusedSubscriptionsAreTold_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("words");
    QTest::newRow("message") << QStringLiteral(R"({"status":"error","message":"no such\ntopic"})")
                             << QStringLiteral("The server refused the subscription: no such topic");
    QTest::newRow("error") << QStringLiteral(R"({"error":"no such topic"})")
                           << QStringLiteral("The server refused the subscription: no such topic");
    QTest::newRow("other words") << QStringLiteral(R"({"status":"denied","code":7})")
                                 << QStringLiteral(
                                        R"(The server refused the subscription: {"status":"denied","code":7})");
}

void TestSocketIoTransport::refusedSubscriptionsAreTold()
{
    QFETCH(QString, answer);
    QFETCH(QString, words);
    FakeSocketIoServer server;
    connectTo(server);
    m_transport->subscribe({QStringLiteral("orders")});
    QTRY_COMPARE(server.received.size(), 2);
    server.sendText(QStringLiteral("42[\"subscribed\",%1]").arg(answer));
    QTRY_COMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, ErrorCode::Rejected);
    QCOMPARE(m_listener->protocolErrors.first().text, words);
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
}

void TestSocketIoTransport::receives()
{
    FakeSocketIoServer server;
    connectTo(server);
    server.sendText(messageEvent(QStringLiteral(
        "{\"topic\":\"orders\",\"message_id\":\"1\",\"message\":{\"a\": \"\u00e9\U0001F600\"},\"producer\":\"p\"}")));
    server.sendText(QStringLiteral(R"(42["new_message",{"topic":"orders"}])"));
    QTRY_COMPARE(m_listener->otherEvents, 1);
    QCOMPARE(m_listener->messages.size(), 1);
    const auto &message = *m_listener->messages.first();
    QVERIFY(message.topic() == "orders");
    QVERIFY(message.id() == "1");
    QVERIFY(message.producer() == "p");
    QVERIFY(message.payload() == "{\"a\": \"\xc3\xa9\xf0\x9f\x98\x80\"}");
    QCOMPARE(message.sequence().value, 1U);
    QCOMPARE(m_registry->name(message.topicId()), QStringLiteral("orders"));
    QCOMPARE(message.outcome().state, base::MessageState::Queued);
    QVERIFY2(message.frame().capacity() < message.frame().size() + 128, "the frame is right-sized");
}

void TestSocketIoTransport::batches()
{
    RawServer server([](const QByteArray &request) {
        return RawServer::acceptWebSocket(request) + RawServer::frame(1, R"(0{"sid":"a"})")
               + RawServer::frame(1, "40{}");
    });
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QByteArray burst;
    for (int i = 0; i < 100; ++i)
        burst += RawServer::frame(1, R"(42["message",{"topic":"t","message":)" + QByteArray::number(i) + "}]");
    server.write(burst);
    QTRY_COMPARE(m_listener->messages.size(), 100);
    QTRY_COMPARE(m_listener->batches.last(), 100);
    QVERIFY2(m_listener->batches.size() < 50, "one call for many frames");
    for (int i = 0; i < 100; ++i)
        QVERIFY(m_listener->messages.at(i)->payload() == QByteArray::number(i).toStdString());
}

void TestSocketIoTransport::acknowledges()
{
    FakeSocketIoServer server;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    server.sendText(
        messageEvent(QStringLiteral(R"({"topic":"orders","message_id":"1","message":{"n": 1.50},"producer":"p"})")));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_transport->acknowledge("handler \xc3\xa9", *m_listener->messages.first()), AckOutcome::Sent);
    m_transport->flush();
    QTRY_COMPARE(server.received.size(), 2);
    QCOMPARE(server.received.last(),
             QStringLiteral("42[\"consumed\",{\"consumer\":\"handler "
                            "\u00e9\",\"topic\":\"orders\",\"message_id\":\"1\",\"message\":{\"n\": 1.50}}]"));
    server.dropClient();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_transport->acknowledge("handler", *m_listener->messages.first()), AckOutcome::NotConnected);
}

void TestSocketIoTransport::acknowledgesWhatTheServerAsksFor()
{
    FakeSocketIoServer server;
    connectTo(server);
    QTRY_COMPARE(server.received.size(), 1);
    m_listener->onMessage = [&server](const base::MessagePtr &) {
        QVERIFY(!server.received.contains(QStringLiteral("431[]")));
    };
    server.sendText(QStringLiteral(R"(421["message",{"topic":"t","message":1}])"));
    QTRY_COMPARE(server.received.size(), 2);
    QCOMPARE(server.received.last(), QStringLiteral("431[]"));
    QCOMPARE(m_listener->messages.size(), 1);
}

void TestSocketIoTransport::publishes()
{
    RawServer server([](const QByteArray &) { return RawServer::http("200 OK", R"({"status":"ok"})"); });
    create(server.url());
    int calls = 0;
    m_transport->publish(
        {.topic = QStringLiteral("t"), .id = QStringLiteral("1"), .payload = "[1]", .producer = QStringLiteral("p")},
        [&calls](const base::Result<void> &result) { calls += result ? 1 : 100; });
    QTRY_COMPARE(calls, 1);
    QVERIFY(server.requests.first().startsWith("POST /publish "));
}

void TestSocketIoTransport::answersPings()
{
    FakeSocketIoServer server;
    connectTo(server);
    server.sendText(QStringLiteral("2"));
    QTRY_COMPARE(server.received.last(), QStringLiteral("3"));
}

void TestSocketIoTransport::closes()
{
    FakeSocketIoServer server;
    connectTo(server);
    m_transport->close();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY(!m_listener->statuses.last().error);
    QTRY_COMPARE(server.disconnections, 1);
    QCOMPARE(server.received, (QStringList{QStringLiteral("40"), QStringLiteral("41"), QStringLiteral("1")}));
    const auto statuses = m_listener->statuses.size();
    server.sendText(messageEvent(QStringLiteral("{}")));
    QCoreApplication::processEvents();
    QCOMPARE(m_listener->statuses.size(), statuses);
    QVERIFY(m_listener->messages.isEmpty());
}

void TestSocketIoTransport::closesWhileConnecting()
{
    FakeSocketIoServer server;
    create(server.url());
    m_transport->open();
    m_transport->close();
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY(!m_listener->statuses.last().error);
}

void TestSocketIoTransport::closesWhileWaitingToReconnect()
{
    FakeSocketIoServer server;
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 1h, .delayMax = 1h};
    connectTo(server);
    server.dropClient();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Reconnecting);
    m_transport->close();
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY(!m_listener->statuses.last().error);
}

void TestSocketIoTransport::opensAgainAfterClose()
{
    FakeSocketIoServer server;
    connectTo(server);
    m_transport->close();
    m_transport->open(); // even while the goodbye is under way
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QCOMPARE(server.connections, 2);
}

void TestSocketIoTransport::malformedMessages_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("invalid JSON") << messageEvent(QStringLiteral("{\"topic\":")) << ErrorCode::InvalidJson;
    QTest::newRow("no topic") << messageEvent(QStringLiteral("{\"message\":1}")) << ErrorCode::MissingField;
    QTest::newRow("numeric id") << messageEvent(QStringLiteral("{\"topic\":\"t\",\"message_id\":1,\"message\":1}"))
                                << ErrorCode::WrongType;
    QTest::newRow("no object") << QStringLiteral("42[\"message\"]") << ErrorCode::MissingField;
    QTest::newRow("10,000 levels") << messageEvent(
        QStringLiteral("{\"topic\":\"t\",\"message\":%1}")
            .arg(QString(10'000, QLatin1Char('[')) + QString(10'000, QLatin1Char(']'))))
                                   << ErrorCode::TooDeep;
}

void TestSocketIoTransport::malformedMessages()
{
    QFETCH(QString, frame);
    QFETCH(ErrorCode, code);
    FakeSocketIoServer server;
    connectTo(server);
    server.sendText(frame);
    server.sendText(messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":1}")));
    QTRY_COMPARE(m_listener->messages.size(), 2);
    const auto &broken = *m_listener->messages.first();
    QCOMPARE(broken.outcome().state, base::MessageState::Malformed);
    QCOMPARE(broken.error().code, code);
    QVERIFY2(frame.endsWith(QString::fromUtf8(broken.frame())), broken.frame().constData());
    QCOMPARE(broken.sequence().value, 1U);
    QCOMPARE(m_listener->messages.last()->sequence().value, 2U);
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    QVERIFY(m_listener->protocolErrors.isEmpty());
}

void TestSocketIoTransport::protocolErrorsLeaveItConnected_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("unknown packet") << QStringLiteral("x") << ErrorCode::InvalidPacket;
    QTest::newRow("unknown Socket.IO packet") << QStringLiteral("4x") << ErrorCode::InvalidPacket;
    QTest::newRow("other namespace") << QStringLiteral("42/x,[\"message\",{}]") << ErrorCode::UnexpectedPacket;
}

void TestSocketIoTransport::protocolErrorsLeaveItConnected()
{
    QFETCH(QString, frame);
    QFETCH(ErrorCode, code);
    FakeSocketIoServer server;
    connectTo(server);
    server.sendText(frame);
    QTRY_COMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, code);
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
}

void TestSocketIoTransport::argumentsBehindTheMessageAreTold()
{
    FakeSocketIoServer server;
    connectTo(server);
    server.sendText(QStringLiteral(R"(42["message",{"topic":"orders","message":1},{"trace":7},8])"));
    server.sendText(messageEvent(QStringLiteral("{\"topic\":\"orders\",\"message\":2}")));
    QTRY_COMPARE(m_listener->messages.size(), 2);
    QCOMPARE(m_listener->messages.first()->outcome().state, base::MessageState::Queued);
    QCOMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->repeatedProtocolErrors, quint64{0});
    // A server that always sends them is told once a connection; the rest is counted.
    for (int i = 0; i < 5; ++i)
        server.sendText(QStringLiteral(R"(42["message",{"topic":"orders","message":1},8])"));
    QTRY_COMPARE(m_listener->messages.size(), 7);
    QTRY_COMPARE(m_listener->repeatedProtocolErrors, quint64{5});
    QCOMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, ErrorCode::UnexpectedPacket);
    QVERIFY2(m_listener->protocolErrors.first().text.contains(QLatin1String("topic orders came with 3 arguments")),
             qPrintable(m_listener->protocolErrors.first().text));
}

void TestSocketIoTransport::oversizedAcknowledgement()
{
    FakeSocketIoServer server;
    server.handshake = QStringLiteral(R"(0{"sid":"eio-1","maxPayload":200})");
    connectTo(server);
    server.sendText(messageEvent(QStringLiteral(R"({"topic":"a%2F%3","message":")") + QString(200, QLatin1Char('x'))
                                 + QStringLiteral("\"}")));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_transport->acknowledge("handler", *m_listener->messages.first()), AckOutcome::Refused);
    QCOMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, ErrorCode::TooLarge);
    QVERIFY2(m_listener->protocolErrors.first().text.contains(QLatin1String("(topic a%2F%3) was not sent: it has ")),
             qPrintable(m_listener->protocolErrors.first().text));
    server.sendText(QStringLiteral("2"));
    QTRY_COMPARE(server.received, (QStringList{QStringLiteral("40"), QStringLiteral("3")}));
}

void TestSocketIoTransport::oversizedFrame()
{
    FakeSocketIoServer server;
    m_settings.maxFrameBytes = 1000;
    m_settings.reconnect.enabled = true;
    connectTo(server);
    server.sendText(
        messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":\"%1\"}").arg(QString(900, QLatin1Char('x')))));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.sendText(
        messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":\"%1\"}").arg(QString(1100, QLatin1Char('x')))));
    QTRY_COMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, ErrorCode::TooLarge);
    QVERIFY(m_listener->protocolErrors.first().text.contains(QLatin1String("1000")));
    QTRY_COMPARE(server.connections, 2);
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
}

void TestSocketIoTransport::brokenFrames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("invalid UTF-8") << RawServer::frame(1, "42[\"message\",{\"topic\":\"\xff\"}]")
                                   << ErrorCode::InvalidUtf8;
    QTest::newRow("surrogate in UTF-8") << RawServer::frame(1, "42[\"\xed\xa0\x80\"]") << ErrorCode::InvalidUtf8;
    QTest::newRow("unknown opcode") << RawServer::frame(5, "x") << ErrorCode::InvalidPacket;
}

void TestSocketIoTransport::brokenFrames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorCode, code);
    RawServer server([](const QByteArray &request) {
        return RawServer::acceptWebSocket(request) + RawServer::frame(1, R"(0{"sid":"a"})")
               + RawServer::frame(1, "40{}");
    });
    m_settings.reconnect.enabled = true;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    server.write(bytes);
    QTRY_COMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, code);
    QTRY_COMPARE(server.requests.size(), 2); // the rules of WebSocket end the connection; the next one is tried
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
}

void TestSocketIoTransport::oversizedSubscription()
{
    FakeSocketIoServer server;
    server.handshake = QStringLiteral(R"(0{"sid":"eio-1","maxPayload":200})");
    create(server.url());
    m_transport->subscribe({QString(300, QLatin1Char('t'))});
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QCOMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->protocolErrors.first().code, ErrorCode::TooLarge);
    QVERIFY(m_listener->protocolErrors.first().text.contains(QLatin1String("subscription")));
}

void TestSocketIoTransport::aSubscriptionTooLargeForTheServerEndsTheAttempts()
{
    FakeSocketIoServer server;
    server.maxMessageBytes = 200; // and says nothing of it
    m_settings.reconnect.enabled = true;
    create(server.url());
    m_transport->subscribe({QString(300, QLatin1Char('t'))});
    m_transport->open();
    QTRY_VERIFY(!m_listener->statuses.isEmpty() && m_listener->statuses.last().error);
    QCOMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected); // and so no acknowledgement is blamed
    QVERIFY2(m_listener->errorText().contains(QLatin1String("subscribe to fewer")),
             qPrintable(m_listener->errorText()));
    QCOMPARE(server.connections, 1);
}

QTEST_GUILESS_MAIN(TestSocketIoTransport)
#include "tst_socketiotransport.moc"
