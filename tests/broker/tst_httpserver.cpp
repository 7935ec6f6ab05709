// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/httpserver.h"
#include "probes.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace topicscope::test;
using namespace std::chrono_literals;

namespace {

//! Answers "METHOD PATH BODY", keeps what is sent to /later, drops what is sent to /drop, and echoes WebSockets.
class EchoHandler : public HttpHandler
{
public:
    void handleRequest(HttpRequest request, HttpReply reply) override
    {
        ++requests;
        if (request.path == "/later")
            kept.push_back(std::move(reply));
        else if (request.path != "/drop")
            reply.send(HttpResponse::text(request.method + ' ' + request.path + ' ' + request.body));
    }
    std::optional<HttpResponse> refuseUpgrade(const HttpRequest &request) override
    {
        return request.path == "/socket.io/" ? std::nullopt : std::optional(HttpResponse::error(404, "no"));
    }
    void webSocketOpened(std::unique_ptr<QWebSocket> socket) override
    {
        QWebSocket *echo = socket.get();
        QObject::connect(echo, &QWebSocket::textMessageReceived, echo,
                         [echo](const QString &text) { echo->sendTextMessage(text); });
        sockets.push_back(std::move(socket));
    }
    void requestRefused(int status) override { refusals.append(status); }

    int requests = 0;
    std::vector<HttpReply> kept;
    std::vector<std::unique_ptr<QWebSocket>> sockets;
    QList<int> refusals;
};

HttpServerSettings quickSettings()
{
    HttpServerSettings settings;
    settings.limits.bodyBytes = 1'000;
    settings.timeouts = {.request = 60s, .idle = 60s, .drain = 1s};
    settings.maxFrame = 1'000;
    return settings;
}

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void readsAChunkedBody();
    void answersHead();
    void closesWhenAsked();
    void saysContinue();
    void answersLater();
    void handsOverAWebSocket();
    void refusesAWebSocketElsewhere();
    void toleratesAnEmptyLineBetweenRequests();
    void forgetsAClientThatHasGone();
    void answersForADroppedReply();
    void refusesALargeBody();
    void refusesALargeChunkedBody();
    void refusesGarbage();
    void refusesAnEndlessHead();
    void closesSlowRequests_data();
    void closesSlowRequests();
    void closesIdleConnections();
    void turnsAwayTooMany();
    void closesOnALargeFrame();
    void reportsAPortInUse();
    void reportsAForeignAddress();

private:
    void start(HttpServerSettings settings);

    std::unique_ptr<EchoHandler> m_handler;
    std::unique_ptr<HttpServer> m_server;
    QUrl m_url;
};

void TestHttpServer::start(HttpServerSettings settings)
{
    m_server.reset();
    m_handler = std::make_unique<EchoHandler>();
    m_server = std::make_unique<HttpServer>(settings, *m_handler);
    const auto url = m_server->listen(QHostAddress(QHostAddress::LocalHost), 0);
    QVERIFY(url);
    m_url = *url;
}

void TestHttpServer::init()
{
    start(quickSettings());
}

void TestHttpServer::cleanup()
{
    m_handler->sockets.clear();
    m_server.reset();
}

void TestHttpServer::keepsTheConnection()
{
    HttpProbe probe(m_url);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(probe.post("/a", "body").body, QByteArray("POST /a body"));
    QCOMPARE(m_server->connectionCount(), 1);
    probe.disconnect();
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request("GET", "/later") + HttpProbe::request("POST", "/2", "two")
               + HttpProbe::request("GET", "/3"));
    QTRY_COMPARE(m_handler->kept.size(), std::size_t(1));
    QVERIFY(!probe.hasPendingBytes());
    QCOMPARE(m_handler->requests, 1);
    m_handler->kept.front().send(HttpResponse::text("first"));
    QCOMPARE(probe.receive().body, QByteArray("first"));
    QCOMPARE(probe.receive().body, QByteArray("POST /2 two"));
    QCOMPARE(probe.receive().body, QByteArray("GET /3 "));
}

void TestHttpServer::readsAChunkedBody()
{
    HttpProbe probe(m_url);
    probe.send("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    probe.send("2\r\nde\r\n0\r\n\r\n" + HttpProbe::request("GET", "/next"));
    QCOMPARE(probe.receive().body, QByteArray("POST /c abcde"));
    QCOMPARE(probe.receive().body, QByteArray("GET /next "));
}

void TestHttpServer::answersHead()
{
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request("HEAD", "/h"));
    const HttpAnswer head = probe.receive(false);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length"), QByteArray("8"));
    QCOMPARE(probe.get("/g").body, QByteArray("GET /g ")); // and no byte of a body before it
}

void TestHttpServer::closesWhenAsked()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get("/a", "Connection: close\r\n");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
    QVERIFY(probe.closed());
}

void TestHttpServer::saysContinue()
{
    HttpProbe probe(m_url);
    probe.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(probe.receive().status, 100);
    probe.send("abc");
    QCOMPARE(probe.receive().body, QByteArray("POST /e abc"));
}

void TestHttpServer::answersLater()
{
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request("GET", "/later"));
    QTRY_COMPARE(m_handler->kept.size(), std::size_t(1));
    QVERIFY(m_handler->kept.front().isOpen());
    m_handler->kept.front().send(HttpResponse::text("now"));
    QVERIFY(!m_handler->kept.front().isOpen());
    m_handler->kept.front().send(HttpResponse::text("twice"));
    QCOMPARE(probe.receive().body, QByteArray("now"));
    QCOMPARE(probe.get("/b").body, QByteArray("GET /b "));
}

void TestHttpServer::handsOverAWebSocket()
{
    WebSocketProbe probe(m_url);
    QVERIFY(probe.connected());
    probe.send(QStringLiteral("hello"));
    QCOMPARE(probe.receive(), QStringLiteral("hello"));
    QCOMPARE(m_handler->sockets.front()->requestUrl().query(), QStringLiteral("EIO=4&transport=websocket"));
    QCOMPARE(m_server->connectionCount(), 1);
    // Destroyed while connected: its TCP socket must go as well.
    m_handler->sockets.clear();
    QVERIFY(probe.closed());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestHttpServer::refusesAWebSocketElsewhere()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.get("/x",
                                        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
    QCOMPARE(answer.status, 404);
    QVERIFY(probe.closed());
    QVERIFY(m_handler->sockets.empty());
}

void TestHttpServer::toleratesAnEmptyLineBetweenRequests()
{
    HttpProbe probe(m_url);
    QCOMPARE(probe.post("/a", "b").status, 200);
    probe.send("\r\n\r\n" + HttpProbe::request("GET", "/c"));
    QCOMPARE(probe.receive().body, QByteArray("GET /c "));
}

void TestHttpServer::forgetsAClientThatHasGone()
{
    HttpProbe probe(m_url);
    probe.send(HttpProbe::request("GET", "/later"));
    QTRY_COMPARE(m_handler->kept.size(), std::size_t(1));
    probe.disconnect();
    QTRY_COMPARE(m_server->connectionCount(), 0);
    QVERIFY(!m_handler->kept.front().isOpen());
    m_handler->kept.front().send(HttpResponse::text("too late"));
}

void TestHttpServer::answersForADroppedReply()
{
    HttpProbe probe(m_url);
    QCOMPARE(probe.get("/drop").status, 503);
    QCOMPARE(probe.get("/a").status, 200);
}

void TestHttpServer::refusesALargeBody()
{
    HttpProbe probe(m_url);
    const HttpAnswer answer = probe.post("/a", QByteArray(100'000, 'x'));
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.json()[QLatin1String("status")].toString(), QStringLiteral("error"));
    QVERIFY(probe.closed());
    QCOMPARE(m_handler->requests, 0);
    QCOMPARE(m_handler->refusals, QList<int>{413});
}

void TestHttpServer::refusesALargeChunkedBody()
{
    HttpProbe probe(m_url);
    probe.send("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 3; ++i)
        probe.send("190\r\n" + QByteArray(400, 'x') + "\r\n");
    QCOMPARE(probe.receive().status, 413);
    QVERIFY(probe.closed());
}

void TestHttpServer::refusesGarbage()
{
    HttpProbe probe(m_url);
    probe.send("\x16\x03\x01 this is no HTTP\r\n\r\n");
    QCOMPARE(probe.receive().status, 400);
    QVERIFY(probe.closed());
}

void TestHttpServer::refusesAnEndlessHead()
{
    HttpProbe probe(m_url);
    probe.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(20'000, 'x'));
    QCOMPARE(probe.receive().status, 431);
    QVERIFY(probe.closed());
}

void TestHttpServer::closesSlowRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("head") << QByteArray("GET / HT");
    QTest::newRow("body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    QTest::newRow("chunked body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
}

void TestHttpServer::closesSlowRequests()
{
    QFETCH(QByteArray, bytes);
    HttpServerSettings settings = quickSettings();
    settings.timeouts.request = 150ms;
    start(settings);
    HttpProbe probe(m_url);
    probe.send(bytes);
    QCOMPARE(probe.receive().status, 408);
    QVERIFY(probe.closed());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TestHttpServer::closesIdleConnections()
{
    HttpServerSettings settings = quickSettings();
    settings.timeouts.idle = 1s;
    start(settings);
    HttpProbe silent(m_url);
    QVERIFY(silent.closed());
    HttpProbe once(m_url);
    QCOMPARE(once.get("/a").status, 200);
    QVERIFY(once.closed());
    // A request that waits for its answer is not idle.
    HttpProbe waiting(m_url);
    waiting.send(HttpProbe::request("GET", "/later"));
    QTRY_COMPARE(m_handler->kept.size(), std::size_t(1));
    HttpProbe clock(m_url);
    QVERIFY(clock.closed());
    QVERIFY(m_handler->kept.front().isOpen());
}

void TestHttpServer::turnsAwayTooMany()
{
    HttpServerSettings settings = quickSettings();
    settings.maxConnections = 2;
    start(settings);
    HttpProbe first(m_url);
    WebSocketProbe second(m_url);
    QVERIFY(second.connected());
    QTRY_COMPARE(m_server->connectionCount(), 2);
    HttpProbe third(m_url);
    QCOMPARE(third.receive().status, 503);
    QVERIFY(third.closed());
    first.disconnect();
    QTRY_COMPARE(m_server->connectionCount(), 1);
    HttpProbe fourth(m_url);
    QCOMPARE(fourth.get("/a").status, 200);
}

void TestHttpServer::closesOnALargeFrame()
{
    WebSocketProbe probe(m_url);
    QVERIFY(probe.connected());
    probe.send(QString(1'000, QLatin1Char('x')));
    QCOMPARE(probe.receive().size(), 1'000);
    probe.send(QString(1'001, QLatin1Char('x')));
    QVERIFY(probe.closed());
    QCOMPARE(probe.socket().closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void TestHttpServer::reportsAPortInUse()
{
    HttpServer second(quickSettings(), *m_handler);
    const auto url = second.listen(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(m_url.port()));
    QVERIFY(!url);
    QCOMPARE(url.error().code, base::ErrorCode::InputOutput);
    QVERIFY2(url.error().text.contains(QString::number(m_url.port())), qPrintable(url.error().text));
}

void TestHttpServer::reportsAForeignAddress()
{
    HttpServer second(quickSettings(), *m_handler);
    const auto url = second.listen(QHostAddress(QStringLiteral("203.0.113.7")), 0);
    QVERIFY(!url);
    QCOMPARE(url.error().code, base::ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"

#include <vector>
