// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/pollingcarrier.h"
#include "systems/socketio/socketiotransport.h"

#include "support/fakepollingserver.h"
#include "transportfixture.h"

#include <QTest>
#include <QTimer>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::ErrorCode;
using test::FakePollingServer;

namespace {

const QByteArray quickHandshake =
    R"(0{"sid":"eio-1","upgrades":[],"pingInterval":100,"pingTimeout":900,"maxPayload":200})";

QByteArray messageEvent(int number)
{
    return R"(42["message",{"topic":"t","message_id":")" + QByteArray::number(number) + R"(","message":)"
           + QByteArray::number(number) + R"(,"producer":"p"}])";
}

} // namespace

//! Long polling against a server that does exactly what the test says.
class TestPolling : public QObject, protected test::TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_transport.reset(); }

    void connects();
    void sendsTheAuthPayload();
    void receivesManyInOneBody();
    void joinsWhatIsSent();
    void keepsToTheServersLimit();
    void answersPings();
    void acknowledgesWhatTheServerAsksFor();
    void keepsCookies();
    void encodesTheSessionId();
    void sendsHeaders();
    void closes();
    void closesWithAPostUnderWay();

    void pausedSendsNoGet();
    void pausedInTheMiddleOfABody();
    void keepsAliveWhilePaused();

    void bytesThatArriveAreASignOfLife();

    void fallsBackToPolling();
    void staysWithPollingWhenTheProbeFails();
    void webSocketOnlyDoesNotFallBack();
    void refusedHandshakes_data();
    void refusedHandshakes();
    void endedSessions_data();
    void endedSessions();
    void anAnswerThatBreaksOff();
    void aPageInsteadOfPackets();
    void oversizedPackets_data();
    void oversizedPackets();
    void answersLargerThanAllFrames();
    void anAnswerThatBreaksOffBetweenPackets();
    void brokenPackets_data();
    void brokenPackets();
    void detectsHalfOpenConnection();
    void reconnects();
};

void TestPolling::init()
{
    prepare();
    m_settings.transport = CarrierChoice::Polling;
}

void TestPolling::connects()
{
    FakePollingServer server;
    connectTo(server);
    QCOMPARE(m_listener->statuses.last().detail, QStringLiteral("polling, session eio-1"));
    QVERIFY2(server.heads.first().startsWith("GET /socket.io/?EIO=4&transport=polling HTTP/1.1"),
             server.heads.first().constData());
    QTRY_VERIFY(server.getWaits());
    for (qsizetype i = 1; i < server.heads.size(); ++i)
        QVERIFY2(server.heads.at(i).contains("transport=polling&sid=eio-1 "), server.heads.at(i).constData());
    QCOMPARE(server.packets, QList<QByteArray>{"40"});
    QCOMPARE(server.overlapping, 0);
    QCOMPARE(server.refusedWebSockets, 0);
}

void TestPolling::sendsTheAuthPayload()
{
    FakePollingServer server;
    m_settings.auth = R"({"token":"secret \u00e9"})";
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(server.packets, QList<QByteArray>{R"(40{"token":"secret \u00e9"})"});
}

void TestPolling::receivesManyInOneBody()
{
    FakePollingServer server;
    connectTo(server);
    QList<QByteArray> events;
    for (int i = 0; i < 20'000; ++i) // more than one would take for a bound
        events.append(messageEvent(i));
    server.send(events.join('\x1e'));
    QTRY_COMPARE(m_listener->messages.size(), 20'000);
    for (int i = 0; i < 20'000; ++i)
        QVERIFY(m_listener->messages.at(i)->id() == QByteArray::number(i).toStdString());
    QTRY_COMPARE(m_listener->batches.last(), 20'000);
    server.send(messageEvent(20'000));
    QTRY_COMPARE(m_listener->messages.size(), 20'001);
    QCOMPARE(server.overlapping, 0);
}

void TestPolling::joinsWhatIsSent()
{
    FakePollingServer server;
    connectTo(server);
    server.send(messageEvent(1));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.holdPosts = true;
    for (int i = 0; i < 40; ++i)
        QCOMPARE(m_transport->acknowledge("h" + QByteArray::number(i), *m_listener->messages.first()),
                 AckOutcome::Sent);
    m_transport->flush();
    QTRY_COMPARE(server.packets.size(), 1 + 16);
    QCOMPARE(server.bodies.size(), 2);
    server.holdPosts = false;
    server.releasePost();
    QTRY_COMPARE(server.packets.size(), 1 + 40);
    QCOMPARE(server.bodies.size(), 4); // 40 = 16 + 16 + 8
    for (int i = 0; i < 40; ++i)
        QVERIFY(server.packets.at(1 + i).contains("\"h" + QByteArray::number(i) + '"'));
    QCOMPARE(server.overlapping, 0);
}

void TestPolling::keepsToTheServersLimit()
{
    FakePollingServer server;
    server.handshake = R"(0{"sid":"eio-1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":200})";
    connectTo(server);
    server.send(messageEvent(1));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(m_transport->acknowledge("h", *m_listener->messages.first()), AckOutcome::Sent);
    m_transport->flush();
    QTRY_COMPARE(server.packets.size(), 11);
    for (const QByteArray &body : server.bodies)
        QVERIFY2(body.size() <= 200, body.constData());
    QVERIFY(server.bodies.size() < 11); // more than one went into a body
}

void TestPolling::answersPings()
{
    FakePollingServer server;
    connectTo(server);
    server.send("2");
    QTRY_COMPARE(server.count("3"), 1);
}

void TestPolling::acknowledgesWhatTheServerAsksFor()
{
    FakePollingServer server;
    connectTo(server);
    server.send(R"(421["message",{"topic":"t","message":1}])");
    QTRY_COMPARE(server.count("431[]"), 1);
    QCOMPARE(m_listener->messages.size(), 1);
}

void TestPolling::keepsCookies()
{
    FakePollingServer server;
    server.moreHeaders = "Set-Cookie: node=b; Path=/; HttpOnly\r\n";
    m_settings.headers = {{"Cookie", "own=1; two=2"}};
    connectTo(server);
    QTRY_VERIFY(server.getWaits());
    QVERIFY2(server.heads.first().contains("Cookie: own=1; two=2"), server.heads.first().constData());
    for (qsizetype i = 1; i < server.heads.size(); ++i)
        QVERIFY2(server.heads.at(i).contains("node=b") && server.heads.at(i).contains("own=1"),
                 server.heads.at(i).constData());
}

void TestPolling::encodesTheSessionId()
{
    FakePollingServer server;
    server.handshake.replace("eio-1", "a+b/c=&d");
    connectTo(server);
    QTRY_VERIFY(server.getWaits());
    QVERIFY2(server.heads.last().contains("sid=a%2Bb%2Fc%3D%26d "), server.heads.last().constData());
}

void TestPolling::sendsHeaders()
{
    FakePollingServer server;
    m_settings.headers = {{"X-Tenant", "blue"}};
    QUrl url = server.url();
    url.setUserName(QStringLiteral("me"));
    url.setPassword(QStringLiteral("p:w"));
    create(url);
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    for (const QByteArray &head : server.heads) {
        QVERIFY2(head.contains("X-Tenant: blue"), head.constData());
        QVERIFY2(head.contains("Authorization: Basic " + QByteArray("me:p:w").toBase64()), head.constData());
    }
    QVERIFY2(!m_listener->statuses.first().detail.contains(QLatin1String("p:w")), "the password is not shown");
}

void TestPolling::closes()
{
    FakePollingServer server;
    connectTo(server);
    m_transport->close();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY(!m_listener->statuses.last().error);
    QCOMPARE(server.packets, (QList<QByteArray>{"40", "41", "1"}));
}

void TestPolling::closesWithAPostUnderWay()
{
    FakePollingServer server;
    connectTo(server);
    server.holdPosts = true;
    server.send("2");
    QTRY_COMPARE(server.count("3"), 1);
    m_transport->close();
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    server.holdPosts = false;
    server.releasePost();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(server.packets.mid(2), (QList<QByteArray>{"41", "1"}));
}

void TestPolling::pausedSendsNoGet()
{
    FakePollingServer server;
    connectTo(server);
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    server.send(messageEvent(1));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    QVERIFY(!server.getWaits());
    // What is sent meanwhile goes out; when it has, a GET would have come, too.
    QCOMPARE(m_transport->acknowledge("h", *m_listener->messages.first()), AckOutcome::Sent);
    m_transport->flush();
    QTRY_COMPARE(server.packets.size(), 2);
    QVERIFY(!server.getWaits());
    m_listener->onMessage = {};
    m_transport->setReadingPaused(false);
    QTRY_VERIFY(server.getWaits());
}

void TestPolling::pausedInTheMiddleOfABody()
{
    FakePollingServer server;
    connectTo(server);
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    server.send(messageEvent(1) + '\x1e' + messageEvent(2) + '\x1e' + messageEvent(3));
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(m_listener->messages.size(), i);
        QVERIFY(!server.getWaits());
        m_transport->setReadingPaused(false);
    }
    QTRY_VERIFY(server.getWaits());
    QCOMPARE(m_listener->messages.size(), 3);
}

void TestPolling::keepsAliveWhilePaused()
{
    FakePollingServer server;
    server.handshake = quickHandshake;
    connectTo(server);
    m_transport->setReadingPaused(true);
    QTRY_VERIFY(server.count("3") >= 12); // longer than it bears silence, though no ping was read
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    m_transport->setReadingPaused(false);
    server.send("2");
    QTRY_VERIFY(server.getWaits());
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
}

void TestPolling::bytesThatArriveAreASignOfLife()
{
    FakePollingServer server;
    server.handshake.replace("25000", "100").replace("20000", "1900");
    connectTo(server);
    QTRY_VERIFY(server.getWaits());
    // The whole body takes longer than the connection bears without a sign of life.
    const QByteArray body = R"(42["message",{"topic":"t","message":")" + QByteArray(20'000, 'x') + "\"}]";
    server.beginAnswer(body.size());
    QTimer slow;
    qsizetype sent = 0;
    connect(&slow, &QTimer::timeout, this, [&] {
        server.write(body.mid(sent, 350));
        sent += 350;
    });
    slow.start(50ms);
    QTRY_COMPARE(m_listener->messages.size(), 1);
    slow.stop();
    QCOMPARE(m_listener->states(), (QList{ConnectionState::Connecting, ConnectionState::Connected}));
    QVERIFY(server.count("3") > 0); // for the pings that the server cannot send meanwhile
}

void TestPolling::fallsBackToPolling()
{
    FakePollingServer server;
    m_settings.transport = CarrierChoice::Auto;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QCOMPARE(server.refusedWebSockets, 1);
    QVERIFY(m_listener->statuses.last().detail.startsWith(QLatin1String("polling")));
    QCOMPARE(m_listener->statuses.size(), 2); // it is no loss
}

void TestPolling::staysWithPollingWhenTheProbeFails()
{
    FakePollingServer server;
    server.handshake.replace("[]", "[\"websocket\"]");
    m_settings.transport = CarrierChoice::Upgrade;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QTRY_COMPARE(server.refusedWebSockets, 1);
    server.send(messageEvent(1));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.send("2");
    QTRY_COMPARE(server.count("3"), 1);
    QCOMPARE(m_listener->statuses.size(), 2);
    QCOMPARE(server.overlapping, 0);
}

void TestPolling::webSocketOnlyDoesNotFallBack()
{
    FakePollingServer server;
    m_settings.transport = CarrierChoice::WebSocket;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected);
    QCOMPARE(server.heads.size(), 1);
}

void TestPolling::refusedHandshakes_data()
{
    QTest::addColumn<QByteArray>("handshake");
    QTest::addColumn<QString>("words");
    QTest::newRow("a page") << QByteArray("<html></html>") << QStringLiteral("no Socket.IO server");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("closed the connection");
    QTest::newRow("no session id") << QByteArray("0{}") << QStringLiteral("session id");
    QTest::newRow("no UTF-8") << QByteArray("0\xff\xfe") << QStringLiteral("UTF-8");
}

void TestPolling::refusedHandshakes()
{
    QFETCH(QByteArray, handshake);
    QFETCH(QString, words);
    FakePollingServer server;
    server.handshake = handshake;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QVERIFY2(m_listener->errorText().contains(words), qPrintable(m_listener->errorText()));
}

void TestPolling::endedSessions_data()
{
    QTest::addColumn<QByteArray>("getStatus");
    QTest::addColumn<QByteArray>("postStatus");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown session") << QByteArray("400 Bad Request") << QByteArray("200 OK")
                                     << QByteArray(R"({"code":1,"message":"Session ID unknown"})")
                                     << QStringLiteral("Session ID unknown");
    QTest::newRow("server error") << QByteArray("502 Bad Gateway") << QByteArray("200 OK") << QByteArray("<html>")
                                  << QStringLiteral("The server in front");
    QTest::newRow("refused POST") << QByteArray("200 OK") << QByteArray("413 Payload Too Large") << QByteArray("2")
                                  << QStringLiteral("HTTP 413");
    // not for what was posted before
    QTest::newRow("refused GET") << QByteArray("413 Payload Too Large") << QByteArray("200 OK") << QByteArray("2")
                                 << QStringLiteral("HTTP 413");
    QTest::newRow("close packet") << QByteArray("200 OK") << QByteArray("200 OK") << QByteArray("1")
                                  << QStringLiteral("closed the connection");
    QTest::newRow("no packet") << QByteArray("200 OK") << QByteArray("200 OK") << QByteArray("Please log in")
                               << QStringLiteral("\"Please log in\" instead of Engine.IO");
    QTest::newRow("empty answer") << QByteArray("200 OK") << QByteArray("200 OK") << QByteArray()
                                  << QStringLiteral("closed the connection");
}

void TestPolling::endedSessions()
{
    QFETCH(QByteArray, getStatus);
    QFETCH(QByteArray, postStatus);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    FakePollingServer server;
    connectTo(server);
    server.getStatus = getStatus;
    server.postStatus = postStatus;
    server.send(body);
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(),
             postStatus.startsWith("413") ? ErrorCode::TooLargeForPeer : ErrorCode::ConnectionLost);
    QVERIFY2(m_listener->errorText().contains(words), qPrintable(m_listener->errorText()));
}

void TestPolling::anAnswerThatBreaksOff()
{
    FakePollingServer server;
    connectTo(server);
    QTRY_VERIFY(server.getWaits());
    server.beginAnswer(100);
    server.write("42[\"x\"");
    server.dropAnswer();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionLost);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("was lost")), qPrintable(m_listener->errorText()));
}

// As from a proxy whose login has run out; nothing asks for it again and again.
void TestPolling::aPageInsteadOfPackets()
{
    FakePollingServer server;
    connectTo(server);
    QTRY_VERIFY(server.getWaits());
    server.contentType = "text/html; charset=UTF-8";
    server.send("2021 - please log in"); // which might be a packet
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionLost);
    QVERIFY2(m_listener->errorText().contains(QStringLiteral("web page")), qPrintable(m_listener->errorText()));
    QVERIFY(!server.getWaits());
}

void TestPolling::oversizedPackets_data()
{
    QTest::addColumn<QByteArray>("others"); // before it
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("alone") << QByteArray() << qsizetype{1'100};
    QTest::newRow("the second") << QByteArray("2\x1e") << qsizetype{1'100};
    QTest::newRow("without an end as yet") << QByteArray() << qsizetype{2'000'000};
}

void TestPolling::oversizedPackets()
{
    QFETCH(QByteArray, others);
    QFETCH(qsizetype, size);
    FakePollingServer server;
    m_settings.maxFrameBytes = 1'000;
    connectTo(server);
    server.send(others + "42[\"x\",\"" + QByteArray(size, 'y') + "\"]");
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::TooLarge);
    QCOMPARE(m_listener->protocolErrors.size(), 1);
}

// Packets are handed out as they arrive, so an answer may be of any size, and is read no faster than it is taken.
void TestPolling::answersLargerThanAllFrames()
{
    constexpr int count = 2'000;
    FakePollingServer server;
    m_settings.maxFrameBytes = 100'000;
    connectTo(server);
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    server.send(QList<QByteArray>(count, R"(42["message",{"topic":"t","message":")" + QByteArray(10'000, 'x') + "\"}]")
                    .join('\x1e'));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    m_transport->setReadingPaused(false);
    QTRY_COMPARE(m_listener->messages.size(), 2);
    m_listener->onMessage = {};
    m_transport->setReadingPaused(false);
    QTRY_COMPARE(m_listener->messages.size(), count);
    QTRY_VERIFY(server.getWaits()); // and asks for more
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
}

// What had arrived before the line broke was sent, and is not sent again.
void TestPolling::anAnswerThatBreaksOffBetweenPackets()
{
    FakePollingServer server;
    connectTo(server);
    QTRY_VERIFY(server.getWaits());
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    server.beginAnswer(1'000);
    server.write(messageEvent(1) + '\x1e' + messageEvent(2) + '\x1e' + "42[\"message\"");
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.dropAnswer();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->messages.size(), 2);
}

void TestPolling::brokenPackets_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("livesOn");
    QTest::newRow("unknown type") << QByteArray("9\x1e") + messageEvent(1) << true;
    QTest::newRow("empty packet") << QByteArray("\x1e") + messageEvent(1) << true;
    QTest::newRow("no base64") << QByteArray("b!!\x1e") + messageEvent(1) << false;
    QTest::newRow("no UTF-8") << QByteArray("42[\"message\",{\"topic\":\"\xff\"}]") << false;
}

void TestPolling::brokenPackets()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, livesOn);
    FakePollingServer server;
    connectTo(server);
    server.send(body);
    QTRY_VERIFY(!m_listener->protocolErrors.isEmpty());
    if (livesOn)
        QTRY_COMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_listener->state(), livesOn ? ConnectionState::Connected : ConnectionState::Disconnected);
}

void TestPolling::detectsHalfOpenConnection()
{
    FakePollingServer server;
    server.handshake = quickHandshake;
    create(server.url());
    m_transport->open();
    // the server never pings
    QTRY_COMPARE(m_listener->states(),
                 (QList{ConnectionState::Connecting, ConnectionState::Connected, ConnectionState::Disconnected}));
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionLost);
    QVERIFY(m_listener->errorText().contains(QLatin1String("Nothing was heard")));
}

void TestPolling::reconnects()
{
    FakePollingServer server;
    m_settings.reconnect.enabled = true;
    connectTo(server);
    server.getStatus = "400 Bad Request";
    server.connectReply = R"(40{"sid":"sio-2"})";
    server.send(R"({"code":1,"message":"Session ID unknown"})");
    server.getStatus = "200 OK";
    QTRY_COMPARE(m_listener->states(), (QList{ConnectionState::Connecting, ConnectionState::Connected,
                                              ConnectionState::Reconnecting, ConnectionState::Connected}));
    QCOMPARE(server.count("40"), 2);
}

QTEST_GUILESS_MAIN(TestPolling)
#include "tst_polling.moc"
