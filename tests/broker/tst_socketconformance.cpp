// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation.h"
#include "support/echoservice.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! The Socket.IO protocol document, revision 5, read from its top to its end, against a server that echoes.
class TestSocketConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversations_data();
    void conversations();
    void aClientWithoutNamespaceIsClosed();
    void theProgramSaysWhereItListensAndEndsWithItsInput();
    void theProgramRefusesWhatItCannotDo_data();
    void theProgramRefusesWhatItCannotDo();
};

void TestSocketConformance::conversations_data()
{
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *statement, const QStringList &lines) { QTest::newRow(statement) << lines; };
    const QStringList connected{u"w opens"_s, u"w sends 40"_s, u"w receives-head 40{\"sid\":\""_s,
                                u"w receives 42[\"auth\",{}]"_s};

    // Namespaces
    row("the main namespace takes a client in", connected);
    row("the main namespace takes an auth payload",
        {u"w opens"_s, u"w sends 40{\"token\":\"123\"}"_s, u"w receives-head 40{\"sid\":\""_s,
         u"w receives 42[\"auth\",{\"token\":\"123\"}]"_s});
    row("another namespace takes a client in",
        {u"w opens"_s, u"w sends 40/custom,"_s, u"w receives-head 40/custom,{\"sid\":\""_s,
         u"w receives 42/custom,[\"auth\",{}]"_s});
    row("another namespace takes an auth payload",
        {u"w opens"_s, u"w sends 40/custom,{\"token\":\"abc\"}"_s, u"w receives-head 40/custom,{\"sid\":\""_s,
         u"w receives 42/custom,[\"auth\",{\"token\":\"abc\"}]"_s});
    row("a namespace may have no comma behind it",
        {u"w opens"_s, u"w sends 40/custom"_s, u"w receives-head 40/custom,{\"sid\":\""_s});
    row("a namespace is taken without its query",
        {u"w opens"_s, u"w sends 40/custom?token=1,{}"_s, u"w receives-head 40/custom,{\"sid\":\""_s});
    row("an unknown namespace is refused",
        {u"w opens"_s, u"w sends 40/random"_s, u"w receives 44/random,{\"message\":\"Invalid namespace\"}"_s});
    row("one refusal leaves the others alone",
        connected
            + QStringList{u"w sends 40/random,"_s, u"w receives 44/random,{\"message\":\"Invalid namespace\"}"_s,
                          u"w sends 42[\"message\"]"_s, u"w receives 42[\"message-back\"]"_s});
    row("a client may be in several namespaces",
        connected
            + QStringList{u"w sends 40/custom,"_s, u"w receives-head 40/custom,{\"sid\":\""_s,
                          u"w receives 42/custom,[\"auth\",{}]"_s, u"w sends 42[\"message\",1]"_s,
                          u"w receives 42[\"message-back\",1]"_s, u"w sends 42/custom,[\"message\",2]"_s,
                          u"w receives 42/custom,[\"message-back\",2]"_s});
    row("leaving a namespace leaves the others alone",
        connected
            + QStringList{u"w sends 40/custom"_s, u"w receives-head 40/custom,{\"sid\":\""_s,
                          u"w receives 42/custom,[\"auth\",{}]"_s, u"w sends 41/custom,"_s,
                          u"w sends 42[\"message\",\"here\"]"_s, u"w receives 42[\"message-back\",\"here\"]"_s});
    row("leaving the last namespace does not close",
        connected + QStringList{u"w sends 41"_s, u"w sends 40"_s, u"w receives-head 40{\"sid\":\""_s});
    row("a namespace that was left can be entered again",
        connected
            + QStringList{u"w sends 41"_s, u"w sends 40{\"again\":true}"_s, u"w receives-head 40{\"sid\":\""_s,
                          u"w receives 42[\"auth\",{\"again\":true}]"_s});

    // Events and acknowledgements
    row("an event comes back with its arguments",
        connected
            + QStringList{u"w sends 42[\"message\",1,\"2\",{\"3\":[true]}]"_s,
                          u"w receives 42[\"message-back\",1,\"2\",{\"3\":[true]}]"_s});
    row("arguments keep brackets, quotes and commas in strings",
        connected
            + QStringList{u"w sends 42[\"message\",\"],[\\\"\"]"_s, u"w receives 42[\"message-back\",\"],[\\\"\"]"_s});
    row("an event may have an escaped name",
        connected + QStringList{u"w sends 42[\"mess\\u0061ge\",1]"_s, u"w receives 42[\"message-back\",1]"_s});
    row("an event is acknowledged with its id",
        connected
            + QStringList{u"w sends 42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]"_s,
                          u"w receives 43456[1,\"2\",{\"3\":[false]}]"_s});
    row("an acknowledgement may be empty",
        connected + QStringList{u"w sends 420[\"message-with-ack\"]"_s, u"w receives 430[]"_s});
    row("an acknowledgement names its namespace",
        {u"w opens"_s, u"w sends 40/custom,"_s, u"w receives-head 40/custom,{\"sid\":\""_s,
         u"w receives 42/custom,[\"auth\",{}]"_s, u"w sends 42/custom,13[\"message-with-ack\",\"bar\"]"_s,
         u"w receives 43/custom,13[\"bar\"]"_s});
    row("an event that nobody knows is passed over",
        connected
            + QStringList{u"w sends 42[\"unknown\",1]"_s, u"w sends 42[\"message\"]"_s,
                          u"w receives 42[\"message-back\"]"_s});

    // Attachments
    const QString two = QStringLiteral("{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}");
    const QStringList bytes{u"w sends-bytes 010203"_s, u"w sends-bytes 040506"_s};
    const QStringList bytesBack{u"w receives-bytes 010203"_s, u"w receives-bytes 040506"_s};
    row("an event brings its attachments back",
        connected + QStringList{u"w sends 452-[\"message\","_s + two + u']'} + bytes
            + QStringList{u"w receives 452-[\"message-back\","_s + two + u']'} + bytesBack);
    row("an acknowledgement carries attachments",
        connected + QStringList{u"w sends 452-789[\"message-with-ack\","_s + two + u']'} + bytes
            + QStringList{u"w receives 462-789["_s + two + u']'} + bytesBack);
    row("an attachment may be empty",
        connected
            + QStringList{u"w sends 451-[\"message\",{\"_placeholder\":true,\"num\":0}]"_s, u"w sends-bytes "_s,
                          u"w receives 451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]"_s,
                          u"w receives-bytes "_s});

    // The sample session of the document, over polling and then over a WebSocket
    row("a session begins with polling and moves on",
        {u"1 opens"_s, u"2 posts 40"_s, u"2 receives 200 ok"_s, u"w upgrades"_s, u"w sends 2probe"_s,
         u"w receives 3probe"_s, u"w sends 5"_s, u"w receives-head 40{\"sid\":\""_s, u"w receives 42[\"auth\",{}]"_s,
         u"w sends 42[\"message\",\"hello\"]"_s, u"w receives 42[\"message-back\",\"hello\"]"_s, u"w sends 1"_s,
         u"w is closed"_s});
    row("a payload carries the way in and two events", {u"1 opens"_s,
                                                        u"2 posts 40\x1e"
                                                        u"42[\"message\",1]\x1e"
                                                        u"42[\"message\",2]"_s,
                                                        u"2 receives 200 ok"_s, u"1 gets"_s,
                                                        u"1 receives-tail 200 \x1e"
                                                        u"42[\"auth\",{}]\x1e"
                                                        u"42[\"message-back\",1]\x1e"
                                                        u"42[\"message-back\",2]"_s});

    // What ends the connection
    row("a connection does not begin with an unknown type", {u"w opens"_s, u"w sends 4abc"_s, u"w is closed"_s});
    row("an unknown type closes", connected + QStringList{u"w sends 4abc"_s, u"w is closed"_s});
    row("an event without array closes", connected + QStringList{u"w sends 42{}"_s, u"w is closed"_s});
    row("an event without payload closes", connected + QStringList{u"w sends 42"_s, u"w is closed"_s});
    row("an event with an empty array closes", connected + QStringList{u"w sends 42[]"_s, u"w is closed"_s});
    row("an id that is no number closes",
        connected + QStringList{u"w sends 42abc[\"message-with-ack\",1]"_s, u"w is closed"_s});
    row("an event in a namespace not entered closes",
        connected + QStringList{u"w sends 42/custom,[\"message\"]"_s, u"w is closed"_s});
    row("an event before any namespace closes", {u"w opens"_s, u"w sends 42[\"message\"]"_s, u"w is closed"_s});
    row("an attachment that nobody announced closes", connected + QStringList{u"w sends-bytes 01"_s, u"w is closed"_s});
    row("a text where an attachment is due closes",
        connected
            + QStringList{u"w sends 451-[\"message\",{\"_placeholder\":true,\"num\":0}]"_s,
                          u"w sends 42[\"message\"]"_s, u"w is closed"_s});
    row("a server's packet closes", connected + QStringList{u"w sends 44{\"message\":\"x\"}"_s, u"w is closed"_s});
}

void TestSocketConformance::conversations()
{
    QFETCH(QStringList, lines);
    EchoService server(EchoService::Layer::SocketIo, {.pingInterval = 60s, .pingTimeout = 60s}, 60s);
    const auto url = server.listen(0);
    QVERIFY(url);
    const QString problem = Conversation(*url, QStringLiteral("/socket.io/")).have(lines);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestSocketConformance::aClientWithoutNamespaceIsClosed()
{
    EchoService server(EchoService::Layer::SocketIo, {.pingInterval = 60s, .pingTimeout = 60s}, 50ms);
    const auto url = server.listen(0);
    QVERIFY(url);
    const QString problem = Conversation(*url, QStringLiteral("/socket.io/")).have({u"w opens"_s, u"w is closed"_s});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestSocketConformance::theProgramSaysWhereItListensAndEndsWithItsInput()
{
    QProcess program;
    program.start(QStringLiteral(ECHO_SERVER),
                  {QStringLiteral("--until-input-ends"), QStringLiteral("--max-seconds"), QStringLiteral("60")});
    QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), 10'000);
    const QUrl url(QJsonDocument::fromJson(program.readLine()).object().value(QLatin1String("url")).toString());
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    QVERIFY(url.port() > 0);
    const QString problem = Conversation(url, QStringLiteral("/socket.io/"))
                                .have({u"w opens"_s, u"w sends 40"_s, u"w receives-head 40{\"sid\":\""_s,
                                       u"w receives 42[\"auth\",{}]"_s});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    program.closeWriteChannel();
    QVERIFY(program.waitForFinished(10'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
}

void TestSocketConformance::theProgramRefusesWhatItCannotDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a port that is no number") << QStringList{QStringLiteral("--port"), QStringLiteral("web")};
    QTest::newRow("a port out of range") << QStringList{QStringLiteral("--port"), QStringLiteral("65536")};
    QTest::newRow("no time at all") << QStringList{QStringLiteral("--max-seconds"), QStringLiteral("0")};
    QTest::newRow("an unknown option") << QStringList{QStringLiteral("--loud")};
}

void TestSocketConformance::theProgramRefusesWhatItCannotDo()
{
    QFETCH(QStringList, arguments);
    QProcess program;
    program.start(QStringLiteral(ECHO_SERVER), arguments);
    QVERIFY(program.waitForFinished(10'000));
    QVERIFY(program.exitCode() != 0);
    QVERIFY(!program.readAllStandardError().isEmpty());
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(TestSocketConformance)
#include "tst_socketconformance.moc"
