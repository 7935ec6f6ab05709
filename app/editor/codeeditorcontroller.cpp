// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/codeeditorcontroller.h"

#include <QTextBlock>
#include <QTextDocument>

namespace topicscope::app {

CodeEditorController::CodeEditorController(QObject *parent) : QObject(parent)
{
    connect(this, &CodeEditorController::viewChanged, this,
            [this] { m_visibleLines.setView(m_viewTop, m_viewBottom); });
}

void CodeEditorController::setDocument(QQuickTextDocument *document)
{
    if (m_quickDocument == document)
        return;
    if (QTextDocument *previous = text())
        previous->disconnect(this);
    m_quickDocument = document;
    m_revision = -1;
    m_pairsRevision = -1;
    m_visibleLines.setDocument(text());
    if (QTextDocument *current = text()) {
        m_revision = current->revision();
        connect(current, &QTextDocument::contentsChanged, this, &CodeEditorController::noteChange);
        connect(current, &QTextDocument::blockCountChanged, this, &CodeEditorController::lineCountChanged);
    }
    Q_EMIT documentChanged();
    Q_EMIT lineCountChanged();
    Q_EMIT placeChanged();
    updateMatches();
    updateBrackets();
}

void CodeEditorController::setCursorPosition(int position)
{
    if (m_cursorPosition == position)
        return;
    m_cursorPosition = position;
    Q_EMIT cursorPositionChanged();
    Q_EMIT placeChanged();
    if (!m_findText.isEmpty())
        Q_EMIT matchesChanged();
    updateBrackets();
}

void CodeEditorController::noteChange()
{
    const QTextDocument *document = text();
    if (!document || document->revision() == m_revision) // only colours changed
        return;
    m_revision = document->revision();
    Q_EMIT placeChanged();
    if (!m_findText.isEmpty())
        updateMatches();
    updateBrackets();
    // A text that the program sets leaves nothing to undo.
    if (document->isUndoAvailable() || document->isRedoAvailable())
        Q_EMIT edited();
}

int CodeEditorController::column() const
{
    const QTextDocument *document = text();
    const QTextBlock block = document ? document->findBlock(m_cursorPosition) : QTextBlock();
    return block.isValid() ? m_cursorPosition - block.position() + 1 : 1;
}

int CodeEditorController::lineCount() const
{
    const QTextDocument *document = text();
    return document ? document->blockCount() : 1;
}

int CodeEditorController::positionOf(int line, int column) const
{
    const QTextDocument *document = text();
    if (!document)
        return 0;
    const QTextBlock block = document->findBlockByNumber(std::clamp(line, 1, document->blockCount()) - 1);
    return block.position() + std::clamp(column, 1, block.length()) - 1;
}

int CodeEditorController::lineOf(int position) const
{
    const QTextDocument *document = text();
    const QTextBlock block = document ? document->findBlock(std::max(0, position)) : QTextBlock();
    return block.isValid() ? block.blockNumber() + 1 : lineCount();
}

void CodeEditorController::updateBrackets()
{
    const QTextDocument *document = text();
    const std::optional<Bracket> before = m_bracket;
    m_bracket.reset();
    for (const int position : {m_cursorPosition - 1, m_cursorPosition}) {
        if (!document || position < 0 || !BracketPairs::isBracket(document->characterAt(position)))
            continue;
        if (m_pairsRevision != document->revision()) {
            m_pairs = BracketPairs(document->toPlainText());
            m_pairsRevision = document->revision();
        }
        m_bracket = m_pairs.at(position);
        if (m_bracket)
            break;
    }
    if (before || m_bracket)
        Q_EMIT bracketsChanged();
}

void CodeEditorController::setFindText(const QString &findText)
{
    if (m_findText == findText)
        return;
    m_findText = findText;
    updateMatches();
}

void CodeEditorController::updateMatches()
{
    const QTextDocument *document = text();
    m_matches = document && !m_findText.isEmpty() ? TextMatches(document->toPlainText(), m_findText) : TextMatches();
    Q_EMIT matchesChanged();
}

void CodeEditorController::selectMatch(int index)
{
    if (index < 0)
        return;
    const int begin = m_matches.begin(index);
    Q_EMIT selectionRequested(begin, begin + m_matches.length());
}

void CodeEditorController::findFrom(int position)
{
    selectMatch(m_matches.next(position));
}

void CodeEditorController::findNext()
{
    findFrom(m_cursorPosition);
}

void CodeEditorController::findPrevious()
{
    selectMatch(m_matches.previous(m_cursorPosition));
}

void CodeEditorController::change(TextSelection (*edit)(QTextDocument &, TextSelection), TextSelection selection)
{
    if (QTextDocument *document = text()) {
        const TextSelection after = edit(*document, selection);
        Q_EMIT selectionRequested(after.anchor, after.position);
    }
}

void CodeEditorController::newLine(int anchor, int position)
{
    change(codeediting::newLine, {.anchor = anchor, .position = position});
}

void CodeEditorController::closeBracket(int anchor, int position, const QString &bracket)
{
    QTextDocument *document = text();
    if (!document || bracket.isEmpty())
        return;
    const TextSelection after = codeediting::closeBracket(*document, {.anchor = anchor, .position = position},
                                                          bracket.front());
    Q_EMIT selectionRequested(after.anchor, after.position);
}

void CodeEditorController::indent(int anchor, int position)
{
    change(codeediting::indent, {.anchor = anchor, .position = position});
}

void CodeEditorController::outdent(int anchor, int position)
{
    change(codeediting::outdent, {.anchor = anchor, .position = position});
}

void CodeEditorController::toggleComment(int anchor, int position)
{
    change(codeediting::toggleComment, {.anchor = anchor, .position = position});
}

} // namespace topicscope::app
