// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/jslexer.h"

#include <algorithm>

namespace topicscope::script {

namespace {

constexpr QStringView keywords[] = {
    u"await",  u"break",  u"case",   u"catch",      u"class",   u"const", u"continue", u"debugger", u"default",
    u"delete", u"do",     u"else",   u"export",     u"extends", u"false", u"finally",  u"for",      u"function",
    u"if",     u"import", u"in",     u"instanceof", u"let",     u"new",   u"null",     u"of",       u"return",
    u"static", u"super",  u"switch", u"this",       u"throw",   u"true",  u"try",      u"typeof",   u"undefined",
    u"var",    u"void",   u"while",  u"with",       u"yield",
};
// Those that end a value; after all others an expression begins.
constexpr QStringView valueKeywords[] = {u"false", u"null", u"super", u"this", u"true", u"undefined"};

bool isWordStart(QChar c)
{
    return c.isLetter() || c == u'_' || c == u'$';
}

bool isWordPart(QChar c)
{
    return isWordStart(c) || c.isDigit() || c.category() == QChar::Mark_NonSpacing;
}

// Not the digits of other scripts, which no number has.
bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isBlank(QChar c)
{
    return c.isSpace() || c == QChar::ByteOrderMark;
}

template<std::size_t N>
bool contains(const QStringView (&words)[N], QStringView word)
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

} // namespace

JsLexer::JsLexer(QStringView text, JsLexState state) : m_text(text), m_state(std::move(state))
{
    if (m_text.isEmpty()) // an empty line ends a string, whatever the line before announced
        m_state.quote = QChar();
}

std::optional<JsToken> JsLexer::next()
{
    if (m_position >= m_text.size())
        return std::nullopt;
    if (m_state.inComment)
        return takeComment(m_position);
    if (!m_state.templates.empty() && m_state.templates.back() < 0)
        return takeTemplate(m_position);
    if (!m_state.quote.isNull())
        return takeString(m_position, m_state.quote);
    while (m_position < m_text.size() && isBlank(m_text[m_position]))
        ++m_position;
    if (m_position >= m_text.size())
        return std::nullopt;

    const QChar c = m_text[m_position];
    const QChar following = at(m_position + 1);
    if (c == u'/' && following == u'*')
        return takeComment(m_position + 2);
    if (c == u'/' && following == u'/') {
        const auto newline = std::find_if(m_text.begin() + m_position, m_text.end(), [](QChar ch) {
            return ch == u'\n' || ch == u'\r' || ch == QChar::LineSeparator || ch == QChar::ParagraphSeparator;
        });
        return take(JsTokenKind::Comment, newline - m_text.begin() - m_position);
    }
    if (c == u'"' || c == u'\'')
        return takeString(m_position + 1, c);
    if (c == u'`') {
        m_state.templates.push_back(-1);
        return takeTemplate(m_position + 1);
    }
    if (c == u'/' && !m_state.afterValue)
        return takeRegularExpression();
    if (isDigit(c) || (c == u'.' && isDigit(following)))
        return takeNumber();
    if (isWordStart(c))
        return takeWord();
    return takePunctuator();
}

JsToken JsLexer::take(JsTokenKind kind, qsizetype length)
{
    const JsToken token{.kind = kind, .begin = m_position, .length = length};
    m_position += length;
    if (kind != JsTokenKind::Comment) {
        m_state.afterDot = false;
        m_state.beforeKey = false;
    }
    return token;
}

JsToken JsLexer::takeComment(qsizetype from)
{
    const qsizetype close = m_text.indexOf(u"*/", from);
    m_state.inComment = close < 0;
    return take(JsTokenKind::Comment, (close < 0 ? m_text.size() : close + 2) - m_position);
}

JsToken JsLexer::takeString(qsizetype from, QChar quote)
{
    qsizetype end = from;
    m_state.quote = QChar();
    m_state.afterValue = true;
    while (end < m_text.size() && m_text[end] != quote && m_text[end] != u'\n') {
        if (m_text[end] == u'\\') {
            ++end;
            if (end == m_text.size())
                m_state.quote = quote;
            else if (m_text[end] == u'\r' && at(end + 1) == u'\n')
                ++end;
        }
        ++end;
    }
    end = std::min(end, m_text.size());
    const bool closed = at(end) == quote;
    return take(closed || !m_state.quote.isNull() ? JsTokenKind::String : JsTokenKind::Invalid,
                end + (closed ? 1 : 0) - m_position);
}

JsToken JsLexer::takeTemplate(qsizetype from)
{
    for (qsizetype end = from; end < m_text.size(); ++end) {
        if (m_text[end] == u'\\') {
            ++end;
        } else if (m_text[end] == u'`') {
            m_state.templates.pop_back();
            m_state.afterValue = true;
            return take(JsTokenKind::Template, end + 1 - m_position);
        } else if (m_text[end] == u'$' && at(end + 1) == u'{') {
            m_state.templates.back() = 0;
            m_state.afterValue = false;
            return take(JsTokenKind::Template, end + 2 - m_position);
        }
    }
    return take(JsTokenKind::Template, m_text.size() - m_position);
}

JsToken JsLexer::takeRegularExpression()
{
    bool inClass = false;
    qsizetype end = m_position + 1;
    for (; end < m_text.size() && m_text[end] != u'\n'; ++end) {
        const QChar c = m_text[end];
        if (c == u'\\') {
            if (at(end + 1) != u'\n')
                ++end;
        } else if (c == u'[') {
            inClass = true;
        } else if (c == u']') {
            inClass = false;
        } else if (c == u'/' && !inClass) {
            break;
        }
    }
    end = std::min(end, m_text.size());
    const bool closed = at(end) == u'/';
    if (closed) {
        do {
            ++end;
        } while (isWordPart(at(end))); // flags
    }
    m_state.afterValue = true;
    return take(closed ? JsTokenKind::RegularExpression : JsTokenKind::Invalid, end - m_position);
}

JsToken JsLexer::takeNumber()
{
    qsizetype end = m_position;
    const auto skipDigits = [this, &end] {
        while (isDigit(at(end)) || (at(end) == u'_' && end > m_position))
            ++end;
    };
    const bool hasBase = at(end) == u'0' && QStringView(u"xXoObB").contains(at(end + 1)) && isWordPart(at(end + 2));
    if (!hasBase) {
        skipDigits();
        if (at(end) == u'.') {
            ++end;
            skipDigits();
        }
        const qsizetype digits = end + (at(end + 1) == u'+' || at(end + 1) == u'-' ? 2 : 1);
        if (at(end).toLower() == u'e' && isDigit(at(digits))) {
            end = digits;
            skipDigits();
        }
    }
    while (isWordPart(at(end))) // the digits of another base, a suffix, or what makes the number wrong
        ++end;
    m_state.afterValue = true;
    return take(JsTokenKind::Number, end - m_position);
}

bool JsLexer::isKey(qsizetype end) const
{
    while (at(end) == u' ' || at(end) == u'\t')
        ++end;
    return m_state.beforeKey && at(end) == u':';
}

JsToken JsLexer::takeWord()
{
    qsizetype end = m_position;
    while (isWordPart(at(end)))
        ++end;
    const QStringView word = m_text.sliced(m_position, end - m_position);
    // "{ default:" is how a switch may begin.
    const bool named = m_state.afterDot || (isKey(end) && word != u"default");
    const bool keyword = !named && contains(keywords, word);
    m_state.afterValue = !keyword || contains(valueKeywords, word);
    return take(keyword ? JsTokenKind::Keyword : JsTokenKind::Identifier, end - m_position);
}

JsToken JsLexer::takePunctuator()
{
    const QChar c = m_text[m_position];
    if (!m_state.templates.empty()) {
        int &depth = m_state.templates.back();
        if (c == u'{') {
            ++depth;
        } else if (c == u'}' && --depth < 0) { // back to the template's text
            return takeTemplate(m_position + 1);
        }
    }
    constexpr QStringView operators = u"{}()[];,<>+-*/%&|^!~?:=.@#";
    if (!operators.contains(c))
        return take(JsTokenKind::Invalid, c.isHighSurrogate() && at(m_position + 1).isLowSurrogate() ? 2 : 1);
    const bool increment = (c == u'+' || c == u'-') && at(m_position + 1) == c;
    if (!increment) // "i++ / 2" and "++/x/" are told apart by what came before
        m_state.afterValue = c == u')' || c == u']';
    const QStringView rest = m_text.sliced(m_position);
    const bool spread = rest.startsWith(u"...");
    const JsToken token = take(JsTokenKind::Punctuator, spread ? 3 : rest.startsWith(u"=>") || increment ? 2 : 1);
    m_state.afterDot = c == u'.' && !spread;
    m_state.beforeKey = c == u'{' || c == u',';
    return token;
}

} // namespace topicscope::script
