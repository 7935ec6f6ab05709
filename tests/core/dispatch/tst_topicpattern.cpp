// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/topicpattern.h"

#include <QTest>

using topicscope::base::ErrorCode;
using topicscope::dispatch::TopicPattern;

class TestTopicPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *pattern, const char *topic, bool expected) {
            QTest::addRow("%s %s %s", pattern, expected ? "matches" : "rejects", topic)
                << QString::fromUtf8(pattern) << QByteArray(topic) << expected;
        };
        row("*", "anything", true);
        row("*", "a/b.c", true);
        row("orders", "orders", true);
        row("orders", "orders/created", false);
        row("orders", "order", false);
        row("orders/*", "orders/created", true);
        row("orders/*", "orders/created/eu", false);
        row("orders/*", "orders", false);
        row("orders/*", "orders.created", false);
        row("orders/*", "orders/a.b", false);
        row("orders/*", "orders/", true);
        row("*/created", "orders/created", true);
        row("*/created", "a/b/created", false);
        row("orders/*/eu", "orders/created/eu", true);
        row("orders/*/eu", "orders/created/us", false);
        row("orders.**", "orders.created", true);
        row("orders.**", "orders.created.eu/x", true);
        row("orders.**", "orders.", false);
        row("orders.**", "orders", false);
        row("orders.**", "ordersX.created", false);
        row("*/**", "a/b", true);
        row("*/**", "a", false);
        row("log-*", "log-error", true);
        row("log-*", "log-", true);
        row("log-*", "log", false);
        row("a*b*c", "axxbyyc", true);
        row("a*b*c", "abbbc", true);
        row("a*b*c", "ab/c", false);
        row("a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
        row("übung/*", "übung/eins", true);
    }

    void matches()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QByteArray, topic);
        QFETCH(const bool, expected);
        const auto parsed = TopicPattern::parse(pattern);
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().text));
        QCOMPARE(parsed->matches(topic.toStdString()), expected);
        QCOMPARE(QString::fromStdString(parsed->text()), pattern);
    }

    void ordersBySpecificity()
    {
        // Most specific first.
        const char *const patterns[] = {
            "orders/created/eu", "a", "orders/created/*", "orders/*/eu", "orders/*", "orders/**", "o*", "*"};
        for (std::size_t i = 0; i + 1 < std::size(patterns); ++i) {
            const auto first = TopicPattern::parse(QString::fromUtf8(patterns[i]));
            const auto second = TopicPattern::parse(QString::fromUtf8(patterns[i + 1]));
            QVERIFY2(first && second, patterns[i]);
            QVERIFY2(first->compareSpecificity(*second) >= 0, patterns[i]);
            QVERIFY2(second->compareSpecificity(*first) <= 0, patterns[i]);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("empty") << QString();
        QTest::newRow("** in the middle") << QStringLiteral("a/**/b");
        QTest::newRow("** without separator") << QStringLiteral("a**");
        QTest::newRow("** alone") << QStringLiteral("**");
        QTest::newRow("***") << QStringLiteral("a/***");
        QTest::newRow("too long") << QString(2000, QLatin1Char('a'));
    }

    void refuses()
    {
        QFETCH(const QString, pattern);
        const auto parsed = TopicPattern::parse(pattern);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!parsed.error().text.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestTopicPattern)
#include "tst_topicpattern.moc"
