// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/fakesocketioserver.h"
#include "support/handlers.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

using namespace topicscope;
using test::gatedSpec;
using test::handlerSpec;
using test::LoopbackClient;
using test::messageJson;

namespace {

QList<QByteArray> numbered(int first, int count)
{
    QList<QByteArray> objects;
    for (int i = first; i < first + count; ++i)
        objects << messageJson("t", QByteArray::number(i));
    return objects;
}

base::Result<void> succeed(const base::Message &)
{
    return {};
}

//! A transport whose publications are answered when the test says so.
class HoldingTransport final : public systems::LoopbackTransport
{
public:
    struct Held {
        std::atomic<int> alive{0};
        std::atomic<int> publications{0};
        QMutex mutex;
        std::vector<std::pair<HoldingTransport *, PublishCallback>> waiting;
    };

    HoldingTransport(std::shared_ptr<Held> held, base::TopicRegistry &topics, net::TransportListener &listener)
        : LoopbackTransport(topics, listener), m_held(std::move(held))
    {
        ++m_held->alive;
    }
    ~HoldingTransport() override { --m_held->alive; }

    void publish(const net::Publication &, PublishCallback done) override
    {
        const QMutexLocker locker(&m_held->mutex);
        m_held->waiting.emplace_back(this, std::move(done));
        ++m_held->publications;
    }

private:
    std::shared_ptr<Held> m_held;
};

} // namespace

// Other settings for a client that has gathered something: it works on, and all of that stays.
class TestReconfigure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasGathered()
    {
        LoopbackClient server;
        std::atomic<int> calls{0}; // the state of the handler
        const auto id = server.client().addHandler(handlerSpec(
            QStringLiteral("h"), QStringLiteral("t"), [&](const base::Message &message) -> base::Result<void> {
                ++calls;
                return message.id() == "3"
                           ? base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("not this one"))
                           : base::Result<void>();
            }));
        QVERIFY(id);
        QVERIFY(server.start());
        server.inject(numbered(0, 10));
        QTRY_COMPARE(server.client().ledger().acked, quint64{9});

        client::ClientConfig config = server.client().config();
        config.topics = {QStringLiteral("t"), QStringLiteral("u")};
        config.dispatch.idempotence = true;
        config.dispatch.idempotenceWindow = 50;
        config.dispatch.overflow = dispatch::OverflowPolicy::DropOldest;
        config.dispatch.laneCapacity = 100;
        config.connection.maxFrameBytes /= 2;
        server.client().reconfigure(config);
        QCOMPARE(server.client().config(), config);
        QTRY_COMPARE(server.connections().size(), std::size_t{2});
        QTRY_COMPARE(server.client().status().state, net::ConnectionState::Connected);
        QCOMPARE(server.connections().back(), config.connection);

        server.inject(numbered(10, 5));
        server.inject(numbered(10, 5)); // what came before the filter is not filtered
        QTRY_COMPARE(server.client().ledger().acked, quint64{14});
        QTRY_COMPARE(server.client().ledger().received, quint64{20});
        const auto snapshot = server.client().snapshot();
        QCOMPARE(snapshot.ledger.duplicate, quint64{5});
        QCOMPARE(snapshot.ledger.failed, quint64{1});
        QVERIFY(snapshot.ledger.isBalanced());
        QCOMPARE(snapshot.filter.enabled, true);
        QCOMPARE(snapshot.filter.window, quint64{50});
        QCOMPARE(snapshot.handlers.size(), std::size_t{1});
        QCOMPARE(snapshot.handlers[0].id, *id);
        QCOMPARE(snapshot.handlers[0].calls, quint64{15});
        QCOMPARE(calls.load(), 15);
        QCOMPARE(server.client().deadLetters().size(), std::size_t{1});
        const auto stored = server.client().source().readAfter({}, 100);
        QCOMPARE(stored.messages.size(), std::size_t{20});
        QCOMPARE(stored.messages.back()->sequence(), base::Sequence{20});
        QCOMPARE(stored.messages.back()->topicId(), stored.messages.front()->topicId());
    }

    // What waits for its acknowledgement goes out on the connection that takes the place, and the state never says that
    // there is none.
    void makesTheConnectionAnew()
    {
        LoopbackClient server;
        QSemaphore gate;
        const auto opened = qScopeGuard([&gate] { gate.release(100); });
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(numbered(0, 5));
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        QList<net::ConnectionState> states;
        connect(&server.client(), &client::PubSubClient::statusChanged, this,
                [&](const net::ConnectionStatus &status) { states << status.state; });
        client::ClientConfig config = server.client().config();
        config.connection.auth = R"({"token":"other"})";
        server.client().reconfigure(config);
        QTRY_COMPARE(server.connections().size(), std::size_t{2});
        QCOMPARE(server.connections().back().auth, config.connection.auth);
        gate.release(5);
        QTRY_COMPARE(server.client().ledger().acked, quint64{5});
        QCOMPARE(server.acknowledgements().size(), std::size_t{5});
        QTRY_VERIFY(!states.isEmpty() && states.last() == net::ConnectionState::Connected); // told a little later
        QVERIFY(!states.contains(net::ConnectionState::Disconnected));
    }

    void ofAClientThatIsNotConnected()
    {
        LoopbackClient server;
        client::ClientConfig config = server.client().config();
        config.connection.consumer = QStringLiteral("before");
        server.client().reconfigure(config);
        QVERIFY(server.start());
        QCOMPARE(server.connections().size(), std::size_t{1});
        QVERIFY(server.stop());
        config.connection.consumer = QStringLiteral("after");
        server.client().reconfigure(config);
        QVERIFY(server.start());
        QCOMPARE(server.connections().size(), std::size_t{2});
        QCOMPARE(server.connections()[0].consumer, QStringLiteral("before"));
        QCOMPARE(server.connections()[1].consumer, QStringLiteral("after"));
    }

    void stoppedAtOnce()
    {
        LoopbackClient server;
        QVERIFY(server.start());
        client::ClientConfig config = server.client().config();
        config.connection.consumer = QStringLiteral("other");
        server.client().reconfigure(config);
        QVERIFY(server.stop());
        QTRY_COMPARE(server.client().status().state, net::ConnectionState::Disconnected);
        QVERIFY(server.start());
        QCOMPARE(server.connections().back().consumer, QStringLiteral("other"));
    }

    // A lane gives messages back once it is between two calls; until then the oldest cannot make room, and nothing is
    // dropped.
    void anotherOverflowPolicy()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 4;
        LoopbackClient server(config);
        QSemaphore gate;
        const auto opened = qScopeGuard([&gate] { gate.release(100); });
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(numbered(0, 10));
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        config = server.client().config();
        config.dispatch.overflow = dispatch::OverflowPolicy::DropOldest;
        server.client().reconfigure(config);
        server.settle();
        QCOMPARE(server.client().ledger().dropped, quint64{0});
        gate.release(1);
        QTRY_COMPARE(server.client().ledger().dropped, quint64{5});
        gate.release(4);
        QTRY_COMPARE(server.client().ledger().acked, quint64{5});
        QCOMPARE(server.acknowledgements().back().messageId, QByteArray("9"));
        config.dispatch.overflow = dispatch::OverflowPolicy::Block;
        server.client().reconfigure(config);
        server.inject(numbered(10, 10));
        gate.release(10);
        QTRY_COMPARE(server.client().ledger().acked, quint64{15});
        QCOMPARE(server.client().ledger().dropped, quint64{5});
        QVERIFY(server.client().ledger().isBalanced());
    }

    // The acknowledgement of what came before the filter may have been lost with a connection: its redelivery is
    // handled.
    void theFilterAfterALostAcknowledgement()
    {
        LoopbackClient server;
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("*"), succeed)));
        QVERIFY(server.start());
        server.inject(numbered(0, 1));
        QTRY_COMPARE(server.client().ledger().acked, quint64{1});
        server.breakConnection();
        server.settle();
        client::ClientConfig config = server.client().config();
        config.dispatch.idempotence = true;
        server.client().reconfigure(config);
        server.reopen();
        server.inject(numbered(0, 1));
        QTRY_COMPARE(server.client().ledger().acked, quint64{2});
        QCOMPARE(server.client().ledger().duplicate, quint64{0});
        server.inject(numbered(0, 1));
        QTRY_COMPARE(server.client().ledger().duplicate, quint64{1});
    }

    // Room that a setting makes is used at once, with no message that comes or ends.
    void moreRoom()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 1;
        config.dispatch.laneCapacity = 4;
        LoopbackClient server(config);
        QSemaphore gate;
        const auto opened = qScopeGuard([&gate] { gate.release(200); });
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(numbered(0, 100));
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        server.settle();
        QCOMPARE(server.client().ledger().received, quint64{dispatch::DispatchSettings::batchSize});
        config = server.client().config();
        config.dispatch.laneCapacity = 1000;
        server.client().reconfigure(config);
        QTRY_COMPARE(server.client().ledger().received, quint64{100});
    }

    // What was published over the connection that goes is answered all the same.
    void publicationsUnderWay()
    {
        const auto held = std::make_shared<HoldingTransport::Held>();
        client::ClientConfig config;
        config.topics << QStringLiteral("*");
        client::PubSubClient client(config, [held](const net::ConnectionSettings &, base::TopicRegistry &topics,
                                                   net::TransportListener &listener) {
            return std::make_unique<HoldingTransport>(held, topics, listener);
        });
        client.start();
        QTRY_COMPARE(client.status().state, net::ConnectionState::Connected);
        int answers = 0;
        for (int i = 0; i < 2; ++i)
            client.publish({.topic = QStringLiteral("t"), .id = {}, .payload = "1", .producer = {}},
                           [&](const base::Result<void> &result) { answers += result ? 1 : 0; });
        QTRY_COMPARE(held->publications.load(), 2);
        config.connection.consumer = QStringLiteral("other");
        client.reconfigure(config);
        QTRY_COMPARE(held->alive.load(), 2); // the one before waits for its answers
        const auto answerOne = [&held] {
            const QMutexLocker locker(&held->mutex);
            const auto [transport, done] = held->waiting.back();
            held->waiting.pop_back();
            QMetaObject::invokeMethod(
                transport, [done = done] { done({}); }, Qt::QueuedConnection);
        };
        answerOne();
        QTRY_COMPARE(answers, 1);
        QCOMPARE(held->alive.load(), 2);
        answerOne();
        QTRY_COMPARE(answers, 2);
        QTRY_COMPARE(held->alive.load(), 1);
    }

    // A server joins what it is asked for and leaves nothing: only another connection is rid of a topic.
    void topicsAreAddedAndTakenAway()
    {
        test::FakeSocketIoServer server;
        client::ClientConfig config;
        config.connection.url = server.url();
        config.connection.transport = net::CarrierChoice::WebSocket;
        config.topics = {QStringLiteral("a")};
        client::PubSubClient client(config);
        client.start();
        const auto subscriptions = [&server] { return server.received.filter(QStringLiteral("subscribe")); };
        QTRY_COMPARE(subscriptions().size(), 1);
        // no reason to ask again: some servers would send again what nobody consumed
        config.dispatch.idempotence = true;
        client.reconfigure(config);
        config.topics << QStringLiteral("b");
        client.reconfigure(config);
        QTRY_COMPARE(subscriptions().size(), 2);
        QVERIFY2(subscriptions().last().contains(QStringLiteral(R"(["a","b"])")), qPrintable(subscriptions().last()));
        QCOMPARE(server.connections, 1);
        config.topics = {QStringLiteral("b")};
        client.reconfigure(config);
        QTRY_COMPARE(subscriptions().size(), 3);
        QVERIFY2(subscriptions().last().contains(QStringLiteral(R"(["b"])")), qPrintable(subscriptions().last()));
        QCOMPARE(server.connections, 2);
    }

    void theSameAgain()
    {
        LoopbackClient server;
        QVERIFY(server.client().addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("*"), succeed)));
        QVERIFY(server.start());
        server.client().reconfigure(server.client().config());
        server.inject(numbered(0, 3));
        QTRY_COMPARE(server.client().ledger().acked, quint64{3});
        QCOMPARE(server.connections().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestReconfigure)
#include "tst_reconfigure.moc"
