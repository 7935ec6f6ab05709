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

// When a connection that is lost, or never was, is tried again.
class TestReconnection : public QObject, protected test::TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_transport.reset(); }

    void reconnectsAndSubscribesAgain();
    void givesUpAfterTheLastAttempt();
    void connectionsThatDoNotLastAreFailedAttempts_data();
    void connectionsThatDoNotLastAreFailedAttempts();
    void reconnectDisabled();
    void closedByTheServer();
    void isConnectingUntilThereWasAConnection();
    void aLastingRefusalEndsTheAttempts();
    void afterAConnectionARefusalMayPass();
};

void TestReconnection::reconnectsAndSubscribesAgain()
{
    FakeSocketIoServer server;
    m_settings.reconnect.enabled = true;
    create(server.url());
    m_transport->subscribe({QStringLiteral("orders")});
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    server.sendText(messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":1}")));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    server.dropClient();
    QTRY_COMPARE(server.connections, 2);
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QTRY_COMPARE(server.received.size(), 4);
    QCOMPARE(server.received.mid(2), server.received.mid(0, 2));
    QCOMPARE(m_listener->states(), (QList{ConnectionState::Connecting, ConnectionState::Connected,
                                          ConnectionState::Reconnecting, ConnectionState::Connected}));
    const auto &lost = m_listener->statuses.at(2);
    QCOMPARE(lost.error->code, ErrorCode::ConnectionLost);
    QVERIFY2(lost.detail.contains(QLatin1String("next try in")), qPrintable(lost.detail));
    QVERIFY(!m_listener->statuses.last().error);
    server.sendText(messageEvent(QStringLiteral("{\"topic\":\"t\",\"message\":2}")));
    QTRY_COMPARE(m_listener->messages.size(), 2);
    QCOMPARE(m_listener->messages.last()->sequence().value, 2U); // numbering goes on
}

void TestReconnection::givesUpAfterTheLastAttempt()
{
    FakeSocketIoServer server;
    m_settings.reconnect = {.enabled = true, .attempts = 2, .delay = 10ms, .delayMax = 10ms};
    connectTo(server);
    server.stopListening();
    server.dropClient();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionRefused);
    int waits = 0;
    for (const auto &status : m_listener->statuses)
        waits += status.detail.contains(QLatin1String("next try in")) ? 1 : 0;
    QCOMPARE(waits, 2);
}

void TestReconnection::connectionsThatDoNotLastAreFailedAttempts_data()
{
    QTest::addColumn<QByteArray>("goodbye");
    QTest::newRow("disconnect") << RawServer::frame(1, "41");
    QTest::newRow("close packet") << RawServer::frame(1, "1");
    QTest::newRow("close frame") << RawServer::frame(8, QByteArray("\x03\xf0", 2)); // 1008: against the rules
}

void TestReconnection::connectionsThatDoNotLastAreFailedAttempts()
{
    QFETCH(QByteArray, goodbye);
    RawServer server([&goodbye](const QByteArray &head) {
        return RawServer::acceptWebSocket(head)
               + RawServer::frame(1, R"(0{"sid":"eio-1","pingInterval":25000,"pingTimeout":20000})")
               + RawServer::frame(1, R"(40{"sid":"sio-1"})") + goodbye;
    });
    m_settings.reconnect = {.enabled = true, .attempts = 3, .delay = 10ms, .delayMax = 60s};
    m_settings.transport = CarrierChoice::WebSocket;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(server.requests.size(), 4);
    QStringList waits;
    for (const auto &status : m_listener->statuses) {
        if (status.waiting)
            waits.append(status.detail.section(QLatin1Char(','), 0, 0));
    }
    QVERIFY2(waits.first().startsWith(QLatin1String("next try in")), qPrintable(waits.first()));
    QCOMPARE(waits.mid(1), (QStringList{QStringLiteral("attempt 1 failed"), QStringLiteral("attempt 2 failed")}));
}

void TestReconnection::reconnectDisabled()
{
    FakeSocketIoServer server;
    connectTo(server);
    server.dropClient();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionLost);
    QCOMPARE(m_listener->statuses.size(), 3);
}

void TestReconnection::closedByTheServer()
{
    FakeSocketIoServer server;
    connectTo(server);
    server.closeClient(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("restarting"));
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::ConnectionLost);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("restarting")), qPrintable(m_listener->errorText()));
}

void TestReconnection::isConnectingUntilThereWasAConnection()
{
    RawServer server([](const QByteArray &) { return RawServer::http("503 Service Unavailable", {}); });
    server.closeAfterAnswer = true;
    m_settings.reconnect = {.enabled = true, .attempts = 2, .delay = 10ms, .delayMax = 10ms};
    m_settings.transport = CarrierChoice::WebSocket;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QStringList details;
    for (const auto &status : m_listener->statuses.mid(0, m_listener->statuses.size() - 1)) {
        QCOMPARE(status.state, ConnectionState::Connecting);
        details.append(status.detail.section(QLatin1Char(','), 0, 0));
        QCOMPARE(status.waiting, status.detail.contains(QLatin1String("next try in")));
    }
    QCOMPARE(details.mid(1), (QStringList{QStringLiteral("attempt 1 failed"), QStringLiteral("attempt 2"),
                                          QStringLiteral("attempt 2 failed"), QStringLiteral("attempt 3")}));
}

void TestReconnection::aLastingRefusalEndsTheAttempts()
{
    RawServer server([](const QByteArray &) { return RawServer::http("404 Not Found", {}); });
    server.closeAfterAnswer = true;
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 10ms, .delayMax = 10ms};
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
    QCOMPARE(m_listener->errorCode(), ErrorCode::Rejected);
    QVERIFY2(m_listener->errorText().contains(QLatin1String("check the address, the port and the path")),
             qPrintable(m_listener->errorText()));
    QCOMPARE(server.requests.size(), 2); // a WebSocket and long polling, once each
}

void TestReconnection::afterAConnectionARefusalMayPass()
{
    int request = 0;
    RawServer server([&request](const QByteArray &head) {
        if (++request == 2)
            return RawServer::http("404 Not Found", {});
        if (request == 3)
            return RawServer::http("502 Bad Gateway", "<html>");
        return RawServer::acceptWebSocket(head)
               + RawServer::frame(
                   1, R"(0{"sid":"eio-1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})")
               + RawServer::frame(1, R"(40{"sid":"sio-1"})");
    });
    m_settings.reconnect = {.enabled = true, .attempts = 0, .delay = 10ms, .delayMax = 10ms};
    m_settings.transport = CarrierChoice::WebSocket;
    create(server.url());
    m_transport->open();
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    server.write(RawServer::frame(8, QByteArray("\x03\xe9", 2))); // 1001: it restarts
    QTRY_COMPARE(server.requests.size(), 4);
    QTRY_COMPARE(m_listener->state(), ConnectionState::Connected);
    QStringList errors;
    for (const auto &status : m_listener->statuses) {
        QVERIFY(status.state != ConnectionState::Disconnected);
        if (status.error && status.waiting)
            errors.append(status.error->text);
    }
    QCOMPARE(errors.size(), 3);
    QVERIFY2(errors.last().startsWith(QLatin1String("The server in front, 127.0.0.1:")), qPrintable(errors.last()));
}

QTEST_GUILESS_MAIN(TestReconnection)
#include "tst_reconnection.moc"
