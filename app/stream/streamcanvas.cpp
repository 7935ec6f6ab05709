// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/streamcanvas.h"

#include "common/rebind.h"
#include "topics/topicpalette.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace topicscope::app {
namespace {

constexpr int topicDot = 8;
constexpr int stateDot = 6;
constexpr int stateIndent = 18; // from the edge of a state to its word
constexpr int stateEnd = 8; // from the end of its word to the other edge
constexpr int corner = 4;

void paintDot(QPainter &painter, const QColor &color, int x, int size, int y, int height)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(x, y + (height - size) / 2.0, size, size));
}

} // namespace

StreamCanvas::StreamCanvas(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &StreamCanvas::lookChanged, this, &StreamCanvas::redraw);
    connect(this, &StreamCanvas::fontChanged, this, &StreamCanvas::setFonts);
}

void StreamCanvas::setViewport(StreamViewport *viewport)
{
    if (!rebind(m_viewport, viewport, this))
        return;
    if (viewport) {
        connect(viewport, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) { redrawRows(first.row(), last.row()); });
        connect(viewport, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { redrawRows(first, last); });
        connect(viewport, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { redrawRows(first, last); });
        connect(viewport, &QAbstractItemModel::modelReset, this, &StreamCanvas::redraw);
    }
    redraw();
    Q_EMIT viewportChanged();
}

void StreamCanvas::setColumns(StreamColumns *columns)
{
    if (!rebind(m_columns, columns, this))
        return;
    if (columns) {
        connect(columns, &StreamColumns::changed, this, [this] {
            m_texts.clear(); // cut for other widths
            redraw();
        });
    }
    redraw();
    Q_EMIT columnsChanged();
}

void StreamCanvas::setFonts()
{
    m_texts.clear();
    QFont plain(m_fontFamily);
    plain.setPixelSize(std::max(1, m_fontPixels));
    QFont mono(m_monoFamily);
    mono.setPixelSize(plain.pixelSize());
    m_fonts = {plain, plain, mono, plain};
    m_fonts[Italic].setItalic(true);
    m_fonts[Small].setPixelSize(std::max(1, m_smallPixels));
    redraw();
}

void StreamCanvas::redraw()
{
    // Named in full: Qt keeps no "everything" over an update of some rows before the same frame.
    if (isVisible())
        update(boundingRect().toAlignedRect());
}

void StreamCanvas::redrawRows(int first, int last)
{
    if (isVisible())
        update(QRect(0, first * m_rowHeight, static_cast<int>(width()), (last - first + 1) * m_rowHeight));
}

void StreamCanvas::itemChange(ItemChange change, const ItemChangeData &value)
{
    QQuickPaintedItem::itemChange(change, value);
    if (change == ItemVisibleHasChanged && value.boolValue)
        redraw();
}

void StreamCanvas::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickPaintedItem::geometryChange(now, before);
    // What it draws into is a new, empty picture then, even if only one row is added.
    if (now.size() != before.size())
        redraw();
}

void StreamCanvas::paint(QPainter *painter)
{
    if (!m_viewport || !m_columns)
        return;
    for (int row = 0; row < m_viewport->rowCount(); ++row)
        paintRow(*painter, row);
}

QRect StreamCanvas::cell(int column, int y) const
{
    return {m_columns->begin(column), y, m_columns->width(column), m_rowHeight};
}

void StreamCanvas::paintRow(QPainter &painter, int row)
{
    const int y = row * m_rowHeight;
    const QRect whole(0, y, static_cast<int>(width()), m_rowHeight);
    if (painter.hasClipping() && !painter.clipBoundingRect().intersects(whole))
        return;
    const QModelIndex line = m_viewport->index(row);
    const bool current = line.data(StreamViewport::CurrentRole).toBool();
    if (current)
        painter.fillRect(whole, m_selection);
    else if (row == m_hoveredRow)
        painter.fillRect(whole, m_hover);
    else if (line.data(StreamViewport::AlternateRole).toBool())
        painter.fillRect(whole, m_alternate);

    const QColor &text = current ? m_selectedColor : m_textColor;
    const QColor &muted = current ? m_selectedColor : m_mutedColor;
    const int padding = m_columns->padding();
    const auto left = [&](int column) { return cell(column, y).adjusted(padding, 0, 0, 0); };
    const auto right = [&](int column) { return cell(column, y).adjusted(0, 0, -padding, 0); };

    paintText(painter, line.data(StreamViewport::TimeRole).toString(), Mono, left(StreamModel::TimeColumn), muted);
    const QString topic = line.data(StreamViewport::TopicRole).toString();
    const QRect topicPlace = left(StreamModel::TopicColumn);
    if (!topic.isEmpty() && topicPlace.width() > topicDot)
        paintDot(painter, TopicPalette::colorOf(line.data(StreamViewport::TopicColorRole).toUInt(), m_dark),
                 topicPlace.x(), topicDot, y, m_rowHeight);
    paintText(painter, topic.isEmpty() ? tr("not readable") : topic, topic.isEmpty() ? Italic : Plain,
              topicPlace.adjusted(padding + 4, 0, 0, 0), topic.isEmpty() ? muted : text);
    paintText(painter, line.data(StreamViewport::ProducerRole).toString(), Plain, left(StreamModel::ProducerColumn),
              text);
    paintText(painter, line.data(StreamViewport::MessageIdRole).toString(), Mono, left(StreamModel::IdColumn), muted);
    paintText(painter, line.data(StreamViewport::SizeRole).toString(), Plain, right(StreamModel::SizeColumn), text,
              Qt::AlignRight);
    paintState(painter, line, current, y);
    paintText(painter, line.data(StreamViewport::LatencyRole).toString(), Plain, right(StreamModel::LatencyColumn),
              text, Qt::AlignRight);

    if (current && m_focused) {
        painter.setPen(m_focusRing);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void StreamCanvas::paintState(QPainter &painter, const QModelIndex &line, bool current, int y)
{
    const QRect place = cell(StreamModel::StateColumn, y).adjusted(m_columns->padding(), 3, 0, -3);
    const int tone = line.data(StreamViewport::ToneRole).toInt();
    if (tone < 0 || tone >= m_toneColors.size() || tone >= m_toneGrounds.size() || place.width() <= stateIndent)
        return;
    const QString word = line.data(StreamViewport::StateRole).toString();
    // The states that are the rule have no ground, and a selected row has its own.
    const bool quiet = current || tone == Tone::Success || tone == Tone::Neutral;
    const QColor &color = current ? m_selectedColor : m_toneColors.at(tone);
    if (!quiet) {
        const int wanted = static_cast<int>(QFontMetricsF(m_fonts[Small]).horizontalAdvance(word)) + stateIndent
                           + stateEnd;
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_toneGrounds.at(tone));
        painter.drawRoundedRect(QRect(place.x(), place.y(), std::min(wanted, place.width()), place.height()), corner,
                                corner);
    }
    paintDot(painter, color, place.x() + 7, stateDot, y, m_rowHeight);
    paintText(painter, word, Small, place.adjusted(stateIndent, 0, 0, 0), color);
}

void StreamCanvas::paintText(QPainter &painter, const QString &text, Face face, QRect place, const QColor &color,
                             Qt::Alignment side)
{
    if (text.isEmpty() || place.width() <= 0)
        return;
    const QPair key(text, place.width() * FaceCount + face);
    Text *known = m_texts.object(key);
    if (!known) {
        const QFontMetricsF metrics(m_fonts[face]);
        auto laidOut = std::make_unique<Text>();
        laidOut->glyphs.setTextFormat(Qt::PlainText);
        // In the middle: ids, and topics of one branch, differ at their ends.
        laidOut->glyphs.setText(metrics.elidedText(text, Qt::ElideMiddle, place.width()));
        laidOut->glyphs.prepare({}, m_fonts[face]);
        laidOut->width = laidOut->glyphs.size().width();
        known = laidOut.get();
        m_texts.insert(key, laidOut.release());
    }
    painter.setFont(m_fonts[face]);
    painter.setPen(color);
    const qreal x = side == Qt::AlignRight ? std::floor(place.right() + 1 - known->width) : place.x();
    painter.drawStaticText(QPointF(x, place.y() + std::floor((place.height() - known->glyphs.size().height()) / 2.0)),
                           known->glyphs);
}

} // namespace topicscope::app
