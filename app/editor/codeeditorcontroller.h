// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/bracketpairs.h"
#include "editor/codeediting.h"
#include "editor/textmatches.h"
#include "editor/visiblelinesmodel.h"

#include <QPointer>
#include <QQuickTextDocument>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief What an editor of JavaScript does with the document of a text field: indentation, brackets, search, lines.
//!
//! Positions count characters from 0; lines and columns count from 1. A selection is given by its anchor and the
//! cursor. Every change is one step of the field's own undo. Thread: main.
class CodeEditorController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(QQuickTextDocument *document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(int cursorPosition READ cursorPosition WRITE setCursorPosition NOTIFY cursorPositionChanged)
    Q_PROPERTY(int line READ line NOTIFY placeChanged)
    Q_PROPERTY(int column READ column NOTIFY placeChanged)
    Q_PROPERTY(int lineCount READ lineCount NOTIFY lineCountChanged)
    Q_PROPERTY(topicscope::app::VisibleLinesModel *visibleLines READ visibleLines CONSTANT)
    Q_PROPERTY(double viewTop MEMBER m_viewTop NOTIFY viewChanged)
    Q_PROPERTY(double viewBottom MEMBER m_viewBottom NOTIFY viewChanged)
    Q_PROPERTY(int bracket READ bracket NOTIFY bracketsChanged)
    Q_PROPERTY(int partner READ partner NOTIFY bracketsChanged)
    Q_PROPERTY(bool unmatched READ isUnmatched NOTIFY bracketsChanged)
    Q_PROPERTY(QString findText READ findText WRITE setFindText NOTIFY matchesChanged)
    Q_PROPERTY(int matchCount READ matchCount NOTIFY matchesChanged)
    Q_PROPERTY(int matchIndex READ matchIndex NOTIFY matchesChanged)

public:
    explicit CodeEditorController(QObject *parent = nullptr);

    [[nodiscard]] QQuickTextDocument *document() const { return m_quickDocument; }
    void setDocument(QQuickTextDocument *document);
    [[nodiscard]] int cursorPosition() const { return m_cursorPosition; }
    void setCursorPosition(int position);

    [[nodiscard]] int line() const { return lineOf(m_cursorPosition); }
    [[nodiscard]] int column() const;
    [[nodiscard]] int lineCount() const;
    [[nodiscard]] VisibleLinesModel *visibleLines() { return &m_visibleLines; }

    //! \brief Where the bracket before or else after the cursor is; -1 if there is none.
    [[nodiscard]] int bracket() const { return m_bracket ? m_bracket->position : -1; }
    //! \brief Where the bracket is that belongs to it; -1 if there is none.
    [[nodiscard]] int partner() const { return m_bracket ? m_bracket->partner : -1; }
    [[nodiscard]] bool isUnmatched() const { return m_bracket && m_bracket->partner < 0; }

    [[nodiscard]] QString findText() const { return m_findText; }
    void setFindText(const QString &text);
    [[nodiscard]] int matchCount() const { return m_matches.count(); }
    //! \brief Which match the cursor is at the end of, from 0; -1 for none.
    [[nodiscard]] int matchIndex() const { return m_matches.endingAt(m_cursorPosition); }
    //! \brief Selects the first match at \a position or after it, then on from the beginning.
    Q_INVOKABLE void findFrom(int position);
    Q_INVOKABLE void findNext();
    Q_INVOKABLE void findPrevious();

    //! \brief The position of a line and column; the nearest that there is.
    Q_INVOKABLE int positionOf(int line, int column) const;
    Q_INVOKABLE int lineOf(int position) const;

    Q_INVOKABLE void newLine(int anchor, int position);
    Q_INVOKABLE void closeBracket(int anchor, int position, const QString &bracket);
    Q_INVOKABLE void indent(int anchor, int position);
    Q_INVOKABLE void outdent(int anchor, int position);
    Q_INVOKABLE void toggleComment(int anchor, int position);

Q_SIGNALS:
    void documentChanged();
    void cursorPositionChanged();
    void placeChanged();
    void lineCountChanged();
    void viewChanged();
    //! \brief Also when brackets may have moved on screen.
    void bracketsChanged();
    void matchesChanged();
    //! \brief The text was typed in, pasted, undone...; not: set by the program.
    void edited();
    //! \brief The field has to select this, and to bring \a position into view.
    void selectionRequested(int anchor, int position);

private:
    [[nodiscard]] QTextDocument *text() const { return m_quickDocument ? m_quickDocument->textDocument() : nullptr; }
    void noteChange();
    void updateBrackets();
    void updateMatches();
    void selectMatch(int index);
    void change(TextSelection (*edit)(QTextDocument &, TextSelection), TextSelection selection);

    QPointer<QQuickTextDocument> m_quickDocument;
    VisibleLinesModel m_visibleLines;
    BracketPairs m_pairs;
    std::optional<Bracket> m_bracket;
    TextMatches m_matches;
    QString m_findText;
    double m_viewTop = 0.0;
    double m_viewBottom = 0.0;
    int m_cursorPosition = 0;
    int m_revision = -1; // of the document when it was last looked at
    int m_pairsRevision = -1; // and of the one that m_pairs belongs to
};

} // namespace topicscope::app
