// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakepollingserver.h"
#include "support/fakesocketioserver.h"
#include "transportfixture.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::net;
using test::FakePollingServer;
using test::FakeSocketIoServer;

//! Messages with attachments, and the acknowledgements that return them.
class TestBinaryEvents : public QObject, private test::TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_transport.reset(); }
    void returnsThemOverWebSocket();
    void passesOtherEventsOver();
    void returnsThemOverPolling();
    void refusesWhatTheServerDoesNotTake();
};

void TestBinaryEvents::returnsThemOverWebSocket()
{
    FakeSocketIoServer server;
    connectTo(server);
    const QString payload = QStringLiteral(R"([{"_placeholder":true,"num":1}, {"_placeholder":true,"num":0}])");
    server.sendText(QStringLiteral(R"(452-["message",{"topic":"t","message":%1}])").arg(payload));
    server.sendBinary("\x01\x02");
    server.sendBinary("xyz");
    server.sendBinary("stray");
    QTRY_COMPARE(m_listener->protocolErrors.size(), 1);
    QCOMPARE(m_listener->messages.size(), 1);
    const base::Message &message = *m_listener->messages.first();
    QVERIFY(message.payload() == payload.toStdString());
    QCOMPARE(message.attachments().size(), std::size_t{2});
    QCOMPARE(message.attachments()[0], QByteArray("\x01\x02"));
    QCOMPARE(message.attachments()[1], QByteArray("xyz"));
    QCOMPARE(m_listener->state(), ConnectionState::Connected);

    // Both go back, as one acknowledgement.
    QCOMPARE(m_transport->acknowledge("c", message), AckOutcome::Sent);
    QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{1});
    m_transport->flush();
    QTRY_COMPARE(server.receivedBinary, (QList<QByteArray>{"\x01\x02", "xyz"}));
    QCOMPARE(
        server.received.last(),
        QStringLiteral(R"(452-["consumed",{"consumer":"c","topic":"t","message_id":null,"message":%1}])").arg(payload));
    QTRY_COMPARE(m_transport->unsentAcknowledgements(), std::size_t{0});
}

void TestBinaryEvents::passesOtherEventsOver()
{
    FakePollingServer server;
    m_settings.transport = CarrierChoice::Polling;
    connectTo(server);
    server.send("451-[\"other\",{\"_placeholder\":true,\"num\":0}]\x1e"
                "b"
                + QByteArray("\x00\x01\xff", 3).toBase64() + "\x1e" + R"(42["message",{"topic":"t","message":1}])");
    QTRY_COMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_listener->otherEvents, 1);
    QVERIFY(m_listener->protocolErrors.isEmpty());
}

void TestBinaryEvents::returnsThemOverPolling()
{
    FakePollingServer server;
    m_settings.transport = CarrierChoice::Polling;
    connectTo(server);
    server.send("452-[\"message\",{\"topic\":\"t\",\"message\":[{\"_placeholder\":true,\"num\":0},1]}]\x1e"
                "b"
                + QByteArray("\x00\x01\xff", 3).toBase64()
                + "\x1e"
                  "b");
    QTRY_COMPARE(m_listener->messages.size(), 1);
    const base::Message &message = *m_listener->messages.first();
    QCOMPARE(message.attachments().size(), std::size_t{2});
    QCOMPARE(message.attachments()[0], QByteArray("\x00\x01\xff", 3));
    server.holdPosts = true;
    QCOMPARE(m_transport->acknowledge("c", message), AckOutcome::Sent);
    QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{1});
    m_transport->flush();
    QTRY_COMPARE(server.packets.size(), 1 + 3);
    QVERIFY(server.packets.at(1).startsWith("452-[\"consumed\""));
    QCOMPARE(server.packets.mid(2), (QList<QByteArray>{"bAAH/", "b"}));
    QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{1}); // until the server says that it took them
    server.releasePost();
    QTRY_COMPARE(m_transport->unsentAcknowledgements(), std::size_t{0});
}

void TestBinaryEvents::refusesWhatTheServerDoesNotTake()
{
    FakeSocketIoServer server;
    server.handshake = QStringLiteral(R"(0{"sid":"eio-1","maxPayload":200})");
    connectTo(server);
    server.sendText(QStringLiteral(R"(451-["message",{"topic":"t","message":{"_placeholder":true,"num":0}}])"));
    server.sendBinary(QByteArray(201, 'x'));
    QTRY_COMPARE(m_listener->messages.size(), 1);
    QCOMPARE(m_transport->acknowledge("c", *m_listener->messages.first()), AckOutcome::Refused);
    QVERIFY(m_listener->protocolErrors.first().text.contains(QLatin1String("it has 201 bytes")));
}

QTEST_GUILESS_MAIN(TestBinaryEvents)
#include "tst_binaryevents.moc"
