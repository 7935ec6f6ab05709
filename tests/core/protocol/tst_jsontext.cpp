// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "protocol/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <simdjson.h>

using namespace topicscope;
using namespace topicscope::protocol;
using base::viewOf;
using base::ErrorCode;

namespace {

QByteArray nested(int levels)
{
    return QByteArray(levels, '[') + QByteArray(levels, ']');
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strings_data();
    void strings();
    void halvesOfSurrogatePairsStayEscapes();
    void validPayloads_data();
    void validPayloads();
    void invalidPayloads_data();
    void invalidPayloads();
    void fields_data();
    void fields();
    void elements_data();
    void elements();
    void agreesWithAnotherReader();
};

void TestJsonText::strings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray() << QByteArray("\"\"");
    QTest::newRow("plain") << QByteArray("orders/new") << QByteArray("\"orders/new\"");
    QTest::newRow("quote and backslash") << QByteArray("a\"b\\c") << QByteArray("\"a\\\"b\\\\c\"");
    QTest::newRow("short escapes") << QByteArray("\b\f\n\r\t") << QByteArray("\"\\b\\f\\n\\r\\t\"");
    QTest::newRow("other controls") << QByteArray("\x01\x1f\x7f", 3) << QByteArray("\"\\u0001\\u001f\x7f\"");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("\"a\\u0000b\"");
    QTest::newRow("below the surrogates") << QByteArray("\xed\x9f\xbf") << QByteArray("\"\xed\x9f\xbf\"");
    QTest::newRow("UTF-8 stays") << QByteArray("\xc3\xa9\xf0\x9f\x98\x80")
                                 << QByteArray("\"\xc3\xa9\xf0\x9f\x98\x80\"");
}

void TestJsonText::strings()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, json);
    QByteArray out("x");
    appendJsonString(out, viewOf(text));
    QCOMPARE(out, 'x' + json);
    const auto parsed = QJsonDocument::fromJson('[' + json + ']').array();
    QCOMPARE(parsed.at(0).toString().toUtf8(), text);
}

//! A reader makes of them what it can; what is sent is what came.
void TestJsonText::halvesOfSurrogatePairsStayEscapes()
{
    QByteArray out;
    appendJsonString(out, "a\xed\xa0\xbd"
                          "b\xed\xb8\x80");
    QCOMPARE(out, QByteArray(R"("a\ud83db\ude00")"));
}

void TestJsonText::validPayloads_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &json) { QTest::newRow(name) << json; };
    row("object", R"({"a":1,"b":[true,false,null],"c":{"d":"e"}})");
    row("array", "[1,2,3]");
    row("empty object", "{}");
    row("empty array", "[]");
    row("string", R"("text")");
    row("empty string", R"("")");
    row("true", "true");
    row("null", "null");
    row("zero", "0");
    row("minus zero", "-0");
    row("number", "-12.5e+10");
    row("number past 64 bits", "123456789012345678901234567890");
    row("number past a double", "1e999");
    row("white space around", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n");
    row("every escape", R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")");
    row("lone surrogate", R"("\ud800")");
    row("escapes in a key", R"({"\u0061\n":1})");
    row("the same key twice", R"({"a":1,"a":2})");
    row("brackets in a string", R"(["]}[{,:\""])");
    row("510 levels", nested(510));
}

void TestJsonText::validPayloads()
{
    QFETCH(QByteArray, json);
    const auto valid = validatePayload(viewOf(json));
    QVERIFY2(valid, valid ? "" : qPrintable(valid.error().text));
}

void TestJsonText::invalidPayloads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QByteArray &json, ErrorCode code = ErrorCode::InvalidJson) {
        QTest::newRow(name) << json << code;
    };
    row("empty", "");
    row("white space", "  ");
    row("two values", "1,2");
    row("closes the frame around it", "1],[2");
    row("bare word", "nope");
    row("long literal", "nulll");
    row("short literal", "tru");
    row("single quotes", "'a'");
    row("open array", "[1");
    row("open object", R"({"a":1)");
    row("open string", R"("abc)");
    row("too many ends", "[1]]");
    row("crossed ends", R"([{"a":1]})");
    row("comma at the end", "[1,]");
    row("comma at the start", "[,1]");
    row("two commas", "[1,,2]");
    row("no comma", "[1 2]");
    row("no comma after a string", R"(["a" "b"])");
    row("word after a string", R"(["a"b])");
    row("colon in an array", R"(["a":1])");
    row("colon after a number", R"([1:2])");
    row("object without value", R"({"a"})");
    row("object with an empty value", R"({"a":})");
    row("object with a comma at the end", R"({"a":1,})");
    row("two colons", R"({"a":1:2})");
    row("two colons after a string", R"({"a":"b":1})");
    row("numeric key", "{1:2}");
    row("key without quotes", "{a:1}");
    row("deep inside a skipped object", R"({"a":{"b":[{"c":[1,2,nul]}]}})");
    row("leading zero", "01");
    row("plus sign", "+1");
    row("minus alone", "-");
    row("point without digits", "1.");
    row("point first", ".5");
    row("exponent without digits", "1e");
    row("exponent sign without digits", "1e+");
    row("hexadecimal", "0x1f");
    row("NaN", "NaN");
    row("Infinity", "-Infinity");
    row("word after a number", "1a");
    row("unknown escape", R"("\x41")");
    row("short unicode escape", R"("\u12")");
    row("unicode escape of no hex", R"("\u12g4")");
    row("unknown escape in a key", R"({"\q":1})");
    row("short unicode escape in a key", R"({"\u12":1})");
    row("control character in a string", QByteArray("\"a\nb\""));
    row("NUL in a string", QByteArray("\"a\0b\"", 5));
    row("NUL after the value", QByteArray("1\0", 2));
    row("comment", "[1/*x*/]");
    row("byte order mark", "\xef\xbb\xbf[]");
    row("stray continuation byte", "\"\x80\"", ErrorCode::InvalidUtf8);
    row("overlong", "\"\xc0\xaf\"", ErrorCode::InvalidUtf8);
    row("surrogate in UTF-8", "\"\xed\xa0\x80\"", ErrorCode::InvalidUtf8);
    row("past U+10FFFF", "\"\xf4\x90\x80\x80\"", ErrorCode::InvalidUtf8);
    row("cut UTF-8", "\"\xe2\x82\"", ErrorCode::InvalidUtf8);
    row("511 levels", nested(511), ErrorCode::TooDeep);
    row("10,000 levels", nested(10'000), ErrorCode::TooDeep);
    row("10,000 levels of objects", QByteArray(R"({"a":)").repeated(10'000) + '1' + QByteArray(10'000, '}'),
        ErrorCode::TooDeep);
}

void TestJsonText::invalidPayloads()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorCode, code);
    const auto valid = validatePayload(viewOf(json));
    QVERIFY(!valid);
    QCOMPARE(valid.error().code, code);
    QVERIFY(!valid.error().text.isEmpty());
}

void TestJsonText::fields_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<bool>("found");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("text") << QByteArray(R"({"b":1,"a":"x"})") << true << true << QByteArray("x");
    QTest::newRow("escapes") << QByteArray(R"({"\u0061":"\"\u20ac\ud83d"})") << true << true
                             << QByteArray("\"\xe2\x82\xac\xed\xa0\xbd");
    QTest::newRow("the last one counts") << QByteArray(R"({"a":"x","a":7})") << true << true << QByteArray();
    QTest::newRow("absent") << QByteArray(R"({"b":{"a":"x"}})") << true << false << QByteArray();
    QTest::newRow("beside numbers of any size")
        << QByteArray(R"({"n":1e999,"a":"x","d":123456789012345678901234567890})") << true << true << QByteArray("x");
    QTest::newRow("another value") << QByteArray("[1]") << true << false << QByteArray();
    QTest::newRow("broken behind it") << QByteArray(R"({"a":"x",})") << false << false << QByteArray();
    QTest::newRow("something behind the object") << QByteArray(R"({"a":"x"} "a")") << false << false << QByteArray();
    QTest::newRow("empty") << QByteArray() << false << false << QByteArray();
}

void TestJsonText::fields()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, readable);
    const auto found = hasField(viewOf(json), "a");
    const auto text = fieldText(viewOf(json), "a");
    QCOMPARE(found.has_value(), readable);
    QCOMPARE(text.has_value(), readable);
    QTEST(found.value_or(false), "found");
    QTEST(text.value_or(QByteArray()), "text");
}

void TestJsonText::elements_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<QByteArray>("element");
    QTest::newRow("second") << QByteArray(R"(["a", {"b": 1e999} , 3])") << true << QByteArray(R"({"b": 1e999})");
    QTest::newRow("last, a scalar") << QByteArray("[1,2 ]") << true << QByteArray("2");
    QTest::newRow("too few") << QByteArray("[1]") << true << QByteArray();
    QTest::newRow("another value") << QByteArray("{}") << true << QByteArray();
    QTest::newRow("broken behind it") << QByteArray("[1,2,]") << false << QByteArray();
    QTest::newRow("something behind the array") << QByteArray("[1,2]3") << false << QByteArray();
}

void TestJsonText::elements()
{
    QFETCH(QByteArray, json);
    const auto element = elementOf(viewOf(json), 1);
    QTEST(element.has_value(), "readable");
    QTEST(base::bytesOf(element.value_or(std::string_view())), "element");
}

// Mutations of a good text, judged by simdjson's complete reader too. Two edits with the digit 0 can make
// neither a number out of its range nor a surrogate, the two things it refuses although the grammar allows them.
void TestJsonText::agreesWithAnotherReader()
{
    const QByteArray seed =
        R"({"a":[1,-2.5e3,true,false,null,"x\n\u00e9"],"b":{"c":{},"d":[],"e":[[1],[2,3]]},"f":"g"})";
    const QByteArray alphabet = R"({}[],:"\u0123nt e-)";
    simdjson::dom::parser parser;
    QRandomGenerator random(20'260);
    int accepted = 0;
    int rejected = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray json = seed;
        const int edits = random.bounded(1, 3);
        for (int edit = 0; edit < edits; ++edit) {
            const qsizetype at = random.bounded(static_cast<int>(json.size()));
            const char letter = alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
            switch (random.bounded(3)) {
            case 0:
                json[at] = letter;
                break;
            case 1:
                json.insert(at, letter);
                break;
            default:
                json.remove(at, 1);
            }
        }
        const bool expected = parser.parse(json.constData(), static_cast<std::size_t>(json.size())).error()
                              == simdjson::SUCCESS;
        const bool actual = validatePayload(viewOf(json)).has_value();
        if (expected != actual)
            qWarning("%s", json.constData());
        QCOMPARE(actual, expected);
        ++(actual ? accepted : rejected);
    }
    QVERIFY(accepted > 500);
    QVERIFY(rejected > 500);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
