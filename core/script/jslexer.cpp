// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/jslexer.h"

#include <algorithm>

namespace topicscope::script {

namespace {

constexpr QStringView keywords[] = {
    u"await", u"break", u"case", u"catch", u"class", u"const", u"continue", u"debugger", u"default", u"delete", u"do", u"else", u"export", u"extends",
    u"false", u"finally", u"for", u"function", u"if", u"import", u"in", u"instanceof", u"let", u"new", u"null", u"of", u"return", u"static", u"super",
    u"switch", u"this", u"throw", u"true", u"try", u"typeof", u"undefined", u"var", u"void", u"while", u"with", u"yield",
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

template<std::size_t N>
bool contains(const QStringView (&words)[N], QStringView word)
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

} // namespace

JsLexer::JsLexer(QStringView text, JsLexState state)
    : m_text(text)
    , m_state(std::move(state))
{
}

std::optional<JsToken> JsLexer::next()
{
    if (m_position >= m_text.size())
        return std::nullopt;
    if (m_state.inComment)
        return takeComment(m_position);
    if (!m_state.templates.isEmpty() && m_state.templates.last() < 0)
        return takeTemplate(m_position);
    while (m_position < m_text.size() && m_text[m_position].isSpace())
        ++m_position;
    if (m_position >= m_text.size())
        return std::nullopt;

    const QChar c = m_text[m_position];
    const QChar following = at(m_position + 1);
    if (c == u'/' && following == u'*')
        return takeComment(m_position + 2);
    if (c == u'/' && following == u'/') {
        const qsizetype newline = m_text.indexOf(u'\n', m_position);
        return take(JsTokenKind::Comment, (newline < 0 ? m_text.size() : newline) - m_position);
    }
    if (c == u'"' || c == u'\'')
        return takeString();
    if (c == u'`') {
        m_state.templates.append(-1);
        return takeTemplate(m_position + 1);
    }
    if (c == u'/' && !m_state.afterValue)
        return takeRegularExpression();
    if (c.isDigit() || (c == u'.' && following.isDigit()))
        return takeNumber();
    if (isWordStart(c))
        return takeWord();
    return takePunctuator();
}

JsToken JsLexer::take(JsTokenKind kind, qsizetype length)
{
    const JsToken token{.kind = kind, .begin = m_position, .length = length};
    m_position += length;
    return token;
}

JsToken JsLexer::takeComment(qsizetype from)
{
    const qsizetype close = m_text.indexOf(u"*/", from);
    m_state.inComment = close < 0;
    return take(JsTokenKind::Comment, (close < 0 ? m_text.size() : close + 2) - m_position);
}

JsToken JsLexer::takeString()
{
    const QChar quote = m_text[m_position];
    qsizetype end = m_position + 1;
    while (end < m_text.size() && m_text[end] != quote && m_text[end] != u'\n')
        end += m_text[end] == u'\\' ? 2 : 1;
    end = std::min(end, m_text.size());
    const bool closed = at(end) == quote;
    m_state.afterValue = true;
    return take(closed ? JsTokenKind::String : JsTokenKind::Invalid, end + (closed ? 1 : 0) - m_position);
}

JsToken JsLexer::takeTemplate(qsizetype from)
{
    for (qsizetype end = from; end < m_text.size(); ++end) {
        if (m_text[end] == u'\\') {
            ++end;
        } else if (m_text[end] == u'`') {
            m_state.templates.removeLast();
            m_state.afterValue = true;
            return take(JsTokenKind::Template, end + 1 - m_position);
        } else if (m_text[end] == u'$' && at(end + 1) == u'{') {
            m_state.templates.last() = 0;
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
        if (c == u'\\')
            ++end;
        else if (c == u'[')
            inClass = true;
        else if (c == u']')
            inClass = false;
        else if (c == u'/' && !inClass)
            break;
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
    while (isWordPart(at(end)) || at(end) == u'.' || ((at(end) == u'+' || at(end) == u'-') && at(end - 1).toLower() == u'e' && at(m_position + 1).toLower() != u'x'))
        ++end;
    m_state.afterValue = true;
    return take(JsTokenKind::Number, end - m_position);
}

JsToken JsLexer::takeWord()
{
    qsizetype end = m_position;
    while (isWordPart(at(end)))
        ++end;
    const QStringView word = m_text.sliced(m_position, end - m_position);
    // A property may have the name of a keyword.
    const bool keyword = contains(keywords, word) && (m_position == 0 || m_text[m_position - 1] != u'.' || at(m_position - 2) == u'.');
    m_state.afterValue = !keyword || contains(valueKeywords, word);
    return take(keyword ? JsTokenKind::Keyword : JsTokenKind::Identifier, end - m_position);
}

JsToken JsLexer::takePunctuator()
{
    const QChar c = m_text[m_position];
    if (!m_state.templates.isEmpty()) {
        int &depth = m_state.templates.last();
        if (c == u'{') {
            ++depth;
        } else if (c == u'}' && --depth < 0) { // back to the template's text
            return takeTemplate(m_position + 1);
        }
    }
    constexpr QStringView operators = u"{}()[];,<>+-*/%&|^!~?:=.@#";
    if (!operators.contains(c))
        return take(JsTokenKind::Invalid, 1);
    const bool increment = (c == u'+' || c == u'-') && at(m_position + 1) == c;
    if (!increment) // "i++ / 2" and "++/x/" are told apart by what came before
        m_state.afterValue = c == u')' || c == u']';
    const QStringView rest = m_text.sliced(m_position);
    if (rest.startsWith(u"..."))
        return take(JsTokenKind::Punctuator, 3);
    return take(JsTokenKind::Punctuator, rest.startsWith(u"=>") || increment ? 2 : 1);
}

} // namespace topicscope::script
