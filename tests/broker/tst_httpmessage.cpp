// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/chunkeddecoder.h"
#include "broker/http/httpmessage.h"

#include <QTest>

using namespace topicscope::broker;

class TestHttpMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheHead_data();
    void findsTheHead();
    void parsesARequest();
    void parsesTargets_data();
    void parsesTargets();
    void decidesOnKeepAlive_data();
    void decidesOnKeepAlive();
    void recognisesAnUpgrade_data();
    void recognisesAnUpgrade();
    void comparesOrigins_data();
    void comparesOrigins();
    void knowsWhereAPageComesFrom();
    void comparesHosts_data();
    void comparesHosts();
    void serializesAResponse();
    void escapesErrors();
    void refusesBadHeads_data();
    void refusesBadHeads();
    void refusesTooManyHeaders();
    void decodesChunks_data();
    void decodesChunks();
    void refusesBadChunks_data();
    void refusesBadChunks();
};

void TestHttpMessage::findsTheHead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("status");
    QTest::newRow("complete") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 18 << 0;
    QTest::newRow("body follows") << QByteArray("GET / HTTP/1.1\r\n\r\nbody\r\n\r\n") << 18 << 0;
    QTest::newRow("incomplete") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n") << 0 << 0;
    QTest::newRow("empty") << QByteArray() << 0 << 0;
    QTest::newRow("bare line feeds") << QByteArray("GET / HTTP/1.1\n\n") << 0 << 400;
    QTest::newRow("too long") << QByteArray(300, 'x') << 0 << 431;
    QTest::newRow("ends behind the limit") << QByteArray(255, 'x') + "\r\n\r\n" << 0 << 431;
}

void TestHttpMessage::findsTheHead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, length);
    QFETCH(int, status);
    const auto found = findRequestHead(bytes, {.headBytes = 256});
    QCOMPARE(found ? 0 : found.error().status, status);
    if (found)
        QCOMPARE(*found, length);
}

void TestHttpMessage::parsesARequest()
{
    const auto request = parseRequestHead(
        "POST /publish?a=1&b=%20x HTTP/1.1\r\nHost: localhost:5000\r\nContent-Length: 12\r\n"
        "X-Odd:no space\r\nx-odd: second \r\nExpect: 100-Continue\r\n\r\n",
        {});
    QVERIFY(request);
    QCOMPARE(request->method, QByteArray("POST"));
    QCOMPARE(request->path, QByteArray("/publish"));
    QCOMPARE(request->query.queryItemValue(QStringLiteral("b"), QUrl::FullyDecoded), QStringLiteral(" x"));
    QCOMPARE(request->contentLength, std::optional<qint64>(12));
    QCOMPARE(request->header("x-odd"), QByteArray("no space"));
    QCOMPARE(request->header("absent"), QByteArray());
    QVERIFY(request->expectsContinue);
    QVERIFY(request->keepAlive);
    QVERIFY(!request->chunked);
    QVERIFY(!request->isWebSocketUpgrade());
}

void TestHttpMessage::parsesTargets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("root") << QByteArray("/") << QByteArray("/");
    QTest::newRow("query") << QByteArray("/a/b?c=d") << QByteArray("/a/b");
    QTest::newRow("escaped") << QByteArray("/graph%2Fstate") << QByteArray("/graph/state");
    QTest::newRow("absolute") << QByteArray("http://127.0.0.1:5000/health?x") << QByteArray("/health");
    QTest::newRow("absolute without path") << QByteArray("http://127.0.0.1:5000") << QByteArray("/");
    QTest::newRow("scheme in the query") << QByteArray("/go?to=http://a/b") << QByteArray("/go");
}

void TestHttpMessage::parsesTargets()
{
    QFETCH(QByteArray, target);
    const auto request = parseRequestHead("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", {});
    QVERIFY(request);
    QTEST(request->path, "path");
}

void TestHttpMessage::decidesOnKeepAlive_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
}

void TestHttpMessage::decidesOnKeepAlive()
{
    QFETCH(QByteArray, head);
    const auto request = parseRequestHead(head, {});
    QVERIFY(request);
    QTEST(request->keepAlive, "keepAlive");
}

void TestHttpMessage::recognisesAnUpgrade_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("upgrade");
    QTest::newRow("plain") << QByteArray("Connection: Upgrade\r\nUpgrade: websocket\r\n") << true;
    QTest::newRow("Firefox") << QByteArray("Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n") << true;
    QTest::newRow("HTTP/2") << QByteArray("Connection: Upgrade\r\nUpgrade: h2c\r\n") << false;
    QTest::newRow("no connection") << QByteArray("Upgrade: websocket\r\n") << false;
}

void TestHttpMessage::recognisesAnUpgrade()
{
    QFETCH(QByteArray, headers);
    const auto request = parseRequestHead("GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n", {});
    QVERIFY(request);
    QTEST(request->isWebSocketUpgrade(), "upgrade");
}

void TestHttpMessage::comparesOrigins_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("same");
    QTest::newRow("none") << QByteArray("localhost:5000") << QByteArray() << true;
    QTest::newRow("same") << QByteArray("localhost:5000") << QByteArray("http://localhost:5000") << true;
    QTest::newRow("default port") << QByteArray("localhost") << QByteArray("http://localhost:80") << true;
    QTest::newRow("IPv6") << QByteArray("[::1]:5000") << QByteArray("http://[::1]:5000") << true;
    QTest::newRow("another port") << QByteArray("localhost:5000") << QByteArray("http://localhost:3000") << false;
    QTest::newRow("another host") << QByteArray("localhost:5000") << QByteArray("http://evil.example:5000") << false;
    QTest::newRow("another scheme") << QByteArray("localhost:5000") << QByteArray("https://localhost:5000") << false;
    QTest::newRow("null") << QByteArray("localhost:5000") << QByteArray("null") << false;
}

void TestHttpMessage::comparesOrigins()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    const QByteArray header = origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n";
    const auto request = parseRequestHead("GET / HTTP/1.1\r\nHost: " + host + "\r\n" + header + "\r\n", {});
    QVERIFY(request);
    QTEST(request->isSameOrigin(), "same");
}

//! A plain GET of another site's page has no Origin.
void TestHttpMessage::knowsWhereAPageComesFrom()
{
    const auto from = [](const QByteArray &site) {
        return parseRequestHead("GET / HTTP/1.1\r\nHost: localhost:5000\r\nSec-Fetch-Site: " + site + "\r\n\r\n", {})
            ->isSameOrigin();
    };
    QVERIFY(from("same-origin"));
    QVERIFY(from("none")); // typed into the address bar
    QVERIFY(!from("cross-site"));
    QVERIFY(!from("Cross-Site"));
    QVERIFY(!from("same-site")); // another port of this machine
}

void TestHttpMessage::comparesHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("onLoopback");
    QTest::addColumn<bool>("elsewhere");
    QTest::newRow("empty") << QByteArray() << true << true;
    QTest::newRow("localhost") << QByteArray("localhost") << true << true;
    QTest::newRow("localhost and port") << QByteArray("LocalHost:5000") << true << true;
    QTest::newRow("IPv4") << QByteArray("127.0.0.1:5000") << true << true;
    QTest::newRow("all of 127/8") << QByteArray("127.8.9.10") << true << true;
    QTest::newRow("IPv6") << QByteArray("[::1]:5000") << true << true;
    QTest::newRow("another IPv4") << QByteArray("192.0.2.1:5000") << false << true;
    QTest::newRow("another IPv6") << QByteArray("[2001:db8::1]:5000") << false << true;
    QTest::newRow("a name") << QByteArray("evil.example:5000") << false << true;
    QTest::newRow("a name like localhost") << QByteArray("localhost.evil.example") << false << true;
    QTest::newRow("a name like an address") << QByteArray("127.0.0.1.evil.example:5000") << false << true;
    QTest::newRow("with a user") << QByteArray("evil.example@127.0.0.1:5000") << false << true;
    QTest::newRow("with a path") << QByteArray("127.0.0.1/evil") << false << true;
    QTest::newRow("bad port") << QByteArray("127.0.0.1:99999") << false << true;
}

void TestHttpMessage::comparesHosts()
{
    QFETCH(QByteArray, host);
    const auto request = parseRequestHead("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", {});
    QVERIFY(request);
    for (const QHostAddress &loopback :
         {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)})
        QTEST(request->isHostAllowed(loopback), "onLoopback");
    for (const QHostAddress &bound : {QHostAddress(QHostAddress::Any), QHostAddress(QHostAddress::AnyIPv4),
                                      QHostAddress(QStringLiteral("192.0.2.1"))})
        QTEST(request->isHostAllowed(bound), "elsewhere");
}

void TestHttpMessage::serializesAResponse()
{
    HttpResponse response = HttpResponse::json("{}", 405);
    response.headers.append(HttpHeader{"Allow", "POST"});
    const QByteArray full = serializeResponse(response, true, true);
    QVERIFY(full.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"));
    QVERIFY(full.endsWith("\r\n\r\n{}"));
    for (const char *line : {"Content-Length: 2\r\n", "Content-Type: application/json\r\n", "Allow: POST\r\n",
                             "Connection: keep-alive\r\n"})
        QVERIFY2(full.contains(line), line);
    const QByteArray head = serializeResponse(response, false, false);
    QVERIFY(head.contains("Content-Length: 2\r\n"));
    QVERIFY(head.contains("Connection: close\r\n"));
    QVERIFY(head.endsWith("\r\n\r\n"));
}

void TestHttpMessage::escapesErrors()
{
    const QByteArray expected("{\"status\":\"error\",\"message\":\"no \\\"topic\\\"\"}");
    QCOMPARE(HttpResponse::error(400, "no \"topic\"").body, expected);
}

void TestHttpMessage::refusesBadHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    const auto with = [](const char *headers) {
        return QByteArray("POST / HTTP/1.1\r\nHost: a\r\n") + headers + "\r\n";
    };
    QTest::newRow("empty") << QByteArray() << 400;
    QTest::newRow("one word") << QByteArray("GET\r\n\r\n") << 400;
    QTest::newRow("two words") << QByteArray("GET /\r\n\r\n") << 400;
    QTest::newRow("blank in the target") << QByteArray("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("relative target") << QByteArray("GET a HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("bytes in the target") << QByteArray("GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("method") << QByteArray("G(T / HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("version 2") << QByteArray("GET / HTTP/2.0\r\nHost: a\r\n\r\n") << 505;
    QTest::newRow("no HTTP") << QByteArray("GET / GOPHER/1\r\n\r\n") << 400;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("two hosts") << with("Host: b\r\n") << 400;
    QTest::newRow("no colon") << with("Nonsense\r\n") << 400;
    QTest::newRow("blank before the colon") << with("Name : x\r\n") << 400;
    QTest::newRow("folded") << with("A: b\r\n c\r\n") << 400;
    QTest::newRow("NUL") << "POST / HTTP/1.1\r\nHost: a\r\nA: " + QByteArray(1, '\0') + "\r\n\r\n" << 400;
    QTest::newRow("bare CR") << with("A: b\rc\r\n") << 400;
    QTest::newRow("negative length") << with("Content-Length: -1\r\n") << 400;
    QTest::newRow("signed length") << with("Content-Length: +1\r\n") << 400;
    QTest::newRow("endless length") << with("Content-Length: 99999999999999999999\r\n") << 400;
    QTest::newRow("length list") << with("Content-Length: 1, 1\r\n") << 400;
    QTest::newRow("two lengths") << with("Content-Length: 1\r\nContent-Length: 2\r\n") << 400;
    QTest::newRow("too large") << with("Content-Length: 1000001\r\n") << 413;
    QTest::newRow("length and chunked") << with("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n") << 400;
    QTest::newRow("gzip") << with("Transfer-Encoding: gzip, chunked\r\n") << 501;
    QTest::newRow("chunked 1.0") << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") << 400;
    QTest::newRow("expectation") << with("Expect: a miracle\r\n") << 417;
}

void TestHttpMessage::refusesBadHeads()
{
    QFETCH(QByteArray, head);
    const auto request = parseRequestHead(head, {});
    QVERIFY(!request);
    QTEST(request.error().status, "status");
    QVERIFY(!request.error().text.isEmpty());
}

void TestHttpMessage::refusesTooManyHeaders()
{
    QByteArray head("GET / HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < 100; ++i)
        head += "A: b\r\n";
    const auto request = parseRequestHead(head + "\r\n", {});
    QVERIFY(!request);
    QCOMPARE(request.error().status, 431);
}

void TestHttpMessage::decodesChunks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("rest");
    QTest::newRow("one") << QByteArray("5\r\nhello\r\n0\r\n\r\n") << QByteArray("hello") << 0;
    QTest::newRow("none") << QByteArray("0\r\n\r\n") << QByteArray() << 0;
    QTest::newRow("two, with CR LF inside")
        << QByteArray("2\r\n\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n") << QByteArray("\r\n0123456789") << 0;
    QTest::newRow("extension and trailer")
        << QByteArray("3;x=\"y\"\r\nabc\r\n0\r\nTrailer: 1\r\n\r\nGET") << QByteArray("abc") << 3;
    QTest::newRow("leading zeros") << QByteArray("0003\r\nabc\r\n00\r\n\r\n") << QByteArray("abc") << 0;
}

void TestHttpMessage::decodesChunks()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    QFETCH(int, rest);
    for (const qsizetype step : {bytes.size(), qsizetype(1), qsizetype(3)}) {
        ChunkedDecoder decoder(16);
        qsizetype used = 0;
        while (used < bytes.size() && !decoder.isDone()) {
            const auto taken = decoder.feed(QByteArrayView(bytes).sliced(used, std::min(step, bytes.size() - used)));
            QVERIFY(taken);
            used += *taken;
        }
        QVERIFY(decoder.isDone());
        QCOMPARE(bytes.size() - used, rest);
        QCOMPARE(decoder.takeBody(), body);
    }
}

void TestHttpMessage::refusesBadChunks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("no number") << QByteArray("x\r\n") << 400;
    QTest::newRow("empty number") << QByteArray("\r\n") << 400;
    QTest::newRow("sign") << QByteArray("-1\r\n") << 400;
    QTest::newRow("prefix") << QByteArray("0x1\r\n") << 400;
    QTest::newRow("overflow") << QByteArray("ffffffffffffffff1\r\n") << 400;
    QTest::newRow("bare line feed") << QByteArray("1\na\r\n") << 400;
    QTest::newRow("data longer than said") << QByteArray("1\r\nab\r\n") << 400;
    QTest::newRow("too large") << QByteArray("11\r\n") << 413;
    QTest::newRow("too large in sum") << QByteArray("a\r\n0123456789\r\n7\r\n") << 413;
    QTest::newRow("endless line") << QByteArray(2000, '1') << 400;
    QTest::newRow("endless trailer") << "0\r\n" + QByteArray("A: 0123456789\r\n").repeated(1000) << 400;
}

void TestHttpMessage::refusesBadChunks()
{
    QFETCH(QByteArray, bytes);
    ChunkedDecoder decoder(16);
    const auto taken = decoder.feed(bytes);
    QVERIFY(!taken);
    QTEST(taken.error().status, "status");
}

QTEST_GUILESS_MAIN(TestHttpMessage)
#include "tst_httpmessage.moc"

#include <algorithm>
