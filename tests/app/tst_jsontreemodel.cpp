// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/jsontreemodel.h"

#include "inspect/jsonoutline.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using topicscope::app::JsonOutline;
using topicscope::app::JsonTreeModel;
namespace jsonscan = topicscope::payload::jsonscan;

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsValuesAsReceived_data();
    void showsValuesAsReceived();
    void keepsTheOrderOfKeys();
    void opensWhatJsonLacks();
    void opensAndCloses();
    void groupsLongArrays();
    void showsEveryKey();
    void quotesWhatIsNoWordInAPath();
    void readsLargeTextsElsewhere_data();
    void readsLargeTextsElsewhere();
    void searchesLargeTextsElsewhere();
    void dropsWhatIsWantedNoLonger();
    void agreesWithTheSimpleWay();
    void saysWhatALongStringLacks();
    void cutsBetweenCharacters_data();
    void cutsBetweenCharacters();
    void cutsLongNumbers();
    void opensAllUpToABound();
    void opensADeepText();
    void finds();
    void findsInsideGroups();
    void survivesBrokenText_data();
    void survivesBrokenText();
};

namespace {

QString keyAt(const JsonTreeModel &model, int row)
{
    return model.index(row).data(JsonTreeModel::KeyRole).toString();
}

QString valueAt(const JsonTreeModel &model, int row)
{
    return model.index(row).data(JsonTreeModel::ValueRole).toString();
}

} // namespace

void TestJsonTreeModel::showsValuesAsReceived_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    const auto kind = [](JsonTreeModel::Kind k) { return static_cast<int>(k); };
    QTest::newRow("64-bit id") << QByteArray("18446744073709551615") << "18446744073709551615"
                               << kind(JsonTreeModel::Kind::Number);
    QTest::newRow("more digits than a double has")
        << QByteArray("0.10000000000000000000000001") << "0.10000000000000000000000001"
        << kind(JsonTreeModel::Kind::Number);
    QTest::newRow("trailing zero") << QByteArray("1.50") << "1.50" << kind(JsonTreeModel::Kind::Number);
    QTest::newRow("exponent") << QByteArray("-1E+400") << "-1E+400" << kind(JsonTreeModel::Kind::Number);
    QTest::newRow("true") << QByteArray("true") << "true" << kind(JsonTreeModel::Kind::Literal);
    QTest::newRow("null") << QByteArray(" null ") << "null" << kind(JsonTreeModel::Kind::Literal);
    QTest::newRow("string") << QByteArray("\"a b\"") << "\"a b\"" << kind(JsonTreeModel::Kind::String);
    QTest::newRow("escapes") << QByteArray(R"("\u00e9\/\t\"")") << QStringLiteral("\"\u00e9/‹TAB›\"\"")
                             << kind(JsonTreeModel::Kind::String);
    QTest::newRow("surrogates") << QByteArray(R"("\ud83d\ude00")") << QString::fromUtf8("\"\xf0\x9f\x98\x80\"")
                                << kind(JsonTreeModel::Kind::String);
    QTest::newRow("half a surrogate") << QByteArray(R"("\ud83dx")") << QStringLiteral("\"‹U+D83D›x\"")
                                      << kind(JsonTreeModel::Kind::String);
    QTest::newRow("right to left override")
        << QByteArray("\"a\u202eb\"") << QStringLiteral("\"a‹U+202E›b\"") << kind(JsonTreeModel::Kind::String);
    QTest::newRow("a line break") << QByteArray(R"("a\nb")") << QStringLiteral("\"a‹LF›b\"")
                                  << kind(JsonTreeModel::Kind::String);
    QTest::newRow("empty object") << QByteArray("{ }") << "{}" << kind(JsonTreeModel::Kind::Object);
    QTest::newRow("bytes") << QByteArray("h'00ff'") << "2 bytes: 00 ff" << kind(JsonTreeModel::Kind::Bytes);
    QTest::newRow("no bytes") << QByteArray("h''") << "0 bytes" << kind(JsonTreeModel::Kind::Bytes);
    QTest::newRow("many bytes") << "h'" + QByteArray(100, '0') + '\''
                                << QStringLiteral("50 bytes: ") + QStringLiteral("00 ").repeated(32) + QChar(0x2026)
                                << kind(JsonTreeModel::Kind::Bytes);
    QTest::newRow("an extension") << QByteArray("ext'-1:00ff'") << "ext'-1:00ff'" << kind(JsonTreeModel::Kind::Literal);
    QTest::newRow("a simple value") << QByteArray("simple(16)") << "simple(16)" << kind(JsonTreeModel::Kind::Literal);
    QTest::newRow("no number") << QByteArray("NaN") << "NaN" << kind(JsonTreeModel::Kind::Literal);
    QTest::newRow("empty array") << QByteArray("[]") << "[]" << kind(JsonTreeModel::Kind::Array);
}

void TestJsonTreeModel::showsValuesAsReceived()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(int, kind);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(json);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(valueAt(model, 0), text);
    QCOMPARE(model.index(0).data(JsonTreeModel::KindRole).toInt(), kind);
    QCOMPARE(model.rawValue(0), QString::fromUtf8(json.trimmed()));
}

void TestJsonTreeModel::opensWhatJsonLacks()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson("{1:24(\"x\"),\"b\":2({\"c\":h'00'}),[\"k\",1]:true,1:NaN}");
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines.append(keyAt(model, row) + QLatin1Char('=') + valueAt(model, row));
    QCOMPARE(lines,
             (QStringList{QStringLiteral("1=24(\u2026)"), QStringLiteral("=\"x\""), QStringLiteral("b=2(\u2026)"),
                          QStringLiteral("={ 1 key }"), QStringLiteral("c=1 byte: 00"),
                          QStringLiteral("[\"k\",1]=true"), QStringLiteral("1=NaN")}));
    QCOMPARE(model.path(4), QStringLiteral("b.c"));
    QCOMPARE(model.path(0), QStringLiteral("[1]"));
    QCOMPARE(model.rawValue(2), QStringLiteral("2({\"c\":h'00'})"));
    model.setSearch(QStringLiteral("x"));
    QCOMPARE(model.matchCount(), 1);
    QCOMPARE(valueAt(model, model.stepMatch(1)), QStringLiteral("\"x\""));
}

void TestJsonTreeModel::keepsTheOrderOfKeys()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(R"({"zeta": 1, "alpha": {"y": [true, null], "b": "x"}, "zeta": 2})");
    QCOMPARE(keyAt(model, 0), QStringLiteral("zeta"));
    QCOMPARE(keyAt(model, 1), QStringLiteral("alpha"));
    QCOMPARE(keyAt(model, 2), QStringLiteral("y"));
    QCOMPARE(keyAt(model, 3), QStringLiteral("[0]"));
    QCOMPARE(keyAt(model, 5), QStringLiteral("b"));
    // A key that comes twice is shown twice: that is what was received.
    QCOMPARE(keyAt(model, 6), QStringLiteral("zeta"));
    QCOMPARE(valueAt(model, 6), QStringLiteral("2"));
    QCOMPARE(model.path(4), QStringLiteral("alpha.y[1]"));
}

void TestJsonTreeModel::opensAndCloses()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(R"({"a": {"b": {"c": {"d": 1}}}, "e": 2})");
    model.collapseAll();
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.index(0).data(JsonTreeModel::ExpandableRole).toBool());
    QVERIFY(!model.index(1).data(JsonTreeModel::ExpandableRole).toBool());
    model.toggle(0);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1).data(JsonTreeModel::DepthRole).toInt(), 1);
    QCOMPARE(model.parentRow(1), 0);
    QCOMPARE(model.parentRow(0), -1);
    model.expandAll();
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(!model.isExpandLimited());
    model.toggle(0);
    QCOMPARE(model.rowCount(), 2);
    model.toggle(1);
    model.expand(99);
    model.collapse(-1);
    QCOMPARE(model.rowCount(), 2);
}

void TestJsonTreeModel::groupsLongArrays()
{
    QByteArray json = "[";
    for (int i = 0; i < 1'203; ++i)
        json += QByteArray::number(i) + ',';
    json.back() = ']';
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(json);
    model.collapseAll();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(keyAt(model, 0), QStringLiteral("[0 \u2026 499]"));
    QCOMPARE(keyAt(model, 2), QStringLiteral("[1000 \u2026 1202]"));
    model.expand(2);
    QCOMPARE(model.rowCount(), 3 + 203);
    QCOMPARE(keyAt(model, 3), QStringLiteral("[1000]"));
    QCOMPARE(valueAt(model, 205), QStringLiteral("1202"));
    QCOMPARE(model.path(3), QStringLiteral("[1000]"));
    model.expandAll();
    QCOMPARE(model.rowCount(), 3 + 1'203);
}

void TestJsonTreeModel::showsEveryKey()
{
    JsonTreeModel model;
    model.setJson(R"({"": 1, "a\nb": 2, "say \"x\"": 3, "\ud83d": 4})");
    QCOMPARE(keyAt(model, 0), QStringLiteral("\"\""));
    QCOMPARE(keyAt(model, 1), QStringLiteral("a‹LF›b"));
    QCOMPARE(keyAt(model, 2), QStringLiteral(R"("say \"x\"")"));
    QCOMPARE(keyAt(model, 3), QStringLiteral("‹U+D83D›"));
    // What is copied is what was received.
    QCOMPARE(model.rawKey(1), QStringLiteral("a\nb"));
    QCOMPARE(model.rawKey(3), QString(QChar(0xd83d)));
    QCOMPARE(model.rawKey(99), QString());
}

void TestJsonTreeModel::quotesWhatIsNoWordInAPath()
{
    JsonTreeModel model;
    model.setJson(R"({"items": [{"a b": {"": {"x-1": [0]}}}]})");
    model.expandAll();
    QCOMPARE(model.path(1), QStringLiteral("items[0]"));
    QCOMPARE(model.path(2), QStringLiteral(R"(items[0]["a b"])"));
    QCOMPARE(model.path(5), QStringLiteral(R"(items[0]["a b"][""].x-1[0])"));
}

void TestJsonTreeModel::readsLargeTextsElsewhere_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("rows");
    QByteArray objects = "[";
    for (int i = 0; i < 200'000; ++i)
        objects += R"({"id": )" + QByteArray::number(i) + R"(, "name": "object"},)";
    objects.back() = ']';
    QTest::newRow("array of objects") << objects << 400;
    QByteArray keys = "{";
    for (int i = 0; i < 100'000; ++i)
        keys += "\"key" + QByteArray::number(i) + "\": [1],";
    keys.back() = '}';
    QTest::newRow("object of keys") << keys << 200;
    constexpr int depth = 500;
    QTest::newRow("nested") << QByteArray(depth, '[') + '"' + QByteArray(4'000'000, 'x') + '"' + QByteArray(depth, ']')
                            << 1;
}

void TestJsonTreeModel::readsLargeTextsElsewhere()
{
    QFETCH(QByteArray, json);
    QFETCH(int, rows);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(json);
    QVERIFY(model.isReading());
    QCOMPARE(model.rowCount(), 0);
    QTRY_VERIFY(!model.isReading());
    model.collapseAll();
    QCOMPARE(model.rowCount(), rows);
    model.expandAll();
    QVERIFY(model.rowCount() > rows);
    QVERIFY(model.rowCount() <= static_cast<int>(JsonTreeModel::maxExpandedRows + 2 * JsonTreeModel::groupSize));
    QCOMPARE(model.isExpandLimited(), rows > 1);
}

void TestJsonTreeModel::searchesLargeTextsElsewhere()
{
    QByteArray json = "[";
    for (int i = 0; i < 20'000; ++i)
        json += R"({"sku": "A-)" + QByteArray::number(i) + R"("},)";
    json.back() = ']';
    JsonTreeModel model;
    model.setJson(json);
    model.setSearch(QStringLiteral("a-19999")); // while it is read
    QVERIFY(model.isSearching());
    QCOMPARE(model.matchCount(), 0);
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(model.matchCount(), 1);
    QCOMPARE(model.path(model.stepMatch(1)), QStringLiteral("[19999].sku"));
    model.setSearch(QStringLiteral("a-1999"));
    model.setSearch(QStringLiteral("sku"));
    QVERIFY(model.isSearching());
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(model.matchCount(), 20'000);
}

void TestJsonTreeModel::dropsWhatIsWantedNoLonger()
{
    const QByteArray large = '[' + QByteArray("1,").repeated(200'000) + "2]";
    JsonTreeModel model;
    model.setJson(large);
    model.setJson("[7]");
    QVERIFY(!model.isReading());
    // Behind the dropped job in the same pool and event queue: what it would have delivered has come by then.
    QSignalSpy read(&model, &JsonTreeModel::modelReset);
    JsonTreeModel other;
    other.setJson(large);
    QTRY_VERIFY(!other.isReading());
    QCOMPARE(read.count(), 0);
    QCOMPARE(valueAt(model, 0), QStringLiteral("7"));
    { // and what is gone is not called
        JsonTreeModel shortLived;
        shortLived.setJson(large);
    }
    other.setJson(large);
    QTRY_VERIFY(!other.isReading());
}

// The outline of a text with all kinds of values, large and small, against a walk over all of it.
void TestJsonTreeModel::agreesWithTheSimpleWay()
{
    QRandomGenerator random(20'260'101);
    const std::function<QByteArray(int)> make = [&](int depth) -> QByteArray {
        switch (depth > 5 ? random.bounded(3) : random.bounded(6)) {
        case 0:
            return QByteArray::number(random.bounded(1'000'000));
        case 1:
            return '"' + QByteArray(random.bounded(40) == 0 ? 9'000 : random.bounded(30), 'x') + R"(\"[{")";
        case 2:
            return "null";
        case 3: {
            QByteArray object = "{ ";
            for (int i = random.bounded(9); i > 0; --i)
                object += "\"k" + QByteArray::number(i) + "\" : " + make(depth + 1) + (i > 1 ? " ,\n" : "");
            return object + '}';
        }
        default: {
            QByteArray array = "[";
            for (int i = random.bounded(13); i > 0; --i)
                array += make(depth + 1) + (i > 1 ? ", " : "");
            return array + " ]";
        }
        }
    };
    for (int round = 0; round < 20; ++round) {
        const QByteArray json = "[[" + make(0) + "]," + make(1) + ", " + make(0) + ']';
        const JsonOutline outline(topicscope::base::viewOf(json), false);
        std::vector<jsonscan::Value> open{outline.root()};
        QCOMPARE(open.front().end, static_cast<std::size_t>(json.size()));
        while (!open.empty()) {
            const jsonscan::Value value = open.back();
            open.pop_back();
            if (!value.isContainer())
                continue;
            const std::size_t count = jsonscan::childCount(outline.text(), value);
            QCOMPARE(outline.childCount(value), count);
            const std::vector<jsonscan::Value> all = outline.children(value, 0, count);
            QCOMPARE(all.size(), count);
            for (std::size_t i = 0; i < count; i += 7) {
                const std::vector<jsonscan::Value> one = outline.children(value, i, 1);
                QCOMPARE(one.size(), std::size_t(1));
                QCOMPARE(one.front().place(), all[i].place());
                QCOMPARE(one.front().end, jsonscan::valueAt(outline.text(), all[i].begin).end);
            }
            open.insert(open.end(), all.begin(), all.end());
        }
    }
}

void TestJsonTreeModel::saysWhatALongStringLacks()
{
    JsonTreeModel model;
    model.setJson('"' + QByteArray(70'000, 'x') + '"');
    QTRY_VERIFY(!model.isReading());
    QCOMPARE(valueAt(model, 0),
             QLatin1Char('"') + QString(400, QLatin1Char('x')) + QStringLiteral("\"\u2026 (70000 bytes)"));
    QCOMPARE(model.rawValue(0).size(), 70'002);
}

void TestJsonTreeModel::cutsBetweenCharacters_data()
{
    QTest::addColumn<QByteArray>("piece"); // repeated behind one letter
    QTest::addColumn<QString>("character");
    QTest::addColumn<int>("shown");
    QTest::newRow("two bytes") << QByteArray("\xc3\xa9") << QStringLiteral("\u00e9") << 199;
    QTest::newRow("four bytes") << QByteArray("\xf0\x9f\x98\x80") << QString::fromUtf8("\xf0\x9f\x98\x80") << 99;
    QTest::newRow("escape") << QByteArray(R"(\\)") << QStringLiteral("\\") << 199;
    QTest::newRow("escaped unit") << QByteArray(R"(\u00e9)") << QStringLiteral("\u00e9") << 66;
    QTest::newRow("escaped surrogates") << QByteArray(R"(\ud83d\ude00)") << QString::fromUtf8("\xf0\x9f\x98\x80") << 33;
}

void TestJsonTreeModel::cutsBetweenCharacters()
{
    QFETCH(QByteArray, piece);
    QFETCH(QString, character);
    QFETCH(int, shown);
    const QByteArray text = 'a' + piece.repeated(1'000);
    JsonTreeModel model;
    model.setJson("{\"" + text + "\": \"" + text + "\"}");
    const QString beginning = QLatin1Char('a') + character.repeated(shown);
    const QString mark = QStringLiteral("\u2026 (%1 bytes)").arg(text.size());
    QCOMPARE(keyAt(model, 0), beginning + mark);
    QCOMPARE(valueAt(model, 0), QLatin1Char('"') + beginning + QLatin1Char('"') + mark);
    QCOMPARE(model.rawKey(0), QLatin1Char('a') + character.repeated(1'000));
}

void TestJsonTreeModel::cutsLongNumbers()
{
    JsonTreeModel model;
    model.setJson(QByteArray(70'000, '7'));
    QTRY_VERIFY(!model.isReading());
    QCOMPARE(valueAt(model, 0), QString(400, QLatin1Char('7')) + QStringLiteral("\u2026 (70000 bytes)"));
    QCOMPARE(model.rawValue(0).size(), 70'000);
}

void TestJsonTreeModel::opensAllUpToABound()
{
    QByteArray json = "[";
    for (int i = 0; i < 20'000; ++i)
        json += R"({"a":1,"b":2},)";
    json.back() = ']';
    JsonTreeModel model;
    QSignalSpy limited(&model, &JsonTreeModel::expandLimitedChanged);
    model.setJson(json);
    QTRY_VERIFY(!model.isReading());
    model.expandAll();
    QVERIFY(limited.count() > 0);
    QVERIFY(model.isExpandLimited());
    QVERIFY(model.rowCount() > 1'000);
    QVERIFY(model.rowCount() <= static_cast<int>(JsonTreeModel::maxExpandedRows + 2 * JsonTreeModel::groupSize));
    model.collapseAll();
    QVERIFY(!model.isExpandLimited());
}

void TestJsonTreeModel::opensADeepText()
{
    constexpr int depth = 510;
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(QByteArray(depth, '[') + "7" + QByteArray(depth, ']'));
    model.expandAll();
    QCOMPARE(model.rowCount(), depth);
    QCOMPARE(valueAt(model, depth - 1), QStringLiteral("7"));
}

void TestJsonTreeModel::finds()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(R"({"customer": {"name": "Ada", "deep": {"deeper": {"Name": "Grace"}}}, )"
                  R"("note": "a name, and \u006eame again"})");
    model.collapseAll();
    model.setSearch(QStringLiteral("name"));
    QCOMPARE(model.matchCount(), 3);
    QCOMPARE(model.matchIndex(), -1);
    QCOMPARE(keyAt(model, model.stepMatch(1)), QStringLiteral("name"));
    QCOMPARE(keyAt(model, model.stepMatch(1)), QStringLiteral("Name"));
    const int note = model.stepMatch(1);
    QCOMPARE(keyAt(model, note), QStringLiteral("note"));
    QVERIFY(model.index(note).data(JsonTreeModel::MatchRole).toBool());
    QVERIFY(!model.index(0).data(JsonTreeModel::MatchRole).toBool());
    QCOMPARE(model.matchIndex(), 2);
    QCOMPARE(keyAt(model, model.stepMatch(1)), QStringLiteral("name"));
    QCOMPARE(keyAt(model, model.stepMatch(-1)), QStringLiteral("note"));
    model.setSearch(QStringLiteral("not there"));
    QCOMPARE(model.matchCount(), 0);
    QCOMPARE(model.stepMatch(1), -1);
    model.setSearch(QString());
    QCOMPARE(model.matchCount(), 0);
}

void TestJsonTreeModel::findsInsideGroups()
{
    QByteArray json = R"({"values": [)";
    for (int i = 0; i < 2'000; ++i)
        json += QByteArray::number(i * 10) + ',';
    json.back() = ']';
    json += R"(, "last": 1})";
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(json);
    model.collapseAll();
    model.setSearch(QStringLiteral("17770"));
    QCOMPARE(model.matchCount(), 1);
    const int row = model.stepMatch(1);
    QCOMPARE(keyAt(model, row), QStringLiteral("[1777]"));
    QCOMPARE(model.path(row), QStringLiteral("values[1777]"));
}

void TestJsonTreeModel::survivesBrokenText_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("space") << QByteArray("  \n");
    QTest::newRow("open object") << QByteArray("{\"a\": [1, 2");
    QTest::newRow("open string") << QByteArray("{\"a\": \"xyz");
    QTest::newRow("ends with a backslash") << QByteArray("\"a\\");
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}");
    QTest::newRow("closers only") << QByteArray("]]}}");
    QTest::newRow("commas only") << QByteArray("[,,,]");
    QTest::newRow("key is no string") << QByteArray("{1: 2}");
    QTest::newRow("short escape") << QByteArray("\"\\u12\"");
}

void TestJsonTreeModel::survivesBrokenText()
{
    QFETCH(QByteArray, json);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJson(json);
    model.setSearch(QStringLiteral("a"));
    model.expandAll();
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(!model.rawValue(row).isNull());
        QVERIFY(valueAt(model, row).size() <= json.size() + 32);
    }
    QVERIFY(model.rowCount() <= json.size());
}

QTEST_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
