// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/builtinhandlers.h"
#include "dispatch/retrypolicy.h"

#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using dispatch::RetryPolicy;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delaysDoubleUpToTheLongest()
    {
        const RetryPolicy policy{.attempts = 10, .firstDelay = 100ms, .maxDelay = 1s, .jitter = 0.0};
        QCOMPARE(policy.delay(1, 0.5), 100ms);
        QCOMPARE(policy.delay(2, 0.5), 200ms);
        QCOMPARE(policy.delay(4, 0.5), 800ms);
        QCOMPARE(policy.delay(5, 0.5), 1000ms);
        QCOMPARE(policy.delay(100, 0.5), 1000ms);
    }

    void jitterOnlyShortens()
    {
        const RetryPolicy policy{.attempts = 10, .firstDelay = 100ms, .maxDelay = 1s, .jitter = 0.2};
        QCOMPARE(policy.delay(1, 0.0), 100ms);
        QCOMPARE(policy.delay(1, 1.0), 80ms);
        QCOMPARE(policy.delay(1, 7.0), 80ms);
    }

    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("whole"); // empty: an error
        const auto row = [](const char *text, const char *whole) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(whole);
        };
        row("5", "5,1s,30s,20%");
        row("5,100ms", "5,100ms,30s,20%");
        row("5,60s", "5,60s,60s,20%");
        row("5,100ms,5s", "5,100ms,5s,20%");
        row("5, 100ms, 5s, 0%", "5,100ms,5s,0%");
        row("100,0ms,0ms,100%", "100,0s,0s,100%");
        row("0", "");
        row("101", "");
        row("-1", "");
        row("many", "");
        row("", "");
        row("5,soon", "");
        row("5,100", "");
        row("5,2s,1s", "");
        row("5,1s,2s,0.2", "");
        row("5,1s,2s,101%", "");
        row("5,1s,2s,nan%", "");
        row("5,1s,2s,20%,1", "");
    }

    void reads()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, whole);
        const auto policy = RetryPolicy::parse(text);
        QCOMPARE(policy.has_value(), !whole.isEmpty());
        if (!policy) {
            QVERIFY(!policy.error().text.isEmpty());
            return;
        }
        QCOMPARE(policy->toString(), whole);
        QVERIFY(RetryPolicy::parse(policy->toString()) == policy);
    }

    void isPartOfAHandlersText()
    {
        const auto spec = dispatch::parseHandlerSpec(QStringLiteral("orders=builtin:require=total;retry=5,100ms,5s"));
        QVERIFY2(spec, spec ? "" : qPrintable(spec.error().text));
        QCOMPARE(spec->pattern, QStringLiteral("orders"));
        QCOMPARE(spec->name, QStringLiteral("require"));
        QCOMPARE(spec->retry.attempts, 5);
        QVERIFY(spec->retry.firstDelay == 100ms && spec->retry.maxDelay == 5s);
        QCOMPARE(dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count"))->retry.attempts, 0);
        QVERIFY(!dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count;retry=x")));
        QVERIFY(!dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count;again=5")));
    }
};

QTEST_APPLESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
