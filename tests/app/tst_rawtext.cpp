// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "base/visibletext.h"
#include "inspect/jsontextcheck.h"
#include "inspect/textneedle.h"
#include "inspect/rawdocument.h"
#include "inspect/rawlines.h"
#include "editor/rawtextview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QQuickWindow>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace topicscope;
using app::MatchIndex;
using app::RawDocument;
using app::RawLines;
using app::RawTextView;
using app::TextNeedle;

class TestRawText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breaksLines_data();
    void breaksLines();
    void agreesWithTheSimpleWay();
    void formats_data();
    void formats();
    void formatsInBoundedLines();
    void remembersLittle();
    void keepsWordsFromRightToLeftInPlace();
    void findsInWhateverCase();
    void findsAsTheSimpleWayDoes();
    void showsAndCopiesWhatWasReceived();
    void walksWithTheKeys();
    void selectsWithTheMouse();
    void stepsThroughMatches();
    void dropsASearch();
    void opensALongTextAtItsFirstPage();
    void keepsItsPlaceFarDown();
    void copiesWhatIsNoText();
    void showsBytesInHexadecimal_data();
    void showsBytesInHexadecimal();
    void copiesBytesInHexadecimal();
};

namespace {

RawLines linesOf(const QByteArray &bytes, RawLines::Layout layout, int columns)
{
    RawLines lines;
    lines.reset(base::viewOf(bytes), layout, columns);
    while (lines.build(1'000)) {
    }
    return lines;
}

QStringList textsOf(const RawLines &lines)
{
    QStringList texts;
    RawLines::Start at = lines.startOf(0);
    for (qint64 row = 0; row < lines.count(); ++row) {
        RawLines::Start next;
        texts << lines.show(at, &next).text;
        at = next;
    }
    return texts;
}

QByteArray randomText(QRandomGenerator &random, int length)
{
    static const QList<QByteArray> pieces{"a",      "B",      "cd ",      "\n",         "\r\n",
                                          "\t",     "\u00e9", "\u4e2d",   "\U0001F600", "\u0301",
                                          "\u202e", "\xff",   "\xe2\x82", " ",          "012345678901234567890"};
    QByteArray text;
    while (text.size() < length)
        text += pieces[random.bounded(pieces.size())].repeated(random.bounded(20) == 0 ? 30 : 1);
    return text;
}

//! A view in a window, with a document of its own.
struct Bench {
    QQuickWindow window;
    RawDocument document;
    RawTextView view;

    explicit Bench(const QByteArray &text, bool json = false) : view(window.contentItem())
    {
        window.resize(400, 300);
        view.setSize({400, 300});
        view.setDocument(&document);
        document.setBytes(base::viewOf(text), text, json ? RawDocument::Kind::Json : RawDocument::Kind::Text);
        window.show();
        window.requestActivate();
    }

    bool isReady()
    {
        view.forceActiveFocus();
        return QTest::qWaitForWindowActive(&window) && QTest::qWaitFor([this] { return view.progress() >= 1.0; });
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&window, key, modifiers); }
};

} // namespace

void TestRawText::showsBytesInHexadecimal_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("wide") << 80
                          << QStringList{QStringLiteral("00000000  00 41 ff 7f 20 35 36 37 38 39 30 31 32 33 34 35  "
                                                        ".A.. 56789012345"),
                                         QStringLiteral("00000010  36") + QString(15 * 3 + 2, u' ') + u'6'};
    QTest::newRow("narrow") << 40
                            << QStringList{QStringLiteral("00000000  00 41 ff 7f  .A.."),
                                           QStringLiteral("00000004  20 35 36 37   567"),
                                           QStringLiteral("00000008  38 39 30 31  8901"),
                                           QStringLiteral("0000000c  32 33 34 35  2345"),
                                           QStringLiteral("00000010  36           6")};
}

void TestRawText::showsBytesInHexadecimal()
{
    QFETCH(const int, columns);
    const QByteArray bytes = QByteArray::fromHex("0041ff7f20") + "567890123456";
    const RawLines lines = linesOf(bytes, RawLines::Layout::Hex, columns);
    QTEST(textsOf(lines), "lines");
    for (std::size_t at = 0; at < static_cast<std::size_t>(bytes.size()); ++at) {
        const RawLines::Shown shown = lines.show(lines.startOf(lines.rowOf(at)));
        QVERIFY(shown.line.start.offset <= at && at < shown.line.end);
        QVERIFY(std::is_sorted(shown.offsets.begin(), shown.offsets.end()));
        const auto column = std::distance(shown.offsets.begin(),
                                          std::upper_bound(shown.offsets.begin(), shown.offsets.end(), at));
        QCOMPARE(shown.text.mid(column - 2, 2), QString::fromLatin1(bytes.mid(static_cast<qsizetype>(at), 1).toHex()));
    }
    QCOMPARE(linesOf({}, RawLines::Layout::Hex, columns).count(), 1);
}

void TestRawText::copiesBytesInHexadecimal()
{
    const QByteArray bytes("\x00\xff\x41", 3);
    RawDocument document;
    document.setBytes(base::viewOf(bytes), bytes, RawDocument::Kind::Binary);
    document.copyAll();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), QStringLiteral("00 ff 41"));
    QCOMPARE(data->data(QStringLiteral("application/octet-stream")), bytes);
    document.copy(1, 2);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ff"));
}

void TestRawText::breaksLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("lines");
    const auto lines = [](const char *joined) { return QString::fromUtf8(joined).split(QLatin1Char('|')); };
    QTest::newRow("empty") << QByteArray() << lines("");
    QTest::newRow("one") << QByteArray("{}") << lines("{}");
    QTest::newRow("line feeds") << QByteArray("a\n\nb\n") << lines("a||b|");
    QTest::newRow("carriage returns are seen") << QByteArray("a\r\nb") << lines("a‹CR›|b");
    QTest::newRow("full") << QByteArray("0123456789abcdefXY") << lines("0123456789abcdef|XY");
    QTest::newRow("full, then a line feed") << QByteArray("0123456789abcdef\nX") << lines("0123456789abcdef|X");
    QTest::newRow("a mark stays with its letter")
        << QByteArray("0123456789abcdee\u0301X") << lines("0123456789abcdee\u0301|X");
    QTest::newRow("wide letters take two columns")
        << QByteArray("0123456789abcd\u4e2d\u4e2d") << lines("0123456789abcd\u4e2d|\u4e2d");
    QTest::newRow("marks are not torn") << QByteArray("0123456789\u202eX") << lines("0123456789|‹U+202E›X");
}

void TestRawText::breaksLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, lines);
    QCOMPARE(textsOf(linesOf(text, RawLines::Layout::AsReceived, 16)), lines);
}

// Every row and every offset of random texts, against a walk from the beginning.
void TestRawText::agreesWithTheSimpleWay()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 30; ++round) {
        const QByteArray text = randomText(random, random.bounded(3'000));
        const int columns = 16 + static_cast<int>(random.bounded(60));
        std::vector<std::size_t> starts;
        std::size_t begin = 0;
        for (const QByteArray &line : text.split('\n')) {
            starts.push_back(begin);
            int used = 0;
            base::VisibleWalker walker(base::viewOf(line));
            while (walker.next()) {
                if (used > 0 && used + walker.columns() > columns) {
                    starts.push_back(begin + walker.begin());
                    used = 0;
                }
                used += walker.columns();
            }
            begin += static_cast<std::size_t>(line.size()) + 1;
        }
        const RawLines lines = linesOf(text, RawLines::Layout::AsReceived, columns);
        QCOMPARE(lines.count(), static_cast<qint64>(starts.size()));
        for (std::size_t row = 0; row < starts.size(); ++row)
            QCOMPARE(lines.startOf(static_cast<qint64>(row)).offset, starts[row]);
        for (std::size_t offset = 0; offset <= static_cast<std::size_t>(text.size()); offset += 3) {
            const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
            QCOMPARE(lines.rowOf(offset), static_cast<qint64>(std::distance(starts.begin(), after)) - 1);
        }
    }
}

void TestRawText::formats_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty containers") << QByteArray(R"({"a":{ },"b":[
]})");
    QTest::newRow("nested") << QByteArray(R"([1,[2,{"a":[3,null]}],true , "x"])");
    QTest::newRow("strings keep their spaces") << QByteArray(R"({"a b":"c , [ { : \" \\","d":"\\\\"})");
    QTest::newRow("spread already") << QByteArray("  {\n  \"a\" :\t1 ,\r\n \"b\": [ 1,2 ]\n}\n ");
    QTest::newRow("one value") << QByteArray(" -1.5e3 ");
    QTest::newRow("deep") << QByteArray(200, '[') + QByteArray(200, ']');
}

void TestRawText::formats()
{
    QFETCH(QByteArray, json);
    QCOMPARE(textsOf(linesOf(json, RawLines::Layout::Formatted, 100'000)),
             app::formattedJson(QString::fromUtf8(json)).split(QLatin1Char('\n')));
}

void TestRawText::formatsInBoundedLines()
{
    const QByteArray json = R"({"a long key that goes on": "a text with \"quotes\", \\ backslashes\\ and more of it", )"
                            R"("b": [1111111111111111111111111, {"c": []}]})";
    for (int columns = 16; columns < 60; ++columns) {
        const QStringList texts = textsOf(linesOf(json, RawLines::Layout::Formatted, columns));
        for (const QString &text : texts)
            QVERIFY2(text.size() <= columns + 2, qPrintable(text));
        QCOMPARE(texts.join(QString()).remove(QLatin1Char(' ')), QString::fromUtf8(json).remove(QLatin1Char(' ')));
    }
    // What is no JSON goes through as well, byte by byte.
    for (const QByteArray &broken :
         {QByteArray("]]}}"), QByteArray("{\"a"), QByteArray("\"\\"), QByteArray("[,,:"), QByteArray("a b c")}) {
        const QString joined =
            textsOf(linesOf(broken, RawLines::Layout::Formatted, 16)).join(QString()).remove(QLatin1Char(' '));
        QCOMPARE(joined, QString::fromUtf8(broken).remove(QLatin1Char(' ')));
    }
}

// Indenting this would take 250 times its size if it were stored.
void TestRawText::remembersLittle()
{
    QByteArray json = "[";
    for (int i = 0; i < 1'000; ++i)
        json += QByteArray(500, '[') + QByteArray(500, ']') + ',';
    json.back() = ']';
    const RawLines lines = linesOf(json, RawLines::Layout::Formatted, 80);
    QVERIFY(lines.count() > 900'000);
    QCOMPARE(lines.show(lines.startOf(lines.count() - 1)).text, QStringLiteral("]"));
    QVERIFY(lines.startOf(lines.count() / 2).depth > 0);
}

// The price would stand before its name, as digits and punctuation follow the letters around them.
void TestRawText::keepsWordsFromRightToLeftInPlace()
{
    const QByteArray json = "{\"\u05de\u05d7\":12,\"a\":\"\u05d0\u05d1 \u05d2 50\"}\u200b\u05d0";
    const RawLines lines = linesOf(json, RawLines::Layout::AsReceived, 80);
    const RawLines::Shown shown = lines.show(lines.startOf(0));
    QString text = shown.text;
    QCOMPARE(text, QStringLiteral("{\"\u2068\u05de\u05d7\u2069\":12,\"a\":\"\u2068\u05d0\u05d1 \u05d2\u2069 "
                                  "50\"}\u2039U+200B\u203a\u2068\u05d0\u2069"));
    QCOMPARE(shown.offsets.size(), static_cast<std::size_t>(text.size()) + 1);
    QVERIFY(std::is_sorted(shown.offsets.begin(), shown.offsets.end()));
    QCOMPARE(shown.marks.size(), std::size_t{1});
    QCOMPARE(text.mid(shown.marks.front().first, shown.marks.front().second), QStringLiteral("\u2039U+200B\u203a"));
    QTextLayout layout(text);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    QVERIFY(line.cursorToX(static_cast<int>(text.indexOf(u'1')))
            > line.cursorToX(static_cast<int>(text.indexOf(QChar(0x05de)))));
}

void TestRawText::findsInWhateverCase()
{
    const auto finds = [](const char *needle, const char *text) {
        return TextNeedle(QString::fromUtf8(needle)).isIn(text);
    };
    QVERIFY(finds("Order", "my ORDERS"));
    QVERIFY(finds("\u00e9t\u00e9", "\u00c9T\u00c9"));
    QVERIFY(finds("k", "\u212a")); // the sign of kelvin
    QVERIFY(finds("\U0001F600", "x\U0001F600"));
    QVERIFY(!finds("order", "orde"));
    QVERIFY(!finds("", "x"));
    QVERIFY(!finds("a", "\xff\xc3"));
}

void TestRawText::findsAsTheSimpleWayDoes()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 12; ++round) {
        QByteArray text;
        for (int i = 0; i < 60'000; ++i)
            text += "abAB"[random.bounded(4)];
        const QString needle = round % 2 == 0 ? QStringLiteral("abba") : QStringLiteral("aaaaaaaa");
        std::vector<TextNeedle::Match> wanted;
        const QString all = QString::fromLatin1(text);
        for (qsizetype at = 0; (at = all.indexOf(needle, at, Qt::CaseInsensitive)) >= 0; at += needle.size())
            wanted.push_back({static_cast<std::size_t>(at), static_cast<std::size_t>(at + needle.size())});
        const MatchIndex index(base::viewOf(text), TextNeedle(needle), false);
        QCOMPARE(index.count(), wanted.size());
        QCOMPARE(index.within(0, static_cast<std::size_t>(text.size())), wanted);
        for (int i = 0; i < 200; ++i) {
            const std::size_t offset = random.bounded(60'000U);
            const auto next = std::lower_bound(
                wanted.begin(), wanted.end(), offset,
                [](const TextNeedle::Match &match, std::size_t at) { return match.begin < at; });
            QCOMPARE(index.countBefore(offset), static_cast<std::size_t>(std::distance(wanted.begin(), next)));
            QVERIFY(index.next(offset) == (next == wanted.end() ? std::nullopt : std::optional(*next)));
            QVERIFY(index.previous(offset)
                    == (next == wanted.begin() ? std::nullopt : std::optional(*std::prev(next))));
        }
    }
}

void TestRawText::showsAndCopiesWhatWasReceived()
{
    const QByteArray text = "{\"a\u202eb\":\t\"\xc2\xa0\"}\nsecond";
    Bench bench(text);
    QVERIFY(bench.isReady());
    QCOMPARE(bench.view.textOfRow(0), QStringLiteral("{\"a‹U+202E›b\":‹TAB›\"‹U+00A0›\"}"));
    bench.press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(bench.view.selected(), text);
    bench.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(text));
    QGuiApplication::clipboard()->clear();
    bench.document.copyAll();
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), text);
}

void TestRawText::walksWithTheKeys()
{
    QByteArray text;
    for (int i = 0; i < 1'000; ++i)
        text += "line " + QByteArray::number(i) + " \u00e9\n";
    Bench bench(text);
    QVERIFY(bench.isReady());
    bench.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(bench.view.selected(), QByteArray("l"));
    bench.press(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(bench.view.selected(), QByteArray("line 0 \u00e9"));
    bench.press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(bench.view.selected(), QByteArray("line 0 "));
    bench.press(Qt::Key_Home);
    bench.press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(bench.view.selected(), QByteArray("line 0 \u00e9\n"));
    bench.press(Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.view.selected(), text);
    QVERIFY(bench.view.firstRow() > 900);
    bench.press(Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(bench.view.firstRow(), 0.0);
    QVERIFY(!bench.view.hasSelection());
    bench.press(Qt::Key_PageDown);
    QCOMPARE(bench.view.firstRow(), bench.view.rowsSeen());
    bench.press(Qt::Key_PageUp);
    bench.press(Qt::Key_Up);
    bench.press(Qt::Key_Left);
    QCOMPARE(bench.view.firstRow(), 0.0);
}

void TestRawText::selectsWithTheMouse()
{
    const QByteArray text = "first words\nsecond words\nthird words";
    Bench bench(text);
    QVERIFY(bench.isReady());
    QTRY_VERIFY(bench.view.contentWidth() > 0); // laid out
    const int row = (300 - 8) / static_cast<int>(bench.view.rowsSeen());
    QTest::mouseDClick(&bench.window, Qt::LeftButton, {}, {60, row + row / 2});
    QCOMPARE(bench.view.selected(), QByteArray("second"));
    QTest::mousePress(&bench.window, Qt::LeftButton, {}, {2, row / 2 + 4});
    QTest::mouseMove(&bench.window, {100, row});
    QTest::mouseMove(&bench.window, {390, row + row / 2});
    QTest::mouseRelease(&bench.window, Qt::LeftButton, {}, {390, row + row / 2});
    QCOMPARE(bench.view.selected(), QByteArray("first words\nsecond words"));
}

void TestRawText::stepsThroughMatches()
{
    QByteArray text;
    for (int i = 0; i < 5'000; ++i)
        text += i % 1'000 == 500 ? "a Needle\n" : "hay hay\n";
    Bench bench(text);
    QVERIFY(bench.isReady());
    bench.document.setSearch(QStringLiteral("needle"));
    QVERIFY(bench.document.isSearching());
    QTRY_VERIFY(!bench.document.isSearching());
    QCOMPARE(bench.document.matchCount(), 5.0);
    QCOMPARE(bench.view.matchIndex(), -1.0);
    bench.view.stepMatch(1);
    QCOMPARE(bench.view.matchIndex(), 0.0);
    QCOMPARE(bench.view.selected(), QByteArray("Needle"));
    QVERIFY(bench.view.firstRow() <= 500 && bench.view.firstRow() + bench.view.rowsSeen() > 500);
    bench.view.stepMatch(1);
    QCOMPARE(bench.view.matchIndex(), 1.0);
    bench.view.stepMatch(-1);
    bench.view.stepMatch(-1);
    QCOMPARE(bench.view.matchIndex(), 4.0);
    bench.view.stepMatch(1);
    QCOMPARE(bench.view.matchIndex(), 0.0);
    bench.document.setSearch(QStringLiteral("not there"));
    QTRY_VERIFY(!bench.document.isSearching());
    bench.view.stepMatch(1);
    QCOMPARE(bench.view.matchIndex(), -1.0);
}

void TestRawText::dropsASearch()
{
    const QByteArray text(4'000'000, 'a');
    RawDocument document;
    document.setBytes(base::viewOf(text), text, RawDocument::Kind::Text);
    document.setSearch(QStringLiteral("a"));
    document.setSearch(QStringLiteral("aa"));
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 2'000'000.0);
    document.setSearch(QStringLiteral("a"));
    document.setBytes("b", "b", RawDocument::Kind::Text);
    QTRY_VERIFY(!document.isSearching());
    QCOMPARE(document.matchCount(), 0.0);
}

void TestRawText::opensALongTextAtItsFirstPage()
{
    const QByteArray text = '[' + QByteArray(R"({"id": 12345, "name": "object"},)").repeated(340'000) + "1]";
    Bench bench(text, true);
    QVERIFY(bench.view.rowCount() > 100); // at once, not when all lines are counted
    QVERIFY(bench.view.progress() < 1.0);
    QVERIFY(bench.isReady());
    bench.view.setProperty("formatted", true);
    QCOMPARE(bench.view.textOfRow(1), QStringLiteral("  {"));
    QCOMPARE(bench.view.textOfRow(2), QStringLiteral("    \"id\": 12345,"));
    bench.press(Qt::Key_End, Qt::ControlModifier);
    QVERIFY(bench.view.progress() < 1.0); // the window does not stop for it
    QTRY_COMPARE(bench.view.rowCount(), 340'000.0 * 4 + 3);
    QCOMPARE(bench.view.textOfRow(bench.view.firstRow() + bench.view.rowsSeen() - 1), QStringLiteral("]"));
}

void TestRawText::keepsItsPlaceFarDown()
{
    const QByteArray text = '[' + QByteArray(R"({"id": 12345, "name": "object"},)").repeated(340'000) + "1]";
    Bench bench(text, true);
    QVERIFY(bench.isReady());
    bench.press(Qt::Key_End, Qt::ControlModifier);
    const double last = bench.view.rowCount() - bench.view.rowsSeen();
    QCOMPARE(bench.view.firstRow(), last);
    const double half = std::floor(last / 2);
    bench.view.setFirstRow(half);
    QCOMPARE(bench.view.firstRow(), half);

    bench.view.setWidth(300);
    QVERIFY(bench.view.progress() < 1.0); // lines are counted anew, in slices
    bench.view.setFirstRow(5); // a row that may be another one by then
    bench.view.setWidth(250);
    QTRY_COMPARE(bench.view.progress(), 1.0);
    QVERIFY(bench.view.rowCount() > last + bench.view.rowsSeen());
    // What was in the middle of the text is so still.
    QVERIFY2(std::abs(bench.view.firstRow() / bench.view.rowCount() - 0.5) < 0.01,
             qPrintable(QString::number(bench.view.firstRow())));

    bench.view.setProperty("formatted", true);
    bench.press(Qt::Key_End, Qt::ControlModifier); // wins over the place
    bench.view.setFirstRow(3); // and this over both
    QTRY_COMPARE(bench.view.progress(), 1.0);
    QCOMPARE(bench.view.firstRow(), 3.0);
    bench.press(Qt::Key_Up); // the cursor is at the end
    QCOMPARE(bench.view.firstRow(), bench.view.rowCount() - bench.view.rowsSeen() - 1);
}

void TestRawText::copiesWhatIsNoText()
{
    const QByteArray bytes("a\xff\0b", 4);
    RawDocument document;
    document.setBytes(base::viewOf(bytes), bytes, RawDocument::Kind::Text);
    document.copyAll();
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("application/octet-stream")), bytes);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("a\ufffd")));
}

QTEST_MAIN(TestRawText)
#include "tst_rawtext.moc"
