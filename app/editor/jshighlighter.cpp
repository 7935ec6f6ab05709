// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/jshighlighter.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>
#include <span>
#include <utility>

namespace topicscope::app {

namespace {

//! \brief What the lexer knows at the end of a line.
struct LineState : QTextBlockUserData {
    script::JsLexState state;
};

script::JsLexState stateBefore(const QTextBlock &block)
{
    const auto *line = static_cast<const LineState *>(block.previous().userData());
    return line ? line->state : script::JsLexState();
}

//! \brief Keeps \a state with \a block; false if it is the one that was there.
bool keepState(QTextBlock block, const script::JsLexState &state)
{
    auto *line = static_cast<LineState *>(block.userData());
    if (line && line->state == state)
        return false;
    if (!line) {
        line = new LineState;
        block.setUserData(line); // the block owns it
    }
    line->state = state;
    return true;
}

} // namespace

JsHighlighter::JsHighlighter(QObject *parent) : QSyntaxHighlighter(parent)
{
    connect(this, &JsHighlighter::looksChanged, this, &JsHighlighter::scheduleColour);
}

void JsHighlighter::setTextDocument(QQuickTextDocument *document)
{
    if (m_textDocument == document)
        return;
    m_textDocument = document;
    setDocument(document ? document->textDocument() : nullptr);
    if (document) {
        colour();
        rehighlightBlock(this->document()->firstBlock()); // which keeps the base from doing all of them later
    }
    Q_EMIT textDocumentChanged();
}

void JsHighlighter::setFoundText(const QString &text)
{
    if (m_foundText == text)
        return;
    const QString before = std::exchange(m_foundText, text);
    colour({before, text});
    Q_EMIT foundTextChanged();
}

void JsHighlighter::scheduleColour()
{
    if (m_scheduled)
        return;
    // From light to dark all colours change, one after the other.
    m_scheduled = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scheduled = false;
            colour();
        },
        Qt::QueuedConnection);
}

void JsHighlighter::colour(const QStringList &texts)
{
    QTextDocument *shown = document();
    if (!shown)
        return;
    // Not rehighlight(): it has the whole text laid out again after each line, which takes seconds for a long one.
    bool changed = false;
    for (QTextBlock block = shown->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        const auto isHeld = [&line](const QString &text) {
            return !text.isEmpty() && line.contains(text, Qt::CaseInsensitive);
        };
        if (!texts.isEmpty() && std::none_of(texts.begin(), texts.end(), isHeld))
            continue;
        script::JsLexState state = stateBefore(block);
        block.layout()->setFormats(formatsOf(line, state));
        keepState(block, state);
        changed = true;
    }
    if (changed)
        shown->markContentsDirty(0, shown->characterCount());
}

QTextCharFormat JsHighlighter::formatOf(script::JsTokenKind kind) const
{
    using script::JsTokenKind;
    QTextCharFormat format;
    switch (kind) {
    case JsTokenKind::Comment:
        format.setForeground(m_commentColor);
        break;
    case JsTokenKind::String:
    case JsTokenKind::Template:
        format.setForeground(m_stringColor);
        break;
    case JsTokenKind::RegularExpression:
        format.setForeground(m_regularExpressionColor);
        break;
    case JsTokenKind::Number:
        format.setForeground(m_numberColor);
        break;
    case JsTokenKind::Keyword:
        format.setForeground(m_keywordColor);
        break;
    case JsTokenKind::Invalid:
        format.setForeground(m_invalidColor);
        format.setFontUnderline(true);
        break;
    case JsTokenKind::Identifier:
    case JsTokenKind::Punctuator:
        break;
    }
    return format;
}

QList<QTextLayout::FormatRange> JsHighlighter::formatsOf(const QString &line, script::JsLexState &state) const
{
    // A letter for the looks of each character, so that neighbours of one kind are one range in the end.
    constexpr char plain = 0;
    constexpr char found = 0x40;
    QByteArray looks(line.size(), plain);
    script::JsLexer lexer(line, state);
    while (const std::optional<script::JsToken> token = lexer.next()) {
        if (token->kind != script::JsTokenKind::Identifier && token->kind != script::JsTokenKind::Punctuator)
            std::fill_n(looks.begin() + token->begin, token->length,
                        static_cast<char>(static_cast<int>(token->kind) + 1));
    }
    state = lexer.state();
    for (qsizetype i = m_foundText.isEmpty() ? -1 : line.indexOf(m_foundText, 0, Qt::CaseInsensitive); i >= 0;
         i = line.indexOf(m_foundText, i + m_foundText.size(), Qt::CaseInsensitive)) {
        for (char &look : std::span(looks.begin() + i, static_cast<std::size_t>(m_foundText.size())))
            look = static_cast<char>(look | found);
    }

    QList<QTextLayout::FormatRange> ranges;
    for (qsizetype begin = 0, end = 0; begin < looks.size(); begin = end) {
        const char look = looks[begin];
        for (end = begin; end < looks.size() && looks[end] == look;)
            ++end;
        if (look == plain)
            continue;
        const int kind = (look & ~found) - 1;
        QTextCharFormat format = kind < 0 ? QTextCharFormat() : formatOf(static_cast<script::JsTokenKind>(kind));
        if ((look & found) != 0)
            format.setBackground(m_foundColor);
        ranges.append({.start = static_cast<int>(begin), .length = static_cast<int>(end - begin), .format = format});
    }
    return ranges;
}

void JsHighlighter::highlightBlock(const QString &text)
{
    script::JsLexState state = stateBefore(currentBlock());
    const QList<QTextLayout::FormatRange> ranges = formatsOf(text, state);
    for (const QTextLayout::FormatRange &range : ranges)
        setFormat(range.start, range.length, range.format);
    if (keepState(currentBlock(), state))
        setCurrentBlockState(currentBlockState() + 1); // the next line is coloured when this number is another one
}

} // namespace topicscope::app
