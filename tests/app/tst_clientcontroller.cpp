// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/closingcontroller.h"
#include "dispatch/builtinhandlers.h"
#include "loopbackcontroller.h"
#include "stream/streamviewport.h"
#include "scripts/scriptcontroller.h"
#include "support/fakesocketioserver.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <functional>

using namespace topicscope;
using app::ClientController;
using tests::LoopbackController;

class TestClientController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overflowIsASetting()
    {
        LoopbackController server;
        QVERIFY(server.start());
        app::ClientController &controller = server.controller();
        QCOMPARE(controller.overflow(), static_cast<int>(dispatch::OverflowPolicy::Block));
        QSignalSpy changed(&controller, &app::ClientController::dispatchChanged);
        QSignalSpy settings(&controller, &app::ClientController::settingsChanged);
        controller.setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(controller.client().config().dispatch.overflow, dispatch::OverflowPolicy::DropOldest);
        controller.setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest));
        QCOMPARE(changed.size(), 1); // nothing to do
        QCOMPARE(settings.size(), 0); // what is being typed to connect elsewhere stays
    }

    void connectsAndDisconnects();
    void takesSnapshots();
    void keepsWhatWasGathered_data();
    void keepsWhatWasGathered();
    void explainsWrongInput_data();
    void explainsWrongInput();
    void takesOtherSettings();
    void tellsServersApart_data();
    void tellsServersApart();
    void isForItsServerOnceItHasHandlers();
    void tellsWhichHandlersAreRefused();
    void isCalledAfterItsServer();
    void keepsSecretsInside();
    void tellsOfTheTimeWithoutAConnection();
    void aConnectionMadeAnewIsNoLoss();
    void aConnectionThatIsNotHadAnewIsALoss();
    void keepsHandlers();
};

namespace {

client::ClientConfig configOf(const test::FakeSocketIoServer &server)
{
    client::ClientConfig config;
    config.connection.url = server.url();
    config.connection.transport = net::CarrierChoice::WebSocket;
    config.connection.reconnect.delay = std::chrono::milliseconds(1);
    config.connection.reconnect.delayMax = std::chrono::milliseconds(1);
    config.connection.consumer = QStringLiteral("tests");
    config.topics << QStringLiteral("*");
    return config;
}

} // namespace

void TestClientController::connectsAndDisconnects()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QCOMPARE(controller.state(), ClientController::State::Disconnected);
    QCOMPARE(controller.tone(), app::Tone::Neutral);
    QVERIFY(!controller.isActive());
    QVERIFY(loopback.start());
    QCOMPARE(controller.tone(), app::Tone::Success);
    QVERIFY(controller.errorText().isEmpty());
    QVERIFY(loopback.deliver(3));
    controller.disconnectFromServer();
    QTRY_COMPARE(controller.state(), ClientController::State::Disconnected);
    // What was received stays.
    QCOMPARE(controller.client().source().usage().count, 3U);
}

void TestClientController::takesSnapshots()
{
    LoopbackController loopback;
    QSignalSpy taken(&loopback.controller(), &ClientController::snapshotTaken);
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(5));
    QTRY_COMPARE(loopback.controller().snapshot().ledger.received, 5U);
    QVERIFY(taken.count() > 0);
    QVERIFY(loopback.controller().snapshot().ledger.isBalanced());
}

void TestClientController::explainsWrongInput_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("consumer");
    QTest::addColumn<QString>("topics");
    QTest::addColumn<QString>("says");
    QTest::addColumn<ClientController::Field>("field");
    using Field = ClientController::Field;
    QTest::newRow("no server") << ""
                               << "me"
                               << "*"
                               << "" << Field::Server;
    QTest::newRow("another scheme") << "ftp://example"
                                    << "me"
                                    << "*"
                                    << "" << Field::Server;
    QTest::newRow("no consumer") << "http://127.0.0.1:1"
                                 << "  "
                                 << "*"
                                 << "consumer" << Field::Consumer;
    QTest::newRow("no topic") << "http://127.0.0.1:1"
                              << "me"
                              << " , "
                              << "topic" << Field::Topics;
}

void TestClientController::explainsWrongInput()
{
    QFETCH(QString, url);
    QFETCH(QString, consumer);
    QFETCH(QString, topics);
    QFETCH(QString, says);
    QFETCH(ClientController::Field, field);
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    controller.connectTo(url, consumer, topics);
    QCOMPARE(controller.state(), ClientController::State::Disconnected);
    QCOMPARE(controller.tone(), app::Tone::Danger);
    QVERIFY(!controller.errorText().isEmpty());
    QVERIFY2(controller.errorText().contains(says), qPrintable(controller.errorText()));
    QCOMPARE(controller.errorField(), field);
    QVERIFY(loopback.start());
    QVERIFY(controller.errorText().isEmpty());
    QCOMPARE(controller.errorField(), ClientController::Field::None);
}

void TestClientController::takesOtherSettings()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QVERIFY(loopback.start());
    QSignalSpy otherServer(&controller, &ClientController::otherServerWanted);
    QVERIFY(loopback.deliver(2));
    controller.connectTo(controller.url(), QStringLiteral(" tests "), QStringLiteral("*, *"));
    QCOMPARE(controller.client().source().usage().count, 2U);
    controller.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("orders, payments"));
    QCOMPARE(controller.topics(), QStringLiteral("orders, payments"));
    controller.connectTo(controller.url(), QStringLiteral("another"), QStringLiteral("*"));
    QCOMPARE(controller.consumer(), QStringLiteral("another"));
    QCOMPARE(otherServer.count(), 0);
    QCOMPARE(controller.client().source().usage().count, 2U);
}

void TestClientController::tellsServersApart_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("nsp");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("same");
    const QString usual = net::ConnectionSettings{}.path;
    const auto row = [&usual](const char *name, const char *url, bool same, const char *nsp = "/",
                              const QString &path = {}) {
        QTest::newRow(name) << QString::fromLatin1(url) << QString::fromLatin1(nsp) << (path.isEmpty() ? usual : path)
                            << same;
    };
    row("the same", "http://h:5000/teamA", true);
    row("a slash at the end", "http://h:5000/teamA/", true);
    row("of another scheme's name", "ws://h:5000/teamA", true);
    row("a query", "http://h:5000/teamA?token=abc", true);
    row("a user", "http://alice:secret@h:5000/teamA", true);
    row("another host", "http://i:5000/teamA", false);
    row("another port", "http://h:5001/teamA", false);
    row("the usual port", "http://h/teamA", false);
    row("encrypted", "https://h:5000/teamA", false);
    row("another path", "http://h:5000/teamB", false); // one gateway has the servers of several teams
    row("no path", "http://h:5000", false);
    row("another namespace", "http://h:5000/teamA", false, "/other");
    row("another path of Socket.IO", "http://h:5000/teamA", false, "/", QStringLiteral("/other/"));
}

void TestClientController::tellsServersApart()
{
    QFETCH(QString, url);
    QFETCH(QString, nsp);
    QFETCH(QString, path);
    QFETCH(bool, same);
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QSignalSpy otherServer(&controller, &ClientController::otherServerWanted);
    QVERIFY(controller.isFresh()); // for any server
    controller.connectTo(QStringLiteral("http://elsewhere:1"), QStringLiteral("tests"), QStringLiteral("*"));
    controller.connectTo(QStringLiteral("http://h:5000/teamA"), QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QCOMPARE(controller.url(), QStringLiteral("http://h:5000/teamA"));
    QVERIFY(!controller.isFresh());
    QCOMPARE(otherServer.size(), 0);
    QVERIFY(loopback.deliver(2));

    net::ConnectionSettings next = controller.client().config().connection;
    next.nsp = nsp;
    next.path = path;
    controller.setNextConnection(next);
    const client::ClientConfig before = controller.client().config();
    QSignalSpy settings(&controller, &ClientController::settingsChanged);
    controller.connectTo(url, QStringLiteral("another"), QStringLiteral("orders"));
    QCOMPARE(otherServer.size(), same ? 0 : 1);
    QCOMPARE(controller.errorText(), QString());
    QCOMPARE(settings.size(), 1); // what holds is shown again
    QCOMPARE(controller.client().source().usage().count, 2U);
    if (same) {
        QCOMPARE(controller.consumer(), QStringLiteral("another"));
        return;
    }
    QVERIFY(controller.client().config() == before);
    QCOMPARE(controller.state(), ClientController::State::Connected);
    const auto wanted = otherServer.front().front().value<client::ClientConfig>();
    QCOMPARE(wanted.connection.url, QUrl(url));
    QCOMPARE(wanted.connection.nsp, nsp);
    QCOMPARE(wanted.connection.path, path);
    QCOMPARE(wanted.connection.consumer, QStringLiteral("another"));
    QCOMPARE(wanted.topics, QStringList{QStringLiteral("orders")});
    // What was refused is forgotten.
    controller.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    QCOMPARE(otherServer.size(), 1);
    QVERIFY(controller.client().config() == before);
}

void TestClientController::isForItsServerOnceItHasHandlers()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    const QString server = controller.url();
    QSignalSpy otherServer(&controller, &ClientController::otherServerWanted);
    QSignalSpy fresh(&controller, &ClientController::freshChanged);
    QVERIFY(controller.addHandler(dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count")).value()));
    QVERIFY(!controller.isFresh());
    QCOMPARE(fresh.size(), 1);
    // It would acknowledge there.
    controller.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QCOMPARE(otherServer.size(), 1);
    QCOMPARE(controller.url(), server);
    QCOMPARE(controller.state(), ClientController::State::Disconnected);
    QVERIFY(loopback.start());
    controller.disconnectFromServer();
    QTRY_COMPARE(controller.state(), ClientController::State::Disconnected);
    controller.connectTo(QStringLiteral("http://127.0.0.1:2"), QStringLiteral("tests"), QStringLiteral("*"));
    QCOMPARE(otherServer.size(), 2); // one that is away is its server all the same
}

void TestClientController::tellsWhichHandlersAreRefused()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    const auto good = dispatch::parseHandlerSpec(QStringLiteral("good=builtin:count")).value();
    dispatch::HandlerSpec broken = good;
    broken.pattern = QStringLiteral("broken");
    broken.factory = []() -> base::Result<std::unique_ptr<dispatch::Handler>> {
        return base::failure(base::ErrorCode::InputOutput, QStringLiteral("The file cannot be written."));
    };
    const auto added = controller.addHandlers({good, broken});
    QVERIFY(!added);
    QVERIFY2(added.error().text.contains(QStringLiteral("The file cannot be written.")),
             qPrintable(added.error().text));
    QVERIFY(controller.snapshot().handlers.empty()); // all or none
    QVERIFY(controller.isFresh());
}

void TestClientController::isCalledAfterItsServer()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QCOMPARE(controller.title(), QStringLiteral("New connection"));
    QSignalSpy settings(&controller, &ClientController::settingsChanged);
    controller.connectTo(QStringLiteral("http://alice:secret@example.com:81/a?token=b"), QStringLiteral("tests"),
                         QStringLiteral("*"));
    QTRY_COMPARE(controller.title(), QStringLiteral("example.com:81"));
    QVERIFY(settings.size() > 0); // which its title is told by
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    controller.setDemo(true);
    QCOMPARE(controller.title(), QStringLiteral("Demo"));
}

void TestClientController::keepsWhatWasGathered_data()
{
    using Change = std::function<void(ClientController &)>;
    QTest::addColumn<Change>("change");
    const auto connectAs = [](const char *consumer, const char *topics) -> Change {
        return [=](ClientController &c) {
            c.connectTo(c.url(), QString::fromLatin1(consumer), QString::fromLatin1(topics));
        };
    };
    QTest::newRow("more topics") << connectAs("tests", "*, orders");
    QTest::newRow("other topics") << connectAs("tests", "orders/created");
    QTest::newRow("filter") << Change(
        [](ClientController &c) { c.setDuplicateFilter(true, c.client().config().dispatch.idempotenceWindow); });
    QTest::newRow("window") << Change([](ClientController &c) { c.setDuplicateFilter(false, 10); });
    QTest::newRow("overflow") << Change(
        [](ClientController &c) { c.setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest)); });
    QTest::newRow("consumer") << connectAs("another", "*");
    QTest::newRow("auth payload") << Change([](ClientController &c) {
        net::ConnectionSettings connection = c.client().config().connection;
        connection.auth = R"({"token":"other"})";
        c.setNextConnection(connection);
        c.connectTo(c.url(), c.consumer(), c.topics());
    });
}

// Messages, dead letters, the ledger, handlers, the state of a script, the stream and what is selected in it.
void TestClientController::keepsWhatWasGathered()
{
    QFETCH(std::function<void(ClientController &)>, change);
    QStandardPaths::setTestModeEnabled(true);
    QDir(app::ScriptShelf::folder()).removeRecursively();
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    app::StreamModel stream;
    stream.setClient(&controller);
    app::StreamViewport viewport;
    viewport.setSource(&stream);
    viewport.setCapacity(10);
    app::ScriptController scripts;
    scripts.setClient(&controller);
    QVERIFY(scripts.create(QStringLiteral("counts"), QStringLiteral("*"), -1));
    scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) { ctx.state.calls = (ctx.state.calls || 0) + 1; "
                                    "ctx.metric('calls', ctx.state.calls); }"));
    QVERIFY(scripts.start());
    QVERIFY(controller.addHandler(dispatch::parseHandlerSpec(QStringLiteral("failing=builtin:require=risk")).value()));
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(42));
    QVERIFY(loopback.deliver(3, "failing"));
    QTRY_COMPARE(controller.snapshot().ledger.acked, quint64{42});
    QTRY_COMPARE(controller.snapshot().deadLetters.count, quint64{3});
    QTRY_COMPARE(stream.rowCount(), 45);
    viewport.select(5);
    const QString selected = viewport.currentText();
    QVERIFY(!selected.isEmpty());
    const std::size_t handlers = controller.snapshot().handlers.size();
    const client::ClientConfig before = controller.client().config();
    QSignalSpy otherServer(&controller, &ClientController::otherServerWanted);

    change(controller);
    QVERIFY(controller.client().config() != before);
    QVERIFY(loopback.settle());
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QCOMPARE(otherServer.size(), 0);
    QCOMPARE(stream.rowCount(), 45);
    QCOMPARE(viewport.currentText(), selected);

    // And it goes on where it was.
    QVERIFY(loopback.deliver(5));
    QTRY_COMPARE(stream.rowCount(), 50);
    QTRY_COMPARE(controller.snapshot().ledger.acked, quint64{47});
    QCOMPARE(controller.snapshot().ledger.received, quint64{50});
    QVERIFY(controller.snapshot().ledger.isBalanced());
    QCOMPARE(controller.client().source().usage().count, quint64{50});
    QCOMPARE(controller.client().deadLetters().size(), std::size_t{3});
    QCOMPARE(controller.snapshot().handlers.size(), handlers);
    for (const client::HandlerFigures &handler : controller.snapshot().handlers)
        QVERIFY(!handler.removed);
    QVERIFY(scripts.isActive());
    QCOMPARE(scripts.metricTotals().front().sum, 47.0 * 48.0 / 2.0); // 1, 2, ... 47: one state
    QCOMPARE(viewport.currentText(), selected);
    // nothing was lost
    QVERIFY2(!controller.problemText().contains(QStringLiteral("not here")), qPrintable(controller.problemText()));
}

void TestClientController::keepsSecretsInside()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    const QString typed = QStringLiteral("http://alice:secret@h:1/?token=abc");
    controller.connectTo(typed, QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE_WITH_TIMEOUT(controller.state(), ClientController::State::Connected, 10'000);
    const QUrl inside = controller.client().config().connection.url;
    QCOMPARE(inside, QUrl(typed));
    for (const QString &shown : {controller.url(), controller.detail(), controller.stateText()})
        QVERIFY2(!shown.contains(QStringLiteral("secret")) && !shown.contains(QStringLiteral("abc")),
                 qPrintable(shown));

    // What the field shows now is the same connection, also with other topics; typed once more, the field forgets it.
    QSignalSpy otherServer(&controller, &ClientController::otherServerWanted);
    QSignalSpy settings(&controller, &ClientController::settingsChanged);
    controller.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("*"));
    controller.connectTo(typed, QStringLiteral("tests"), QStringLiteral("*"));
    QCOMPARE(otherServer.count(), 0);
    QCOMPARE(settings.count(), 2);
    controller.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("orders"));
    QCOMPARE(controller.client().config().connection.url, inside);

    controller.connectTo(QStringLiteral("http://***@other:1/"), QStringLiteral("tests"), QStringLiteral("*"));
    QCOMPARE(controller.errorField(), ClientController::Field::Server);
    QCOMPARE(controller.client().config().connection.url, inside);
}

void TestClientController::tellsOfTheTimeWithoutAConnection()
{
    test::FakeSocketIoServer server;
    ClientController controller(configOf(server), {});
    controller.client().start();
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QCOMPARE(controller.problemText(), QString());
    server.dropClient();
    QTRY_VERIFY2(controller.problemText().contains(QLatin1String("what was published meanwhile is not here")),
                 qPrintable(controller.problemText()));
    QCOMPARE(server.connections, 2);
}

// The settings were changed by the user, who knows.
void TestClientController::aConnectionMadeAnewIsNoLoss()
{
    test::FakeSocketIoServer server;
    ClientController controller(configOf(server), {});
    controller.client().start();
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QList<ClientController::State> states;
    connect(&controller, &ClientController::statusChanged, this, [&] { states << controller.state(); });
    controller.connectTo(controller.url(), QStringLiteral("another"), QStringLiteral("*"));
    QTRY_COMPARE(server.connections, 2);
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QTRY_VERIFY(server.received.last().contains(QStringLiteral("another")));
    QVERIFY(!states.contains(ClientController::State::Disconnected)
            && !states.contains(ClientController::State::Reconnecting));
    QCOMPARE(controller.problemText(), QString());
}

void TestClientController::aConnectionThatIsNotHadAnewIsALoss()
{
    test::FakeSocketIoServer server;
    ClientController controller(configOf(server), {});
    controller.client().start();
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    server.connectReply = QString(); // it says no more, and is gone before it would
    controller.connectTo(controller.url(), QStringLiteral("another"), QStringLiteral("*"));
    QTRY_COMPARE(server.connections, 2);
    server.connectReply = QStringLiteral(R"(40{"sid":"sio-1"})");
    server.dropClient();
    QTRY_VERIFY2(controller.problemText().contains(QLatin1String("what was published meanwhile is not here")),
                 qPrintable(controller.problemText()));
    QCOMPARE(controller.state(), ClientController::State::Connected);
}

void TestClientController::keepsHandlers()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    auto spec = dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count"));
    QVERIFY(spec);
    std::vector<dispatch::HandlerSpec> specs;
    specs.push_back(std::move(*spec));
    QVERIFY(controller.addHandlers(std::move(specs)));
    controller.connectTo(controller.url(), QStringLiteral("another"), QStringLiteral("*"));
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QVERIFY(loopback.deliver(4));
    QTRY_COMPARE(controller.snapshot().ledger.handled, 4U);
    QCOMPARE(controller.snapshot().handlers.size(), 1U);
    QCOMPARE(controller.handlerName(controller.snapshot().handlers.front().id), QStringLiteral("count"));
    QCOMPARE(controller.handlerName(base::HandlerId{999}), QStringLiteral("#999"));
}

QTEST_MAIN(TestClientController)
#include "tst_clientcontroller.moc"
