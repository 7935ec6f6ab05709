// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacefixture.h"
#include "support/handlers.h"
#include "workspace/closingcontroller.h"

#include <QAbstractItemModelTester>
#include <QPointer>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QThreadPool>

#include <array>

using namespace topicscope;
using namespace topicscope::tests;

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithOneSession();
    void anotherServerIsAnotherSession();
    void aFreshSessionTakesAnyServer();
    void oneWithHandlersTakesNoOther();
    void anotherPathIsAnotherServer_data();
    void anotherPathIsAnotherServer();
    void secretsStayWithTheirServer();
    void selectsTheSessionThatIsForTheServer();
    void sessionsHoldApartWhatTheyHave();
    void closesOneWhoseHandlerRuns();
    void freesWhatASessionHeldElsewhere();
    void endsWithASessionThatWasClosed();
    void closingTheLastGivesANewOne();
    void showsTheRightOneAfterClosing_data();
    void showsTheRightOneAfterClosing();
    void asksAboutWhatIsShown();
    void goesRoundAndRound();
    void hasRoomForSoMany();
    void goesBackToAFreshOne();
    void theDemoIsOne();
    void theDemoCanBeOpenedAgainAtOnce();
    void leavesTheDemoForAServer();
};

void TestWorkspace::beginsWithOneSession()
{
    Sessions workspace;
    QCOMPARE(workspace.count(), 1);
    QCOMPARE(workspace.current(), 0);
    QCOMPARE(workspace.session(), workspace.at(0));
    QVERIFY(workspace.session()->isFresh());
    QCOMPARE(workspace.index(0).data(Workspace::WorkspaceRole).value<Workspace *>(), &workspace);
    QCOMPARE(workspace.index(0).data().toString(), QStringLiteral("New connection"));
    workspace.setCurrent(1);
    workspace.setCurrent(-1);
    QCOMPARE(workspace.current(), 0);
    workspace.close(nullptr);
    QCOMPARE(workspace.count(), 1);
}

// The first keeps everything and goes on.
void TestWorkspace::anotherServerIsAnotherSession()
{
    Sessions workspace;
    ClientController &before = *workspace.session();
    QVERIFY(before.addHandler(specOf("orders=builtin:count")));
    before.connectTo(before.url(), QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE(before.state(), ClientController::State::Connected);
    for (int i = 0; i < 5; ++i)
        publish(before, "orders");
    QTRY_COMPARE(before.snapshot().ledger.handled, quint64{5});
    const client::ClientConfig config = before.client().config();
    QSignalSpy shown(&workspace, &Workspace::currentChanged);

    QVERIFY(workspace.connectTo(second, QStringLiteral("other")));
    QCOMPARE(workspace.count(), 2);
    QCOMPARE(workspace.current(), 1);
    QCOMPARE(shown.size(), 1);
    QVERIFY(workspace.session() != &before);
    QCOMPARE(workspace.session()->topics(), QStringLiteral("other"));
    QVERIFY(workspace.session()->snapshot().handlers.empty());
    QCOMPARE(workspace.session()->client().source().usage().count, 0U);

    QVERIFY(before.client().config().connection == config.connection);
    QCOMPARE(before.client().config().topics, config.topics);
    QCOMPARE(before.state(), ClientController::State::Connected);
    publish(before, "orders");
    QTRY_COMPARE(before.snapshot().ledger.handled, quint64{6});
    QCOMPARE(before.client().source().usage().count, 6U);
    QCOMPARE(before.errorText(), QString());
}

void TestWorkspace::aFreshSessionTakesAnyServer()
{
    Sessions workspace;
    ClientController *const session = workspace.session();
    session->connectTo(away, QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE(session->state(), ClientController::State::Connecting);
    QVERIFY(session->isFresh());
    QVERIFY(workspace.connectTo(first));
    QCOMPARE(workspace.count(), 1);
    QCOMPARE(workspace.session(), session);
    session->disconnectFromServer();
    QTRY_COMPARE(session->state(), ClientController::State::Disconnected);
    QVERIFY(workspace.connectTo(second)); // it was connected once
    QCOMPARE(workspace.count(), 2);
    QCOMPARE(session->url(), first);
}

void TestWorkspace::oneWithHandlersTakesNoOther()
{
    Sessions workspace;
    ClientController *const session = workspace.session();
    QVERIFY(session->addHandler(specOf("*=builtin:count")));
    QVERIFY(workspace.connectTo(second));
    QCOMPARE(workspace.count(), 2);
    QVERIFY(workspace.session()->snapshot().handlers.empty()); // nobody acknowledges there
    QCOMPARE(session->snapshot().handlers.size(), std::size_t{1});
    QCOMPARE(session->state(), ClientController::State::Disconnected);
}

void TestWorkspace::anotherPathIsAnotherServer_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("nsp");
    QTest::addColumn<int>("sessions");
    const QString root = QStringLiteral("/");
    QTest::newRow("another path") << QStringLiteral("http://h:5000/teamB") << root << 2;
    QTest::newRow("another namespace") << QStringLiteral("http://h:5000/teamA") << QStringLiteral("/other") << 2;
    QTest::newRow("a slash at the end") << QStringLiteral("http://h:5000/teamA/") << root << 1;
    QTest::newRow("ws:") << QStringLiteral("ws://h:5000/teamA") << root << 1;
}

void TestWorkspace::anotherPathIsAnotherServer()
{
    QFETCH(QString, url);
    QFETCH(QString, nsp);
    QFETCH(int, sessions);
    Sessions workspace;
    QVERIFY(workspace.connectTo(QStringLiteral("http://h:5000/teamA")));
    net::ConnectionSettings next = workspace.session()->client().config().connection;
    next.nsp = nsp;
    workspace.session()->setNextConnection(next);
    workspace.session()->connectTo(url, QStringLiteral("another"), QStringLiteral("*"));
    QTRY_COMPARE(workspace.session()->consumer(), QStringLiteral("another"));
    QTRY_COMPARE(workspace.session()->state(), ClientController::State::Connected);
    QCOMPARE(workspace.count(), sessions);
    QCOMPARE(workspace.session()->client().config().connection.nsp, nsp);
}

void TestWorkspace::secretsStayWithTheirServer()
{
    Sessions workspace;
    ClientController &before = *workspace.session();
    net::ConnectionSettings own = before.client().config().connection;
    own.auth = QByteArray(R"({"token":"of the first"})");
    before.setNextConnection(own);
    QVERIFY(workspace.connectTo(first));
    QVERIFY(workspace.connectTo(second));
    QVERIFY(workspace.session() != &before);
    QVERIFY(workspace.session()->client().config().connection.auth.isEmpty());

    // Nor does it lose its own when it is asked for elsewhere; what is given for another one goes there.
    QVERIFY(workspace.connectTo(first, QStringLiteral("orders")));
    QCOMPARE(workspace.session(), &before);
    QCOMPARE(before.client().config().connection.auth, own.auth);
    own.auth = QByteArray(R"({"token":"of the third"})");
    before.setNextConnection(own);
    QVERIFY(workspace.connectTo(QStringLiteral("http://third:3")));
    QCOMPARE(workspace.session()->client().config().connection.auth, own.auth);
    QCOMPARE(before.client().config().connection.auth, QByteArray(R"({"token":"of the first"})"));
}

void TestWorkspace::selectsTheSessionThatIsForTheServer()
{
    Sessions workspace;
    QVERIFY(workspace.connectTo(first));
    ClientController *const known = workspace.session();
    publish(*known, "orders");
    QVERIFY(workspace.connectTo(second));
    ClientController *const other = workspace.session();
    QVERIFY(workspace.connectTo(first + QLatin1Char('/'), QStringLiteral("orders"))); // typed where another is shown
    QCOMPARE(workspace.session(), known);
    QCOMPARE(workspace.count(), 2);
    QCOMPARE(known->topics(), QStringLiteral("orders"));
    QCOMPARE(known->client().source().usage().count, 1U);
    QCOMPARE(other->url(), second);

    // Also from a fresh one, which stays fresh.
    QVERIFY(workspace.openNew());
    ClientController *const fresh = workspace.session();
    client::ClientConfig config = blank();
    config.connection.url = QUrl(second);
    QVERIFY(workspace.open(config));
    QCOMPARE(workspace.session(), other);
    QVERIFY(fresh->isFresh());
    QVERIFY(!fresh->isActive());
}

void TestWorkspace::sessionsHoldApartWhatTheyHave()
{
    Sessions workspace;
    QVERIFY(workspace.connectTo(first));
    ClientController &one = *workspace.session();
    QVERIFY(workspace.connectTo(second));
    ClientController &two = *workspace.session();
    QVERIFY(one.addHandler(specOf("orders=builtin:require=risk")));
    QVERIFY(two.addHandler(specOf("*=builtin:count")));
    one.undoStack()->push(QStringLiteral("Undo something"), &one, [] { return true; });
    for (int i = 0; i < 3; ++i)
        publish(one, "orders", "the same"); // and the duplicate filters know nothing of each other
    publish(two, "payments", "the same");

    QTRY_COMPARE(one.snapshot().deadLetters.count, quint64{3});
    QTRY_COMPARE(two.snapshot().ledger.handled, quint64{1});
    QTRY_COMPARE(one.snapshot().ledger.received, quint64{3});
    QTRY_COMPARE(two.snapshot().ledger.received, quint64{1});
    QCOMPARE(two.snapshot().deadLetters.count, quint64{0});
    QCOMPARE(two.snapshot().ledger.failed, quint64{0});
    QCOMPARE(two.snapshot().filter.hits, quint64{0});
    QCOMPARE(one.client().source().usage().count, 3U);
    QCOMPARE(two.client().source().usage().count, 1U);
    QVERIFY(one.snapshot().ledger.isBalanced() && two.snapshot().ledger.isBalanced());
    QCOMPARE(one.snapshot().handlers.size(), std::size_t{1});
    QCOMPARE(one.snapshot().handlers.front().pattern, QStringLiteral("orders"));
    QCOMPARE(two.snapshot().handlers.front().pattern, QStringLiteral("*"));
    QCOMPARE(one.undoStack()->text(), QStringLiteral("Undo something"));
    QCOMPARE(two.undoStack()->text(), QString());
    QVERIFY(!one.closing()->losses().isEmpty());
    one.setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest));
    QCOMPARE(two.overflow(), static_cast<int>(dispatch::OverflowPolicy::Block));
}

// Returns while the call still runs: the gate opens afterwards.
void TestWorkspace::closesOneWhoseHandlerRuns()
{
    QSemaphore gate;
    QSemaphore entered;
    Sessions workspace;
    const auto open = qScopeGuard([&gate] { gate.release(100); });
    QVERIFY(workspace.connectTo(first));
    const QPointer<ClientController> closed(workspace.session());
    QVERIFY(closed->addHandler(test::handlerSpec(QStringLiteral("waits"), QStringLiteral("*"),
                                                 [&](const base::Message &) -> base::Result<void> {
                                                     entered.release();
                                                     gate.acquire();
                                                     return {};
                                                 })));
    publish(*closed, "orders");
    QTRY_COMPARE(entered.available(), 1);
    QTRY_COMPARE(closed->client().source().usage().count, 1U);
    const base::MessagePtr message = closed->client().source().readAfter({}, 1).messages.front();
    QVERIFY(workspace.connectTo(second));
    ClientController &left = *workspace.session();
    QVERIFY(left.addHandler(specOf("*=builtin:count")));

    workspace.close(closed);
    QCOMPARE(workspace.count(), 1);
    QCOMPARE(workspace.session(), &left);
    QVERIFY(closed); // its handler runs still
    publish(left, "orders");
    QTRY_COMPARE(left.snapshot().ledger.handled, quint64{1});
    QCOMPARE(left.state(), ClientController::State::Connected);
    QVERIFY(closed);

    gate.release();
    QTRY_VERIFY(!closed);
    QTRY_COMPARE(message->ref.loadRelaxed(), 1); // nobody else holds it: the store is gone
    QCOMPARE(left.state(), ClientController::State::Connected);
}

void TestWorkspace::freesWhatASessionHeldElsewhere()
{
    // Nothing of the thread pool runs until the semaphore is released.
    QSemaphore open;
    const int threads = QThreadPool::globalInstance()->maxThreadCount();
    for (int i = 0; i < threads; ++i)
        QThreadPool::globalInstance()->start([&open] { open.acquire(); });
    const auto release = qScopeGuard([&] {
        open.release(threads);
        QThreadPool::globalInstance()->waitForDone();
    });
    Sessions workspace;
    QVERIFY(workspace.connectTo(first));
    const QPointer<ClientController> closed(workspace.session());
    publish(*closed, "orders");
    QTRY_COMPARE(closed->client().source().usage().count, 1U);
    const base::MessagePtr message = closed->client().source().readAfter({}, 1).messages.front();
    workspace.close(closed);
    QTRY_VERIFY(!closed);
    QCOMPARE(message->ref.loadRelaxed(), 2); // the store is still there
    open.release(threads);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCOMPARE(message->ref.loadRelaxed(), 1);
}

void TestWorkspace::endsWithASessionThatWasClosed()
{
    QSemaphore gate;
    QSemaphore entered;
    QSemaphore left;
    {
        Sessions workspace;
        QVERIFY(workspace.connectTo(first));
        QVERIFY(workspace.session()->addHandler(test::handlerSpec(QStringLiteral("waits"), QStringLiteral("*"),
                                                                  [&](const base::Message &) -> base::Result<void> {
                                                                      entered.release();
                                                                      gate.acquire();
                                                                      left.release();
                                                                      return {};
                                                                  })));
        publish(*workspace.session(), "orders");
        const auto open = qScopeGuard([&gate] { gate.release(); }); // before the workspace ends
        QTRY_COMPARE(entered.available(), 1);
        workspace.close(workspace.session());
        QCOMPARE(left.available(), 0);
    }
    QCOMPARE(left.available(), 1);
}

void TestWorkspace::closingTheLastGivesANewOne()
{
    Sessions workspace;
    QVERIFY(workspace.connectTo(first));
    const QPointer<ClientController> closed(workspace.session());
    QSignalSpy shown(&workspace, &Workspace::currentChanged);
    workspace.close(closed);
    QCOMPARE(workspace.count(), 1);
    QCOMPARE(workspace.current(), 0);
    QVERIFY(shown.size() > 0);
    QVERIFY(workspace.session() != closed);
    QVERIFY(workspace.session()->isFresh());
    QTRY_VERIFY(!closed);
    QVERIFY(workspace.connectTo(first)); // and another one is for the server
    QCOMPARE(workspace.count(), 1);
}

void TestWorkspace::showsTheRightOneAfterClosing_data()
{
    QTest::addColumn<int>("shown");
    QTest::addColumn<int>("closed");
    QTest::addColumn<int>("then");
    QTest::newRow("before") << 1 << 0 << 1;
    QTest::newRow("after") << 1 << 2 << 1;
    QTest::newRow("itself") << 1 << 1 << 2;
    QTest::newRow("the first itself") << 0 << 0 << 1;
    QTest::newRow("the last itself") << 2 << 2 << 1;
    QTest::newRow("the first, where the last is shown") << 2 << 0 << 2;
}

void TestWorkspace::showsTheRightOneAfterClosing()
{
    QFETCH(int, shown);
    QFETCH(int, closed);
    QFETCH(int, then);
    Sessions workspace;
    for (int server = 1; server <= 3; ++server)
        QVERIFY(workspace.connectTo(QStringLiteral("http://h:%1").arg(server)));
    const std::array<ClientController *, 3> sessions{workspace.at(0), workspace.at(1), workspace.at(2)};
    workspace.setCurrent(shown);
    // Whoever shows a session looks at this property, and finds the right one whenever he is told to look.
    ClientController *seen = workspace.session();
    connect(&workspace, &Workspace::currentChanged, this, [&] { seen = workspace.at(workspace.current()); });
    workspace.close(sessions.at(static_cast<std::size_t>(closed)));
    QCOMPARE(workspace.count(), 2);
    QCOMPARE(workspace.session(), sessions.at(static_cast<std::size_t>(then)));
    QCOMPARE(seen, workspace.session());
    QCOMPARE(workspace.at(workspace.current()), workspace.session());
}

void TestWorkspace::asksAboutWhatIsShown()
{
    Sessions workspace;
    QVERIFY(workspace.connectTo(first));
    QVERIFY(workspace.connectTo(second));
    QSignalSpy wanted(&workspace, &Workspace::closeWanted);
    workspace.askToClose(workspace.at(0));
    QCOMPARE(workspace.current(), 0);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().front().value<ClientController *>(), workspace.at(0));
    QCOMPARE(workspace.count(), 2); // until it is answered
    workspace.askToClose(nullptr);
    QCOMPARE(wanted.size(), 1);
}

void TestWorkspace::goesRoundAndRound()
{
    Sessions workspace;
    workspace.step(1);
    QCOMPARE(workspace.current(), 0);
    for (int server = 1; server <= 3; ++server)
        QVERIFY(workspace.connectTo(QStringLiteral("http://h:%1").arg(server)));
    QCOMPARE(workspace.current(), 2);
    workspace.step(1);
    QCOMPARE(workspace.current(), 0);
    workspace.step(-1);
    QCOMPARE(workspace.current(), 2);
    workspace.step(-7);
    QCOMPARE(workspace.current(), 1);
}

void TestWorkspace::hasRoomForSoMany()
{
    Sessions workspace;
    for (int server = 1; server <= Workspace::maxSessions; ++server)
        QVERIFY(workspace.connectTo(QStringLiteral("http://h:%1").arg(server)));
    QCOMPARE(workspace.count(), Workspace::maxSessions);
    ClientController &shown = *workspace.session();
    const auto refuses = [&](auto &&wish) {
        shown.dismissProblem();
        wish();
        return QTest::qWaitFor([&] { return shown.problemText().contains(QStringLiteral("16 sessions")); }, 10'000)
               && workspace.count() == Workspace::maxSessions && workspace.session() == &shown;
    };
    QVERIFY(refuses([&] { QVERIFY(!workspace.openNew()); }));
    QVERIFY(refuses([&] { shown.connectTo(second, QStringLiteral("tests"), QStringLiteral("*")); }));
    QVERIFY(refuses([&] { workspace.openDemo(); }));
    QVERIFY(workspace.connectTo(QStringLiteral("http://h:1"))); // one that there is
    QCOMPARE(workspace.current(), 0);
    workspace.close(workspace.session());
    QVERIFY(workspace.connectTo(second));
}

void TestWorkspace::goesBackToAFreshOne()
{
    Sessions workspace;
    ClientController *const fresh = workspace.session();
    QVERIFY(workspace.openNew());
    QCOMPARE(workspace.count(), 1);
    fresh->connectTo(away, QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE(fresh->state(), ClientController::State::Connecting);
    QVERIFY(workspace.openNew()); // that one is looking for its server
    QCOMPARE(workspace.count(), 2);
    ClientController *const another = workspace.session();
    QVERIFY(another != fresh);
    workspace.setCurrent(0);
    QVERIFY(workspace.openNew());
    QCOMPARE(workspace.session(), another);
    QCOMPARE(workspace.count(), 2);
}

void TestWorkspace::theDemoIsOne()
{
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    Sessions workspace(&settings, client::TransportFactory());
    workspace.openDemo();
    ClientController &demo = *workspace.session();
    QVERIFY(demo.isDemo());
    QCOMPARE(demo.title(), QStringLiteral("Demo"));
    QCOMPARE(workspace.count(), 1);
    // Its handlers are there before the first message: none of what they are for goes by.
    QCOMPARE(demo.client().ledger().received, quint64{0});
    QCOMPARE(demo.snapshot().handlers.size(), std::size_t{6});
    QTRY_VERIFY(demo.snapshot().ledger.handled > 20);
    QVERIFY(workspace.openNew());
    workspace.openDemo();
    QCOMPARE(workspace.session(), &demo);
    QCOMPARE(workspace.count(), 2);
    // Nothing of it is remembered.
    QCOMPARE(workspace.recent()->count(), 0);
    for (const char *key : {"connection/url", "connection/consumer", "connection/topics", "connection/recent"})
        QCOMPARE(settings.text(QString::fromLatin1(key), QStringLiteral("nothing")), QStringLiteral("nothing"));
}

void TestWorkspace::theDemoCanBeOpenedAgainAtOnce()
{
    const auto isThere = [](const QUrl &url) {
        QTcpSocket socket;
        socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
        return socket.waitForConnected(10'000);
    };
    Sessions workspace(nullptr, client::TransportFactory());
    workspace.openDemo();
    const QUrl before = workspace.session()->client().config().connection.url;
    QTRY_VERIFY(workspace.session()->snapshot().ledger.received > 0);
    QVERIFY(isThere(before));
    workspace.close(workspace.session());
    QCOMPARE(workspace.count(), 1);
    QVERIFY(!workspace.session()->isDemo());
    workspace.openDemo();
    QCOMPARE(workspace.count(), 1);
    QVERIFY(workspace.session()->isDemo());
    const QUrl now = workspace.session()->client().config().connection.url;
    QVERIFY(now != before);
    QTRY_VERIFY(workspace.session()->snapshot().ledger.received > 0);
    QTRY_VERIFY(!isThere(before));
    QVERIFY(isThere(now));
}

// Its handlers stay with it.
void TestWorkspace::leavesTheDemoForAServer()
{
    Sessions workspace;
    workspace.openDemo();
    ClientController &demo = *workspace.session();
    QTRY_COMPARE(demo.state(), ClientController::State::Connected);
    const QString url = demo.url();
    QVERIFY(workspace.connectTo(second));
    QCOMPARE(workspace.count(), 2);
    QVERIFY(!workspace.session()->isDemo());
    QVERIFY(workspace.session()->snapshot().handlers.empty());
    for (const QString &same :
         {url, url + QLatin1Char('/'), QString(url).replace(QStringLiteral("http:"), QStringLiteral("ws:"))}) {
        QVERIFY2(workspace.connectTo(same), qPrintable(same));
        QCOMPARE(workspace.session(), &demo);
        QVERIFY(demo.isDemo());
        QCOMPARE(demo.snapshot().handlers.size(), std::size_t{6});
        workspace.setCurrent(1);
    }
    QCOMPARE(workspace.count(), 2);
}

QTEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
