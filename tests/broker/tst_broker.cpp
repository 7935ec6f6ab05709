// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probes.h"
#include "support/brokerfixture.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;

namespace {

double now()
{
    return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                   std::chrono::system_clock::now().time_since_epoch())
                                   .count())
           / 1e3;
}

} // namespace

//! The whole broker, on its own thread and from outside.
class TestBroker : public QObject, private BrokerFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void listensOnLoopback();
    void startsAgain();
    void deliversToSubscribers();
    void deliversAnyJson_data();
    void deliversAnyJson();
    void deliversTwiceToTopicAndWildcard();
    void answersSubscribe();
    void broadcastsToMonitors();
    void passesAttachmentsOn();
    void remembersConsumptions();
    void listsClients();
    void listsMessagesNewestFirst();
    void drawsTheGraph();
    void isHealthy();
    void answersHeadAndIndex();
    void switchesBroadcasts();
    void startsWithoutBroadcasts();
    void acknowledgesEvents();
    void servesPollersToo();
    void sharesOneEncodingAmongMany();
    void runsTheDemo();

    void boundsTheHistory();
    void stopsWithClientsConnected();

private:
    QJsonArray array(const QByteArray &target);
};

void TestBroker::init()
{
    start();
}

void TestBroker::cleanup()
{
    m_broker.reset();
}

QJsonArray TestBroker::array(const QByteArray &target)
{
    HttpProbe probe(m_url);
    return probe.get(target).json().toArray();
}

void TestBroker::listensOnLoopback()
{
    QCOMPARE(m_url.scheme(), QStringLiteral("http"));
    QCOMPARE(m_url.host(), QStringLiteral("127.0.0.1"));
    QVERIFY(m_url.port() > 0);
    QCOMPARE(m_broker->start().error().code, base::ErrorCode::InvalidArgument); // it runs already
}

void TestBroker::startsAgain()
{
    m_broker->stop();
    m_broker->stop();
    const auto url = m_broker->start();
    QVERIFY(url);
    HttpProbe probe(*url);
    QCOMPARE(probe.get("/health").status, 200);
}

void TestBroker::deliversToSubscribers()
{
    SocketIoProbe subscriber(m_url);
    SocketIoProbe other(m_url);
    QVERIFY(subscriber.open());
    QVERIFY(other.open());
    subscriber.subscribe(QStringLiteral("billing"), {QStringLiteral("orders")});
    QVERIFY(subscriber.event(QStringLiteral("subscribed")).isObject());
    other.subscribe(QStringLiteral("audit"), {QStringLiteral("else")});
    QVERIFY(other.event(QStringLiteral("subscribed")).isObject());

    HttpProbe publisher(m_url);
    const HttpAnswer answer = publisher.post("/publish", messageJson("orders", "id-1"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("{\"status\":\"ok\"}"));
    const QJsonObject message = subscriber.event(QStringLiteral("message")).toObject();
    QCOMPARE(message, QJsonDocument::fromJson(messageJson("orders", "id-1")).object());
    // The other one gets the broadcast only.
    QCOMPARE(other.event(QStringLiteral("new_message")).toObject().value(QLatin1String("message_id")).toString(),
             QStringLiteral("id-1"));
    QVERIFY(!other.pendingEvents().contains(QStringLiteral("message")));
    const BrokerCounts counts = m_broker->counts();
    QCOMPARE(counts.published, quint64(1));
    QCOMPARE(counts.delivered, quint64(1));
    QCOMPARE(counts.clients, quint64(2));
    QCOMPARE(counts.refused, quint64(0));
}

void TestBroker::deliversAnyJson_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("zero") << QByteArray("0");
    QTest::newRow("false") << QByteArray("false");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("number") << QByteArray("-1.50e3");
    QTest::newRow("large number") << QByteArray("123456789012345678901234567890");
    QTest::newRow("string") << QByteArray("\"\\u00fc \xc3\xbc \\\\ \\n\"");
    QTest::newRow("array") << QByteArray("[ 1 , [ ] ]");
    QTest::newRow("unicode") << QByteArray("{\"\xe6\x9d\xb1\":\"\xf0\x9f\x9a\x80\"}");
}

void TestBroker::deliversAnyJson()
{
    QFETCH(QByteArray, payload);
    SocketIoProbe subscriber(m_url);
    QVERIFY(subscriber.open());
    subscriber.subscribe(QStringLiteral("c"), {QStringLiteral("t")});
    QVERIFY(subscriber.receive().startsWith(QLatin1String("42[\"new_client\"")));
    QCOMPARE(subscriber.receive(), QStringLiteral("42[\"subscribed\",{\"status\":\"ok\"}]"));
    HttpProbe publisher(m_url);
    QCOMPARE(publisher.post("/publish", messageJson("t", "1", payload)).status, 200);
    // Byte by byte, as it was published.
    QCOMPARE(subscriber.receive(), QString::fromUtf8("42[\"message\"," + messageJson("t", "1", payload) + ']'));
}

void TestBroker::deliversTwiceToTopicAndWildcard()
{
    SocketIoProbe both(m_url);
    SocketIoProbe wildcard(m_url);
    QVERIFY(both.open());
    QVERIFY(wildcard.open());
    both.subscribe(QStringLiteral("both"), {QStringLiteral("orders"), QStringLiteral("*")});
    QVERIFY(both.event(QStringLiteral("subscribed")).isObject());
    wildcard.subscribe(QStringLiteral("all"), {QStringLiteral("*")});
    QVERIFY(wildcard.event(QStringLiteral("subscribed")).isObject());
    HttpProbe publisher(m_url);
    QCOMPARE(publisher.post("/publish", messageJson("orders", "twice")).status, 200);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(both.event(QStringLiteral("message")).toObject().value(QLatin1String("message_id")).toString(),
                 QStringLiteral("twice"));
    QVERIFY(wildcard.event(QStringLiteral("message")).isObject());
    QVERIFY(wildcard.event(QStringLiteral("new_message")).isObject());
    QVERIFY(!wildcard.pendingEvents().contains(QStringLiteral("message")));
    QCOMPARE(m_broker->counts().delivered, quint64(3));
}

void TestBroker::answersSubscribe()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    probe.subscribe(QStringLiteral("c"), {QStringLiteral("t")});
    QCOMPARE(probe.event(QStringLiteral("subscribed")).toObject().value(QLatin1String("status")).toString(),
             QStringLiteral("ok"));
    // Once more, and with another topic: the first one is neither lost nor doubled.
    probe.subscribe(QStringLiteral("c"), {QStringLiteral("t"), QStringLiteral("u")});
    QVERIFY(probe.event(QStringLiteral("subscribed")).isObject());
    QCOMPARE(array("/clients").size(), 2);
}

void TestBroker::broadcastsToMonitors()
{
    SocketIoProbe monitor(m_url); // subscribed to nothing
    QVERIFY(monitor.open());
    const double before = now();
    {
        SocketIoProbe client(m_url);
        QVERIFY(client.open());
        client.subscribe(QStringLiteral("billing"), {QStringLiteral("orders")});
        QVERIFY(client.event(QStringLiteral("subscribed")).isObject());
        HttpProbe publisher(m_url);
        QCOMPARE(publisher.post("/publish", messageJson("orders", "1", "[1]")).status, 200);
        client.emitEvent(
            "[\"consumed\",{\"consumer\":\"h\",\"topic\":\"orders\",\"message_id\":\"1\",\"message\":[1]}]");
        QVERIFY(client.event(QStringLiteral("new_consumption")).isObject());
    }
    QJsonObject client = monitor.event(QStringLiteral("new_client")).toObject();
    QVERIFY(client.take(QLatin1String("connected_at")).toDouble() >= before - 1);
    QCOMPARE(client, (QJsonObject{{QStringLiteral("consumer"), QStringLiteral("billing")},
                                  {QStringLiteral("topic"), QStringLiteral("orders")}}));
    QJsonObject message = monitor.event(QStringLiteral("new_message")).toObject();
    const double at = message.take(QLatin1String("timestamp")).toDouble();
    QVERIFY(at >= before - 1 && at <= now() + 1);
    QCOMPARE(message, QJsonDocument::fromJson(messageJson("orders", "1", "[1]")).object());
    QJsonObject consumption = monitor.event(QStringLiteral("new_consumption")).toObject();
    QVERIFY(consumption.take(QLatin1String("timestamp")).toDouble() >= at);
    QCOMPARE(consumption,
             QJsonDocument::fromJson("{\"consumer\":\"h\",\"topic\":\"orders\",\"message_id\":\"1\",\"message\":[1]}")
                 .object());
    QCOMPARE(monitor.event(QStringLiteral("client_disconnected")).toObject(),
             (QJsonObject{{QStringLiteral("consumer"), QStringLiteral("billing")},
                          {QStringLiteral("topic"), QStringLiteral("orders")}}));
}

void TestBroker::passesAttachmentsOn()
{
    SocketIoProbe monitor(m_url);
    QVERIFY(monitor.open());
    SocketIoProbe client(m_url);
    QVERIFY(client.open());
    client.send(QStringLiteral("452-[\"consumed\",{\"consumer\":\"h\",\"topic\":\"t\",\"message_id\":\"1\","
                               "\"message\":[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]}]"));
    client.send(QByteArray("\x00\xff", 2));
    client.send(QByteArray("b"));
    QVERIFY(monitor.receive().startsWith(QLatin1String("452-[\"new_consumption\"")));
    QCOMPARE(monitor.receiveBinary(), QByteArray("\x00\xff", 2));
    QCOMPARE(monitor.receiveBinary(), QByteArray("b"));
}

void TestBroker::remembersConsumptions()
{
    SocketIoProbe client(m_url);
    QVERIFY(client.open());
    for (int i = 1; i <= 3; ++i)
        client.emitEvent("[\"consumed\",{\"consumer\":\"h\",\"topic\":\"t\",\"message_id\":\"" + QByteArray::number(i)
                         + "\",\"message\":null}]");
    client.emitEvent("[\"consumed\",{\"consumer\":\"h\",\"topic\":\"t\",\"message\":1e999}]");
    QTRY_COMPARE(m_broker->counts().consumed, quint64(4));
    HttpProbe probe(m_url);
    const QByteArray body = probe.get("/consumptions").body;
    QVERIFY2(
        body.startsWith("[{\"consumer\":\"h\",\"topic\":\"t\",\"message_id\":null,\"message\":1e999,\"timestamp\":"),
        body.constData());
    QCOMPARE(body.count("\"timestamp\""), 4);
}

void TestBroker::listsClients()
{
    QCOMPARE(array("/clients"), QJsonArray());
    auto client = std::make_unique<SocketIoProbe>(m_url);
    QVERIFY(client->open());
    client->subscribe(QStringLiteral("billing"), {QStringLiteral("a"), QStringLiteral("*")});
    QVERIFY(client->event(QStringLiteral("subscribed")).isObject());
    const QJsonArray clients = array("/clients");
    QCOMPARE(clients.size(), 2);
    QCOMPARE(clients.at(0).toObject().value(QLatin1String("topic")).toString(), QStringLiteral("a"));
    QCOMPARE(clients.at(1).toObject().value(QLatin1String("topic")).toString(), QStringLiteral("*"));
    QVERIFY(clients.at(0).toObject().value(QLatin1String("connected_at")).isDouble());
    client.reset();
    QTRY_COMPARE(m_broker->counts().clients, quint64(0));
    QCOMPARE(array("/clients"), QJsonArray());
}

void TestBroker::listsMessagesNewestFirst()
{
    HttpProbe probe(m_url);
    QCOMPARE(probe.get("/messages").body, QByteArray("[]"));
    for (const char *id : {"1", "2", "3"})
        QCOMPARE(probe.post("/publish", messageJson("t", id)).status, 200);
    const QJsonArray messages = array("/messages");
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages.at(0).toObject().value(QLatin1String("message_id")).toString(), QStringLiteral("3"));
    QVERIFY(messages.at(0).toObject().value(QLatin1String("timestamp")).toDouble()
            >= messages.at(2).toObject().value(QLatin1String("timestamp")).toDouble());
}

void TestBroker::drawsTheGraph()
{
    SocketIoProbe client(m_url);
    QVERIFY(client.open());
    client.subscribe(QStringLiteral("billing"), {QStringLiteral("t")});
    QVERIFY(client.event(QStringLiteral("subscribed")).isObject());
    client.emitEvent("[\"consumed\",{\"consumer\":\"handler\",\"topic\":\"t\",\"message_id\":\"1\",\"message\":1}]");
    QVERIFY(client.event(QStringLiteral("new_consumption")).isObject());
    HttpProbe probe(m_url);
    QCOMPARE(probe.post("/publish", messageJson("t", "1")).status, 200);
    const QJsonObject graph = probe.get("/graph/state").json().toObject();
    QCOMPARE(graph.value(QLatin1String("producers")).toArray(), QJsonArray{QStringLiteral("shop")});
    QCOMPARE(graph.value(QLatin1String("consumers")).toArray(),
             (QJsonArray{QStringLiteral("billing"), QStringLiteral("handler")}));
    QCOMPARE(graph.value(QLatin1String("topics")).toArray(), QJsonArray{QStringLiteral("t")});
    QCOMPARE(graph.value(QLatin1String("links")).toArray().size(), 3);
}

void TestBroker::isHealthy()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get("/health");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(answer.json()[QLatin1String("status")].toString(), QStringLiteral("healthy"));
    QVERIFY(std::abs(answer.json()[QLatin1String("timestamp")].toDouble() - now()) < 60);
}

void TestBroker::answersHeadAndIndex()
{
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request("HEAD", "/health"));
    QCOMPARE(probe.receive(false).status, 200);
    const HttpAnswer index = probe.get("/");
    QCOMPARE(index.status, 200);
    QVERIFY(index.body.contains("POST /publish"));
}

void TestBroker::switchesBroadcasts()
{
    HttpProbe http(m_url);
    SocketIoProbe monitor(m_url);
    QVERIFY(monitor.open());
    QCOMPARE(http.get("/dashboard/status").body, QByteArray("{\"dashboard_enabled\":true}"));
    QCOMPARE(http.post("/dashboard/logout", {}).status, 200);
    QCOMPARE(http.get("/dashboard/status").body, QByteArray("{\"dashboard_enabled\":false}"));
    QCOMPARE(http.post("/publish", messageJson("t", "unseen")).status, 200);
    QCOMPARE(http.post("/dashboard/login", {}).status, 200);
    QCOMPARE(http.post("/publish", messageJson("t", "seen")).status, 200);
    QCOMPARE(monitor.event(QStringLiteral("new_message")).toObject().value(QLatin1String("message_id")).toString(),
             QStringLiteral("seen"));
}

void TestBroker::startsWithoutBroadcasts()
{
    BrokerSettings settings;
    settings.dashboardEnabled = false;
    start(settings);
    HttpProbe http(m_url);
    QCOMPARE(http.get("/dashboard/status").body, QByteArray("{\"dashboard_enabled\":false}"));
}

void TestBroker::acknowledgesEvents()
{
    SocketIoProbe probe(m_url);
    QVERIFY(probe.open());
    probe.send(
        QStringLiteral("421[\"consumed\",{\"consumer\":\"h\",\"topic\":\"t\",\"message_id\":\"1\",\"message\":1}]"));
    QVERIFY(probe.receive().startsWith(QLatin1String("42[\"new_consumption\"")));
    QCOMPARE(probe.receive(), QStringLiteral("431[{\"status\":\"ok\"}]"));
    probe.send(QStringLiteral("422[\"consumed\",{}]"));
    QVERIFY(probe.receive().startsWith(QLatin1String("432[{\"status\":\"error\",\"message\":\"")));
    probe.send(QStringLiteral("423[\"unheard of\"]"));
    QVERIFY(probe.receive().startsWith(QLatin1String("433[{\"status\":\"error\"")));
}

void TestBroker::servesPollersToo()
{
    HttpProbe probe(m_url);
    const QByteArray path("/socket.io/?EIO=4&transport=polling");
    const QByteArray sid =
        QJsonDocument::fromJson(probe.get(path).body.mid(1)).object().value(QLatin1String("sid")).toString().toLatin1();
    const QByteArray target = path + "&sid=" + sid;
    QCOMPARE(probe
                 .post(target, "40\x1e"
                               "42[\"subscribe\",{\"consumer\":\"c\",\"topics\":[\"t\"]}]")
                 .body,
             QByteArray("ok"));
    QVERIFY(probe.get(target).body.endsWith("42[\"subscribed\",{\"status\":\"ok\"}]"));
    HttpProbe publisher(m_url);
    probe.send(HttpProbe::request("GET", target));
    QCOMPARE(publisher.post("/publish", messageJson("t", "1")).status, 200);
    QVERIFY(probe.receive().body.startsWith("42[\"message\"," + messageJson("t", "1") + ']'));
}

void TestBroker::sharesOneEncodingAmongMany()
{
    std::vector<std::unique_ptr<SocketIoProbe>> probes;
    for (int i = 0; i < 20; ++i) {
        probes.push_back(std::make_unique<SocketIoProbe>(m_url));
        QVERIFY(probes.back()->open());
        probes.back()->subscribe(QStringLiteral("c%1").arg(i), {QStringLiteral("t")});
        QVERIFY(probes.back()->event(QStringLiteral("subscribed")).isObject());
    }
    HttpProbe publisher(m_url);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(publisher.post("/publish", messageJson("t", QByteArray::number(i))).status, 200);
    for (const auto &probe : probes) {
        for (int i = 0; i < 50; ++i)
            QCOMPARE(probe->event(QStringLiteral("message")).toObject().value(QLatin1String("message_id")).toString(),
                     QString::number(i));
    }
    QCOMPARE(m_broker->counts().delivered, quint64(1'000));
}

void TestBroker::runsTheDemo()
{
    BrokerSettings settings;
    settings.demoTraffic = true;
    start(settings);
    SocketIoProbe monitor(m_url);
    QVERIFY(monitor.open());
    monitor.subscribe(QStringLiteral("c"), {QStringLiteral("*")});
    QSet<QString> topics;
    while (topics.size() < 4) {
        const QJsonObject message = monitor.event(QStringLiteral("message")).toObject();
        QVERIFY(!message.isEmpty());
        topics.insert(message.value(QLatin1String("topic")).toString());
    }
    QVERIFY(m_broker->counts().published > 10);
}

void TestBroker::boundsTheHistory()
{
    BrokerSettings settings;
    settings.historyLimit = 2;
    start(settings);
    HttpProbe probe(m_url);
    for (const char *id : {"1", "2", "3"})
        QCOMPARE(probe.post("/publish", messageJson("t", id)).status, 200);
    QCOMPARE(array("/messages").size(), 2);
}

void TestBroker::stopsWithClientsConnected()
{
    SocketIoProbe client(m_url);
    QVERIFY(client.open());
    HttpProbe poller(m_url);
    const QByteArray path("/socket.io/?EIO=4&transport=polling");
    const QByteArray sid = QJsonDocument::fromJson(poller.get(path).body.mid(1))
                               .object()
                               .value(QLatin1String("sid"))
                               .toString()
                               .toLatin1();
    poller.send(HttpProbe::request("GET", path + "&sid=" + sid));
    HttpProbe idle(m_url);
    QCOMPARE(idle.get("/health").status, 200);
    m_broker->stop();
    QVERIFY(client.closed());
    QVERIFY(poller.closed());
    QVERIFY(idle.closed());
    QCOMPARE(m_broker->counts().clients, quint64(0));
}

QTEST_GUILESS_MAIN(TestBroker)
#include "tst_broker.moc"

#include <cmath>
#include <vector>
