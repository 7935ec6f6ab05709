// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/clientconfig.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace topicscope;
using client::ClientConfig;

class TestClientConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheDefaultsOfTheContract()
    {
        const auto config = ClientConfig::fromEnvironment({});
        QVERIFY(config);
        QVERIFY(!config->dispatch.idempotence);
        QCOMPARE(config->dispatch.idempotenceWindow, 1000U);
        QCOMPARE(config->dispatch.lanes, 10);
        QVERIFY(config->topics.isEmpty());
        QVERIFY(config->connection.reconnect.enabled);
        QCOMPARE(config->connection.reconnect.attempts, 0);
        QCOMPARE(config->connection.reconnect.delay, std::chrono::milliseconds(2s));
        QCOMPARE(config->connection.reconnect.delayMax, std::chrono::milliseconds(10s));
    }

    void readsTheEnvironment()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PUBSUB_SERVER_URL"), QStringLiteral("https://example.org:8443/base"));
        environment.insert(QStringLiteral("PUBSUB_CONSUMER_NAME"), QStringLiteral("me"));
        environment.insert(QStringLiteral("PUBSUB_TOPICS"), QStringLiteral(" orders , payments,,"));
        environment.insert(QStringLiteral("PUBSUB_RECONNECTION_ENABLED"), QStringLiteral("False"));
        environment.insert(QStringLiteral("PUBSUB_RECONNECTION_ATTEMPTS"), QStringLiteral("7"));
        environment.insert(QStringLiteral("PUBSUB_RECONNECTION_DELAY_MS"), QStringLiteral("150"));
        environment.insert(QStringLiteral("PUBSUB_RECONNECTION_DELAY_MAX_MS"), QStringLiteral("900"));
        const auto config = ClientConfig::fromEnvironment(environment);
        QVERIFY(config);
        QCOMPARE(config->connection.url, QUrl(QStringLiteral("https://example.org:8443/base")));
        QCOMPARE(config->connection.consumer, QStringLiteral("me"));
        QCOMPARE(config->topics, (QStringList{QStringLiteral("orders"), QStringLiteral("payments")}));
        QVERIFY(!config->connection.reconnect.enabled);
        QCOMPARE(config->connection.reconnect.attempts, 7);
        QCOMPARE(config->connection.reconnect.delay, 150ms);
        QCOMPARE(config->connection.reconnect.delayMax, 900ms);
    }

    void takesEmptyVariablesForAbsent_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("empty") << QString();
        QTest::newRow("blank") << QStringLiteral("  ");
    }

    void takesEmptyVariablesForAbsent()
    {
        QFETCH(const QString, value);
        QProcessEnvironment environment;
        for (const char *name :
             {"PUBSUB_SERVER_URL", "PUBSUB_CONSUMER_NAME", "PUBSUB_TOPICS", "PUBSUB_RECONNECTION_ENABLED",
              "PUBSUB_RECONNECTION_ATTEMPTS", "PUBSUB_RECONNECTION_DELAY_MS", "PUBSUB_RECONNECTION_DELAY_MAX_MS"})
            environment.insert(QLatin1String(name), value);
        const auto config = ClientConfig::fromEnvironment(environment);
        QVERIFY(config);
        const auto absent = ClientConfig::fromEnvironment({});
        QCOMPARE(config->connection.consumer, QStringLiteral("topicscope"));
        QCOMPARE(config->connection.url, absent->connection.url);
        QVERIFY(config->topics.isEmpty());
        QVERIFY(config->connection.reconnect.enabled);
        QCOMPARE(config->connection.reconnect.attempts, absent->connection.reconnect.attempts);
        QCOMPARE(config->connection.reconnect.delay, absent->connection.reconnect.delay);
    }

    void namesTheVariableThatIsWrong_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::newRow("url") << QStringLiteral("PUBSUB_SERVER_URL") << QStringLiteral("ftp://x");
        QTest::newRow("enabled") << QStringLiteral("PUBSUB_RECONNECTION_ENABLED") << QStringLiteral("maybe");
        QTest::newRow("attempts") << QStringLiteral("PUBSUB_RECONNECTION_ATTEMPTS") << QStringLiteral("-1");
        QTest::newRow("delay") << QStringLiteral("PUBSUB_RECONNECTION_DELAY_MS") << QStringLiteral("2s");
        QTest::newRow("delay max") << QStringLiteral("PUBSUB_RECONNECTION_DELAY_MAX_MS")
                                   << QStringLiteral("99999999999");
    }

    void namesTheVariableThatIsWrong()
    {
        QFETCH(const QString, variable);
        QFETCH(const QString, value);
        QProcessEnvironment environment;
        environment.insert(variable, value);
        const auto config = ClientConfig::fromEnvironment(environment);
        QVERIFY(!config);
        QCOMPARE(config.error().code, base::ErrorCode::InvalidArgument);
        QVERIFY2(config.error().text.startsWith(variable), qPrintable(config.error().text));
    }

    void readsUrls_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url"); // empty: an error
        QTest::newRow("plain") << QStringLiteral("http://127.0.0.1:5000") << QStringLiteral("http://127.0.0.1:5000");
        QTest::newRow("no scheme") << QStringLiteral("broker.local:5000") << QStringLiteral("http://broker.local:5000");
        QTest::newRow("spaces around") << QStringLiteral("  ws://h  ") << QStringLiteral("ws://h");
        QTest::newRow("IPv6") << QStringLiteral("[::1]:5000") << QStringLiteral("http://[::1]:5000");
        QTest::newRow("empty") << QStringLiteral("  ") << QString();
        QTest::newRow("no host") << QStringLiteral("http://") << QString();
        QTest::newRow("other scheme") << QStringLiteral("mqtt://h") << QString();
        QTest::newRow("bad port") << QStringLiteral("http://h:99999") << QString();
        QTest::newRow("space inside") << QStringLiteral("http://a b") << QString();
    }

    void readsUrls()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, url);
        const auto parsed = ClientConfig::parseUrl(text);
        QCOMPARE(parsed.has_value(), !url.isEmpty());
        if (parsed)
            QCOMPARE(parsed->toString(), url);
    }

    void tellsNoSecretsOfABadUrl_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("other scheme") << QStringLiteral("mqtt://secret:secret@h:1") << QStringLiteral("\"mqtt://h:1\"");
        QTest::newRow("no scheme") << QStringLiteral("secret:secret@h:99999") << QStringLiteral("\"h:99999\"");
        QTest::newRow("unparsable") << QStringLiteral("http://secret:se/secret@a b")
                                    << QStringLiteral("\"http://a b\"");
        QTest::newRow("at sign in the password")
            << QStringLiteral("http://u:secret@secret@h:99999") << QStringLiteral("\"http://h:99999\"");
        QTest::newRow("query") << QStringLiteral("ftp://h/path?token=secret") << QStringLiteral("\"ftp://h/path\"");
        QTest::newRow("at sign in the query")
            << QStringLiteral("ftp://h/?token=secret@secret") << QStringLiteral("\"ftp://...\"");
        QTest::newRow("question mark in the password")
            << QStringLiteral("ftp://u:secret?secret@h") << QStringLiteral("\"ftp://...\"");
        QTest::newRow("only user") << QStringLiteral("http://secret@") << QStringLiteral("\"http://\"");
    }

    void tellsNoSecretsOfABadUrl()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, shown);
        const auto parsed = ClientConfig::parseUrl(text);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().text.startsWith(shown), qPrintable(parsed.error().text));
        QVERIFY2(!parsed.error().text.contains(QStringLiteral("secret")), qPrintable(parsed.error().text));
    }
};

QTEST_APPLESS_MAIN(TestClientConfig)
#include "tst_clientconfig.moc"
