// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/utf8.h"
#include "base/visibletext.h"

#include "base/bytes.h"

#include <QRegularExpression>
#include <QTest>

using namespace topicscope;

class TestVisibleText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatCannotBeSeen_data();
    void marksWhatCannotBeSeen();
    void leavesNothingInvisible();
    void writesControlCharactersInLetters();
    void keepsHalvesOfSurrogates();
    void standsForOneTextAlone();
    void walksOverEveryByte();
    void keepsLines();
};

void TestVisibleText::marksWhatCannotBeSeen_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("plain") << QByteArray("orders/eu 1") << QStringLiteral("orders/eu 1");
    QTest::newRow("letters of the world") << QByteArray("Zo\u00eb \u4e2d\u6587 \u05d0 \U0001F600")
                                          << QStringLiteral("Zo\u00eb \u4e2d\u6587 \u05d0 \U0001F600");
    QTest::newRow("a mark on a letter") << QByteArray("e\u0301a") << QStringLiteral("e\u0301a");
    QTest::newRow("control characters") << QByteArray("a\tb\r\n\x1b[2J\x7f")
                                        << QStringLiteral("a‹TAB›b‹CR›‹LF›‹ESC›[2J‹DEL›");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QStringLiteral("a‹NUL›b");
    QTest::newRow("C1") << QByteArray("\u0085") << QStringLiteral("‹U+0085›");
    QTest::newRow("right to left override") << QByteArray("txt\u202egpj.exe") << QStringLiteral("txt‹U+202E›gpj.exe");
    QTest::newRow("isolates") << QByteArray("\u2066a\u2069") << QStringLiteral("‹U+2066›a‹U+2069›");
    QTest::newRow("zero width") << QByteArray("a\u200bb\u200d\ufeff\u00ad")
                                << QStringLiteral("a‹U+200B›b‹U+200D›‹U+FEFF›‹U+00AD›");
    QTest::newRow("separators") << QByteArray("a\u2028b\u2029") << QStringLiteral("a‹U+2028›b‹U+2029›");
    QTest::newRow("other spaces") << QByteArray("a\u00a0b\u3000") << QStringLiteral("a‹U+00A0›b‹U+3000›");
    QTest::newRow("variation selector, tag, filler")
        << QByteArray("\u2764\ufe0f\U000E0041\u3164") << QStringLiteral("\u2764‹U+FE0F›‹U+E0041›‹U+3164›");
    QTest::newRow("flood of marks") << QByteArray("e") + QByteArray("\u0301").repeated(6)
                                    << QStringLiteral("e\u0301\u0301\u0301\u0301‹U+0301›‹U+0301›");
    QTest::newRow("a mark on nothing") << QByteArray("\u0301a") << QStringLiteral("‹U+0301›a");
    QTest::newRow("no UTF-8") << QByteArray("a\xff\xc3(\xe2\x82") << QStringLiteral("a‹xFF›‹xC3›(‹xE2›‹x82›");
    QTest::newRow("longer than needed") << QByteArray("\xc0\xaf\xe0\x80\xaf\xf5")
                                        << QStringLiteral("‹xC0›‹xAF›‹xE0›‹x80›‹xAF›‹xF5›");
    QTest::newRow("half a surrogate") << QByteArray("\xed\xa0\xbd!") << QStringLiteral("‹U+D83D›!");
    QTest::newRow("spaces at the ends") << QByteArray(" a b  ") << QStringLiteral("\u2423a b\u2423\u2423");
    QTest::newRow("spaces alone") << QByteArray("  ") << QStringLiteral("\u2423\u2423");
    QTest::newRow("a long run of spaces")
        << QByteArray("a") + QByteArray(5'000, ' ') + "b" << QStringLiteral("a‹5000 spaces›b");
    QTest::newRow("received mark of a space") << QByteArray("a\u2423") << QStringLiteral("a‹U+2423›");
    QTest::newRow("a received mark") << QByteArray("‹U+202E› ‹x› ‹LF› ‹a› ‹Le›")
                                     << QStringLiteral("‹U+2039›U+202E› ‹U+2039›x› ‹U+2039›LF› ‹a› ‹Le›");
}

void TestVisibleText::marksWhatCannotBeSeen()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, shown);
    QCOMPARE(base::visibleText(base::viewOf(text)), shown);
}

// Every code point there is, between two letters.
void TestVisibleText::leavesNothingInvisible()
{
    for (char32_t code = 0; code <= 0x10ffff; ++code) {
        std::string text = "a";
        base::appendWtf8(text, code);
        text += 'b';
        const QString shown = base::visibleText(text);
        for (const char32_t seen : shown.toUcs4()) {
            const QChar::Category category = QChar::category(seen);
            const bool visible = category != QChar::Other_Control && category != QChar::Other_Format
                                 && category != QChar::Other_Surrogate && category != QChar::Separator_Line
                                 && category != QChar::Separator_Paragraph
                                 && (category != QChar::Separator_Space || seen == U' ');
            if (!visible)
                QFAIL(qPrintable(QStringLiteral("U+%1 is shown as %2").arg(static_cast<uint>(code), 4, 16).arg(shown)));
        }
    }
}

// Of all that stands for them, every font has the letters and quotation marks; few have U+2400 and on.
void TestVisibleText::writesControlCharactersInLetters()
{
    for (const char code : std::string(
             "\0\1\2\3\4\5\6\a\b\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f",
             33)) {
        const std::string text(1, code);
        const QString shown = base::visibleText(text);
        QVERIFY2(QRegularExpression(QStringLiteral("^‹[A-Z]{2,3}[1-4]?›$")).match(shown).hasMatch(), qPrintable(shown));
        base::VisibleWalker walker(text);
        QVERIFY(walker.next());
        QCOMPARE(walker.columns(), static_cast<int>(shown.size()));
    }
}

void TestVisibleText::keepsHalvesOfSurrogates()
{
    const QString high = QStringLiteral("a") + QChar(0xd83d) + QStringLiteral("b");
    QCOMPARE(base::visibleText(high), QStringLiteral("a‹U+D83D›b"));
    QCOMPARE(base::wtf8Of(QStringLiteral("\U0001F600")), std::string("\xf0\x9f\x98\x80"));
    QCOMPARE(base::wtf8Of(QString(QChar(0xde00))), std::string("\xed\xb8\x80"));
}

// Short texts of what is special, each shown as none of the others is.
void TestVisibleText::standsForOneTextAlone()
{
    const std::vector<QByteArray> pieces{"a",       " ",    "\t",   "TAB›",   "\u202e",   "‹",
                                         "U+202E›", "x09›", "\xff", "\u2423", "1 spaces›"};
    QHash<QString, QByteArray> seen;
    for (const QByteArray &a : pieces) {
        for (const QByteArray &b : pieces) {
            for (const QByteArray &c : pieces) {
                const QByteArray text = a + b + c;
                const QString shown = base::visibleText(base::viewOf(text));
                QCOMPARE(seen.value(shown, text), text);
                seen.insert(shown, text);
            }
        }
    }
}

void TestVisibleText::walksOverEveryByte()
{
    QByteArray text;
    for (int i = 0; i < 4'096; ++i)
        text += static_cast<char>((i * 2'654'435'761U) >> 24);
    base::VisibleWalker walker(base::viewOf(text));
    std::size_t at = 0;
    while (walker.next()) {
        QCOMPARE(walker.begin(), at);
        QVERIFY(walker.end() > at);
        at = walker.end();
    }
    QCOMPARE(at, static_cast<std::size_t>(text.size()));
}

void TestVisibleText::keepsLines()
{
    QCOMPARE(base::visibleLines(QStringLiteral("Error: a\u202eb\n    at x\t1\n")),
             QStringLiteral("Error: a‹U+202E›b\n    at x‹TAB›1\n"));
}

QTEST_APPLESS_MAIN(TestVisibleText)
#include "tst_visibletext.moc"

#include <vector>
