// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "systems/socketio/socketiosession.h"

#include <QMetaEnum>
#include <QTest>

#include <functional>

using namespace topicscope;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::viewOf;
using base::ErrorCode;

namespace {

const base::SteadyTime start{1000s};
constexpr std::string_view handshake =
    R"(0{"sid":"eio","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000})";

//! Writes down what the session yields, one line each.
class Recorder : public SocketIoSession::Listener
{
public:
    void sendText(const QByteArray &packet) override { lines.append("> " + packet); }
    void sessionOpened() override { lines.append("opened"); }
    void messageArrived(std::string_view json) override
    {
        lines.append("message " + bytesOf(json));
        if (onMessage)
            onMessage();
    }
    void binaryMessageArrived(std::string_view json, QList<QByteArray> attachments) override
    {
        lines.append("binary " + bytesOf(json) + ' ' + attachments.join(','));
    }
    void otherEventArrived() override { lines.append("other"); }
    void protocolErrorOccurred(const base::Error &error) override
    {
        lines.append("problem " + nameOf(error.code));
        QVERIFY(!error.text.isEmpty());
    }
    void sessionEnded(const base::Error &error) override
    {
        lines.append("ended " + nameOf(error.code));
        lastWords = error.text;
    }

    QList<QByteArray> take() { return std::exchange(lines, {}); }

    QList<QByteArray> lines;
    QString lastWords;
    std::function<void()> onMessage;

private:
    static QByteArray bytesOf(std::string_view text)
    {
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    }
    static QByteArray nameOf(ErrorCode code)
    {
        return QMetaEnum::fromType<ErrorCode>().valueToKey(static_cast<int>(code));
    }
};

using Lines = QList<QByteArray>;

} // namespace

class TestSocketIoSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens();
    void opensANamespace_data();
    void opensANamespace();
    void framesWhenOpen_data();
    void framesWhenOpen();
    void farewells_data();
    void farewells();
    void refusals_data();
    void refusals();
    void oldServers_data();
    void oldServers();
    void notSocketIo_data();
    void notSocketIo();
    void eventsBeforeTheNamespaceIsOpen();
    void binaryEvents();
    void brokenBinaryEvents();
    void acknowledgesInItsNamespace();
    void sends();
    void connectDeadlines_data();
    void connectDeadlines();
    void heartbeatDeadline();
    void keepAlive();
    void closes();
    void nothingAfterTheEnd();
    void startsAgain();

private:
    static void open(SocketIoSession &session, Recorder &recorder)
    {
        session.start(start);
        session.carrierOpened(start);
        session.receiveText(handshake, start);
        session.receiveText(R"(40{"sid":"s"})", start);
        recorder.lines.clear();
    }
};

void TestSocketIoSession::opens()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    QVERIFY(!session.deadline());
    session.start(start);
    session.carrierOpened(start);
    QVERIFY(recorder.take().isEmpty());
    session.receiveText(handshake, start);
    QCOMPARE(recorder.take(), Lines{"> 40"});
    QVERIFY(!session.isOpen());
    session.receiveText(R"(40{"sid":"s"})", start);
    QCOMPARE(recorder.take(), Lines{"opened"});
    QVERIFY(session.isOpen());
    QCOMPARE(session.handshake().sid, QByteArray("eio"));
    QCOMPARE(session.handshake().maxPayload, 1000);
}

void TestSocketIoSession::opensANamespace_data()
{
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<QByteArray>("connect");
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("root") << QByteArray("/") << QByteArray("40") << QByteArray("42[1]");
    QTest::newRow("empty means root") << QByteArray() << QByteArray("40") << QByteArray("42[1]");
    QTest::newRow("named") << QByteArray("/admin") << QByteArray("40/admin,") << QByteArray("42/admin,[1]");
    QTest::newRow("without slash") << QByteArray("admin") << QByteArray("40/admin,") << QByteArray("42/admin,[1]");
    QTest::newRow("query is not sent") << QByteArray("/admin?a=b") << QByteArray("40/admin,")
                                       << QByteArray("42/admin,[1]");
}

void TestSocketIoSession::opensANamespace()
{
    QFETCH(QByteArray, nsp);
    QFETCH(QByteArray, connect);
    QFETCH(QByteArray, event);
    Recorder recorder;
    SocketIoSession session({.nsp = nsp}, recorder);
    session.start(start);
    session.carrierOpened(start);
    session.receiveText(handshake, start);
    QCOMPARE(recorder.take(), Lines{"> " + connect});
    session.receiveText(viewOf(connect + "{}"), start);
    QCOMPARE(recorder.take(), Lines{"opened"});
    QVERIFY(session.sendEvent("[1]"));
    QCOMPARE(recorder.take(), Lines{"> " + event});
}

void TestSocketIoSession::framesWhenOpen_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<Lines>("expected");
    QTest::addColumn<bool>("openAfter");
    const auto row = [](const char *name, const QByteArray &frame, const Lines &expected, bool openAfter = true) {
        QTest::newRow(name) << frame << expected << openAfter;
    };
    row("ping", "2", {"> 3"});
    row("ping with data", "2probe", {"> 3probe"});
    row("pong", "3", {});
    row("noop", "6", {});
    row("message", R"(42["message",{"topic":"t"}])", {R"(message ["message",{"topic":"t"}])"});
    row("message that asks for an acknowledgement", R"(427["message",{}])", {R"(message ["message",{}])", "> 437[]"});
    row("broadcast that asks for an acknowledgement", R"(420["new_message",{}])", {"other", "> 430[]"});
    row("unknown event that asks for an acknowledgement", R"(4212["chat"])", {"other", "> 4312[]"});
    row("event without name that asks for an acknowledgement", "427[1]", {"problem InvalidPacket"});
    row("broken message is left to the decoder", R"(42["message",{)", {R"(message ["message",{)"});
    row("subscribed", R"(42["subscribed",{"status":"ok"}])", {"other"});
    row("subscribed, without words", R"(42["subscribed"])", {"other"});
    row("subscribed, with other words", R"(42["subscribed",{"topics":["t"]}])", {"other"});
    row("subscription refused", R"(42["subscribed",{"status":"error","message":"no such topic"}])",
        {"problem Rejected"});
    row("subscription refused with an error alone", R"(42["subscribed",{"error":"no such topic"}])",
        {"problem Rejected"});
    row("subscription refused, beside a number beyond all doubles",
        R"(42["subscribed",{"status":"error","message":"no","at":1e999}])", {"problem Rejected"});
    row("broadcast", R"(42["new_message",{}])", {"other"});
    row("unknown event", R"(42["chat",1])", {"other"});
    row("event without name", "42[1]", {"problem InvalidPacket"});
    row("event without array", "42{}", {"problem InvalidPacket"});
    row("empty frame", "", {"problem InvalidPacket"});
    row("unknown packet", "9", {"problem InvalidPacket"});
    row("unknown Socket.IO packet", "49", {"problem InvalidPacket"});
    row("empty Socket.IO packet", "4", {"problem InvalidPacket"});
    row("other namespace", R"(42/admin,["message",{}])", {"problem UnexpectedPacket"});
    row("acknowledgement", "431[]", {"problem UnexpectedPacket"});
    row("second handshake", QByteArray(handshake.data(), static_cast<qsizetype>(handshake.size())),
        {"problem UnexpectedPacket"});
    row("upgrade", "5", {"problem UnexpectedPacket"});
    row("second connect", "40{}", {"problem UnexpectedPacket"});
    row("late refusal", "44{}", {"problem UnexpectedPacket"});
    row("too many attachments", R"(4565-["message"])", {"problem TooLarge"});
    row("disconnect", "41", {"ended ConnectionLost"}, false);
    row("disconnect of another namespace", "41/admin,", {"problem UnexpectedPacket"});
    row("disconnect with a reason", R"(41{"message":"bye"})", {"ended ConnectionLost"}, false);
    row("close", "1", {"ended ConnectionLost"}, false);
}

void TestSocketIoSession::farewells_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("text");
    const QString disconnected = QStringLiteral("The server disconnected this client");
    QTest::newRow("bare") << QByteArray("41") << disconnected + QLatin1Char('.');
    QTest::newRow("empty") << QByteArray("41{}") << disconnected + QLatin1Char('.');
    QTest::newRow("with a message") << QByteArray(R"(41{"message":"bye"})") << disconnected + QStringLiteral(": bye");
    QTest::newRow("with a string") << QByteArray(R"(41"bye\nbye")") << disconnected + QStringLiteral(": bye bye");
    QTest::newRow("with other data") << QByteArray(R"(41[{"code":7}])")
                                     << disconnected + QStringLiteral(R"(: [{"code":7}])");
    QTest::newRow("with no JSON") << QByteArray("41 going down") << disconnected + QStringLiteral(": going down");
    const QByteArray half(499, 'x'); // whose next character takes two of the 500 units that are shown
    QTest::newRow("cut between characters") << "41\"" + half + "\xf0\x9f\x98\x80 and more\""
                                            << disconnected + QStringLiteral(": ") + QString::fromLatin1(half);
    QTest::newRow("of Engine.IO") << QByteArray("1") << QStringLiteral("The server closed the connection.");
    QTest::newRow("of Engine.IO, with words")
        << QByteArray("1restart") << QStringLiteral("The server closed the connection: restart");
}

void TestSocketIoSession::farewells()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, text);
    Recorder recorder;
    SocketIoSession session({}, recorder);
    open(session, recorder);
    session.receiveText(viewOf(frame), start);
    QCOMPARE(recorder.take(), Lines{"ended ConnectionLost"});
    QCOMPARE(recorder.lastWords, text);
}

void TestSocketIoSession::framesWhenOpen()
{
    QFETCH(QByteArray, frame);
    QFETCH(Lines, expected);
    QFETCH(bool, openAfter);
    Recorder recorder;
    SocketIoSession session({}, recorder);
    open(session, recorder);
    session.receiveText(viewOf(frame), start);
    QCOMPARE(recorder.take(), expected);
    QCOMPARE(session.isOpen(), openAfter);
}

void TestSocketIoSession::refusals_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("words");
    QTest::newRow("with a message") << QByteArray(R"(44{"message":"Not authorized"})")
                                    << QStringLiteral("Not authorized");
    QTest::newRow("with data") << QByteArray(R"(44{"message":"denied","data":{"code":7}})")
                               << QStringLiteral(R"(: denied ({"code":7}))");
    QTest::newRow("with a number") << QByteArray(R"(44{"message":"denied","data":7})")
                                   << QStringLiteral(": denied (7)");
    QTest::newRow("with data in words") << QByteArray(R"(44{"message":"denied","data":"by law"})")
                                        << QStringLiteral(": denied (by law)");
    QTest::newRow("without data") << QByteArray(R"(44{"message":"denied","data":null})") << QStringLiteral(": denied");
    QTest::newRow("data alone") << QByteArray(R"(44{"data":{"code":7}})") << QStringLiteral(R"({"data":{"code":7}})");
    QTest::newRow("with a string") << QByteArray(R"(44"Go away")") << QStringLiteral("Go away");
    QTest::newRow("bare") << QByteArray("44") << QStringLiteral("no reason");
    QTest::newRow("broken JSON") << QByteArray(R"(44{"message":)") << QStringLiteral(R"({"message":)");
    QTest::newRow("an array") << QByteArray(R"(44["denied"])") << QStringLiteral(R"(["denied"])");
}

void TestSocketIoSession::refusals()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, words);
    Recorder recorder;
    SocketIoSession session({}, recorder);
    session.start(start);
    session.carrierOpened(start);
    session.receiveText(handshake, start);
    recorder.lines.clear();
    session.receiveText(viewOf(frame), start);
    QCOMPARE(recorder.take(), Lines{"ended NamespaceRefused"});
    QVERIFY2(words.startsWith(QLatin1Char(':')) ? recorder.lastWords.endsWith(words)
                                                : recorder.lastWords.contains(words),
             qPrintable(recorder.lastWords));
}

void TestSocketIoSession::oldServers_data()
{
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("by itself") << QByteArray("/") << QByteArray("40");
    QTest::newRow("by itself, and another was asked for") << QByteArray("/admin") << QByteArray("40");
    QTest::newRow("as asked") << QByteArray("/admin") << QByteArray("40/admin,");
}

void TestSocketIoSession::oldServers()
{
    QFETCH(QByteArray, nsp);
    QFETCH(QByteArray, frame);
    Recorder recorder;
    SocketIoSession session({.nsp = nsp}, recorder);
    session.start(start);
    session.carrierOpened(start);
    session.receiveText(R"(0{"sid":"eio","upgrades":[],"pingInterval":25000,"pingTimeout":20000})", start);
    recorder.lines.clear();
    session.receiveText(viewOf(frame), start);
    QCOMPARE(recorder.take(), Lines{"ended Rejected"});
    QVERIFY2(recorder.lastWords.contains(QLatin1String("Socket.IO 2")), qPrintable(recorder.lastWords));
}

void TestSocketIoSession::notSocketIo_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("binary");
    QTest::newRow("greeting") << QByteArray("hello") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("another packet first") << QByteArray("2") << false;
    QTest::newRow("handshake without sid") << QByteArray("0{}") << false;
    QTest::newRow("negative interval") << QByteArray(R"(0{"sid":"a","pingInterval":-1})") << false;
    QTest::newRow("handshake of no JSON") << QByteArray("0sid") << false;
    QTest::newRow("binary") << QByteArray("\x01") << true;
}

void TestSocketIoSession::notSocketIo()
{
    QFETCH(QByteArray, frame);
    QFETCH(bool, binary);
    Recorder recorder;
    SocketIoSession session({}, recorder);
    session.start(start);
    session.carrierOpened(start);
    if (binary)
        session.receiveBinary(frame, start);
    else
        session.receiveText(viewOf(frame), start);
    QCOMPARE(recorder.take(), Lines{"ended NotSupported"});
    QVERIFY(!session.deadline());
}

void TestSocketIoSession::eventsBeforeTheNamespaceIsOpen()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    session.start(start);
    session.carrierOpened(start);
    session.receiveText(handshake, start);
    recorder.lines.clear();
    session.receiveText(R"(42["message",{}])", start); // some servers send from inside their connect handler
    QCOMPARE(recorder.take(), Lines{R"(message ["message",{}])"});
    QVERIFY(!session.sendEvent("[1]"));
}

void TestSocketIoSession::binaryEvents()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    open(session, recorder);
    session.receiveText(R"(452-["message",{"_placeholder":true,"num":0}])", start);
    session.receiveBinary("a", start);
    session.receiveText("2", start); // heartbeats may come in between
    QCOMPARE(recorder.take(), Lines{"> 3"});
    session.receiveBinary("b", start);
    QCOMPARE(recorder.take(), Lines{R"(binary ["message",{"_placeholder":true,"num":0}] a,b)"});
    session.receiveText(R"(451-["image",{"_placeholder":true,"num":0}])", start);
    session.receiveBinary("a", start);
    QCOMPARE(recorder.take(), Lines{"other"});
    session.receiveText(R"(451-3["message",{"_placeholder":true,"num":0}])", start);
    QVERIFY(recorder.take().isEmpty());
    session.receiveBinary("a", start);
    QCOMPARE(recorder.take(), (Lines{R"(binary ["message",{"_placeholder":true,"num":0}] a)", "> 433[]"}));
    session.receiveText("461-5[{}]", start);
    session.receiveBinary("a", start);
    QCOMPARE(recorder.take(), Lines{"problem UnexpectedPacket"});
}

void TestSocketIoSession::brokenBinaryEvents()
{
    Recorder recorder;
    SocketIoSession session({.maxFrameBytes = 40}, recorder);
    open(session, recorder);
    session.receiveBinary("stray", start);
    QCOMPARE(recorder.take(), Lines{"problem UnexpectedPacket"});
    session.receiveText(R"(452-["message",1])", start);
    session.receiveText(R"(42["message",{}])", start);
    QCOMPARE(recorder.take(), (Lines{"problem UnexpectedPacket", R"(message ["message",{}])"}));
    session.receiveText(R"(451-["message",1])", start);
    session.receiveBinary(QByteArray(100, 'x'), start);
    QCOMPARE(recorder.take(), Lines{"problem TooLarge"});
    session.receiveText(viewOf("451-[\"message\",\"" + QByteArray(100, 'x') + "\"]"), start);
    QCOMPARE(recorder.take(), Lines{"problem TooLarge"});
    QVERIFY(session.isOpen());
}

void TestSocketIoSession::acknowledgesInItsNamespace()
{
    Recorder recorder;
    SocketIoSession session({.nsp = "/admin"}, recorder);
    session.start(start);
    session.carrierOpened(start);
    session.receiveText(handshake, start);
    session.receiveText("40/admin,{}", start);
    recorder.lines.clear();
    session.receiveText(R"(42/admin,1["message",{}])", start);
    QCOMPARE(recorder.take(), (Lines{R"(message ["message",{}])", "> 43/admin,1[]"}));
    recorder.onMessage = [&session] { session.close(); };
    session.receiveText(R"(42/admin,2["message",{}])", start);
    QCOMPARE(recorder.take(), (Lines{R"(message ["message",{}])", "> 41/admin,", "> 1"}));
}

void TestSocketIoSession::sends()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    QVERIFY(!session.sendEvent("[1]"));
    open(session, recorder);
    QVERIFY(session.sendEvent(R"(["subscribe",{}])"));
    QCOMPARE(recorder.take(), Lines{R"(> 42["subscribe",{}])"});
}

void TestSocketIoSession::connectDeadlines_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<QByteArray>("ending");
    QTest::newRow("host silent") << 0 << QByteArray("ended Timeout");
    QTest::newRow("no handshake") << 1 << QByteArray("ended NotSupported");
    QTest::newRow("no answer for the namespace") << 2 << QByteArray("ended Timeout");
}

void TestSocketIoSession::connectDeadlines()
{
    QFETCH(int, steps);
    QFETCH(QByteArray, ending);
    Recorder recorder;
    SocketIoSession session({.connectTimeout = 5s}, recorder);
    session.start(start);
    if (steps > 0)
        session.carrierOpened(start + 1s);
    if (steps > 1)
        session.receiveText(handshake, start + 2s);
    recorder.lines.clear();
    QVERIFY(session.deadline() == start + 5s);
    session.checkDeadline(start + 4999ms);
    QVERIFY(recorder.take().isEmpty());
    session.checkDeadline(start + 5s);
    QCOMPARE(recorder.take(), Lines{ending});
    QVERIFY(recorder.lastWords.contains(QStringLiteral("5.0 s")));
    QVERIFY(!session.deadline());
}

void TestSocketIoSession::heartbeatDeadline()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    open(session, recorder);
    QVERIFY(session.deadline() == start + 500ms);
    session.receiveText("2", start + 300ms);
    QVERIFY(session.deadline() == start + 800ms);
    session.receiveBinary("any sign of life counts", start + 400ms);
    QVERIFY(session.deadline() == start + 900ms);
    recorder.lines.clear();
    session.checkDeadline(start + 899ms);
    QVERIFY(recorder.take().isEmpty());
    session.checkDeadline(start + 900ms);
    QCOMPARE(recorder.take(), Lines{"ended ConnectionLost"});
    QVERIFY(recorder.lastWords.contains(QStringLiteral("0.5 s")));
}

void TestSocketIoSession::keepAlive()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    session.keepAlive(start);
    QVERIFY(recorder.take().isEmpty());
    open(session, recorder);
    session.keepAlive(start + 340ms); // the server's ping may be on its way still
    QVERIFY(recorder.take().isEmpty());
    QVERIFY(session.deadline() == start + 840ms); // what is not read cannot be silence
    session.keepAlive(start + 350ms);
    QCOMPARE(recorder.take(), Lines{"> 3"});
    session.keepAlive(start + 450ms);
    QVERIFY(recorder.take().isEmpty());
    session.keepAlive(start + 700ms);
    QCOMPARE(recorder.take(), Lines{"> 3"});
    session.receiveText("2", start + 800ms); // pings that waited are answered all the same
    QCOMPARE(recorder.take(), Lines{"> 3"});
    session.keepAlive(start + 1000ms);
    const auto deadline = session.deadline();
    session.receiveText("2", start + 500ms); // was read before that, and is handed out only now
    QVERIFY(session.deadline() == deadline);
    session.receiveBinary("so was this", start + 600ms);
    QVERIFY(session.deadline() == deadline);
}

void TestSocketIoSession::closes()
{
    Recorder recorder;
    SocketIoSession session({.nsp = "/admin"}, recorder);
    session.close();
    QVERIFY(recorder.take().isEmpty());
    session.start(start);
    session.carrierOpened(start);
    session.receiveText(handshake, start);
    recorder.lines.clear();
    session.close(); // before the namespace is open there is nothing to leave
    QCOMPARE(recorder.take(), Lines{"> 1"});

    session.start(start);
    session.carrierOpened(start);
    session.receiveText(handshake, start);
    session.receiveText("40/admin,{}", start);
    recorder.lines.clear();
    session.close();
    QCOMPARE(recorder.take(), (Lines{"> 41/admin,", "> 1"}));
    QVERIFY(!session.deadline());
}

void TestSocketIoSession::nothingAfterTheEnd()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    open(session, recorder);
    session.receiveText("1", start);
    recorder.lines.clear();
    session.receiveText(R"(42["message",{}])", start);
    session.receiveBinary("x", start);
    session.carrierOpened(start);
    session.checkDeadline(start + 1h);
    session.keepAlive(start + 1h);
    session.close();
    QVERIFY(!session.sendEvent("[1]"));
    QVERIFY(recorder.take().isEmpty());
}

void TestSocketIoSession::startsAgain()
{
    Recorder recorder;
    SocketIoSession session({}, recorder);
    open(session, recorder);
    session.receiveText(R"(452-["message",1])", start); // an open binary packet must not leak into the next session
    session.close();
    open(session, recorder);
    session.receiveText(R"(42["message",{}])", start);
    QCOMPARE(recorder.take(), Lines{R"(message ["message",{}])"});
}

QTEST_GUILESS_MAIN(TestSocketIoSession)
#include "tst_socketiosession.moc"

#include <utility>
