// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scripthandler.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace topicscope;
using namespace std::chrono_literals;
using script::ScriptBinding;
using script::ScriptProgram;

namespace {

script::ScriptProgramPtr programOf(const QString &text)
{
    const auto program = ScriptProgram::fromText(text, QStringLiteral("/nowhere/test.js"));
    if (!program)
        qFatal("%s", qPrintable(program.error().toString()));
    return *program;
}

} // namespace

// Scripts as handlers of a client: what becomes of messages, versions and lanes.
class TestScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withholding()
    {
        client::ClientConfig config;
        config.dispatch.idempotence = true;
        test::LoopbackClient server(config);
        const auto binding = bind(QStringLiteral("function onMessage(msg) { return msg.payload.take !== false; }"));
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        const QByteArray withheld = test::messageJson("orders", "2", "{\"take\": false}");
        server.inject({test::messageJson("orders", "1", "{}"), withheld, withheld});
        QTRY_COMPARE(server.client().ledger().ackWithheld + server.client().ledger().duplicate, quint64{2});
        // A redelivery that comes after the call is no duplicate.
        server.inject({withheld});
        QTRY_COMPARE(server.client().ledger().handled + server.client().ledger().duplicate, quint64{4});
        const stats::Ledger ledger = server.client().ledger();
        QVERIFY(ledger.ackWithheld >= 2);
        QCOMPARE(ledger.acked, quint64{1});
        QCOMPARE(ledger.ackPending, quint64{0});
        QVERIFY(ledger.isBalanced());
        QCOMPARE(server.client().snapshot().handlers.front().withheld, ledger.ackWithheld);
    }

    void seeWhatIsADuplicateWithoutTheFilter()
    {
        test::LoopbackClient server;
        const auto binding = bind(
            QStringLiteral("function onMessage(msg) { if (msg.duplicate) throw new Error('again ' + msg.id); }"));
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        server.inject(
            {test::messageJson("orders", "1"), test::messageJson("orders", "2"), test::messageJson("orders", "1")});
        QTRY_COMPARE(server.client().ledger().acked, quint64{2});
        QTRY_COMPARE(server.client().ledger().failed, quint64{1});
        QVERIFY(server.client().snapshot().handlers.front().lastError.endsWith(QLatin1String("again 1")));
    }

    void failuresNameTheirLine()
    {
        test::LoopbackClient server;
        const auto binding = bind(QStringLiteral("function onMessage(msg) {\n  throw new Error('no ' + msg.id);\n}"));
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        server.inject({test::messageJson("orders", "7")});
        QTRY_COMPARE(server.client().ledger().failed, quint64{1});
        QCOMPARE(server.client().snapshot().handlers.front().lastError, QStringLiteral("test.js:2: Error: no 7"));
        const auto lines = binding->console().after(0);
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].place.line, 2);
    }

    void timeOutsPauseAndAChangeResumes()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 2;
        test::LoopbackClient server(config);
        QStringList alerts;
        m_host->setAlertListener([&alerts, this] {
            QMetaObject::invokeMethod(
                this,
                [&alerts, this] {
                    if (const auto alert = m_host->takeAlert())
                        alerts << alert->handler + QStringLiteral(": ") + alert->text;
                },
                Qt::QueuedConnection);
        });
        const auto binding = bind(QStringLiteral("function onMessage(msg) { while (msg.payload.hang) {} }"),
                                  {.timeout = 400ms, .pauseAfter = 3});
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        const QByteArray hang = "{\"hang\": true}";
        // not in a row
        server.inject({test::messageJson("orders", "1", hang), test::messageJson("orders", "2", hang),
                       test::messageJson("orders", "3"), test::messageJson("orders", "4", hang),
                       test::messageJson("orders", "5", hang), test::messageJson("orders", "6", hang),
                       test::messageJson("orders", "7"), test::messageJson("orders", "8")});
        QTRY_COMPARE(server.client().ledger().timedOut + server.client().ledger().failed, quint64{7});
        const stats::Ledger ledger = server.client().ledger();
        QCOMPARE(ledger.timedOut, quint64{5});
        QCOMPARE(ledger.failed, quint64{2}); // not called: paused
        QCOMPARE(ledger.handled, quint64{1});
        QVERIFY(ledger.isBalanced());
        QVERIFY(binding->status().paused);
        QTRY_COMPARE(alerts.size(), 1);
        QVERIFY(alerts[0].contains(QStringLiteral("Paused")));
        const auto handler = server.client().snapshot().handlers.front();
        QCOMPARE(handler.timeouts, quint64{5});
        QCOMPARE(handler.failures, quint64{2});

        // What waits among the dead letters, timed out ones too, can be run again.
        binding->setProgram(programOf(QStringLiteral("function onMessage() {}")));
        std::vector<quint64> ids;
        for (const client::DeadLetter &letter : server.client().deadLetters())
            ids.push_back(letter.id);
        QCOMPARE(ids.size(), std::size_t{7});
        server.client().rerunDeadLetters(ids);
        QTRY_COMPARE(server.client().ledger().acked, quint64{8});
        QVERIFY(!binding->status().paused);
        QCOMPARE(server.client().ledger().timedOut + server.client().ledger().failed, quint64{0});
        QVERIFY(server.client().ledger().isBalanced());
        m_host->setAlertListener({});
    }

    void lifeWithoutMessages()
    {
        test::LoopbackClient server;
        QVERIFY(server.start());
        const auto binding = bind(
            QStringLiteral("const everyMs = 5;\nfunction onStart(ctx) { ctx.log('start'); }\nfunction onStop(ctx) { "
                           "ctx.log('stop'); }\n"
                           "function onTimer(ctx) { ctx.metric('ticks', 1); }\nfunction onMessage() {}"));
        const auto id = server.client().addHandler(binding->handlerSpec());
        QVERIFY(id);
        const auto ticks = [&binding] {
            const auto figures = binding->metrics().figures();
            return figures.empty() ? quint64{0} : figures[0].count;
        };
        QTRY_VERIFY(ticks() >= 3);
        QCOMPARE(binding->console().after(0).front().text, QStringLiteral("start"));
        QVERIFY(server.client().removeHandler(*id));
        QTRY_COMPARE(binding->console().after(0).back().text, QStringLiteral("stop"));
        const quint64 stopped = ticks();
        // While another one's timer goes on, this one's does not.
        const auto other = bind(
            QStringLiteral("const everyMs = 5;\nfunction onTimer(ctx) { ctx.log('tick'); }\nfunction onMessage() {}"));
        QVERIFY(server.client().addHandler(other->handlerSpec()));
        QTRY_VERIFY(other->console().count() >= 5);
        QCOMPARE(ticks(), stopped);
    }

    void publications()
    {
        test::LoopbackClient server;
        QList<script::ScriptPublication> published;
        m_host->setPublisher([&published, this](const script::ScriptPublication &publication,
                                                std::function<void(base::Result<void>)> done) {
            QMetaObject::invokeMethod(
                this, [&published, publication] { published << publication; }, Qt::QueuedConnection);
            done(base::failure(base::ErrorCode::ServerError, QStringLiteral("the server said no")));
        });
        const auto binding = bind(
            QStringLiteral("function onMessage(msg, ctx) { ctx.publish('copies', msg.payload, {id: msg.id}); }"));
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        server.inject({test::messageJson("orders", "1", "{\"a\": 1}")});
        QTRY_COMPARE(published.size(), 1);
        QCOMPARE(published[0], (script::ScriptPublication{.topic = QStringLiteral("copies"),
                                                          .id = QStringLiteral("1"),
                                                          .payload = "{\"a\":1}",
                                                          .producer = QStringLiteral("script")}));
        QTRY_VERIFY(binding->console().count() > 0);
        QVERIFY(binding->console().after(0).front().text.contains(QStringLiteral("the server said no")));
        m_host->setPublisher({});
        server.inject({test::messageJson("orders", "2")});
        QTRY_COMPARE(server.client().ledger().failed, quint64{1}); // an exception in the script
    }

    void oneAlertWaits()
    {
        int told = 0;
        m_host->setAlertListener([&told] { ++told; });
        for (int i = 0; i < 1000; ++i)
            m_host->alert(QStringLiteral("script"), QString::number(i));
        QCOMPARE(told, 1);
        QCOMPARE(m_host->takeAlert()->text, QStringLiteral("999"));
        QVERIFY(!m_host->takeAlert());
        m_host->alert(QStringLiteral("script"), QStringLiteral("next"));
        QCOMPARE(told, 2);
        m_host->setAlertListener({});
        QVERIFY(!m_host->takeAlert()); // it was for the one before
    }

    // While a lane calls a listener or a publisher, whoever takes it away waits, and then goes.
    void nobodyIsCalledAfterItsOwner()
    {
        for (const bool alerts : {true, false}) {
            QSemaphore called;
            QSemaphore gone;
            bool outlived = false;
            const auto call = [&] {
                called.release();
                outlived = gone.tryAcquire(1, 200); // true: the owner went meanwhile
            };
            m_host->setAlertListener(call);
            m_host->setPublisher([&call](const script::ScriptPublication &,
                                         const std::function<void(base::Result<void>)> &) { call(); });
            std::thread lane([&] {
                if (alerts)
                    m_host->alert(QStringLiteral("script"), QStringLiteral("text"));
                else
                    static_cast<void>(m_host->publish({}, [](const base::Result<void> &) {}));
            });
            called.acquire();
            m_host->setAlertListener({});
            m_host->setPublisher({});
            gone.release();
            lane.join();
            QVERIFY(!outlived);
        }
    }

    // A client that goes answers nobody, and what it was asked for does not count for ever.
    void publicationsThatNobodyAnswers()
    {
        m_host->setPublisher([](const script::ScriptPublication &, const std::function<void(base::Result<void>)> &) {});
        for (int i = 0; i <= script::ScriptHost::maxPublications; ++i)
            QVERIFY(m_host->publish({}, [](const base::Result<void> &) {}));
        m_host->setPublisher({});
    }

    void publicationsAreBoundedInBytes()
    {
        std::vector<std::function<void(base::Result<void>)>> waiting;
        m_host->setPublisher([&](const script::ScriptPublication &, std::function<void(base::Result<void>)> done) {
            waiting.push_back(std::move(done));
        });
        const script::ScriptPublication large{
            .topic = {},
            .id = {},
            .payload = QByteArray(script::ScriptHost::maxPublicationBytes / 2 + 1, ' '),
            .producer = {}};
        QVERIFY(m_host->publish(large, [](const base::Result<void> &) {}));
        const auto refused = m_host->publish(large, [](const base::Result<void> &) {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::TooLarge);
        QVERIFY(m_host->publish({}, [](const base::Result<void> &) {}));
        waiting.front()({});
        QVERIFY(m_host->publish(large, [](const base::Result<void> &) {}));
        m_host->setPublisher({});
    }

    // Saved, broken and repaired under traffic: every message is handled once, in order, by some version, and the state
    // lives on.
    void newVersionsUnderTraffic()
    {
        constexpr int total = 40'000;
        client::ClientConfig config;
        config.dispatch.lanes = 3;
        test::LoopbackClient server(config);
        const QString good = QStringLiteral("function onMessage(msg, ctx) {\n  const n = msg.payload.n;\n  if (n !== "
                                            "(ctx.state.next || 0)) throw new Error('expected ' + ctx.state.next);\n"
                                            "  ctx.state.next = n + 1;\n  ctx.metric('handled', %1);\n}\n");
        const auto binding = bind(good.arg(1));
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        int version = 1;
        for (int sent = 0; sent < total;) {
            QList<QByteArray> batch;
            for (int i = 0; i < 100; ++i, ++sent)
                batch << test::messageJson("orders", QByteArray::number(sent),
                                           "{\"n\":" + QByteArray::number(sent) + '}');
            server.inject(batch);
            ++version;
            // Every third version compiles and cannot run.
            binding->setProgram(programOf(version % 3 == 0
                                              ? good.arg(version) + QStringLiteral("throw new Error('broken');")
                                              : good.arg(version)));
            QTRY_VERIFY(server.client().ledger().received + 1000 > static_cast<quint64>(sent));
            QVERIFY(server.client().ledger().isBalanced());
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.client().ledger().acked, quint64{total}, 60'000);
        QCOMPARE(server.client().ledger().failed, quint64{0});
        const auto figures = binding->metrics().figures();
        QCOMPARE(figures[0].count, quint64{total});
        QVERIFY(figures[0].max > 10); // many versions had messages
        const auto acknowledgements = server.acknowledgements();
        for (int i = 0; i < total; ++i)
            QCOMPARE(acknowledgements[static_cast<std::size_t>(i)].messageId, QByteArray::number(i));
        // The last version is what runs, or says why not.
        QTRY_COMPARE(binding->status().version, static_cast<quint64>(version));
        QCOMPARE(binding->status().refused.has_value(), version % 3 == 0);
    }

    void parallelHandlersHaveAnInstanceOnEveryLane()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 4;
        test::LoopbackClient server(config);
        const auto binding = bind(QStringLiteral("function onStart(ctx) { ctx.log('start'); }\nfunction onMessage(msg, "
                                                 "ctx) { ctx.metric('calls', 1); }"),
                                  {}, true);
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        QTRY_COMPARE(binding->console().count(), quint64{4});
        QList<QByteArray> batch;
        for (int i = 0; i < 2000; ++i)
            batch << test::messageJson("orders", QByteArray::number(i));
        server.inject(batch);
        QTRY_COMPARE(server.client().ledger().acked, quint64{2000});
        QCOMPARE(binding->metrics().figures()[0].count, quint64{2000});
        binding->setProgram(
            programOf(QStringLiteral("function onStop(ctx) { ctx.log('stop'); }\nfunction onMessage() {}")));
        QTRY_COMPARE(binding->console().count(), quint64{5}); // one notice for all lanes
        QVERIFY(server.stop());
    }

    void aVersionThatNeverRan()
    {
        test::LoopbackClient server;
        const auto binding = bind(QStringLiteral("const x = nothing;\nfunction onMessage() {}"));
        QVERIFY(server.client().addHandler(binding->handlerSpec()));
        QVERIFY(server.start());
        server.inject({test::messageJson("orders", "1")});
        QTRY_COMPARE(server.client().ledger().failed, quint64{1});
        QVERIFY2(server.client().snapshot().handlers.front().lastError.startsWith(
                     QStringLiteral("test.js:1: ReferenceError")),
                 qPrintable(server.client().snapshot().handlers.front().lastError));
        QCOMPARE(binding->status().refused->line, 1);
        binding->setProgram(programOf(QStringLiteral("function onMessage() {}")));
        server.inject({test::messageJson("orders", "2")});
        QTRY_COMPARE(server.client().ledger().acked, quint64{1});
    }

    // A lane that is stopped while messages wait calls no script that has been stopped.
    void clientsMayEndWithMessagesWaiting()
    {
        for (int i = 0; i < 20; ++i) {
            test::LoopbackClient server;
            const auto binding = bind(
                QStringLiteral("function onStop(ctx) { ctx.log('stop'); }\nfunction onMessage(msg, ctx) { const end = "
                               "Date.now() + 1; while (Date.now() < end) {} }"),
                {}, true);
            QVERIFY(server.client().addHandler(binding->handlerSpec()));
            QVERIFY(server.start());
            QList<QByteArray> batch;
            for (int message = 0; message < 1000; ++message)
                batch << test::messageJson("orders", QByteArray::number(message));
            server.inject(batch);
            QTRY_VERIFY(server.client().ledger().handled > 0);
        }
    }

    void clientsMayBeReplaced()
    {
        // The binding goes on in the next client, and the old one's lanes are gone by then, or not.
        const auto binding = bind(QStringLiteral("function onMessage(msg, ctx) { ctx.metric('calls', 1); }"));
        for (int i = 0; i < 3; ++i) {
            test::LoopbackClient server;
            QVERIFY(server.client().addHandler(binding->handlerSpec()));
            QVERIFY(server.start());
            server.inject({test::messageJson("orders", "1")});
            QTRY_COMPARE(server.client().ledger().acked, quint64{1});
            binding->setProgram(programOf(QStringLiteral("function onMessage(msg, ctx) { ctx.metric('calls', 1); }")));
        }
        QCOMPARE(binding->metrics().figures()[0].count, quint64{3});
    }

    void manyHandlersOfOneText()
    {
        constexpr int count = 10'000;
        test::LoopbackClient server;
        const auto program = programOf(
            QStringLiteral("function onMessage(msg, ctx) { ctx.state.n = (ctx.state.n || 0) + 1; }"));
        std::vector<dispatch::HandlerSpec> specs;
        QList<QByteArray> batch;
        for (int i = 0; i < count; ++i) {
            const QString topic = QStringLiteral("topic-%1").arg(i);
            specs.push_back(
                std::make_shared<ScriptBinding>(
                    m_host, program,
                    script::ScriptIdentity{.name = QStringLiteral("h%1").arg(i), .pattern = topic, .parallel = false})
                    ->handlerSpec());
            batch << test::messageJson(topic.toUtf8(), QByteArray::number(i));
        }
        QVERIFY(server.client().addHandlers(std::move(specs)));
        QVERIFY(server.start());
        server.inject(batch);
        QTRY_COMPARE_WITH_TIMEOUT(server.client().ledger().acked, quint64{count}, 60'000);
    }

private:
    [[nodiscard]] std::shared_ptr<ScriptBinding> bind(const QString &text, script::ScriptLimits limits = {},
                                                      bool parallel = false) const
    {
        return std::make_shared<ScriptBinding>(m_host, programOf(text),
                                               script::ScriptIdentity{.name = QStringLiteral("script"),
                                                                      .pattern = QStringLiteral("*"),
                                                                      .parallel = parallel},
                                               limits);
    }

    std::shared_ptr<script::ScriptHost> m_host = std::make_shared<script::ScriptHost>();
};

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
