// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/visibletext.h"
#include "common/platform.h"
#include "editor/rawtextview.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <cctype>

//! What the mouse and the keys do in a RawTextView.
namespace topicscope::app {

namespace {

constexpr int wheelRow = 40; // of QWheelEvent::angleDelta(): three rows a notch
constexpr qsizetype largestPrimary = 1024 * 1024; // bytes; the selection that a middle click pastes

bool isWordByte(char c)
{
    return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'
           || c == '.';
}

} // namespace

void RawTextView::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::RightButton) {
        Q_EMIT contextMenuRequested(event->position().x(), event->position().y());
        return;
    }
    RawSelection selection = m_selection;
    selection.moveTo(offsetAt(event->position()), event->modifiers().testFlag(Qt::ShiftModifier));
    select(selection);
    setKeepMouseGrab(true);
}

void RawTextView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    m_dragPosition = event->position();
    const bool outside = m_dragPosition.y() < 0 || m_dragPosition.y() > height();
    if (!outside)
        m_dragTimer.stop();
    else if (!m_dragTimer.isActive())
        m_dragTimer.start();
    dragTo(m_dragPosition);
}

void RawTextView::dragTo(const QPointF &position)
{
    if (position.y() < 0 || position.y() > height()) {
        const double beyond = position.y() < 0 ? position.y() : position.y() - height();
        scrollAtWish(m_firstRow + static_cast<qint64>(beyond / rowHeight()) + (beyond < 0 ? -1 : 1));
        updatePolish();
    }
    RawSelection selection = m_selection;
    selection.moveTo(offsetAt(position), true);
    select(selection);
}

// A dialog or another window took the mouse: no release comes.
void RawTextView::mouseUngrabEvent()
{
    m_dragTimer.stop();
    setKeepMouseGrab(false);
}

void RawTextView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragTimer.stop();
    setKeepMouseGrab(false);
    if (hasSelection() && selectedBytes() <= largestPrimary && QGuiApplication::clipboard()->supportsSelection())
        copyBytes(m_document && m_document->isBinary() ? selected().toHex(' ') : selected(), QClipboard::Selection);
}

void RawTextView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_document || event->button() != Qt::LeftButton)
        return;
    const std::string_view bytes = m_document->bytes();
    RawSelection word{offsetAt(event->position()), offsetAt(event->position())};
    const std::size_t reach = 4096; // a word longer than this is selected in part
    for (std::size_t i = 0; i < reach && word.anchor > 0 && isWordByte(bytes[word.anchor - 1]); ++i)
        --word.anchor;
    for (std::size_t i = 0; i < reach && word.cursor < bytes.size() && isWordByte(bytes[word.cursor]); ++i)
        ++word.cursor;
    select(word);
}

void RawTextView::wheelEvent(QWheelEvent *event)
{
    QPoint delta = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) && delta.x() == 0)
        delta = delta.transposed();
    if (delta.x() != 0)
        setContentX(m_contentX - delta.x() * columnWidth() / wheelRow);
    m_wheel += delta.y();
    const int rows = m_wheel / wheelRow;
    m_wheel -= rows * wheelRow;
    if (rows != 0)
        scrollAtWish(m_firstRow - rows);
    event->accept();
}

void RawTextView::focusInEvent(QFocusEvent *event)
{
    QQuickPaintedItem::focusInEvent(event);
    update();
}

void RawTextView::focusOutEvent(QFocusEvent *event)
{
    QQuickPaintedItem::focusOutEvent(event);
    update();
}

// To the same place in the line \a by rows away.
void RawTextView::moveRows(qint64 by, bool extend)
{
    const qint64 row = m_lines.rowOf(m_selection.cursor);
    const double x = xOf(rowAt(m_lines.startOf(row)), m_selection.cursor);
    const qint64 wanted = std::clamp<qint64>(row + by, 0, m_lines.count() - 1);
    RawSelection selection = m_selection;
    if (wanted == row && by > 0 && !m_lines.isComplete())
        return; // there are more
    if (wanted == row && by != 0) {
        selection.moveTo(by < 0 ? 0 : m_document->bytes().size(), extend);
    } else {
        const Row target = rowAt(m_lines.startOf(wanted));
        const int at = target.layout->lineAt(0).xToCursor(x - gutterWidth() + m_contentX);
        std::size_t offset = target.shown.offsets[static_cast<std::size_t>(
            std::clamp<int>(at, 0, static_cast<int>(target.shown.text.size())))];
        // The end of a line that goes on is the beginning of the next: one character before it is still here.
        if (offset >= target.shown.line.next && !target.shown.line.last && target.shown.offsets.size() > 1)
            offset = target.shown.offsets[target.shown.offsets.size() - 2];
        selection.moveTo(offset, extend);
    }
    select(selection);
    showOffset(m_selection.cursor);
}

void RawTextView::moveCharacters(int by, bool extend)
{
    const std::string_view bytes = m_document->bytes();
    RawSelection selection = m_selection;
    if (!extend && !m_selection.isEmpty()) {
        selection.moveTo(by < 0 ? m_selection.begin() : m_selection.end(), false);
    } else if (by > 0) {
        base::VisibleWalker walker(bytes, m_selection.cursor);
        selection.moveTo(walker.next() ? walker.end() : bytes.size(), extend);
    } else {
        // Back to where a character begins that ends here; a byte that is no UTF-8 is one by itself.
        std::size_t begin = m_selection.cursor > 0 ? m_selection.cursor - 1 : 0;
        char32_t code = 0;
        for (std::size_t length = 2; length <= 4 && length <= m_selection.cursor; ++length) {
            if (base::decodeUtf8(bytes, m_selection.cursor - length, code) == length)
                begin = m_selection.cursor - length;
        }
        selection.moveTo(begin, extend);
    }
    select(selection);
    showOffset(m_selection.cursor);
}

void RawTextView::keyPressEvent(QKeyEvent *event)
{
    if (!m_document || m_lines.count() == 0)
        return;
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const auto page = static_cast<qint64>(rowsSeen());
    const auto moveTo = [this, extend](std::size_t offset) {
        RawSelection selection = m_selection;
        selection.moveTo(offset, extend);
        select(selection);
        showOffset(offset);
    };
    event->accept();
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    const bool needsLine = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_PageUp
                           || event->key() == Qt::Key_PageDown
                           || (!control && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End));
    if (needsLine && !m_lines.knows(m_selection.cursor))
        return showOffset(m_selection.cursor); // when it is counted
    switch (event->key()) {
    case Qt::Key_Up:
        return moveRows(-1, extend);
    case Qt::Key_Down:
        return moveRows(1, extend);
    case Qt::Key_PageUp:
        scrollTo(m_firstRow - page);
        return moveRows(-page, extend);
    case Qt::Key_PageDown:
        scrollTo(m_firstRow + page);
        return moveRows(page, extend);
    case Qt::Key_Left:
        return moveCharacters(-1, extend);
    case Qt::Key_Right:
        return moveCharacters(1, extend);
    case Qt::Key_Home:
        return moveTo(control ? 0 : m_lines.startOf(m_lines.rowOf(m_selection.cursor)).offset);
    case Qt::Key_End: {
        if (control)
            return moveTo(m_document->bytes().size());
        const RawLines::Shown shown = m_lines.show(m_lines.startOf(m_lines.rowOf(m_selection.cursor)));
        const bool goesOn = shown.line.next == shown.line.end && !shown.line.last && shown.offsets.size() > 1;
        return moveTo(goesOn ? shown.offsets[shown.offsets.size() - 2] : shown.line.end);
    }
    default:
        event->ignore();
    }
}

} // namespace topicscope::app
