// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/serverurl.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::net;

class TestServerUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void webSockets_data();
    void webSockets();
    void unusable_data();
    void unusable();
    void routes_data();
    void routes();
    void hidesSecrets();
    void putsSecretsBackForTheirServer();
};

void TestServerUrl::hidesSecrets()
{
    const QUrl url(QStringLiteral("http://alice:secret@h:1/bus?token=secret#secret"));
    QCOMPARE(readableUrl(url), QStringLiteral("http://h:1/bus"));
    QCOMPARE(maskedUrl(url), QStringLiteral("http://***@h:1/bus?***"));
    QCOMPARE(maskedUrl(QUrl(QStringLiteral("http://h:1"))), QStringLiteral("http://h:1"));
}

void TestServerUrl::putsSecretsBackForTheirServer()
{
    const QUrl known(QStringLiteral("http://alice:p%40ss@h:1/bus?token=a%2Bb"));
    const auto unmasked = [&](const char *edited) { return unmaskedUrl(QUrl(QLatin1String(edited)), known); };
    QCOMPARE(unmasked("http://***@h:1/bus?***"), known);
    QCOMPARE(unmasked("http://***@h:1/bus/?token=c"), QUrl(QStringLiteral("http://alice:p%40ss@h:1/bus/?token=c")));
    QCOMPARE(unmasked("ws://***@H:1/bus"), QUrl(QStringLiteral("ws://alice:p%40ss@h:1/bus")));
    QCOMPARE(unmasked("http://h:1/bus"), QUrl(QStringLiteral("http://h:1/bus")));
    QCOMPARE(unmasked("http://other:1/?a=1"), QUrl(QStringLiteral("http://other:1/?a=1")));
    QCOMPARE(unmaskedUrl(QUrl(QStringLiteral("https://***@h:443")), QUrl(QStringLiteral("wss://alice@h/"))),
             QUrl(QStringLiteral("https://alice@h:443")));
    for (const char *elsewhere : {"http://***@other:1/bus", "http://h:2/bus?***", "https://***@h:1/bus",
                                  "http://***@h:1/teamB", "http://***@h:1/", "http://***@h:1/bus/../teamB"}) {
        const auto url = unmasked(elsewhere);
        QVERIFY2(!url, elsewhere);
        QVERIFY2(!url.error().text.contains(QStringLiteral("alice"))
                     && !url.error().text.contains(QStringLiteral("p@ss")),
                 qPrintable(url.error().text));
    }
}

void TestServerUrl::webSockets_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *server, const char *path, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(server) << QString::fromLatin1(path)
                            << QString::fromLatin1(expected);
    };
    row("http", "http://127.0.0.1:5000", "/socket.io/", "ws://127.0.0.1:5000/socket.io/?EIO=4&transport=websocket");
    row("https", "https://example.org", "/socket.io/", "wss://example.org/socket.io/?EIO=4&transport=websocket");
    row("ws", "ws://h:1/", "/socket.io/", "ws://h:1/socket.io/?EIO=4&transport=websocket");
    row("wss", "wss://h", "/socket.io/", "wss://h/socket.io/?EIO=4&transport=websocket");
    row("IPv6", "http://[::1]:5000", "/socket.io/", "ws://[::1]:5000/socket.io/?EIO=4&transport=websocket");
    row("behind a prefix", "http://h/bus/", "/socket.io/", "ws://h/bus/socket.io/?EIO=4&transport=websocket");
    row("path without slashes", "http://h", "events", "ws://h/events/?EIO=4&transport=websocket");
    row("path without a slash at its end", "http://h", "/socket.io", "ws://h/socket.io/?EIO=4&transport=websocket");
    row("path of several parts", "http://h/bus", "realtime/ws", "ws://h/bus/realtime/ws/?EIO=4&transport=websocket");
    row("escapes in the query are kept", "http://h/?token=a%2Bb", "/socket.io/",
        "ws://h/socket.io/?token=a%2Bb&EIO=4&transport=websocket");
    row("so are signs of equality", "http://h/?token=YWJj==&a=b=c", "/socket.io/",
        "ws://h/socket.io/?token=YWJj==&a=b=c&EIO=4&transport=websocket");
    row("query is kept, fragment is not", "http://h/?room=1#x", "/socket.io/",
        "ws://h/socket.io/?room=1&EIO=4&transport=websocket");
}

void TestServerUrl::webSockets()
{
    QFETCH(QString, server);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    const auto url = webSocketUrl(QUrl(server), path);
    QVERIFY(url);
    QCOMPARE(url->toString(), expected);
}

void TestServerUrl::unusable_data()
{
    QTest::addColumn<QString>("server");
    QTest::newRow("empty") << QString();
    QTest::newRow("other scheme") << QStringLiteral("ftp://h");
    QTest::newRow("no scheme") << QStringLiteral("//h:5000");
    QTest::newRow("no host") << QStringLiteral("http://");
    QTest::newRow("port out of range") << QStringLiteral("http://h:99999");
}

void TestServerUrl::unusable()
{
    QFETCH(QString, server);
    const auto url = webSocketUrl(QUrl(server), QStringLiteral("/socket.io/"));
    QVERIFY(!url);
    QCOMPARE(url.error().code, base::ErrorCode::InvalidArgument);
}

void TestServerUrl::routes_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("expected");
    QTest::newRow("http") << QStringLiteral("http://h:5000") << QStringLiteral("http://h:5000/publish");
    QTest::newRow("prefix") << QStringLiteral("https://h/bus/") << QStringLiteral("https://h/bus/publish");
    QTest::newRow("ws") << QStringLiteral("ws://h:5000?a=b") << QStringLiteral("http://h:5000/publish?a=b");
    QTest::newRow("escapes in the query")
        << QStringLiteral("http://h/?token=a%2Bb#x") << QStringLiteral("http://h/publish?token=a%2Bb");
    QTest::newRow("wss") << QStringLiteral("wss://h") << QStringLiteral("https://h/publish");
}

void TestServerUrl::routes()
{
    QFETCH(QString, server);
    QFETCH(QString, expected);
    QCOMPARE(routeUrl(QUrl(server), QStringLiteral("/publish")).toString(), expected);
}

QTEST_GUILESS_MAIN(TestServerUrl)
#include "tst_serverurl.moc"
