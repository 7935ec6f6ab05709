// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/jslexer.h"

#include <QRegularExpression>
#include <QTest>

using namespace topicscope::script;

namespace {

QStringList listOf(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list.append(QString::fromUtf8(text));
    return list;
}

//! \brief The tokens of \a text as "k:const i:a p:=": a letter for the kind, then the text itself.
QStringList described(QStringView text, JsLexState *state = nullptr)
{
    static constexpr QStringView letters = u"cstrnkip?"; // in the order of JsTokenKind
    JsLexer lexer(text, state ? *state : JsLexState());
    QStringList tokens;
    qsizetype last = 0;
    while (const std::optional<JsToken> token = lexer.next()) {
        if (token->begin < last || token->length <= 0 || token->end() > text.size())
            return {QStringLiteral("token out of place")};
        last = token->end();
        tokens.append(letters[static_cast<qsizetype>(token->kind)] + QStringLiteral(":")
                      + text.sliced(token->begin, token->length).toString());
    }
    if (state)
        *state = lexer.state();
    return tokens;
}

} // namespace

class TestJsLexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("tokens");
        const auto row = [](const char *name, const char16_t *text, std::initializer_list<const char *> tokens) {
            QTest::newRow(name) << QString::fromUtf16(text) << listOf(tokens);
        };
        row("nothing", u"", {});
        row("white space", u" \t\n  ", {});
        row("byte order mark", u"\ufeffa", {"i:a"});
        row("statement", u"const a = b;", {"k:const", "i:a", "p:=", "i:b", "p:;"});
        row("handler", u"export function f(m) {}",
            {"k:export", "k:function", "i:f", "p:(", "i:m", "p:)", "p:{", "p:}"});
        row("arrow", u"x=>x", {"i:x", "p:=>", "i:x"});
        row("spread", u"[...a]", {"p:[", "p:...", "i:a", "p:]"});
        row("odd names", u"$a _b é c1", {"i:$a", "i:_b", "i:é", "i:c1"});
        row("stray character", u"a \u20ac b", {"i:a", "?:\u20ac", "i:b"});
        row("stray character of two units", u"a \U0001F600 b", {"i:a", "?:\U0001F600", "i:b"});

        row("keyword inside a name", u"inner newer", {"i:inner", "i:newer"});
        row("keyword as a property", u"a.in", {"i:a", "p:.", "i:in"});
        row("keyword as a property further on", u"a . in", {"i:a", "p:.", "i:in"});
        row("keyword as a property past a comment", u"a./* b */in", {"i:a", "p:.", "c:/* b */", "i:in"});
        row("keyword as an optional property", u"a?.new", {"i:a", "p:?", "p:.", "i:new"});
        row("keyword after a spread", u"[...this]", {"p:[", "p:...", "k:this", "p:]"});
        row("keywords as keys", u"{in: 1, of : this}",
            {"p:{", "i:in", "p::", "n:1", "p:,", "i:of", "p::", "k:this", "p:}"});
        row("keyword as a value", u"{a: null, b}", {"p:{", "i:a", "p::", "k:null", "p:,", "i:b", "p:}"});
        row("choice between keywords", u"a ? null : this", {"i:a", "p:?", "k:null", "p::", "k:this"});
        row("default of a switch", u"{ default: 1 }", {"p:{", "k:default", "p::", "n:1", "p:}"});

        for (const char *number : {"0", "42", "1.5", ".5", "5.", "1e5", "1e-5", "1E+5", "1.e5", ".5e2", "1_000", "0x1F",
                                   "0x1e", "0b101", "0o17", "10n"})
            QTest::newRow(number) << QString::fromLatin1(number)
                                  << QStringList{QLatin1String("n:") + QLatin1String(number)};
        row("range of signs", u"1-2+3", {"n:1", "p:-", "n:2", "p:+", "n:3"});
        row("hexadecimal that ends in e", u"0x1e+1", {"n:0x1e", "p:+", "n:1"});
        row("exponent without digits", u"1e+a", {"n:1e", "p:+", "i:a"});
        row("property of a number", u"1..in", {"n:1.", "p:.", "i:in"});
        row("property of a fraction", u"1.5.a", {"n:1.5", "p:.", "i:a"});
        row("property of a hexadecimal", u"0xF.a", {"n:0xF", "p:.", "i:a"});
        row("number with a letter", u"3px", {"n:3px"});
        row("digits of another script", u"\u0663", {"?:\u0663"});

        row("strings", u"\"a'b\" 'c\"d' ''", {"s:\"a'b\"", "s:'c\"d'", "s:''"});
        row("escaped quotes", u"'a\\'b' \"\\\\\" c", {"s:'a\\'b'", "s:\"\\\\\"", "i:c"});
        row("comment in a string", u"'// no' /* 'yes' */", {"s:'// no'", "c:/* 'yes' */"});
        row("unclosed string", u"'abc\nd", {"?:'abc", "i:d"});
        row("unclosed string at the end", u"\"abc", {"?:\"abc"});
        row("lone quote", u"'", {"?:'"});
        row("string over lines", u"'a\\\nb' c", {"s:'a\\\nb'", "i:c"});
        row("string over lines of Windows", u"'a\\\r\nb' c", {"s:'a\\\r\nb'", "i:c"});

        row("line comment", u"a // b 'c\nd", {"i:a", "c:// b 'c", "i:d"});
        row("comment", u"a /* b\n * c */ d", {"i:a", "c:/* b\n * c */", "i:d"});
        row("comments do not nest", u"/* /* */ a", {"c:/* /* */", "i:a"});
        row("comment that is not closed by its own star", u"/*/ a", {"c:/*/ a"});
        row("empty comment", u"/**/a", {"c:/**/", "i:a"});

        row("division", u"a / b / c", {"i:a", "p:/", "i:b", "p:/", "i:c"});
        row("division of calls", u"f(a) / g[0] / 2",
            {"i:f", "p:(", "i:a", "p:)", "p:/", "i:g", "p:[", "n:0", "p:]", "p:/", "n:2"});
        row("division of a string", u"'a' / 2", {"s:'a'", "p:/", "n:2"});
        row("division of a template", u"`a` / 2", {"t:`a`", "p:/", "n:2"});
        row("division of this", u"this / a / b", {"k:this", "p:/", "i:a", "p:/", "i:b"});
        row("division of a property called in", u"a.in / b / c", {"i:a", "p:.", "i:in", "p:/", "i:b", "p:/", "i:c"});
        row("division past a comment", u"a /* c */ / b / 1", {"i:a", "c:/* c */", "p:/", "i:b", "p:/", "n:1"});
        row("division after an increment", u"i++ / 2 / 3", {"i:i", "p:++", "p:/", "n:2", "p:/", "n:3"});
        row("division and assignment", u"a /= b / c", {"i:a", "p:/", "p:=", "i:b", "p:/", "i:c"});
        row("regular expression at the start", u"/a+/.test(b)", {"r:/a+/", "p:.", "i:test", "p:(", "i:b", "p:)"});
        row("assigned regular expression", u"a = /b/gi", {"i:a", "p:=", "r:/b/gi"});
        row("returned regular expression", u"return /a/", {"k:return", "r:/a/"});
        row("regular expression as an argument", u"f(/a/, /b/)", {"i:f", "p:(", "r:/a/", "p:,", "r:/b/", "p:)"});
        row("regular expression after a block", u"} /a/", {"p:}", "r:/a/"});
        row("slash in a class", u"/[/]/ / 2", {"r:/[/]/", "p:/", "n:2"});
        row("escaped slash", u"/a\\/b/", {"r:/a\\/b/"});
        row("escaped class", u"/\\[/ b", {"r:/\\[/", "i:b"});
        row("quotes in a regular expression", u"/'\"`/ a", {"r:/'\"`/", "i:a"});
        row("equals sign first", u"a(/=/)", {"i:a", "p:(", "r:/=/", "p:)"});
        row("unclosed regular expression", u"= /abc\nd", {"p:=", "?:/abc", "i:d"});
        row("regular expression that ends in a backslash", u"= /abc\\\nd", {"p:=", "?:/abc\\", "i:d"});

        row("template", u"`a 'b' // c`", {"t:`a 'b' // c`"});
        row("template over lines", u"`a\nb` c", {"t:`a\nb`", "i:c"});
        row("template with a hole", u"`a${b}c`", {"t:`a${", "i:b", "t:}c`"});
        row("template with an object", u"`${ {a: {}} }`", {"t:`${", "p:{", "i:a", "p::", "p:{", "p:}", "p:}", "t:}`"});
        row("templates within templates", u"`${`${a}`}` / b", {"t:`${", "t:`${", "i:a", "t:}`", "t:}`", "p:/", "i:b"});
        row("regular expression in a hole", u"`${/}/}`", {"t:`${", "r:/}/", "t:}`"});
        row("escapes in a template", u"`\\`\\${a}`", {"t:`\\`\\${a}`"});
        row("dollar without a brace", u"`$ {$`", {"t:`$ {$`"});
        row("two holes", u"`${a}${b}`", {"t:`${", "i:a", "t:}${", "i:b", "t:}`"});
        row("unclosed template", u"`a", {"t:`a"});
        row("unclosed hole", u"`${a", {"t:`${", "i:a"});
        row("brace too many", u"} a", {"p:}", "i:a"});
    }
    void splits()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, tokens);
        QCOMPARE(described(text), tokens);
    }

    void goesOnInTheNextLine_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QStringList>("last");
        QTest::newRow("comment") << listOf({"a /* b", "", "c */ d"}) << listOf({"c:c */", "i:d"});
        QTest::newRow("inside a comment") << listOf({"/*", "if 'x"}) << listOf({"c:if 'x"});
        QTest::newRow("line comment") << listOf({"// a", "b"}) << listOf({"i:b"});
        QTest::newRow("template") << listOf({"`a", "", "b` c"}) << listOf({"t:b`", "i:c"});
        QTest::newRow("brace in a template's text") << listOf({"`a", "} b`"}) << listOf({"t:} b`"});
        QTest::newRow("hole") << listOf({"`${", "a", "}b`"}) << listOf({"t:}b`"});
        QTest::newRow("object in a hole") << listOf({"`${ {", "} }` / 2"}) << listOf({"p:}", "t:}`", "p:/", "n:2"});
        QTest::newRow("unclosed string") << listOf({"'a", "b"}) << listOf({"i:b"});
        QTest::newRow("string with a backslash") << listOf({"'a\\", "b' c"}) << listOf({"s:b'", "i:c"});
        QTest::newRow("string with two backslashes") << listOf({"'a\\\\", "b"}) << listOf({"i:b"});
        QTest::newRow("string closed at once") << listOf({"'a\\", "' c"}) << listOf({"s:'", "i:c"});
        QTest::newRow("string ended by an empty line") << listOf({"'a\\", "", "b"}) << listOf({"i:b"});
        QTest::newRow("string that goes on and is not closed") << listOf({"'a\\", "b", "c"}) << listOf({"i:c"});
        QTest::newRow("division") << listOf({"a", "/ b / c"}) << listOf({"p:/", "i:b", "p:/", "i:c"});
        QTest::newRow("regular expression") << listOf({"a =", "/b/"}) << listOf({"r:/b/"});
        QTest::newRow("property") << listOf({"a.", "in"}) << listOf({"i:in"});
        QTest::newRow("key") << listOf({"a = {", "// b", "in: 1"}) << listOf({"i:in", "p::", "n:1"});
    }
    void goesOnInTheNextLine()
    {
        QFETCH(QStringList, lines);
        QFETCH(QStringList, last);
        JsLexState state;
        QStringList tokens;
        for (const QString &line : lines)
            tokens = described(line, &state);
        QCOMPARE(tokens, last);
    }

    void stateComesBack()
    {
        JsLexState state;
        described(u"/* a", &state);
        QVERIFY(state.inComment);
        described(u"b */", &state);
        QVERIFY(!state.inComment);
        described(u"`${`", &state);
        QCOMPARE(state.templates, (std::vector{0, -1}));
        described(u"`}`;", &state);
        QCOMPARE(state, JsLexState());
    }

    //! A text is the same whether it is split as a whole or line by line, and nothing but white space is left out.
    void losesNothing()
    {
        const QString text = QStringLiteral("/* a\n b */ const c = `x${ {d: /e[/]/g} }\ny`; // f\nif (c.in / 2 > "
                                            ".5e-3) { 'g\\\nh'; } else \"i\n[...j] = k++ / 2;\n");
        QString compact = text;
        compact.remove(QRegularExpression(QStringLiteral("\\s")));
        QString whole;
        for (const QString &token : described(text))
            whole += token.mid(2);
        QCOMPARE(whole.remove(QRegularExpression(QStringLiteral("\\s"))), compact);

        JsLexState state;
        QString lines;
        for (const QString &line : text.split(u'\n')) {
            for (const QString &token : described(line, &state))
                lines += token.mid(2);
        }
        QCOMPARE(lines.remove(QRegularExpression(QStringLiteral("\\s"))), compact);
    }
};

QTEST_GUILESS_MAIN(TestJsLexer)

#include "tst_jslexer.moc"
