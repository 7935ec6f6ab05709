// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "broker/http/httpserver.h"
#include "broker/pubsub/socketioserver.h"
#include "probes.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;
using base::viewOf;

namespace {

//! Says who came, sends every event back, and acknowledges with what the event carried.
class EchoNamespace : public NamespaceHandler
{
public:
    void peerConnected(SocketIoPeer &peer, std::string_view auth) override
    {
        ++connected;
        const QByteArray json = "[\"auth\","
                                + (auth.empty() ? QByteArray("{}")
                                                : QByteArray(auth.data(), static_cast<qsizetype>(auth.size())))
                                + ']';
        peer.emitEvent(viewOf(json));
    }
    void eventReceived(SocketIoPeer &peer, const SocketIoEvent &event) override
    {
        names.append(event.content.name);
        if (event.ackId)
            peer.acknowledge(*event.ackId, viewOf(event.content.frame), event.attachments);
        else
            peer.emitEvent(viewOf(event.content.frame), event.attachments);
    }
    void peerDisconnected(SocketIoPeer &) override { ++disconnected; }

    int connected = 0;
    int disconnected = 0;
    QList<QByteArray> names;
};

class Server : public HttpHandler
{
public:
    explicit Server(std::chrono::milliseconds connectTimeout)
        : http({}, *this), socketIo({.pingInterval = 60s, .pingTimeout = 60s}, connectTimeout)
    {
        socketIo.addNamespace("/", root);
        socketIo.addNamespace("/custom", custom);
    }
    void handleRequest(HttpRequest request, HttpReply reply) override
    {
        socketIo.engine().handleRequest(request, std::move(reply));
    }
    std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request) override
    {
        return socketIo.engine().refuseUpgrade(request);
    }
    void webSocketOpened(std::unique_ptr<QWebSocket> socket) override
    {
        socketIo.engine().webSocketOpened(std::move(socket));
    }
    void requestRefused(int) override {}

    EchoNamespace root;
    EchoNamespace custom;
    HttpServer http;
    SocketIoServer socketIo;
};

} // namespace

class TestSocketIoServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void connects_data();
    void connects();
    void givesEachNamespaceAnIdOfItsOwn();
    void echoesEvents();
    void acknowledges();
    void carriesBinaryOverWebSocket();
    void carriesBinaryOverPolling();
    void disconnectsOneNamespaceOnly();
    void staysOpenWithoutNamespaces();
    void tellsHandlersThatASessionEnded();

    void refusesUnknownNamespaces();
    void closesWithoutANamespace();
    void closesOnBadPackets_data();
    void closesOnBadPackets();
    void closesOnEventsBeforeConnect();
    void acceptsWhatTheRfcAllows_data();
    void acceptsWhatTheRfcAllows();

private:
    void start(std::chrono::milliseconds connectTimeout);

    std::unique_ptr<Server> m_server;
    QUrl m_url;
};

void TestSocketIoServer::start(std::chrono::milliseconds connectTimeout)
{
    m_server.reset();
    m_server = std::make_unique<Server>(connectTimeout);
    const auto url = m_server->http.listen(QHostAddress(QHostAddress::LocalHost), 0);
    QVERIFY(url);
    m_url = *url;
}

void TestSocketIoServer::init()
{
    start(60s);
}

void TestSocketIoServer::cleanup()
{
    m_server.reset();
}

void TestSocketIoServer::connects_data()
{
    QTest::addColumn<QString>("request");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("event");
    QTest::newRow("main") << QStringLiteral("40") << QStringLiteral("40{\"sid\":\"")
                          << QStringLiteral("42[\"auth\",{}]");
    QTest::newRow("main with auth") << QStringLiteral("40{\"token\":\"123\"}") << QStringLiteral("40{\"sid\":\"")
                                    << QStringLiteral("42[\"auth\",{\"token\":\"123\"}]");
    QTest::newRow("custom") << QStringLiteral("40/custom,") << QStringLiteral("40/custom,{\"sid\":\"")
                            << QStringLiteral("42/custom,[\"auth\",{}]");
    QTest::newRow("custom without comma") << QStringLiteral("40/custom") << QStringLiteral("40/custom,{\"sid\":\"")
                                          << QStringLiteral("42/custom,[\"auth\",{}]");
    QTest::newRow("custom with auth") << QStringLiteral("40/custom,{\"a\":[1]}")
                                      << QStringLiteral("40/custom,{\"sid\":\"")
                                      << QStringLiteral("42/custom,[\"auth\",{\"a\":[1]}]");
}

void TestSocketIoServer::connects()
{
    QFETCH(QString, request);
    QFETCH(QString, answer);
    WebSocketProbe probe(m_url);
    QVERIFY(!probe.receive().isNull());
    probe.send(request);
    QVERIFY(probe.receive().startsWith(answer));
    QTEST(probe.receive(), "event");
}

void TestSocketIoServer::givesEachNamespaceAnIdOfItsOwn()
{
    WebSocketProbe probe(m_url);
    const auto sidIn = [](const QString &packet) {
        return QJsonDocument::fromJson(packet.mid(packet.indexOf(QLatin1Char('{'))).toUtf8())
            .object()
            .value(QLatin1String("sid"))
            .toString();
    };
    QSet<QString> ids{sidIn(probe.receive())};
    for (const char *nsp : {"40", "40/custom,"}) {
        probe.send(QString::fromLatin1(nsp));
        ids.insert(sidIn(probe.receive()));
        QVERIFY(!probe.receive().isNull());
    }
    QCOMPARE(ids.size(), 3);
    QVERIFY(!ids.contains(QString()));
}

void TestSocketIoServer::echoesEvents()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("42[\"message\",1,\"zwölf\",{\"3\":[true]}]"));
    QCOMPARE(probe.receive(), QStringLiteral("42[\"message\",1,\"zwölf\",{\"3\":[true]}]"));
    QCOMPARE(m_server->root.names, QList<QByteArray>{"message"});
}

void TestSocketIoServer::acknowledges()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("42456[\"m\",{\"3\":[false]}]"));
    QCOMPARE(probe.receive(), QStringLiteral("43456[\"m\",{\"3\":[false]}]"));
    probe.send(QStringLiteral("40/custom,"));
    QVERIFY(!probe.receive().isNull());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("42/custom,0[\"m\"]"));
    QCOMPARE(probe.receive(), QStringLiteral("43/custom,0[\"m\"]"));
}

void TestSocketIoServer::carriesBinaryOverWebSocket()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    QVERIFY(!probe.receive().isNull());
    const QString text = QStringLiteral("[\"m\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
    probe.send(QStringLiteral("452-") + text);
    probe.send(QByteArray("\x01\x02\x03"));
    probe.send(QByteArray("\x04\x05"));
    QCOMPARE(probe.receive(), QStringLiteral("452-") + text);
    QCOMPARE(probe.receiveBinary(), QByteArray("\x01\x02\x03"));
    QCOMPARE(probe.receiveBinary(), QByteArray("\x04\x05"));
    probe.send(QStringLiteral("451-789[\"m\",{\"_placeholder\":true,\"num\":0}]"));
    probe.send(QByteArray("\x06"));
    QCOMPARE(probe.receive(), QStringLiteral("461-789[\"m\",{\"_placeholder\":true,\"num\":0}]"));
    QCOMPARE(probe.receiveBinary(), QByteArray("\x06"));
}

void TestSocketIoServer::carriesBinaryOverPolling()
{
    HttpProbe probe(m_url);
    const QByteArray path("/socket.io/?EIO=4&transport=polling");
    const QByteArray open = probe.get(path).body;
    const QByteArray target =
        path
        + "&sid=" + QJsonDocument::fromJson(open.mid(1)).object().value(QLatin1String("sid")).toString().toLatin1();
    QCOMPARE(probe
                 .post(target, "40\x1e"
                               "451-[\"m\",{\"_placeholder\":true,\"num\":0}]\x1e"
                               "bAQID")
                 .status,
             200);
    const QList<QByteArray> packets = probe.get(target).body.split('\x1e');
    QCOMPARE(packets.size(), 4);
    QVERIFY(packets.at(0).startsWith("40{\"sid\":"));
    QCOMPARE(packets.at(2), QByteArray("451-[\"m\",{\"_placeholder\":true,\"num\":0}]"));
    QCOMPARE(packets.at(3), QByteArray("bAQID"));
}

void TestSocketIoServer::disconnectsOneNamespaceOnly()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("40/custom,"));
    QVERIFY(!probe.receive().isNull());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("41/custom,"));
    probe.send(QStringLiteral("42[\"still here\"]"));
    QCOMPARE(probe.receive(), QStringLiteral("42[\"still here\"]"));
    QCOMPARE(m_server->custom.disconnected, 1);
    QCOMPARE(m_server->root.disconnected, 0);
}

void TestSocketIoServer::staysOpenWithoutNamespaces()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("41"));
    probe.send(QStringLiteral("40"));
    QVERIFY(probe.receive().startsWith(QLatin1String("40{")));
    QCOMPARE(m_server->root.connected, 2);
    QCOMPARE(m_server->root.disconnected, 1);
}

void TestSocketIoServer::tellsHandlersThatASessionEnded()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    probe.send(QStringLiteral("40/custom,"));
    QTRY_COMPARE(m_server->custom.connected, 1);
    probe.socket().abort();
    QTRY_COMPARE(m_server->root.disconnected, 1);
    QCOMPARE(m_server->custom.disconnected, 1);
}

void TestSocketIoServer::refusesUnknownNamespaces()
{
    QSignalSpy refused(&m_server->socketIo, &SocketIoServer::refused);
    WebSocketProbe probe(m_url);
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("40/random"));
    QCOMPARE(probe.receive(), QStringLiteral("44/random,{\"message\":\"Invalid namespace\"}"));
    QCOMPARE(refused.count(), 1);
    probe.send(QStringLiteral("40")); // the connection lives on
    QVERIFY(probe.receive().startsWith(QLatin1String("40{")));
}

void TestSocketIoServer::closesWithoutANamespace()
{
    start(1s);
    WebSocketProbe silent(m_url);
    QVERIFY(silent.closed());
    SocketIoProbe left(m_url);
    QVERIFY(left.open());
    left.send(QStringLiteral("41"));
    QVERIFY(left.closed());
    QCOMPARE(m_server->root.disconnected, 1);
}

void TestSocketIoServer::closesOnBadPackets_data()
{
    QTest::addColumn<QString>("packet");
    QTest::newRow("unknown type") << QStringLiteral("4abc");
    QTest::newRow("empty") << QStringLiteral("4");
    QTest::newRow("no array") << QStringLiteral("42{}");
    QTest::newRow("no payload") << QStringLiteral("42");
    QTest::newRow("empty array") << QStringLiteral("42[]");
    QTest::newRow("no name") << QStringLiteral("42[1]");
    QTest::newRow("bad ack id") << QStringLiteral("42abc[\"m\"]");
    QTest::newRow("broken JSON") << QStringLiteral("42[\"m\",{\"a\":]");
    QTest::newRow("rest behind") << QStringLiteral("42[\"m\"]]");
    QTest::newRow("too deep") << QStringLiteral("42[\"m\",") + QString(10'000, QLatin1Char('['))
                                     + QString(10'001, QLatin1Char(']'));
    QTest::newRow("a namespace not opened") << QStringLiteral("42/custom,[\"m\"]");
    QTest::newRow("connected twice") << QStringLiteral("40");
    QTest::newRow("broken auth") << QStringLiteral("40/custom,{\"a\"");
    QTest::newRow("auth that is no object") << QStringLiteral("40/custom,[1]");
    QTest::newRow("a connect error") << QStringLiteral("44{\"message\":\"x\"}");
    QTest::newRow("binary without attachments") << QStringLiteral("450-[\"m\"]");
    QTest::newRow("too many attachments") << QStringLiteral("451000-[\"m\"]");
}

void TestSocketIoServer::closesOnBadPackets()
{
    QFETCH(QString, packet);
    QSignalSpy refused(&m_server->socketIo, &SocketIoServer::refused);
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    probe.send(packet);
    QVERIFY(probe.closed());
    QCOMPARE(refused.count(), 1);
    QCOMPARE(m_server->root.disconnected, 1);
}

void TestSocketIoServer::closesOnEventsBeforeConnect()
{
    WebSocketProbe early(m_url);
    QVERIFY(!early.receive().isNull());
    early.send(QStringLiteral("42[\"m\"]"));
    QVERIFY(early.closed());
    SocketIoProbe text(m_url); // a text packet where an attachment is due
    QVERIFY(text.open());
    text.send(QStringLiteral("451-[\"m\",{\"_placeholder\":true,\"num\":0}]"));
    text.send(QStringLiteral("42[\"m\"]"));
    QVERIFY(text.closed());
    SocketIoProbe binary(m_url); // an attachment that was not announced
    QVERIFY(binary.open());
    binary.send(QByteArray("\x01"));
    QVERIFY(binary.closed());
    QVERIFY(m_server->root.names.isEmpty());
}

void TestSocketIoServer::acceptsWhatTheRfcAllows_data()
{
    QTest::addColumn<QString>("json");
    QTest::newRow("large number") << QStringLiteral("[\"m\",123456789012345678901234567890]");
    QTest::newRow("escapes") << QStringLiteral("[\"m\",\"\\u00e9\\n\\\"\"]");
    QTest::newRow("escaped name") << QStringLiteral("[\"\\u006d\",null]");
    QTest::newRow("blanks") << QStringLiteral("[ \"m\" , [ ] ]");
}

void TestSocketIoServer::acceptsWhatTheRfcAllows()
{
    QFETCH(QString, json);
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    QVERIFY(!probe.receive().isNull());
    probe.send(QStringLiteral("42") + json);
    QCOMPARE(probe.receive(), QStringLiteral("42") + json);
    QCOMPARE(m_server->root.names, QList<QByteArray>{"m"});
}

QTEST_GUILESS_MAIN(TestSocketIoServer)
#include "tst_socketioserver.moc"
