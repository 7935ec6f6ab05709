// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/jshighlighter.h"

#include <QTextDocument>

namespace topicscope::app {

namespace {

//! \brief What the lexer knows at the end of a line.
struct LineState : QTextBlockUserData {
    script::JsLexState state;
};

} // namespace

JsHighlighter::JsHighlighter(QObject *parent)
    : QSyntaxHighlighter(parent)
{
    connect(this, &JsHighlighter::looksChanged, this, &JsHighlighter::scheduleRehighlight);
}

void JsHighlighter::setTextDocument(QQuickTextDocument *document)
{
    if (m_textDocument == document)
        return;
    m_textDocument = document;
    setDocument(document ? document->textDocument() : nullptr);
    Q_EMIT textDocumentChanged();
}

void JsHighlighter::scheduleRehighlight()
{
    if (m_scheduled)
        return;
    // From light to dark all colours change, one after the other.
    m_scheduled = true;
    QMetaObject::invokeMethod(this, [this] {
        m_scheduled = false;
        rehighlight();
    }, Qt::QueuedConnection);
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

void JsHighlighter::highlightBlock(const QString &text)
{
    const auto *before = static_cast<const LineState *>(currentBlock().previous().userData());
    script::JsLexer lexer(text, before ? before->state : script::JsLexState());
    while (const std::optional<script::JsToken> token = lexer.next()) {
        if (token->kind != script::JsTokenKind::Identifier && token->kind != script::JsTokenKind::Punctuator)
            setFormat(static_cast<int>(token->begin), static_cast<int>(token->length), formatOf(token->kind));
    }
    markFound(text);

    auto *line = static_cast<LineState *>(currentBlockUserData());
    const bool known = line != nullptr;
    if (!known) {
        line = new LineState;
        setCurrentBlockUserData(line); // the block owns it
    }
    if (!known || line->state != lexer.state()) {
        line->state = lexer.state();
        setCurrentBlockState(currentBlockState() + 1); // the next line is coloured when this number is another one
    }
}

void JsHighlighter::markFound(const QString &text)
{
    if (m_foundText.isEmpty())
        return;
    for (qsizetype begin = text.indexOf(m_foundText, 0, Qt::CaseInsensitive); begin >= 0; begin = text.indexOf(m_foundText, begin + m_foundText.size(), Qt::CaseInsensitive)) {
        for (int i = static_cast<int>(begin); i < begin + m_foundText.size(); ++i) {
            QTextCharFormat marked = format(i);
            marked.setBackground(m_foundColor);
            setFormat(i, 1, marked);
        }
    }
}

} // namespace topicscope::app
