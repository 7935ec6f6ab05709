// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scripts/scriptfigures.h"

#include <QColor>
#include <QPointer>
#include <QQuickItem>

namespace topicscope::app {

//! \brief Draws ScriptFigures::bars() side by side, at whole pixels. It draws again only when they, its size or its
//! colour change. One item and no delegates: the bars change four times a second, also while nobody sees them. Thread:
//! main; updatePaintNode() runs on the render thread while the main thread waits.
class LatencyBarsItem : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ScriptFigures *figures READ figures WRITE setFigures NOTIFY figuresChanged REQUIRED)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)

public:
    explicit LatencyBarsItem(QQuickItem *parent = nullptr);

    [[nodiscard]] ScriptFigures *figures() const { return m_figures; }
    void setFigures(ScriptFigures *figures);
    [[nodiscard]] QColor color() const { return m_color; }
    void setColor(const QColor &color);

Q_SIGNALS:
    void figuresChanged();
    void colorChanged();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;

private:
    void takeBars();

    QPointer<ScriptFigures> m_figures;
    QList<qreal> m_bars; //!< as drawn, or as they will be
    QColor m_color = Qt::black;
};

} // namespace topicscope::app
