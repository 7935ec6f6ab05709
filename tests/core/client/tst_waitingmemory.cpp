// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handlers.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using test::gatedSpec;
using test::handlerSpec;
using test::LoopbackClient;
using test::messageJson;

namespace {

constexpr quint64 batch = dispatch::DispatchSettings::batchSize; // what is read at once
constexpr quint64 fitting = 10; // messages that the memory has room for
constexpr int total = 100;

client::ClientConfig littleMemory()
{
    client::ClientConfig config;
    config.dispatch.lanes = 2;
    config.dispatch.waitingMemory = fitting * 110'000;
    return config;
}

QList<QByteArray> largeMessages(int count = total)
{
    QList<QByteArray> objects;
    for (int i = 0; i < count; ++i)
        objects << messageJson("t", QByteArray::number(i), '"' + QByteArray(100'000, 'x') + '"');
    return objects;
}

//! A transport that has sent nothing of what it took, as long as it is told so.
class SlowTransport final : public systems::LoopbackTransport
{
public:
    SlowTransport(std::shared_ptr<std::atomic<bool>> unsent, base::TopicRegistry &topics,
                  net::TransportListener &listener)
        : LoopbackTransport(topics, listener), m_unsent(std::move(unsent))
    {
        connect(this, &LoopbackTransport::acknowledged, this, [this] { ++m_taken; });
    }
    [[nodiscard]] std::size_t unsentAcknowledgements() override { return *m_unsent ? m_taken : 0; }

private:
    std::shared_ptr<std::atomic<bool>> m_unsent;
    std::size_t m_taken = 0;
};

} // namespace

// Messages that wait are bounded in bytes, whatever they wait for. What has no room is not read, or dropped and
// counted.
class TestWaitingMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofLanes()
    {
        LoopbackClient server(littleMemory());
        QSemaphore gate;
        // before the server goes, which waits for its lanes
        const auto opened = qScopeGuard([&gate] { gate.release(total); });
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(largeMessages());
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        QVERIFY(staysAt(server, batch));
        gate.release(total);
        QTRY_COMPARE(server.client().ledger().acked, quint64{total});
        QCOMPARE(server.client().ledger().dropped, quint64{0});
    }

    void ofRetries()
    {
        LoopbackClient server(littleMemory());
        auto spec = handlerSpec(QStringLiteral("h"), QStringLiteral("*"),
                                [](const base::Message &) -> base::Result<void> {
                                    return base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("not today"));
                                });
        spec.retry = {.attempts = 1, .firstDelay = 1h, .maxDelay = 1h, .jitter = 0.0};
        QVERIFY(server.client().addHandler(std::move(spec)));
        QVERIFY(server.start());
        server.inject(largeMessages());
        QTRY_COMPARE(server.client().ledger().retryWaiting, fitting);
        QVERIFY(staysAt(server, batch));
        QVERIFY(server.stop()); // those that wait have failed, and the others find room
        QCOMPARE(server.client().ledger().failed, batch);
        QVERIFY(server.client().ledger().isBalanced());
    }

    void ofAcknowledgementsWithoutAConnection()
    {
        LoopbackClient server(littleMemory());
        QSemaphore gate;
        // before the server goes, which waits for its lanes
        const auto opened = qScopeGuard([&gate] { gate.release(total); });
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(largeMessages(batch));
        QTRY_COMPARE(server.client().ledger().running, quint64{1});
        server.breakConnection();
        server.settle();
        gate.release(total);
        QTRY_COMPARE(server.client().ledger().ackPending, fitting);
        QCOMPARE(server.client().ledger().handled, fitting);
        server.reopen(); // they go out, and make room for those that have not been handled
        QTRY_COMPARE(server.client().ledger().acked, batch);
        QVERIFY(server.client().ledger().isBalanced());
    }

    void whereMessagesMayBeDropped_data()
    {
        QTest::addColumn<dispatch::OverflowPolicy>("overflow");
        QTest::addColumn<QByteArray>("lastHandled");
        QTest::newRow("the newest") << dispatch::OverflowPolicy::DropNewest << QByteArray::number(fitting - 1);
        QTest::newRow("the oldest") << dispatch::OverflowPolicy::DropOldest << QByteArray::number(total - 1);
    }

    void whereMessagesMayBeDropped()
    {
        QFETCH(dispatch::OverflowPolicy, overflow);
        QFETCH(QByteArray, lastHandled);
        auto config = littleMemory();
        config.dispatch.overflow = overflow;
        LoopbackClient server(config);
        QSemaphore gate;
        // before the server goes, which waits for its lanes
        const auto opened = qScopeGuard([&gate] { gate.release(total); });
        QVERIFY(server.client().addHandler(gatedSpec(gate)));
        QVERIFY(server.start());
        server.inject(largeMessages());
        QTRY_COMPARE(server.client().ledger().dropped, total - fitting);
        gate.release(total);
        QTRY_COMPARE(server.client().ledger().acked, fitting);
        QCOMPARE(server.acknowledgements().back().messageId, lastHandled);
        QVERIFY(server.client().ledger().isBalanced());
    }

    // Acknowledgements that a slow line took in the end make room at once, also where nothing waits for it.
    void whatHasLeftMakesRoom()
    {
        const auto unsent = std::make_shared<std::atomic<bool>>(true);
        auto config = littleMemory();
        config.topics << QStringLiteral("*");
        config.dispatch.overflow = dispatch::OverflowPolicy::DropNewest;
        std::atomic<SlowTransport *> transport{nullptr};
        client::PubSubClient client(config, [&](const net::ConnectionSettings &, base::TopicRegistry &topics,
                                                net::TransportListener &listener) {
            auto slow = std::make_unique<SlowTransport>(unsent, topics, listener);
            transport = slow.get();
            return slow;
        });
        QVERIFY(client.addHandler(handlerSpec(QStringLiteral("h"), QStringLiteral("*"),
                                              [](const base::Message &) -> base::Result<void> { return {}; })));
        client.start();
        QTRY_COMPARE(client.status().state, net::ConnectionState::Connected);
        const auto inject = [&transport](const QList<QByteArray> &objects) {
            QMetaObject::invokeMethod(
                transport.load(), [transport = transport.load(), objects] { transport->inject(objects); },
                Qt::BlockingQueuedConnection);
        };
        inject(largeMessages(fitting));
        QTRY_COMPARE(client.ledger().acked, fitting);
        inject(largeMessages(1));
        QCOMPARE(client.ledger().dropped, quint64{1});
        *unsent = false;
        inject(largeMessages(1));
        QTRY_COMPARE(client.ledger().acked, fitting + 1);
        QCOMPARE(client.ledger().dropped, quint64{1});
    }

    void oneIsTakenHoweverLarge()
    {
        auto config = littleMemory();
        config.dispatch.waitingMemory = 1;
        LoopbackClient server(config);
        QVERIFY(server.client().addHandler(handlerSpec(
            QStringLiteral("h"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> { return {}; })));
        QVERIFY(server.start());
        server.inject(largeMessages());
        QTRY_COMPARE(server.client().ledger().acked, quint64{total});
    }

private:
    //! What was injected is handed over in one go, as far as there is room.
    static bool staysAt(LoopbackClient &server, quint64 received)
    {
        server.settle();
        const auto ledger = server.client().ledger();
        if (ledger.received != received)
            qWarning() << "received" << ledger.received << "instead of" << received;
        return ledger.received == received && ledger.isBalanced();
    }
};

QTEST_GUILESS_MAIN(TestWaitingMemory)
#include "tst_waitingmemory.moc"
