// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspacefixture.h"

#include <QScopeGuard>
#include <QSignalSpy>

using namespace topicscope;
using namespace topicscope::tests;

class TestRecentConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersConnectionsOnceTheyAreThere();
    void remembersTheLatestFirst();
    void remembersNoSecrets();
    void ignoresRubbish_data();
    void ignoresRubbish();
    void forgetsAConnectionAndTakesItBack();
    void connectsAgain();
};

void TestRecentConnections::remembersConnectionsOnceTheyAreThere()
{
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    Sessions workspace(&settings);
    ClientController &session = *workspace.session();
    session.connectTo(away, QStringLiteral("tests"), QStringLiteral("*"));
    QTRY_COMPARE(session.state(), ClientController::State::Connecting);
    QVERIFY(session.addHandler(specOf("*=builtin:count")));
    QCOMPARE(recents(*workspace.recent()), QStringList());
    QVERIFY(workspace.connectTo(first));
    QCOMPARE(recents(*workspace.recent()), QStringList{first + QStringLiteral(" tests *")});
    // Handlers first, then the connection.
    QVERIFY(workspace.openNew());
    client::ClientConfig config = blank();
    config.connection.url = QUrl(second);
    workspace.session()->client().reconfigure(config);
    QVERIFY(workspace.session()->addHandler(specOf("*=builtin:count")));
    QCOMPARE(workspace.recent()->count(), 1);
    QVERIFY(workspace.connectTo(second));
    QCOMPARE(workspace.recent()->count(), 2);

    // And over restarts.
    const Sessions again(&settings);
    QCOMPARE(recents(*const_cast<Sessions &>(again).recent()),
             (QStringList{second + QStringLiteral(" tests *"), first + QStringLiteral(" tests *")}));
}

void TestRecentConnections::remembersTheLatestFirst()
{
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    Sessions workspace(&settings);
    QVERIFY(workspace.connectTo(first, QStringLiteral("a")));
    QVERIFY(workspace.connectTo(second));
    QCOMPARE(recents(*workspace.recent()),
             (QStringList{second + QStringLiteral(" tests *"), first + QStringLiteral(" tests a")}));
    // Other topics of a server take the place of those before; another consumer is another connection.
    QVERIFY(workspace.connectTo(first, QStringLiteral("a, b")));
    QTRY_COMPARE(recents(*workspace.recent()),
                 (QStringList{first + QStringLiteral(" tests a, b"), second + QStringLiteral(" tests *")}));
    QVERIFY(workspace.connectTo(first, QStringLiteral("a"), QStringLiteral("me")));
    QTRY_COMPARE(recents(*workspace.recent()),
                 (QStringList{first + QStringLiteral(" me a"), first + QStringLiteral(" tests a, b"),
                              second + QStringLiteral(" tests *")}));
    for (int server = 1; server <= 9; ++server)
        QVERIFY(workspace.connectTo(QStringLiteral("http://h:%1").arg(server)));
    QCOMPARE(workspace.recent()->count(), 8);
    QCOMPARE(recents(*workspace.recent()).front(), QStringLiteral("http://h:9 tests *"));
    QCOMPARE(recents(*workspace.recent()).back(), QStringLiteral("http://h:2 tests *"));
}

void TestRecentConnections::remembersNoSecrets()
{
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    Sessions workspace(&settings);
    net::ConnectionSettings next = workspace.session()->client().config().connection;
    next.auth = R"({"token":"abc"})";
    workspace.session()->setNextConnection(next);
    QVERIFY(workspace.connectTo(QStringLiteral("http://alice:secret@h:1/a?token=abc")));
    QCOMPARE(workspace.recent()->count(), 1);
    QVERIFY(recents(*workspace.recent()).front().startsWith(QStringLiteral("http://h:1/a")));
    QStringList written{workspace.session()->url(), workspace.session()->title(),
                        recents(*workspace.recent()).join(QLatin1Char(' '))};
    for (const char *key : {"connection/recent", "connection/url"})
        written << settings.text(QString::fromLatin1(key), {});
    for (const QString &text : written) {
        for (const char *secret : {"alice", "secret", "abc"})
            QVERIFY2(!text.contains(QLatin1String(secret)), qPrintable(text));
    }
    // Inside it has them still.
    QCOMPARE(workspace.session()->client().config().connection.url.password(), QStringLiteral("secret"));
}

void TestRecentConnections::ignoresRubbish_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");
    const QString good = QString::fromLatin1(
        R"({"settings":{"url":"http://h:1","consumer":"me","path":"/p/","namespace":"/n"},"topics":["a","b"]})");
    const QStringList one{QStringLiteral("http://h:1 me a, b")};
    const auto row = [](const char *name, const QString &text, const QStringList &rows) {
        QTest::newRow(name) << text << rows;
    };
    const auto beside = [&](const char *name, const char *entry) {
        row(name, QStringLiteral("[%1, %2]").arg(QString::fromLatin1(entry), good), one);
    };
    row("good", QStringLiteral("[%1]").arg(good), one);
    row("nothing", {}, {});
    row("no JSON", QStringLiteral("[{"), {});
    row("no list", good, {});
    row("too many", QStringLiteral("[%1]").arg(QStringList(20, good).join(QLatin1Char(','))),
        QStringList(8, one.front()));
    beside("no objects", R"(1, null, "x", [])");
    beside("no settings", R"({"settings":"x","topics":["a"]})");
    beside("no server", R"({"settings":{"consumer":"me"},"topics":["a"]})");
    beside("another scheme", R"({"settings":{"url":"ftp://h:1","consumer":"me"},"topics":["a"]})");
    beside("no topics", R"({"settings":{"url":"http://h:1","consumer":"me"}})");
    beside("topics that are none", R"({"settings":{"url":"http://h:1","consumer":"me"},"topics":["", {}]})");
    beside("no consumer", R"({"settings":{"url":"http://h:1"},"topics":["a"]})");
}

void TestRecentConnections::ignoresRubbish()
{
    QFETCH(QString, text);
    QFETCH(QStringList, rows);
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    settings.setText(QStringLiteral("connection/recent"), text);
    Sessions workspace(&settings);
    QCOMPARE(recents(*workspace.recent()), rows);
    QVERIFY(!workspace.openRecent(rows.size()));
    QVERIFY(!workspace.openRecent(-1));
    if (rows.isEmpty())
        return;
    QVERIFY(workspace.openRecent(0));
    QTRY_COMPARE(workspace.session()->state(), ClientController::State::Connected);
    QCOMPARE(workspace.session()->client().config().connection.nsp, QStringLiteral("/n"));
    QCOMPARE(workspace.session()->client().config().connection.path, QStringLiteral("/p/"));
}

void TestRecentConnections::forgetsAConnectionAndTakesItBack()
{
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    Sessions workspace(&settings);
    for (int server = 1; server <= 3; ++server)
        QVERIFY(workspace.connectTo(QStringLiteral("http://h:%1").arg(server)));
    const QStringList before = recents(*workspace.recent());
    QCOMPARE(before.size(), 3);
    app::UndoStack &undo = *workspace.session()->undoStack();
    workspace.recent()->remove(9, &undo);
    workspace.recent()->remove(1, &undo);
    QCOMPARE(undo.text(), QStringLiteral("Undo forget connection"));
    QCOMPARE(recents(*workspace.recent()), (QStringList{before.at(0), before.at(2)}));
    QCOMPARE(recents(app::RecentConnections(&settings)), recents(*workspace.recent()));
    undo.undo();
    QCOMPARE(recents(*workspace.recent()), before);
    QCOMPARE(recents(app::RecentConnections(&settings)), before);

    // Others came meanwhile, this one again too: there are no more than there may be, and none twice.
    workspace.recent()->remove(1, &undo);
    QVERIFY(workspace.connectTo(QStringLiteral("http://h:2"), QStringLiteral("other")));
    undo.undo();
    QCOMPARE(workspace.recent()->count(), 3);
    workspace.recent()->remove(2, workspace.session()->undoStack());
    for (int server = 4; server <= 10; ++server)
        QVERIFY(workspace.connectTo(QStringLiteral("http://h:%1").arg(server)));
    QCOMPARE(workspace.recent()->count(), 8);
    workspace.at(1)->undoStack()->undo();
    QCOMPARE(workspace.recent()->count(), 8);
}

void TestRecentConnections::connectsAgain()
{
    app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
    {
        Sessions workspace(&settings);
        net::ConnectionSettings next = workspace.session()->client().config().connection;
        next.nsp = QStringLiteral("/team");
        workspace.session()->setNextConnection(next);
        QVERIFY(workspace.connectTo(first, QStringLiteral("a, b"), QStringLiteral("me")));
        QVERIFY(workspace.connectTo(second));
    }
    Sessions workspace(&settings);
    QVERIFY(workspace.openRecent(1));
    QCOMPARE(workspace.count(), 1); // it was fresh
    QTRY_COMPARE(workspace.session()->state(), ClientController::State::Connected);
    QCOMPARE(workspace.session()->url(), first);
    QCOMPARE(workspace.session()->consumer(), QStringLiteral("me"));
    QCOMPARE(workspace.session()->topics(), QStringLiteral("a, b"));
    QCOMPARE(workspace.session()->client().config().connection.nsp, QStringLiteral("/team"));
    const auto row = static_cast<int>(recents(*workspace.recent()).indexOf(second + QStringLiteral(" tests *")));
    QVERIFY(workspace.openRecent(row));
    QCOMPARE(workspace.count(), 2);
    QTRY_COMPARE(workspace.session()->state(), ClientController::State::Connected);
}

QTEST_MAIN(TestRecentConnections)
#include "tst_recentconnections.moc"
