// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/builtinhandlers.h"
#include "support/messages.h"

#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using base::ErrorCode;
using dispatch::Handler;

namespace {

std::unique_ptr<Handler> make(const QString &text)
{
    auto factory = dispatch::builtinFactory(text);
    return factory ? (*factory)().value() : nullptr;
}

} // namespace

class TestBuiltinHandlers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countSucceeds() { QVERIFY(make(QStringLiteral("builtin:count"))->handle(*test::makeMessage("t"))); }

    void logWritesTopicIdAndPayload()
    {
        QTest::ignoreMessage(QtInfoMsg, "orders id-1 {\"n\":\"\xc3\xbc\"}");
        QVERIFY(
            make(QStringLiteral("builtin:log"))->handle(*test::makeMessage("orders", "id-1", "{\"n\":\"\xc3\xbc\"}")));
    }

    void logKeepsToOneLineThatSteersNoTerminal()
    {
        QTest::ignoreMessage(QtInfoMsg, "\xc3\xbc\\x1b[2J a\\x0ab [1, \"\\x9b\"]");
        QVERIFY(make(QStringLiteral("builtin:log"))
                    ->handle(*test::makeMessage("\xc3\xbc\x1b[2J", "a\nb", "[1,\n\"\xc2\x9b\"]")));
    }

    void appendWritesOneLineEach()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("out = 1.jsonl"));
        {
            const auto first = make(QStringLiteral("builtin:append=") + path);
            const auto second = make(QStringLiteral("builtin:append=") + path); // another lane
            QVERIFY(first->handle(*test::makeMessage("a", "1", R"({"n": 1})")));
            QVERIFY(second->handle(*test::makeMessage("b", "2", "null")));
            QVERIFY(first->handle(*test::makeMessage("c", {}, "[]")));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], QByteArray(R"({"topic":"a","message_id":"1","producer":"tests","message":{"n": 1}})"));
        QCOMPARE(lines[1], QByteArray(R"({"topic":"b","message_id":"2","producer":"tests","message":null})"));
        QCOMPARE(lines[2], QByteArray(R"({"topic":"c","producer":"tests","message":[]})"));
    }

    void appendWritesOneLineOfAPayloadOfSeveral()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("out.jsonl"));
        QVERIFY(make(QStringLiteral("builtin:append=") + path)
                    ->handle(*test::makeMessage("a", "1", "{\r\n  \"n\": \"x\\ny\",\n  \"m\": 1\n}")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count('\n'), 1);
        QVERIFY(text.endsWith('\n'));
        QVERIFY2(text.contains("\"n\": \"x\\ny\""), text.constData());
    }

    void appendTellsWhatItCannotOpen()
    {
        const QTemporaryDir dir;
        const auto factory = dispatch::builtinFactory(QStringLiteral("builtin:append=")
                                                      + dir.filePath(QStringLiteral("none/out")));
        QVERIFY(factory);
        const auto handler = (*factory)();
        QVERIFY(!handler);
        QCOMPARE(handler.error().code, ErrorCode::InputOutput);
        QVERIFY(handler.error().text.contains(QStringLiteral("none/out")));
    }

    void appendTellsThatTheDiskIsFull()
    {
        if (!QFile::exists(QStringLiteral("/dev/full")))
            QSKIP("needs /dev/full");
        const auto result = make(QStringLiteral("builtin:append=/dev/full"))->handle(*test::makeMessage("t"));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::InputOutput);
    }

    void sleepTakesItsTime()
    {
        const auto handler = make(QStringLiteral("builtin:sleep=20ms"));
        const auto begin = base::SteadyClock::now();
        QVERIFY(handler->handle(*test::makeMessage("t")));
        QVERIFY(base::SteadyClock::now() - begin >= std::chrono::milliseconds(20));
    }

    void requireLooksForTheField_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("expected");
        QTest::newRow("there") << QByteArray(R"({"total": 3})") << true;
        QTest::newRow("null counts as there") << QByteArray(R"({"total": null})") << true;
        QTest::newRow("absent") << QByteArray(R"({"sum": 3})") << false;
        QTest::newRow("deeper only") << QByteArray(R"({"a": {"total": 3}})") << false;
        QTest::newRow("no object") << QByteArray("[1]") << false;
        QTest::newRow("number") << QByteArray("7") << false;
        QTest::newRow("beside a number of 30 digits")
            << QByteArray(R"({"n": 123456789012345678901234567890, "total": 3})") << true;
        QTest::newRow("beside a number that is out of range") << QByteArray(R"({"n": 1e999, "total": 3})") << true;
        QTest::newRow("behind a lone surrogate") << QByteArray(R"({"s": "\ud800", "total": 3})") << true;
        QTest::newRow("with escapes") << QByteArray(R"({"\u0074otal": 3})") << true;
        QTest::newRow("absent beside such values") << QByteArray(R"({"n": 1e999, "s": "\ud800"})") << false;
    }

    void requireLooksForTheField()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const bool, expected);
        const auto handler = make(QStringLiteral("builtin:require=total"));
        const auto result = handler->handle(*test::makeMessage("t", "1", payload));
        QCOMPARE(result.has_value(), expected);
        if (!expected)
            QCOMPARE(result.error().text, QStringLiteral("The payload has no field \"total\"."));
    }

    void topicsMayHoldAnEqualsSign_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("call");
        QTest::newRow("native") << QStringLiteral("a=b=builtin:count") << QStringLiteral("a=b")
                                << QStringLiteral("builtin:count");
        QTest::newRow("native with an argument") << QStringLiteral("a=b=builtin:append=/tmp/c=d")
                                                 << QStringLiteral("a=b") << QStringLiteral("builtin:append=/tmp/c=d");
        QTest::newRow("a topic like the option") << QStringLiteral("a;retry=b=builtin:count")
                                                 << QStringLiteral("a;retry=b") << QStringLiteral("builtin:count");
        QTest::newRow("a topic like the option, with retries")
            << QStringLiteral("a;retry=b=builtin:count;retry=3") << QStringLiteral("a;retry=b")
            << QStringLiteral("builtin:count");
        QTest::newRow("native with retries")
            << QStringLiteral("a=b=builtin:count;retry=3") << QStringLiteral("a=b") << QStringLiteral("builtin:count");
        QTest::newRow("no such file") << QStringLiteral("a=b.js") << QStringLiteral("a") << QStringLiteral("b.js");
    }

    void topicsMayHoldAnEqualsSign()
    {
        QFETCH(const QString, text);
        const auto parts = dispatch::parseHandlerText(text);
        QVERIFY2(parts, parts ? "" : qPrintable(parts.error().text));
        QTEST(parts->pattern, "pattern");
        QTEST(parts->call, "call");
    }

    void topicsMayHoldAnEqualsSignBeforeAFile()
    {
        const QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("x=y.js")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto parts = dispatch::parseHandlerText(QStringLiteral("a=b=") + file.fileName());
        QVERIFY(parts);
        QCOMPARE(parts->pattern, QStringLiteral("a=b"));
        QCOMPARE(parts->call, file.fileName());
    }

    void readsASpec()
    {
        const auto spec = dispatch::parseHandlerSpec(QStringLiteral("orders/*=builtin:append=/tmp/a=b"), true);
        QVERIFY(spec);
        QCOMPARE(spec->name, QStringLiteral("append"));
        QCOMPARE(spec->pattern, QStringLiteral("orders/*"));
        QVERIFY(spec->parallel);
    }

    void refusesSpecs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no equals") << QStringLiteral("orders") << QStringLiteral("TOPIC=builtin:NAME");
        QTest::newRow("no pattern") << QStringLiteral("=builtin:count") << QStringLiteral("TOPIC=builtin:NAME");
        QTest::newRow("bad pattern") << QStringLiteral("a/**/b=builtin:count")
                                     << QStringLiteral("may only stand at the end");
        QTest::newRow("no builtin") << QStringLiteral("*=count") << QStringLiteral("builtin:count");
        QTest::newRow("unknown") << QStringLiteral("*=builtin:frobnicate") << QStringLiteral("there are: count, log");
        QTest::newRow("argument missing")
            << QStringLiteral("*=builtin:append") << QStringLiteral("builtin:append=FILE");
        QTest::newRow("argument empty") << QStringLiteral("*=builtin:append=") << QStringLiteral("builtin:append=FILE");
        QTest::newRow("argument superfluous")
            << QStringLiteral("*=builtin:count=3") << QStringLiteral("takes no argument");
        QTest::newRow("bad duration") << QStringLiteral("*=builtin:sleep=soon") << QStringLiteral("is no duration");
    }

    void refusesSpecs()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, says);
        const auto spec = dispatch::parseHandlerSpec(text);
        QVERIFY(!spec);
        QCOMPARE(spec.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(spec.error().text.contains(says), qPrintable(spec.error().text));
    }

    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("microseconds"); // -1: an error
        QTest::newRow("us") << QStringLiteral("200us") << qint64{200};
        QTest::newRow("ms") << QStringLiteral("25ms") << qint64{25'000};
        QTest::newRow("s") << QStringLiteral("1.5s") << qint64{1'500'000};
        QTest::newRow("zero") << QStringLiteral("0ms") << qint64{0};
        QTest::newRow("one hour") << QStringLiteral("3600s") << qint64{3'600'000'000};
        QTest::newRow("over one hour") << QStringLiteral("3601s") << qint64{-1};
        QTest::newRow("negative") << QStringLiteral("-1s") << qint64{-1};
        QTest::newRow("no unit") << QStringLiteral("25") << qint64{-1};
        QTest::newRow("no number") << QStringLiteral("ms") << qint64{-1};
        QTest::newRow("nan") << QStringLiteral("nans") << qint64{-1};
        QTest::newRow("empty") << QString() << qint64{-1};
    }

    void readsDurations()
    {
        QFETCH(const QString, text);
        QFETCH(const qint64, microseconds);
        const auto duration = dispatch::parseDuration(text);
        QCOMPARE(duration.has_value(), microseconds >= 0);
        if (duration)
            QCOMPARE(qint64(duration->count()), microseconds);
    }

    void describesAll()
    {
        for (const dispatch::BuiltinInfo &info : dispatch::builtinHandlers()) {
            QVERIFY(!info.description.isEmpty());
            const QString argument = info.name == QLatin1String("sleep") ? QStringLiteral("=1ms")
                                     : info.argument.isEmpty()           ? QString()
                                                                         : QStringLiteral("=x");
            QVERIFY2(dispatch::builtinFactory(QStringLiteral("builtin:") + info.name + argument),
                     qPrintable(info.name));
        }
    }
};

QTEST_APPLESS_MAIN(TestBuiltinHandlers)
#include "tst_builtinhandlers.moc"
