// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panelclient.h"

#include <QPointer>
#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

using namespace topicscope;
using app::ClientController;

namespace {

const QString anotherServer = QStringLiteral("http://127.0.0.1:2");

// What a handler that does not return before it is told to shares with the test.
struct Gate {
    QSemaphore entered;
    QSemaphore open;
    QSemaphore gone;
};

class WaitingHandler : public dispatch::Handler
{
public:
    explicit WaitingHandler(std::shared_ptr<Gate> gate) : m_gate(std::move(gate)) {}
    ~WaitingHandler() override { m_gate->gone.release(); }

    base::Result<dispatch::Verdict> handle(const base::Message &) override
    {
        m_gate->entered.release();
        m_gate->open.acquire();
        return {};
    }

private:
    std::shared_ptr<Gate> m_gate;
};

dispatch::HandlerSpec spec(const QString &name, dispatch::HandlerFactory factory)
{
    return {.name = name,
            .pattern = name == QStringLiteral("waits") ? QStringLiteral("*") : name,
            .parallel = false,
            .factory = std::move(factory)};
}

dispatch::HandlerFactory waiting(const std::shared_ptr<Gate> &gate)
{
    return
        [gate]() -> base::Result<std::unique_ptr<dispatch::Handler>> { return std::make_unique<WaitingHandler>(gate); };
}

} // namespace

class TestClientReplacement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAClientHeldIsFreedElsewhere()
    {
        // Nothing of the thread pool runs until the semaphore is released.
        QSemaphore open;
        for (int i = 0; i < QThreadPool::globalInstance()->maxThreadCount(); ++i)
            QThreadPool::globalInstance()->start([&open] { open.acquire(); });
        const auto controller = tests::makePanelClient();
        QVERIFY(tests::isConnected(*controller));
        controller->client().publish({.topic = QStringLiteral("t"), .id = {}, .payload = "{}", .producer = {}},
                                     [](const base::Result<void> &) {});
        QTRY_COMPARE(controller->client().store().usage().count, 1U);
        const base::MessagePtr message = controller->client().store().readAfter({}, 1).messages.front();
        const QPointer<client::PubSubClient> old(&controller->client());
        controller->connectTo(anotherServer, QStringLiteral("tests"), QStringLiteral("*"));
        QTRY_VERIFY(!old);
        QCOMPARE(message->ref.loadRelaxed(), 2); // the store is still there
        open.release(QThreadPool::globalInstance()->maxThreadCount());
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QCOMPARE(message->ref.loadRelaxed(), 1);
    }

    void replacesAClientWhoseHandlerRuns()
    {
        const auto gate = std::make_shared<Gate>();
        const auto controller = tests::makePanelClient();
        QVERIFY(controller->addHandler(spec(QStringLiteral("waits"), waiting(gate))));
        QVERIFY(tests::isConnected(*controller));
        controller->client().publish({.topic = QStringLiteral("t"), .id = {}, .payload = "{}", .producer = {}},
                                     [](const base::Result<void> &) {});
        QTRY_VERIFY(gate->entered.available() == 1);

        // Returns while the call still runs: the gate opens afterwards.
        const QPointer<client::PubSubClient> old(&controller->client());
        controller->connectTo(anotherServer, QStringLiteral("tests"), QStringLiteral("*"));
        QTRY_COMPARE(controller->state(), ClientController::State::Connected);
        QCOMPARE(controller->url(), anotherServer);
        QVERIFY(old);
        QCOMPARE(gate->gone.available(), 0);

        gate->open.release();
        QTRY_VERIFY(!old);
        QCOMPARE(gate->gone.available(), 1);
        QCOMPARE(controller->state(), ClientController::State::Connected);
    }

    void endsWithARetiredClient()
    {
        const auto gate = std::make_shared<Gate>();
        auto controller = tests::makePanelClient();
        QVERIFY(controller->addHandler(spec(QStringLiteral("waits"), waiting(gate))));
        QVERIFY(tests::isConnected(*controller));
        controller->client().publish({.topic = QStringLiteral("t"), .id = {}, .payload = "{}", .producer = {}},
                                     [](const base::Result<void> &) {});
        QTRY_VERIFY(gate->entered.available() == 1);
        controller->connectTo(anotherServer, QStringLiteral("tests"), QStringLiteral("*"));
        gate->open.release();
        controller.reset();
        QCOMPARE(gate->gone.available(), 2);
    }

    void tellsWhichHandlersAreRefused()
    {
        const auto gate = std::make_shared<Gate>();
        const auto usable = std::make_shared<bool>(true);
        const auto controller = tests::makePanelClient();
        QVERIFY(controller->addHandler(spec(QStringLiteral("good"), waiting(gate))));
        QVERIFY(controller->addHandler(
            spec(QStringLiteral("moody"), [gate, usable]() -> base::Result<std::unique_ptr<dispatch::Handler>> {
                if (!*usable)
                    return base::failure(base::ErrorCode::InputOutput, QStringLiteral("The file cannot be written."));
                return std::make_unique<WaitingHandler>(gate);
            })));
        *usable = false;
        controller->connectTo(anotherServer, QStringLiteral("tests"), QStringLiteral("*"));
        QCOMPARE(controller->snapshot().handlers.size(), std::size_t{1});
        QCOMPARE(controller->snapshot().handlers.front().name, QStringLiteral("good"));
        QVERIFY2(controller->problemText().contains(QStringLiteral("The file cannot be written.")),
                 qPrintable(controller->problemText()));

        // It is listed, to be started once it can be.
        QCOMPARE(controller->stoppedHandlers().size(), std::size_t{1});
        QVERIFY(!controller->startStopped({0}));
        *usable = true;
        QVERIFY(controller->startStopped({0}));
        QVERIFY(controller->stoppedHandlers().empty());
        QCOMPARE(controller->snapshot().handlers.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestClientReplacement)
#include "tst_clientreplacement.moc"
