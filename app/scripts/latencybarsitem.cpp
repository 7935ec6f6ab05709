// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/latencybarsitem.h"

#include "common/rebind.h"

#include <QQuickWindow>
#include <QSGRectangleNode>

#include <algorithm>
#include <cmath>

namespace topicscope::app {

namespace {

constexpr double gap = 1.0;
constexpr double smallest = 2.0; // what is there is seen, however little it is

} // namespace

LatencyBarsItem::LatencyBarsItem(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void LatencyBarsItem::setFigures(ScriptFigures *figures)
{
    if (!rebind(m_figures, figures, this))
        return;
    if (m_figures)
        connect(m_figures, &ScriptFigures::changed, this, &LatencyBarsItem::takeBars);
    takeBars();
    Q_EMIT figuresChanged();
}

void LatencyBarsItem::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void LatencyBarsItem::takeBars()
{
    const QList<qreal> bars = m_figures ? m_figures->bars() : QList<qreal>();
    if (m_bars == bars)
        return;
    m_bars = bars;
    update();
}

void LatencyBarsItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != oldGeometry.size())
        update();
}

QSGNode *LatencyBarsItem::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    if (!node)
        node = new QSGNode;
    while (node->childCount() > m_bars.size()) {
        QSGNode *surplus = node->lastChild();
        node->removeChildNode(surplus);
        delete surplus;
    }
    while (node->childCount() < m_bars.size())
        node->appendChildNode(window()->createRectangleNode());
    const double step = m_bars.isEmpty() ? 0.0 : width() / static_cast<double>(m_bars.size());
    auto *bar = static_cast<QSGRectangleNode *>(node->firstChild());
    for (qsizetype i = 0; bar; ++i, bar = static_cast<QSGRectangleNode *>(bar->nextSibling())) {
        const double left = std::round(static_cast<double>(i) * step);
        const double right = std::round(static_cast<double>(i + 1) * step);
        const double high = m_bars[i] > 0.0 ? std::max(smallest, std::round(m_bars[i] * height())) : 0.0;
        const QRectF rect(left, height() - high, high > 0.0 ? std::max(1.0, right - left - gap) : 0.0, high);
        if (bar->rect() != rect)
            bar->setRect(rect);
        if (bar->color() != m_color)
            bar->setColor(m_color);
    }
    return node;
}

} // namespace topicscope::app
