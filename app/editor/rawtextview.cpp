// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/rawtextview.h"

#include "base/bytes.h"
#include "common/platform.h"
#include "common/rebind.h"

#include <QCursor>
#include <QFontMetricsF>
#include <QPainter>

#include <chrono>
#include <cmath>
#include <iterator>
#include <string>

namespace topicscope::app {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t firstSlice = 64 * 1024; // bytes: more than a page has
constexpr auto sliceTime = 4ms; // of counting lines between two events
constexpr auto dragInterval = 40ms;
constexpr double padding = 8;

//! Digits of the last line's number, so that there is room for it before the lines are counted: never too few.
int digitsOfLines(std::string_view bytes, bool formatted)
{
    const auto breaks = formatted
                            ? std::count_if(bytes.begin(), bytes.end(),
                                            [](char c) { return c == ',' || (c | 0x20) == '{' || (c | 0x20) == '}'; })
                            : std::count(bytes.begin(), bytes.end(), '\n');
    return std::max(2, static_cast<int>(std::to_string(breaks + 1).size()));
}

} // namespace

RawTextView::RawTextView(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton | Qt::RightButton);
    setActiveFocusOnTab(true);
    setClip(true);
    setCursor(Qt::IBeamCursor);
    m_buildTimer.setInterval(0ms);
    m_dragTimer.setInterval(dragInterval);
    connect(&m_buildTimer, &QTimer::timeout, this, &RawTextView::buildOn);
    connect(&m_dragTimer, &QTimer::timeout, this, [this] { dragTo(m_dragPosition); });
    connect(this, &RawTextView::layoutChanged, this, &RawTextView::layOut);
    connect(this, &RawTextView::themeChanged, this, &QQuickItem::polish);
}

void RawTextView::setDocument(RawDocument *document)
{
    if (!rebind(m_document, document, this))
        return;
    if (document) {
        connect(document, &RawDocument::bytesChanged, this, &RawTextView::takeBytes);
        connect(document, &RawDocument::searchChanged, this, [this] {
            update();
            Q_EMIT selectionChanged(); // which match it is
        });
    }
    takeBytes();
    Q_EMIT documentChanged();
}

void RawTextView::takeBytes()
{
    m_dragTimer.stop();
    m_digits = {};
    m_selection = {};
    m_target.reset();
    m_firstRow = 0;
    m_contentX = 0;
    m_rows.clear();
    m_lines.reset({}, RawLines::Layout::AsReceived, columns());
    m_lines.build(0);
    layOut();
    Q_EMIT selectionChanged();
}

// Begins to count lines anew, and keeps what is at the top.
void RawTextView::layOut()
{
    m_outdated = !isVisible() || !m_document || width() < 1 || height() < 1;
    if (m_outdated) {
        m_buildTimer.stop();
        return;
    }
    if (!m_target && m_firstRow > 0)
        m_target = {.offset = m_lines.startOf(m_firstRow).offset, .atTop = true};
    const bool formatted = m_formatted && m_document->isFormattable();
    const bool binary = m_document->isBinary();
    int &digits = m_digits[formatted ? 1 : 0];
    if (digits == 0)
        digits = binary ? 2 : digitsOfLines(m_document->bytes(), formatted);
    m_numberDigits = digits;
    m_lines.reset(m_document->bytes(),
                  binary      ? RawLines::Layout::Hex
                  : formatted ? RawLines::Layout::Formatted
                              : RawLines::Layout::AsReceived,
                  columns());
    m_lines.build(firstSlice);
    m_contentX = 0;
    m_contentWidth = 0;
    if (m_target)
        reachTarget();
    else
        scrollTo(0);
    if (!m_lines.isComplete())
        m_buildTimer.start();
}

void RawTextView::buildOn()
{
    const auto end = std::chrono::steady_clock::now() + sliceTime;
    bool more = true;
    while (more && std::chrono::steady_clock::now() < end)
        more = m_lines.build(firstSlice);
    if (!more)
        m_buildTimer.stop();
    reachTarget();
    Q_EMIT scrolled();
}

// What is drawn stays until then: a message of many megabytes takes a while, in slices.
void RawTextView::reachTarget()
{
    if (!m_target || !m_lines.knows(m_target->offset))
        return;
    const Target target = *std::exchange(m_target, std::nullopt);
    if (target.atTop)
        scrollTo(m_lines.rowOf(target.offset));
    else
        showOffset(target.offset);
}

double RawTextView::rowsSeen() const
{
    return std::max(1.0, std::floor((height() - padding - (m_contentWidth > width() ? m_barHeight : 0)) / rowHeight()));
}

void RawTextView::setFirstRow(double row)
{
    const auto wanted = static_cast<qint64>(std::llround(row));
    if (wanted != m_firstRow)
        scrollAtWish(wanted);
}

void RawTextView::scrollAtWish(qint64 row)
{
    if (m_target && m_target->atTop)
        return; // rows have no numbers for a moment
    m_target.reset();
    scrollTo(row);
}

void RawTextView::scrollTo(qint64 row)
{
    m_firstRow = std::clamp<qint64>(row, 0, std::max<qint64>(0, m_lines.count() - static_cast<qint64>(rowsSeen())));
    polish();
    Q_EMIT scrolled();
}

void RawTextView::setContentX(double x)
{
    const double wanted = std::clamp(x, 0.0, std::max(0.0, m_contentWidth - width()));
    if (qFuzzyCompare(1 + wanted, 1 + m_contentX))
        return;
    m_contentX = wanted;
    update();
    Q_EMIT scrolled();
}

void RawTextView::select(RawSelection selection)
{
    if (m_selection == selection)
        return;
    m_selection = selection;
    update();
    Q_EMIT selectionChanged();
}

void RawTextView::selectAll()
{
    if (m_document)
        select({0, m_document->bytes().size()});
}

QByteArray RawTextView::selected() const
{
    return m_document
               ? base::bytesOf(m_document->bytes().substr(m_selection.begin(), m_selection.end() - m_selection.begin()))
               : QByteArray();
}

void RawTextView::copy() const
{
    if (hasSelection())
        m_document->copy(m_selection.begin(), m_selection.end());
}

double RawTextView::matchIndex() const
{
    if (!m_document || m_selection.isEmpty())
        return -1;
    const auto match = m_document->matches().next(m_selection.begin());
    const bool selected = match && match->begin == m_selection.begin() && match->end == m_selection.end();
    return selected ? static_cast<double>(m_document->matches().countBefore(match->begin)) : -1;
}

void RawTextView::stepMatch(int by)
{
    if (!m_document || m_document->matches().count() == 0)
        return;
    const MatchIndex &matches = m_document->matches();
    const std::size_t size = m_document->bytes().size();
    auto match = by > 0 ? matches.next(matchIndex() < 0 ? m_selection.begin() : m_selection.end())
                        : matches.previous(m_selection.begin());
    if (!match)
        match = by > 0 ? matches.next(0) : matches.previous(size);
    if (!match)
        return;
    showOffset(match->end);
    showOffset(match->begin);
    select({match->begin, match->end});
}

// Scrolls as little as needed.
void RawTextView::showOffset(std::size_t offset)
{
    if (!m_lines.knows(offset)) {
        m_target = {.offset = offset, .atTop = false};
        return; // counting goes on anyway
    }
    m_target.reset();
    const qint64 row = m_lines.rowOf(offset);
    const auto seen = static_cast<qint64>(rowsSeen());
    if (row < m_firstRow)
        scrollTo(row);
    else if (row >= m_firstRow + seen)
        scrollTo(row - seen + 1);
    else
        polish();
    const Row shown = rowAt(m_lines.startOf(row));
    const double x = xOf(shown, offset) + m_contentX;
    m_contentWidth = std::max(m_contentWidth, x + columnWidth() + padding);
    if (x - m_contentX < gutterWidth())
        setContentX(x - gutterWidth());
    else if (x - m_contentX > width() - columnWidth() * 2)
        setContentX(x - width() + columnWidth() * 4);
}

QFont RawTextView::font() const
{
    QFont font(m_fontFamily);
    font.setPixelSize(std::max(6, m_fontPixels));
    return font;
}

double RawTextView::rowHeight() const
{
    return std::ceil(QFontMetricsF(font()).height()) + 2;
}

double RawTextView::columnWidth() const
{
    return std::max(1.0, QFontMetricsF(font()).horizontalAdvance(QLatin1Char('0')));
}

double RawTextView::gutterWidth() const
{
    return std::ceil(columnWidth() * m_numberDigits) + 2 * padding;
}

int RawTextView::columns() const
{
    return m_wrap ? static_cast<int>((width() - gutterWidth() - 2 * padding) / columnWidth()) : longestLine;
}

RawTextView::Row RawTextView::rowAt(const RawLines::Start &start, RawLines::Start *next) const
{
    Row row;
    row.shown = m_lines.show(start, next);
    row.layout = std::make_unique<QTextLayout>(row.shown.text, font());
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    row.layout->setTextOption(option);
    row.layout->setCacheEnabled(true);
    row.layout->beginLayout();
    QTextLine line = row.layout->createLine();
    line.setPosition({0, 0});
    row.layout->endLayout();
    return row;
}

double RawTextView::xOf(const Row &row, std::size_t offset) const
{
    const auto &offsets = row.shown.offsets;
    const auto at = std::lower_bound(offsets.begin(), offsets.end(), offset);
    const auto position = static_cast<int>(
        std::min<std::ptrdiff_t>(std::distance(offsets.begin(), at), row.shown.text.size()));
    return gutterWidth() - m_contentX + row.layout->lineAt(0).cursorToX(position);
}

std::size_t RawTextView::offsetAt(const QPointF &position) const
{
    if (m_rows.empty())
        return 0;
    const double y = std::floor((position.y() - padding / 2) / rowHeight());
    const Row &row = m_rows[static_cast<std::size_t>(std::clamp(y, 0.0, static_cast<double>(m_rows.size() - 1)))];
    const int at = row.layout->lineAt(0).xToCursor(position.x() - gutterWidth() + m_contentX);
    return row.shown.offsets[static_cast<std::size_t>(std::clamp<int>(at, 0, static_cast<int>(row.shown.text.size())))];
}

QString RawTextView::textOfRow(double row) const
{
    return m_lines.show(m_lines.startOf(static_cast<qint64>(row))).text;
}

void RawTextView::updatePolish()
{
    if (m_target && m_target->atTop && !m_rows.empty())
        return;
    m_rows.clear();
    if (m_outdated || m_lines.count() == 0)
        return;
    RawLines::Start at = m_lines.startOf(m_firstRow);
    double widest = 0;
    for (double y = 0; y < height(); y += rowHeight()) {
        RawLines::Start next;
        m_rows.push_back(rowAt(at, &next));
        widest = std::max(widest, m_rows.back().layout->lineAt(0).naturalTextWidth());
        if (m_rows.back().shown.line.last)
            break;
        at = next;
    }
    widest += gutterWidth() + 2 * padding;
    if (widest > m_contentWidth) { // never narrower while one reads on: the bar would jump
        m_contentWidth = widest;
        Q_EMIT scrolled();
    }
    update();
}

QList<QTextLayout::FormatRange> RawTextView::rangesOf(const Row &row) const
{
    QList<QTextLayout::FormatRange> ranges;
    const auto &offsets = row.shown.offsets;
    const auto add = [&](std::size_t begin, std::size_t end, const QColor &background, const QColor &foreground) {
        const auto from = std::lower_bound(offsets.begin(), offsets.end() - 1, begin);
        const auto to = std::lower_bound(from, offsets.end() - 1, end);
        if (from == to)
            return;
        QTextCharFormat format;
        format.setBackground(background);
        format.setForeground(foreground);
        ranges.push_back({static_cast<int>(std::distance(offsets.begin(), from)),
                          static_cast<int>(std::distance(from, to)), format});
    };
    for (const auto &[begin, length] : row.shown.marks) {
        QTextCharFormat format;
        format.setForeground(m_markColor);
        ranges.push_back({begin, length, format});
    }
    for (const TextNeedle::Match &match : m_document->matches().within(row.shown.line.start.offset, row.shown.line.end))
        add(match.begin, match.end, m_matchColor, m_textColor);
    if (!m_selection.isEmpty())
        add(m_selection.begin(), m_selection.end(), m_selectionColor, m_selectedTextColor);
    return ranges;
}

void RawTextView::paint(QPainter *painter)
{
    if (!m_document)
        return;
    painter->setFont(font());
    double y = padding / 2;
    for (const Row &row : m_rows) {
        paintRow(*painter, row, y);
        y += rowHeight();
    }
}

void RawTextView::paintRow(QPainter &painter, const Row &row, double y) const
{
    const RawLines::Line &line = row.shown.line;
    const double gutter = gutterWidth();
    painter.save();
    painter.setClipRect(QRectF(gutter, 0, width() - gutter, height()));
    painter.setPen(m_textColor);
    // A line feed that is selected: what is behind the line is.
    const bool beyond = m_selection.begin() <= line.end && m_selection.end() > line.end
                        && m_selection.end() >= line.next && !line.last;
    if (beyond && line.next > line.end)
        painter.fillRect(QRectF(xOf(row, line.end), y, columnWidth(), rowHeight()), m_selectionColor);
    row.layout->draw(&painter, {gutter - m_contentX, y + 1}, rangesOf(row));
    const bool cursorHere = m_selection.cursor >= line.start.offset && (m_selection.cursor < line.next || line.last);
    if (hasActiveFocus() && cursorHere)
        painter.fillRect(QRectF(xOf(row, m_selection.cursor) - 0.5, y, 1.5, rowHeight()), m_textColor);
    painter.restore();
    painter.setPen(m_mutedColor);
    if (m_document && m_document->isBinary())
        return; // places stand in the line
    const QString number = line.start.goesOn ? QString(QChar(0x21aa)) : QString::number(line.start.number);
    painter.drawText(QRectF(0, y, gutter - padding, rowHeight()), Qt::AlignRight | Qt::AlignVCenter, number);
}

void RawTextView::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickPaintedItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() == oldGeometry.size())
        return;
    if (m_outdated || (m_wrap && newGeometry.width() != oldGeometry.width()))
        layOut();
    else if (!m_target || !m_target->atTop)
        scrollTo(m_firstRow);
}

void RawTextView::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemVisibleHasChanged && data.boolValue && m_outdated)
        layOut();
    QQuickPaintedItem::itemChange(change, data);
}

} // namespace topicscope::app
