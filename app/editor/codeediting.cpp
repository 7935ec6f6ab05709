// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/codeediting.h"

#include "editor/bracketpairs.h"
#include "script/jslexer.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <limits>

namespace topicscope::app::codeediting {

namespace {

constexpr QStringView commentMark = u"//";

//! \brief One step of undo, with a cursor for what belongs to it.
class Edit
{
public:
    explicit Edit(QTextDocument &document, int position = 0) : m_cursor(&document)
    {
        m_cursor.beginEditBlock();
        m_cursor.setPosition(position);
    }
    ~Edit() { m_cursor.endEditBlock(); }
    Q_DISABLE_COPY_MOVE(Edit)

    void select(TextSelection selection)
    {
        m_cursor.setPosition(selection.anchor);
        m_cursor.setPosition(selection.position, QTextCursor::KeepAnchor);
    }
    void remove(int position, int count)
    {
        select({.anchor = position, .position = position + count});
        m_cursor.removeSelectedText();
    }
    void insert(int position, const QString &text)
    {
        m_cursor.setPosition(position);
        m_cursor.insertText(text);
    }
    [[nodiscard]] QTextCursor &cursor() { return m_cursor; }

private:
    QTextCursor m_cursor;
};

int depthOf(QStringView line)
{
    const auto text = std::find_if(line.begin(), line.end(), [](QChar c) { return !c.isSpace(); });
    return static_cast<int>(std::distance(line.begin(), text));
}

bool isBlank(QStringView line)
{
    return depthOf(line) == line.size();
}

//! \brief The blocks of \a selection, one after the other. A line at whose beginning the selection ends is not among
//! them.
template<typename Function>
void forEachLine(QTextDocument &document, TextSelection selection, Function function)
{
    const QTextBlock first = document.findBlock(selection.start());
    QTextBlock last = document.findBlock(selection.end());
    if (last != first && last.position() == selection.end())
        last = last.previous();
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        function(block);
        if (block == last)
            break;
    }
}

//! \brief \a selection after its lines changed: whole lines if something was selected, else where \a cursor moved with
//! the text.
TextSelection wholeLines(QTextDocument &document, TextSelection selection, const QTextCursor &cursor)
{
    if (selection.isEmpty())
        return {.anchor = cursor.position(), .position = cursor.position()};
    TextSelection lines{.anchor = document.findBlock(cursor.selectionStart()).position(), .position = 0};
    forEachLine(document, {.anchor = cursor.selectionStart(), .position = cursor.selectionEnd()},
                [&lines](const QTextBlock &block) { lines.position = block.position() + block.length() - 1; });
    return selection.anchor > selection.position ? TextSelection{.anchor = lines.position, .position = lines.anchor}
                                                 : lines;
}

QTextCursor follower(QTextDocument &document, TextSelection selection)
{
    QTextCursor cursor(&document);
    cursor.setPosition(selection.anchor);
    cursor.setPosition(selection.position, QTextCursor::KeepAnchor);
    return cursor;
}

//! \brief The bracket that \a code ends with, a comment behind it aside, if it is in the last line; else null.
QChar lastOpening(QStringView code)
{
    const qsizetype lineBegin = code.lastIndexOf(u'\n') + 1;
    QChar last;
    script::JsLexer lexer(code);
    while (const std::optional<script::JsToken> token = lexer.next()) {
        if (token->kind == script::JsTokenKind::Comment)
            continue;
        const QChar c = code[token->end() - 1];
        const bool hole = token->kind == script::JsTokenKind::Template && code.first(token->end()).endsWith(u"${");
        const bool opens = token->begin >= lineBegin
                           && (hole || (token->kind == script::JsTokenKind::Punctuator && BracketPairs::isOpening(c)));
        last = opens ? c : QChar();
    }
    return lexer.state().inComment ? QChar() : last;
}

} // namespace

TextSelection newLine(QTextDocument &document, TextSelection selection)
{
    Edit edit(document);
    edit.select(selection);
    QTextCursor &cursor = edit.cursor();
    cursor.removeSelectedText();
    const QString line = cursor.block().text();
    const int column = cursor.positionInBlock();
    const QString depth = line.first(std::min(depthOf(line), column));
    const QString text = document.toPlainText();
    const QChar opening = lastOpening(QStringView(text).first(cursor.position()));

    // What follows is moved to the new line, whose depth replaces the spaces before it.
    const QStringView rest = QStringView(line).sliced(column);
    edit.remove(cursor.position(), depthOf(rest));
    const QString deeper = opening.isNull() ? depth : depth + QString(indentWidth, u' ');
    cursor.insertText(u'\n' + deeper);
    const int position = cursor.position();
    if (!opening.isNull() && rest.trimmed().startsWith(BracketPairs::closingOf(opening)))
        cursor.insertText(u'\n' + depth);
    return {.anchor = position, .position = position};
}

TextSelection closeBracket(QTextDocument &document, TextSelection selection, QChar c)
{
    Edit edit(document);
    edit.select(selection);
    QTextCursor &cursor = edit.cursor();
    cursor.insertText(c); // instead of what is selected
    const QTextBlock block = cursor.block();
    const int column = cursor.positionInBlock() - 1;
    if (isBlank(QStringView(block.text()).first(column))) {
        const std::optional<Bracket> bracket = BracketPairs(document.toPlainText()).at(cursor.position() - 1);
        if (bracket && bracket->partner >= 0) {
            const QString partnerLine = document.findBlock(bracket->partner).text();
            edit.remove(block.position(), column);
            edit.insert(block.position(), partnerLine.first(depthOf(partnerLine)));
            cursor.movePosition(QTextCursor::NextCharacter);
        }
    }
    return {.anchor = cursor.position(), .position = cursor.position()};
}

TextSelection indent(QTextDocument &document, TextSelection selection)
{
    Edit edit(document, selection.position);
    const QTextCursor after = follower(document, selection);
    if (selection.isEmpty()) {
        const int column = edit.cursor().positionInBlock();
        edit.cursor().insertText(QString(indentWidth - column % indentWidth, u' '));
    } else {
        forEachLine(document, selection, [&edit](const QTextBlock &block) {
            if (!isBlank(block.text()))
                edit.insert(block.position(), QString(indentWidth, u' '));
        });
    }
    return wholeLines(document, selection, after);
}

TextSelection outdent(QTextDocument &document, TextSelection selection)
{
    Edit edit(document);
    const QTextCursor after = follower(document, selection);
    forEachLine(document, selection, [&edit](const QTextBlock &block) {
        const QString line = block.text();
        int count = 0;
        while (count < std::min(indentWidth, depthOf(line)) && line[count] == u' ')
            ++count;
        edit.remove(block.position(), line.startsWith(u'\t') ? 1 : count);
    });
    return wholeLines(document, selection, after);
}

TextSelection toggleComment(QTextDocument &document, TextSelection selection)
{
    bool allComments = true;
    int depth = std::numeric_limits<int>::max();
    forEachLine(document, selection, [&](const QTextBlock &block) {
        const QString line = block.text();
        if (isBlank(line))
            return;
        depth = std::min(depth, depthOf(line));
        allComments = allComments && QStringView(line).sliced(depthOf(line)).startsWith(commentMark);
    });
    const bool allBlank = depth == std::numeric_limits<int>::max();

    Edit edit(document);
    const QTextCursor after = follower(document, selection);
    forEachLine(document, selection, [&](const QTextBlock &block) {
        const QString line = block.text();
        const int begin = depthOf(line);
        if (allBlank)
            edit.insert(block.position() + begin, QStringLiteral("// "));
        else if (!isBlank(line) && allComments)
            edit.remove(block.position() + begin, QStringView(line).sliced(begin + 2).startsWith(u' ') ? 3 : 2);
        else if (!isBlank(line))
            edit.insert(block.position() + depth, QStringLiteral("// "));
    });
    return wholeLines(document, selection, after);
}

} // namespace topicscope::app::codeediting
