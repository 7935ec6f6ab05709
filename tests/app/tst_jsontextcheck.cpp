// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/jsontextcheck.h"

#include <QTest>

using namespace topicscope::app;

class TestJsonTextCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsAnyValue_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"{}", "[]", "  {\"a\": [1, 2, {\"b\": null}]}\n", "\"text\"", "12", "-1.5e3", "true",
                                 "null", "\"\\u00e4\""})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void acceptsAnyValue()
    {
        QFETCH(QString, text);
        const auto fault = findJsonFault(text);
        QVERIFY2(!fault, fault ? qPrintable(fault->text) : "");
    }

    void findsTheFault_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::newRow("empty") << QString() << 1 << 1;
        QTest::newRow("only space") << QStringLiteral(" \n ") << 1 << 1;
        QTest::newRow("word") << QStringLiteral("hello") << 1 << 1;
        QTest::newRow("second line") << QStringLiteral("{\n  \"a\": x\n}") << 2 << 8;
        QTest::newRow("no name") << QStringLiteral("{\n  \"a\": 12,\n  oops\n}") << 3 << 3;
        QTest::newRow("after a letter of two bytes") << QStringLiteral("{\"ä\": x}") << 1 << 7;
        QTest::newRow("two values") << QStringLiteral("1, 2") << 1 << 2;
        QTest::newRow("closes too much") << QStringLiteral("1]") << 1 << 2;
        QTest::newRow("an array closed and opened") << QStringLiteral("1], [2") << 1 << 2;
        QTest::newRow("array not closed") << QStringLiteral("[1") << 1 << 3;
        QTest::newRow("object not closed") << QStringLiteral("{\"a\":1") << 1 << 7;
        QTest::newRow("no comma") << QStringLiteral("{\"a\":1 \"b\":2}") << 1 << 8;
        QTest::newRow("comma at the end") << QStringLiteral("[1,]") << 1 << 4;
        QTest::newRow("no colon") << QStringLiteral("{\"a\" 1}") << 1 << 6;
        QTest::newRow("text not closed") << QStringLiteral("[\"abc]") << 1 << 2;
        QTest::newRow("line break in a text") << QStringLiteral("\"a\nb\"") << 1 << 3;
        QTest::newRow("unknown escape") << QStringLiteral("[\"\\q\"]") << 1 << 3;
        QTest::newRow("short \\u") << QStringLiteral("\"\\u12\"") << 1 << 2;
        QTest::newRow("backslash at the end") << QStringLiteral("\"\\") << 1 << 2;
        QTest::newRow("half a word") << QStringLiteral("tru") << 1 << 1;
        QTest::newRow("leading zero") << QStringLiteral("01") << 1 << 2;
        QTest::newRow("lone minus") << QStringLiteral("-") << 1 << 2;
        QTest::newRow("no digit after the point") << QStringLiteral("1.") << 1 << 3;
        QTest::newRow("no exponent") << QStringLiteral("1e+") << 1 << 4;
        QTest::newRow("too deep") << QString(600, u'[') + QString(600, u']') << 1 << 514;
    }
    void findsTheFault()
    {
        QFETCH(QString, text);
        const auto fault = findJsonFault(text);
        QVERIFY(fault.has_value());
        QVERIFY(!fault->text.isEmpty());
        QTEST(fault->line, "line");
        QTEST(fault->column, "column");
        QVERIFY(fault->position >= 0 && fault->position <= text.size());
    }

    void refusesWhatIsTooLong()
    {
        QVERIFY(findJsonFault(QLatin1Char('"') + QString(maxJsonTextLength, u'a') + QLatin1Char('"')).has_value());
    }

    void formats_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("formatted");
        QTest::newRow("scalar") << QStringLiteral(" 12 ") << QStringLiteral("12");
        QTest::newRow("empty ones stay on a line")
            << QStringLiteral("{\"a\":{ },\"b\":[\n]}") << QStringLiteral("{\n  \"a\": {},\n  \"b\": []\n}");
        QTest::newRow("order and numbers stay")
            << QStringLiteral("{\"z\":12345678901234567890,\"a\":1.10}")
            << QStringLiteral("{\n  \"z\": 12345678901234567890,\n  \"a\": 1.10\n}");
        QTest::newRow("strings stay") << QStringLiteral("[\"a, {b}: \\\" c\\\\\",1]")
                                      << QStringLiteral("[\n  \"a, {b}: \\\" c\\\\\",\n  1\n]");
    }
    void formats()
    {
        QFETCH(QString, text);
        QTEST(formattedJson(text), "formatted");
        QCOMPARE(formattedJson(formattedJson(text)), formattedJson(text));
    }
};

QTEST_GUILESS_MAIN(TestJsonTextCheck)
#include "tst_jsontextcheck.moc"
