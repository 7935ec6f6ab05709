// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/pubsubclient.h"
#include "support/fakepollingserver.h"
#include "support/fakesocketioserver.h"
#include "support/handlers.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace topicscope;
using namespace std::chrono_literals;
using net::ConnectionState;
using test::FakePollingServer;

namespace {

constexpr int messages = 40; // more than one POST takes

QByteArray eventOf(int number)
{
    return R"(42["message",{"topic":"t","message_id":"id-)" + QByteArray::number(number)
           + R"(","message":1,"producer":"p"}])";
}

QByteArray largeEvent(int bytes)
{
    return R"(42["message",{"topic":"t","message_id":"large","producer":"p","message":)"
           + ('"' + QByteArray(bytes, 'x') + '"') + "}]";
}

QByteArray acknowledgementOf(int number)
{
    return R"(42["consumed",{"consumer":"h","topic":"t","message_id":"id-)" + QByteArray::number(number)
           + R"(","message":1}])";
}

QByteArray eventsOf(int from)
{
    QList<QByteArray> events;
    for (int i = from; i < messages; ++i)
        events.append(eventOf(i));
    return events.join('\x1e');
}

} // namespace

//! A connection breaks while acknowledgements wait in the client for a POST under way.
class TestUnsentAcknowledgements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakePollingServer>();
        m_config = {};
        m_config.connection.url = m_server->url();
        m_config.connection.consumer = QStringLiteral("me");
        m_config.connection.transport = net::CarrierChoice::Polling;
        m_config.connection.reconnect = {.enabled = true, .attempts = 0, .delay = 20ms, .delayMax = 20ms};
    }
    void cleanup()
    {
        m_client.reset();
        m_server.reset();
    }

    void goOutAfterTheNextConnect_data()
    {
        QTest::addColumn<bool>("idempotence");
        QTest::newRow("with a filter") << true;
        QTest::newRow("without") << false;
    }
    void goOutAfterTheNextConnect()
    {
        QFETCH(bool, idempotence);
        m_config.dispatch.idempotence = idempotence;
        const int left = leaveUnsent();
        QVERIFY(left > 0 && left < messages);
        const auto posted = static_cast<int>(consumed().size());

        m_server->connectReply.clear(); // the line comes back when it is seen what waits
        breakLine();
        QTRY_VERIFY(m_client->status().state != ConnectionState::Connected);
        stats::Ledger ledger = m_client->ledger();
        QCOMPARE(ledger.acked, static_cast<quint64>(left));
        QCOMPARE(ledger.ackPending, static_cast<quint64>(messages - left));
        QCOMPARE(ledger.handled, static_cast<quint64>(messages));

        reconnect();
        QTRY_COMPARE(m_client->ledger().acked, static_cast<quint64>(messages));
        QTRY_COMPARE(consumed().size(), posted + messages - left);
        for (int i = 0; i < messages; ++i)
            // in order; nobody said that the rest was taken
            QCOMPARE(consumed().at(i < left ? i : posted + i - left), acknowledgementOf(i));
        if (idempotence) {
            // A server that redelivers is told again what may have been lost on the way, and nothing else.
            m_server->send(eventsOf(0));
            QTRY_COMPARE(m_client->ledger().duplicate, static_cast<quint64>(messages));
            QTRY_COMPARE(consumed().size(), posted + messages);
            QCOMPARE(m_client->ledger().ackRepeated, static_cast<quint64>(left));
        }
        ledger = m_client->ledger();
        QCOMPARE(ledger.acked, static_cast<quint64>(messages));
        QCOMPARE(ledger.ackPending, quint64{0});
        QCOMPARE(ledger.ackLost, quint64{0});
        QVERIFY(ledger.isBalanced());
    }

    // Those told again wait like others where the line breaks once more.
    void thoseRepeatedGoOutAfterTheNextConnect()
    {
        m_config.dispatch.idempotence = true;
        const int left = leaveUnsent();
        const auto posted = static_cast<int>(consumed().size());
        breakLine();
        QTRY_VERIFY(m_client->status().state != ConnectionState::Connected);
        reconnect();
        const int before = posted + messages - left;
        QTRY_COMPARE(consumed().size(), before);
        QTRY_COMPARE(m_client->ledger().acked, static_cast<quint64>(messages));

        m_server->holdPosts = true;
        m_server->send("2"); // the pong is the POST under way
        QTRY_COMPARE(m_server->count("3"), 1);
        m_server->send(eventsOf(0));
        QTRY_COMPARE(m_client->ledger().duplicate, static_cast<quint64>(messages));
        QTRY_COMPARE(m_client->ledger().ackRepeated, static_cast<quint64>(left));
        QTRY_VERIFY(m_server->getWaits());
        breakLine();
        QTRY_COMPARE(m_client->ledger().ackPending, static_cast<quint64>(left));
        QCOMPARE(m_client->ledger().acked, static_cast<quint64>(messages - left));
        reconnect();
        QTRY_COMPARE(m_client->ledger().acked, static_cast<quint64>(messages));
        QCOMPARE(m_client->ledger().ackRefused, quint64{0}); // a line that breaks twice blames nobody
        QTRY_COMPARE(consumed().size(), before + left);
        QCOMPARE(consumed().mid(before), consumed().mid(0, left));
    }

    // Close code 1009: the server says that something was too large, not what.
    void oneThatEndsTheConnectionTwiceIsGivenUp()
    {
        test::FakeSocketIoServer server;
        server.maxMessageBytes = 100'000;
        // it does not know its own bound
        server.handshake.replace(QLatin1String("1000000"), QLatin1String("100000000"));
        m_config.connection.url = server.url();
        m_config.connection.transport = net::CarrierChoice::WebSocket;
        m_client = std::make_unique<client::PubSubClient>(m_config);
        QVERIFY(m_client->addHandler(test::handlerSpec(
            QStringLiteral("h"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> { return {}; })));
        QSignalSpy problems(m_client.get(), &client::PubSubClient::problemOccurred);
        m_client->start();
        QTRY_COMPARE(m_client->status().state, ConnectionState::Connected);
        for (int i = 0; i < 3; ++i)
            server.sendText(QString::fromLatin1(eventOf(i)));
        const QString large = QString::fromLatin1(largeEvent(400'000));
        server.sendText(large);
        server.sendText(QString::fromLatin1(eventOf(3)));
        QTRY_COMPARE(m_client->ledger().ackRefused, quint64{1});
        QTRY_COMPARE(m_client->ledger().acked, quint64{4});
        QTRY_COMPARE(server.connections, 3);
        QTRY_COMPARE(m_client->status().state, ConnectionState::Connected);
        const stats::Ledger ledger = m_client->ledger();
        QCOMPARE(ledger.ackPending, quint64{0});
        QCOMPARE(ledger.handled, ledger.acked + ledger.ackRefused);
        for (const base::MessagePtr &message : m_client->source().readAfter({}, 10).messages)
            QCOMPARE(message->isAcknowledgementRefused(), message->id() == "large");
        const auto named = [&problems] {
            return std::any_of(problems.begin(), problems.end(), [](const QList<QVariant> &problem) {
                const QString text = problem.first().value<base::Error>().text;
                return text.contains(QLatin1String("message large (topic t, ")) && text.contains(QLatin1String("1009"));
            });
        };
        QTRY_VERIFY(named());

        // Redelivered, it is handled again, and the connection lives.
        server.sendText(large);
        QTRY_COMPARE(m_client->ledger().ackRefused, quint64{2});
        server.sendText(QString::fromLatin1(eventOf(5)));
        QTRY_COMPARE(m_client->ledger().acked, quint64{5});
        QTRY_COMPARE(server.connections, 3);
    }

    // What the server does not take then is known, and no acknowledgement.
    void aSubscriptionThatIsTooLargeBlamesNone()
    {
        test::FakeSocketIoServer server;
        server.maxMessageBytes = 1'000;
        m_config.connection.url = server.url();
        m_config.connection.transport = net::CarrierChoice::WebSocket;
        m_client = std::make_unique<client::PubSubClient>(m_config);
        QVERIFY(m_client->addHandler(test::handlerSpec(
            QStringLiteral("h"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> { return {}; })));
        m_client->start();
        QTRY_COMPARE(m_client->status().state, ConnectionState::Connected);
        server.sendText(QString::fromLatin1(eventOf(0)));
        QTRY_COMPARE(m_client->ledger().acked, quint64{1});
        QTRY_COMPARE(server.received.last(), QString::fromLatin1(acknowledgementOf(0)));
        m_client->setTopics({QString(2'000, QLatin1Char('t'))});
        QTRY_COMPARE(m_client->status().state, ConnectionState::Disconnected);
        QVERIFY(m_client->status().error);
        QVERIFY2(m_client->status().error->text.contains(QLatin1String("subscribe to fewer")),
                 qPrintable(m_client->status().error->text));
        const stats::Ledger ledger = m_client->ledger();
        QCOMPARE(ledger.acked, quint64{1});
        QCOMPARE(ledger.ackPending, quint64{0});
        QCOMPARE(ledger.ackRefused, quint64{0});
    }

    // HTTP 413: several acknowledgements may be too large together, and each is small enough.
    void oneOfSeveralIsNotBlamedForAll()
    {
        m_server->maxPostBytes = 150;
        m_server->renewsSessions = true;
        m_client = std::make_unique<client::PubSubClient>(m_config);
        QVERIFY(m_client->addHandler(test::handlerSpec(
            QStringLiteral("h"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> { return {}; })));
        m_client->start();
        QTRY_COMPARE(m_client->status().state, ConnectionState::Connected);
        m_server->send(eventOf(0) + '\x1e' + eventOf(1) + '\x1e' + largeEvent(200) + '\x1e' + eventsOf(2));
        QTRY_COMPARE(consumed().size(), messages);
        QTRY_COMPARE(m_client->ledger().acked, static_cast<quint64>(messages));
        QCOMPARE(m_client->ledger().ackRefused, quint64{1});
        QCOMPARE(m_client->ledger().ackPending, quint64{0});
        for (int i = 0; i < messages; ++i)
            QCOMPARE(consumed().at(i), acknowledgementOf(i)); // each once, in order
    }

    void countAsWaitingWhenTheClientStops()
    {
        const int left = leaveUnsent();
        QSignalSpy stopped(m_client.get(), &client::PubSubClient::stopped);
        m_client->stop();
        QVERIFY(stopped.wait(20'000)); // the farewell waits for the POST, for a second
        QCOMPARE(m_client->ledger().acked, static_cast<quint64>(left));
        QCOMPARE(m_client->ledger().ackPending, static_cast<quint64>(messages - left));
    }

private:
    //! Connects, and has the server answer the first POST of acknowledgements and hold the second. Returns how many the
    //! first one brought.
    [[nodiscard]] int leaveUnsent()
    {
        m_client = std::make_unique<client::PubSubClient>(m_config);
        const auto handler = m_client->addHandler(test::handlerSpec(
            QStringLiteral("h"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> { return {}; }));
        m_client->start();
        const auto connected = [this] {
            return m_client->status().state == ConnectionState::Connected && m_server->getWaits();
        };
        if (!handler || !QTest::qWaitFor(connected, 10'000))
            return -1;
        m_server->holdPosts = true;
        m_server->send(eventsOf(0));
        const auto handed = [this] {
            return m_client->ledger().acked == static_cast<quint64>(messages) && !consumed().isEmpty()
                   && m_server->getWaits();
        };
        if (!QTest::qWaitFor(handed, 10'000))
            return -1;
        const auto left = static_cast<int>(consumed().size());
        m_server->releasePost(); // the first POST is answered; the next one is not
        const auto posted = [this, left] { return consumed().size() > left; };
        return QTest::qWaitFor(posted, 10'000) ? left : -1;
    }

    void breakLine()
    {
        m_server->getStatus = "502 Bad Gateway";
        m_server->send("gone");
    }

    //! Lets the server take the client again.
    void reconnect()
    {
        m_server->holdPosts = false;
        m_server->releasePost();
        m_server->getStatus = "200 OK";
        m_server->send(R"(40{"sid":"sio-2"})");
    }

    [[nodiscard]] QList<QByteArray> consumed() const
    {
        QList<QByteArray> found;
        for (const QByteArray &packet : m_server->packets) {
            if (packet.startsWith(R"(42["consumed")"))
                found.append(packet);
        }
        return found;
    }

    std::unique_ptr<FakePollingServer> m_server;
    client::ClientConfig m_config;
    std::unique_ptr<client::PubSubClient> m_client;
};

QTEST_GUILESS_MAIN(TestUnsentAcknowledgements)
#include "tst_unsentacknowledgements.moc"
