// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/plotitem.h"

#include "common/rebind.h"
#include "plot/qcustomplot_p.h"

#include <QPainter>
#include <QQuickWindow>

#include <cmath>
#include <utility>

namespace topicscope::app {
namespace {

constexpr double wheelZoom = 0.8; // per notch
constexpr int minTickGapY = 36;

} // namespace

PlotItem::PlotItem(QQuickItem *parent) : QQuickPaintedItem(parent), m_plot(std::make_unique<QCustomPlot>())
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setOpaquePainting(true);
    m_plot->axisRect()->setMinimumMargins({12, 8, 12, 4});
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PlotItem::redraw);
    connect(this, &PlotItem::themeChanged, this, [this] { scheduleRedraw(dataInterval); });
}

PlotItem::~PlotItem() = default;

void PlotItem::setController(PlotController *controller)
{
    if (!rebind(m_controller, controller, this))
        return;
    if (m_controller) {
        connect(m_controller, &PlotController::historyChanged, this, [this] {
            if (!m_controller->isPaused() && !m_controller->isZoomed())
                scheduleRedraw(dataInterval);
        });
        connect(m_controller, &PlotController::viewChanged, this, [this] { scheduleRedraw(gestureInterval); });
        connect(m_controller, &PlotController::hoverChanged, this, &PlotItem::refreshCursor);
    }
    scheduleRedraw(dataInterval);
    Q_EMIT controllerChanged();
}

void PlotItem::paint(QPainter *painter)
{
    painter->drawImage(QRectF(QPointF(0, 0), m_image.deviceIndependentSize()), m_image);
}

void PlotItem::scheduleRedraw(std::chrono::milliseconds interval)
{
    if (!isVisible()) {
        m_dirty = true;
        return;
    }
    std::chrono::milliseconds wait{0};
    if (m_sinceDrawn.isValid())
        wait = std::max(wait, interval - std::chrono::milliseconds(m_sinceDrawn.elapsed()));
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > wait)
        m_timer.start(wait);
}

void PlotItem::redraw()
{
    m_dirty = true;
    // Before the frame begins: what changes while a frame is polished costs another one. A window that is not on screen
    // draws when it is polished the next time.
    if (window() && window()->isExposed())
        updatePolish();
    else
        polish();
}

void PlotItem::updatePolish()
{
    if (!m_dirty || !isVisible() || width() < 8 || height() < 8 || !m_controller)
        return;
    m_dirty = false;
    m_sinceDrawn.start();
    render();
}

void PlotItem::render()
{
    const QSize size(static_cast<int>(std::ceil(width())), static_cast<int>(std::ceil(height())));
    applyTheme();
    m_plot->setViewport(QRect(QPoint(0, 0), size));
    m_plot->xAxis->ticker()->setTickCount(std::max(2, size.width() / labelGap()));
    m_plot->yAxis->ticker()->setTickCount(std::max(2, size.height() / minTickGapY));
    const bool empty = !updateData();

    const qreal ratio = window() ? window()->effectiveDevicePixelRatio() : 1.0;
    const QSize pixels = (QSizeF(size) * ratio).toSize();
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(m_backgroundColor);
    // Axes of nothing would only stand in the way of the sentence that says so.
    if (!empty) {
        QCPPainter painter(&image);
        m_plot->toPainter(&painter, size.width(), size.height());
    }
    if (image != m_image) {
        m_image = image;
        setFillColor(m_backgroundColor);
        update();
    }
    const QRectF area(m_plot->axisRect()->rect());
    const bool moved = std::exchange(m_plotArea, area) != area;
    if (m_empty != empty) {
        m_empty = empty;
        Q_EMIT emptyChanged();
    }
    refreshCursor();
    if (moved)
        Q_EMIT plotAreaChanged();
}

void PlotItem::applyTheme()
{
    QFont font;
    if (!m_fontFamily.isEmpty())
        font.setFamily(m_fontFamily);
    font.setPixelSize(m_fontPixels);
    m_plot->setFont(font);
    m_plot->setBackground(Qt::NoBrush);
    styleAxis(*m_plot->xAxis);
    styleAxis(*m_plot->yAxis);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->setBasePen(Qt::NoPen);
    m_plot->yAxis->setTickPen(Qt::NoPen);
}

void PlotItem::styleAxis(QCPAxis &axis)
{
    axis.setTickLabelFont(m_plot->font());
    axis.setTickLabelColor(m_textColor);
    axis.setBasePen(QPen(m_axisColor, 1));
    axis.setTickPen(QPen(m_axisColor, 1));
    axis.setSubTickPen(Qt::NoPen);
    axis.setTickLength(0, 4);
    axis.setTickLabelPadding(6);
    axis.grid()->setPen(QPen(m_gridColor, 1));
    axis.grid()->setZeroLinePen(QPen(m_gridColor, 1));
    axis.grid()->setSubGridVisible(false);
}

void PlotItem::refreshCursor()
{
    if (!m_controller || m_plotArea.isEmpty())
        return;
    std::optional<double> key = hoverKey();
    if (key && !m_plot->xAxis->range().contains(*key))
        key.reset();
    const QString textBefore = m_cursorText;
    updateCursor(key);
    const double x = key ? m_plot->xAxis->coordToPixel(*key) : -1.0;
    if (std::exchange(m_cursorX, x) != x || textBefore != m_cursorText)
        Q_EMIT cursorChanged();
}

double PlotItem::keyAt(double x) const
{
    return m_plot->xAxis->pixelToCoord(x);
}

void PlotItem::zoomStep(double factor)
{
    if (m_controller && !m_empty)
        zoomView(factor, m_plot->xAxis->range().center());
}

void PlotItem::panStep(double share)
{
    if (m_controller && !m_empty)
        panView(share * m_plot->xAxis->range().size());
}

void PlotItem::resetZoom()
{
    if (m_controller)
        m_controller->resetZoom();
}

void PlotItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickPaintedItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != oldGeometry.size())
        scheduleRedraw(gestureInterval);
}

void PlotItem::itemChange(ItemChange change, const ItemChangeData &value)
{
    QQuickPaintedItem::itemChange(change, value);
    if ((change == ItemVisibleHasChanged && value.boolValue) || change == ItemDevicePixelRatioHasChanged
        || change == ItemSceneChange)
        scheduleRedraw(dataInterval);
}

void PlotItem::hoverEnterEvent(QHoverEvent *event)
{
    hoverMoveEvent(event);
}

void PlotItem::hoverMoveEvent(QHoverEvent *event)
{
    const QPointF place = event->position();
    setHoverKey(m_plotArea.contains(place) && !m_empty ? std::optional(keyAt(place.x())) : std::nullopt);
}

void PlotItem::hoverLeaveEvent(QHoverEvent *event)
{
    Q_UNUSED(event)
    setHoverKey(std::nullopt);
}

void PlotItem::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    if (m_empty || !m_plotArea.contains(event->position())) {
        event->ignore();
        return;
    }
    m_dragX = event->position().x();
    setCursor(Qt::ClosedHandCursor);
}

void PlotItem::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    panView(keyAt(m_dragX) - keyAt(x));
    m_dragX = x;
}

void PlotItem::mouseReleaseEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    unsetCursor();
}

void PlotItem::mouseDoubleClickEvent(QMouseEvent *event)
{
    Q_UNUSED(event)
    resetZoom();
}

void PlotItem::wheelEvent(QWheelEvent *event)
{
    const int delta = event->angleDelta().y();
    if (m_empty || delta == 0 || !m_plotArea.contains(event->position())) {
        event->ignore();
        return;
    }
    zoomView(std::pow(wheelZoom, delta / 120.0), keyAt(event->position().x()));
}

} // namespace topicscope::app
