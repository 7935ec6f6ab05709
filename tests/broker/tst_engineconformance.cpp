// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation.h"
#include "support/echoservice.h"

#include <QJsonDocument>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! The Engine.IO protocol document, revision 4, read from its top to its end, against a server that echoes.
class TestEngineConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conversations_data();
    void conversations();
    void heartbeats_data();
    void heartbeats();
    void requests_data();
    void requests();
    void aBodyOverTheLimitIsRefused();
    void aFrameOverTheLimitEndsTheSession();

private:
    void start(EngineSettings settings);

    std::unique_ptr<EchoService> m_server;
    QUrl m_url;
    const QString m_path = QStringLiteral("/engine.io/");
};

void TestEngineConformance::start(EngineSettings settings)
{
    m_server = std::make_unique<EchoService>(EchoService::Layer::EngineOnly, settings);
    const auto url = m_server->listen(0);
    QVERIFY(url);
    m_url = *url;
}

void TestEngineConformance::conversations_data()
{
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *statement, const QStringList &lines) { QTest::newRow(statement) << lines; };

    // Polling
    row("a message comes back",
        {u"1 opens"_s, u"2 posts 4hello"_s, u"2 receives 200 ok"_s, u"1 gets"_s, u"1 receives 200 4hello"_s});
    row("several messages share a payload", {u"1 opens"_s,
                                             u"2 posts 4a\x1e"
                                             u"4b\x1e"
                                             u"4c"_s,
                                             u"2 receives 200 ok"_s, u"1 gets"_s,
                                             u"1 receives 200 4a\x1e"
                                             u"4b\x1e"
                                             u"4c"_s});
    row("text and binary share a payload", {u"1 opens"_s,
                                            u"2 posts 4hello\x1e"
                                            u"bAQIDBA=="_s,
                                            u"2 receives 200 ok"_s, u"1 gets"_s,
                                            u"1 receives 200 4hello\x1e"
                                            u"bAQIDBA=="_s});
    row("text is UTF-8", {u"1 opens"_s, u"2 posts 4gr\u00fc\u00df \u20ac"_s, u"2 receives 200 ok"_s, u"1 gets"_s,
                          u"1 receives 200 4gr\u00fc\u00df \u20ac"_s});
    row("a message may be empty",
        {u"1 opens"_s, u"2 posts 4"_s, u"2 receives 200 ok"_s, u"1 gets"_s, u"1 receives 200 4"_s});
    row("a poll waits until there is something",
        {u"1 opens"_s, u"1 gets"_s, u"2 posts 4later"_s, u"2 receives 200 ok"_s, u"1 receives 200 4later"_s});
    row("a packet of unknown type ends the session",
        {u"1 opens"_s, u"2 posts abc"_s, u"2 receives 400"_s, u"1 gets"_s, u"1 receives 400"_s});
    row("an empty packet ends the session",
        {u"1 opens"_s, u"2 posts 4a\x1e"_s, u"2 receives 400"_s, u"1 gets"_s, u"1 receives 400"_s});
    row("a second poll at a time ends the session", {u"1 opens"_s, u"1 gets"_s, u"2 gets"_s, u"2 receives 400"_s,
                                                     u"1 receives 200 1"_s, u"1 gets"_s, u"1 receives 400"_s});
    row("a second POST at a time ends the session", {u"1 opens"_s, u"1 begins 4hello"_s, u"2 posts 4world"_s,
                                                     u"2 receives 400"_s, u"1 ends"_s, u"1 receives 400"_s});
    row("a POST that comes in pieces is taken", {u"1 opens"_s, u"1 begins 4hello"_s, u"1 ends"_s,
                                                 u"1 receives 200 ok"_s, u"1 gets"_s, u"1 receives 200 4hello"_s});
    row("a POST whose client left does not count",
        {u"1 opens"_s, u"1 begins 4hello"_s, u"1 leaves"_s, u"2 posts 4world"_s, u"2 receives 200 ok"_s, u"2 gets"_s,
         u"2 receives 200 4world"_s});
    row("a close packet releases the poll", {u"1 opens"_s, u"1 gets"_s, u"2 posts 1"_s, u"2 receives 200 ok"_s,
                                             u"1 receives 200 6"_s, u"1 gets"_s, u"1 receives 400"_s});
    row("a poll that crosses the close packet is released too",
        {u"1 opens"_s, u"2 posts 1"_s, u"1 gets"_s, u"1 receives 200 6"_s, u"2 receives 200 ok"_s, u"1 gets"_s,
         u"1 receives 400"_s});
    row("a session that was closed is unknown",
        {u"1 opens"_s, u"2 posts 1"_s, u"2 receives 200 ok"_s, u"1 gets"_s, u"1 receives 400"_s});
    row("an unknown session is refused",
        {u"the session is unknown"_s, u"1 gets"_s, u"1 receives 400"_s, u"2 posts 4a"_s, u"2 receives 400"_s});
    row("a session knows GET and POST only",
        {u"1 opens"_s, u"2 sends PUT"_s, u"2 receives 400"_s, u"2 posts 4on"_s, u"2 receives 200 ok"_s});

    // WebSocket
    row("a text frame comes back", {u"w opens"_s, u"w sends 4hello"_s, u"w receives 4hello"_s});
    row("a binary frame comes back", {u"w opens"_s, u"w sends-bytes 01020304"_s, u"w receives-bytes 01020304"_s});
    row("frames keep their order",
        {u"w opens"_s, u"w sends 4a"_s, u"w sends 4b"_s, u"w receives 4a"_s, u"w receives 4b"_s});
    row("a frame of unknown type closes the WebSocket", {u"w opens"_s, u"w sends abc"_s, u"w is closed"_s});
    row("a close packet closes the WebSocket", {u"w opens"_s, u"w sends 1"_s, u"w is closed"_s});
    row("a session over WebSocket is not polled",
        {u"w opens"_s, u"1 gets"_s, u"1 receives 400"_s, u"w sends 4on"_s, u"w receives 4on"_s});

    // Upgrade
    const QStringList probed{u"1 opens"_s, u"w upgrades"_s, u"w sends 2probe"_s, u"w receives 3probe"_s};
    const QStringList upgraded = probed + QStringList{u"w sends 5"_s, u"w sends 4there"_s, u"w receives 4there"_s};
    row("a session moves to a WebSocket", upgraded);
    row("the probe releases the waiting poll", {u"1 opens"_s, u"1 gets"_s, u"w upgrades"_s, u"w sends 2probe"_s,
                                                u"w receives 3probe"_s, u"1 receives 200 6"_s, u"w sends 5"_s});
    row("a poll during the upgrade is released",
        probed
            + QStringList{u"1 gets"_s, u"1 receives 200 6"_s, u"w sends 5"_s, u"w sends 4on"_s, u"w receives 4on"_s});
    row("what was not polled follows over the WebSocket",
        probed + QStringList{u"2 posts 4before"_s, u"2 receives 200 ok"_s, u"w sends 5"_s, u"w receives 4before"_s});
    row("a session that moved is not polled",
        upgraded + QStringList{u"1 gets"_s, u"1 receives 400"_s, u"w sends 4on"_s, u"w receives 4on"_s});
    row("a session has one WebSocket",
        upgraded + QStringList{u"v upgrades"_s, u"v is closed"_s, u"w sends 4on"_s, u"w receives 4on"_s});
    row("an upgrade begins with the probe",
        {u"1 opens"_s, u"w upgrades"_s, u"w sends 5"_s, u"w is closed"_s, u"2 posts 4on"_s, u"2 receives 200 ok"_s,
         u"1 gets"_s, u"1 receives 200 4on"_s});
}

void TestEngineConformance::conversations()
{
    QFETCH(QStringList, lines);
    start({.pingInterval = 60s, .pingTimeout = 60s});
    const QString problem = Conversation(m_url, m_path).have(lines);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestEngineConformance::heartbeats_data()
{
    QTest::addColumn<std::chrono::milliseconds>("timeout");
    QTest::addColumn<QStringList>("lines");
    const std::chrono::milliseconds patient = 60s;
    const std::chrono::milliseconds impatient = 1s;
    const QStringList beat{u"1 gets"_s, u"1 receives 200 2"_s, u"2 posts 3"_s, u"2 receives 200 ok"_s};
    QTest::newRow("a poll brings a ping again and again") << patient << QStringList{u"1 opens"_s} + beat + beat + beat;
    const QStringList frames{u"w receives 2"_s, u"w sends 3"_s};
    QTest::newRow("a WebSocket brings a ping again and again")
        << patient << QStringList{u"w opens"_s} + frames + frames + frames;
    QTest::newRow("a ping without pong ends the polling")
        << impatient << QStringList{u"1 opens"_s,          u"1 gets"_s, u"1 receives 200 2"_s, u"1 gets"_s,
                                    u"1 receives 200 1"_s, u"1 gets"_s, u"1 receives 400"_s};
    QTest::newRow("a ping without pong closes the WebSocket")
        << impatient << QStringList{u"w opens"_s, u"w receives 2"_s, u"w is closed"_s};
    QTest::newRow("a message is no pong")
        << impatient
        << QStringList{u"w opens"_s, u"w receives 2"_s, u"w sends 4a"_s, u"w receives 4a"_s, u"w is closed"_s};
}

void TestEngineConformance::heartbeats()
{
    QFETCH(std::chrono::milliseconds, timeout);
    QFETCH(QStringList, lines);
    start({.pingInterval = 100ms, .pingTimeout = timeout});
    const QString problem = Conversation(m_url, m_path, true).have(lines);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestEngineConformance::requests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("upgrades");
    QTest::addColumn<int>("status");
    QTest::newRow("a handshake names version and transport")
        << QByteArray("GET") << QByteArray("EIO=4&transport=polling") << false << 200;
    QTest::newRow("parameters that mean nothing are passed over")
        << QByteArray("GET") << QByteArray("EIO=4&transport=polling&t=N8hyd6w&x=") << false << 200;
    QTest::newRow("no version is refused") << QByteArray("GET") << QByteArray("transport=polling") << false << 400;
    QTest::newRow("another version is refused")
        << QByteArray("GET") << QByteArray("EIO=abc&transport=polling") << false << 400;
    QTest::newRow("no transport is refused") << QByteArray("GET") << QByteArray("EIO=4") << false << 400;
    QTest::newRow("another transport is refused")
        << QByteArray("GET") << QByteArray("EIO=4&transport=abc") << false << 400;
    QTest::newRow("a handshake is no POST")
        << QByteArray("POST") << QByteArray("EIO=4&transport=polling") << false << 400;
    QTest::newRow("a handshake is no PUT")
        << QByteArray("PUT") << QByteArray("EIO=4&transport=polling") << false << 400;
    QTest::newRow("a session is asked for with its version")
        << QByteArray("GET") << QByteArray("transport=polling&sid=%1") << false << 400;
    QTest::newRow("a session keeps its transport")
        << QByteArray("GET") << QByteArray("EIO=4&transport=abc&sid=%1") << false << 400;
    QTest::newRow("a session moves with its version")
        << QByteArray("GET") << QByteArray("transport=websocket&sid=%1") << true << 400;
    QTest::newRow("a WebSocket names version and transport")
        << QByteArray("GET") << QByteArray("EIO=4&transport=websocket") << true << 101;
    QTest::newRow("a WebSocket without version is refused")
        << QByteArray("GET") << QByteArray("transport=websocket") << true << 400;
    QTest::newRow("a WebSocket of another version is refused")
        << QByteArray("GET") << QByteArray("EIO=abc&transport=websocket") << true << 400;
    QTest::newRow("a WebSocket without transport is refused")
        << QByteArray("GET") << QByteArray("EIO=4") << true << 400;
    QTest::newRow("a WebSocket of another transport is refused")
        << QByteArray("GET") << QByteArray("EIO=4&transport=abc") << true << 400;
    QTest::newRow("a WebSocket of an unknown session is refused")
        << QByteArray("GET") << QByteArray("EIO=4&transport=websocket&sid=abc") << true << 400;
}

void TestEngineConformance::requests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, query);
    QFETCH(bool, upgrades);
    start(EchoService::defaults());
    HttpProbe probe(m_url);
    if (query.contains("%1")) {
        const HttpAnswer opened = probe.get(m_path.toLatin1() + "?EIO=4&transport=polling");
        query.replace(
            "%1",
            QJsonDocument::fromJson(opened.body.mid(1)).object().value(QLatin1String("sid")).toString().toLatin1());
    }
    const QByteArray headers("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: "
                             "13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
    probe.send(HttpProbe::request(method, m_path.toLatin1() + '?' + query, {}, upgrades ? headers : QByteArray()));
    QTEST(probe.receive().status, "status");
}

void TestEngineConformance::aBodyOverTheLimitIsRefused()
{
    start({.pingInterval = 60s, .pingTimeout = 60s, .maxPayload = 1'000'000});
    const QString largest(999'999, QLatin1Char('x'));
    Conversation conversation(m_url, m_path);
    QString problem = conversation.have(
        {u"1 opens"_s, u"2 posts 4"_s + largest, u"2 receives 200 ok"_s, u"1 gets"_s, u"1 receives 200 4"_s + largest});
    QVERIFY2(problem.isEmpty(), qPrintable(problem.left(100)));
    problem = conversation.have({u"2 posts 4x"_s + largest, u"2 receives 413"_s, u"1 gets"_s});
    QVERIFY2(problem.isEmpty(), qPrintable(problem.left(100)));
    QCOMPARE(m_server->sessionCount(), 1); // it cost the request, not the session
}

void TestEngineConformance::aFrameOverTheLimitEndsTheSession()
{
    start({.pingInterval = 60s, .pingTimeout = 60s, .maxPayload = 1'000'000});
    const QString largest(999'999, QLatin1Char('x'));
    const QString problem = Conversation(m_url, m_path)
                                .have({u"w opens"_s, u"w sends 4"_s + largest, u"w receives 4"_s + largest,
                                       u"w sends 4x"_s + largest, u"w is closed"_s});
    QVERIFY2(problem.isEmpty(), qPrintable(problem.left(100)));
    QTRY_COMPARE(m_server->sessionCount(), 0);
}

QTEST_GUILESS_MAIN(TestEngineConformance)
#include "tst_engineconformance.moc"
