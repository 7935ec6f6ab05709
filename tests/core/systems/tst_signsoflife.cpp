// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/rawserver.h"
#include "support/stallingserver.h"
#include "transportfixture.h"

#include <QTest>
#include <QTimer>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::ErrorCode;
using test::FakeSocketIoServer;
using test::messageEvent;
using test::RawServer;

namespace {

const QString quickHandshake = QStringLiteral(
    R"(0{"sid":"eio-1","upgrades":[],"pingInterval":100,"pingTimeout":900,"maxPayload":200})");

} // namespace
//! How a connection is found dead, or alive while nothing is read from it.
class TestSignsOfLife : public QObject, protected test::TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_transport.reset(); }

    void detectsHalfOpenConnection();
    void keepsAliveWhilePaused();
    void keepsAliveWhilePausedAgainAndAgain();
    void aPeerThatGoesWhilePaused();
    void aPeerThatTakesNothingWhilePaused();
    void bytesThatArriveAreASignOfLife();
    void handsOutWhatCameBeforeTheEnd();
};

void TestSignsOfLife::detectsHalfOpenConnection()
{
    FakeSocketIoServer server;
    server.handshake = quickHandshake;
    create(server.url());
    m_transport->open();
    // the server never pings
    QTRY_COMPARE(m_listener->states(),
                 (QList{ConnectionState::Connecting, ConnectionState::Connected, ConnectionState::Disconnected}));
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionLost);
    QVERIFY(m_listener->errorText().contains(QLatin1String("1.0 s")));
}

void TestSignsOfLife::keepsAliveWhilePaused()
{
    FakeSocketIoServer server;
    server.handshake = quickHandshake;
    connectTo(server);
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    for (int i = 0; i < 3; ++i)
        server.sendText(messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":1}")));
    // Longer than the connection bears without a sign of life.
    QTRY_VERIFY(server.received.count(QStringLiteral("3")) >= 12);
    QCOMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
    m_listener->onMessage = {};
    m_transport->setReadingPaused(false);
    QTRY_COMPARE(m_listener->messages.size(), 3);
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
}

// Handlers that are a little too slow: each pause is shorter than the time between two heartbeats.
void TestSignsOfLife::keepsAliveWhilePausedAgainAndAgain()
{
    FakeSocketIoServer server;
    server.handshake = quickHandshake;
    connectTo(server);
    m_transport->setReadingPaused(true);
    QTimer paces;
    connect(&paces, &QTimer::timeout, this, [this] {
        m_transport->setReadingPaused(false);
        m_transport->setReadingPaused(true);
    });
    paces.start(20ms);
    QTRY_VERIFY(server.received.count(QStringLiteral("3")) >= 12 || m_listener->state() != ConnectionState::Connected);
    QCOMPARE(m_listener->state(), ConnectionState::Connected);
}

// Reading is held back until acknowledgements leave, and they cannot any more: the end is noticed all the same, after
// what came before it.
void TestSignsOfLife::aPeerThatGoesWhilePaused()
{
    RawServer server([](const QByteArray &head) {
        return RawServer::acceptWebSocket(head)
               + RawServer::frame(1, R"(0{"sid":"eio-1","pingInterval":25000,"pingTimeout":20000})")
               + RawServer::frame(1, R"(40{"sid":"sio-1"})");
    });
    m_settings.transport = CarrierChoice::WebSocket;
    m_settings.reconnect.enabled = false;
    create(server.url());
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QByteArray frames; // a little more than what is read ahead
    for (int i = 0; i < 9; ++i)
        frames += RawServer::frame(1, R"(42["message",{"topic":"t","message":")" + QByteArray(60'000, 'x') + "\"}]");
    server.write(frames);
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.hangUp();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->messages.size(), 9);
}

void TestSignsOfLife::aPeerThatTakesNothingWhilePaused()
{
    test::StallingServer server;
    server.handshake = R"(0{"sid":"eio-1","upgrades":[],"pingInterval":100,"pingTimeout":900,"maxPayload":10000000})";
    m_settings.transport = CarrierChoice::WebSocket;
    m_settings.reconnect.enabled = false;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    server.sendText(R"(42["message",{"topic":"t","message_id":"1","message":")" + QByteArray(60'000, 'x') + "\"}]");
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.stall();
    m_transport->setReadingPaused(true);
    while (m_transport->unsentAcknowledgements() < 200) { // far more than the system takes without a reader
        QCOMPARE(m_transport->acknowledge("h", *m_listener->messages.first()), AckOutcome::Sent);
        m_transport->flush();
    }
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
}

void TestSignsOfLife::bytesThatArriveAreASignOfLife()
{
    RawServer server([](const QByteArray &head) {
        return RawServer::acceptWebSocket(head)
               + RawServer::frame(1, R"(0{"sid":"eio-1","pingInterval":100,"pingTimeout":1900})")
               + RawServer::frame(1, R"(40{"sid":"sio-1"})");
    });
    m_settings.transport = CarrierChoice::WebSocket;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    // The whole frame takes longer than the connection bears without a sign of life.
    const QByteArray frame = RawServer::frame(1, R"(42["message",{"topic":"t","message":")" + QByteArray(20'000, 'x')
                                                     + "\"}]");
    QTimer slow;
    qsizetype sent = 0;
    connect(&slow, &QTimer::timeout, this, [&] {
        server.write(frame.mid(sent, 350));
        sent += 350;
    });
    slow.start(50ms);
    QTRY_COMPARE(m_listener->messages.size(), 1);
    slow.stop();
    QCOMPARE(m_listener->messages.first()->payload().size(), std::size_t{20'002});
    QCOMPARE(m_listener->states(), (QList{ConnectionState::Connecting, ConnectionState::Connected}));
}

void TestSignsOfLife::handsOutWhatCameBeforeTheEnd()
{
    FakeSocketIoServer server;
    connectTo(server);
    m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
    for (int i = 0; i < 3; ++i)
        server.sendText(messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":1}")));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.closeClient(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("restarting"));
    m_listener->onMessage = {};
    m_transport->setReadingPaused(false);
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->messages.size(), 3);
}

QTEST_GUILESS_MAIN(TestSignsOfLife)
#include "tst_signsoflife.moc"
