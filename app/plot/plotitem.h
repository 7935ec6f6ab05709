// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/plotcontroller.h"
#include "plot/seriesmodel.h"

#include <QElapsedTimer>
#include <QImage>
#include <QQuickPaintedItem>
#include <QTimer>
#include <qqmlregistration.h>

#include <memory>

class QCPAxis;
class QCustomPlot;

namespace topicscope::app {

//! \brief A QCustomPlot drawing as a Quick item: the base of all plots.
//!
//! The QCustomPlot is never shown as a widget: it draws into an image at the screen's resolution, at most ten times a
//! second for new data (thirty while the user drags or zooms), and only while the item is visible. A picture that is
//! like the one before costs no frame.
//! Thread: main; paint() runs on the render thread and copies the finished image only.
class PlotItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Use one of the plots")

    Q_PROPERTY(topicscope::app::PlotController *controller READ controller WRITE setController NOTIFY controllerChanged)
    Q_PROPERTY(topicscope::app::TableModelBase *series READ series CONSTANT)
    Q_PROPERTY(bool dark MEMBER m_dark NOTIFY themeChanged)
    Q_PROPERTY(QColor backgroundColor MEMBER m_backgroundColor NOTIFY themeChanged)
    Q_PROPERTY(QColor textColor MEMBER m_textColor NOTIFY themeChanged)
    Q_PROPERTY(QColor axisColor MEMBER m_axisColor NOTIFY themeChanged)
    Q_PROPERTY(QColor gridColor MEMBER m_gridColor NOTIFY themeChanged)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY themeChanged)
    Q_PROPERTY(int fontPixels MEMBER m_fontPixels NOTIFY themeChanged)
    Q_PROPERTY(bool empty READ isEmpty NOTIFY emptyChanged)
    Q_PROPERTY(QRectF plotArea READ plotArea NOTIFY plotAreaChanged)
    Q_PROPERTY(double cursorX READ cursorX NOTIFY cursorChanged)
    Q_PROPERTY(QString cursorText READ cursorText NOTIFY cursorChanged)

public:
    static constexpr std::chrono::milliseconds dataInterval{100};
    static constexpr std::chrono::milliseconds gestureInterval{33};

    explicit PlotItem(QQuickItem *parent = nullptr);
    ~PlotItem() override;

    [[nodiscard]] PlotController *controller() const { return m_controller; }
    void setController(PlotController *controller);
    [[nodiscard]] SeriesModel *series() { return &m_series; }
    //! \brief True when nothing was measured in the range that is seen.
    [[nodiscard]] bool isEmpty() const { return m_empty; }
    //! \brief The area between the axes, in item coordinates.
    [[nodiscard]] QRectF plotArea() const { return m_plotArea; }
    //! \brief Where the moment under the pointer is, in item coordinates; -1 when there is none.
    [[nodiscard]] double cursorX() const { return m_cursorX; }
    [[nodiscard]] QString cursorText() const { return m_cursorText; }

    void paint(QPainter *painter) override;

    //! \brief Zooms around the middle (\a factor below 1: closer). For keys.
    Q_INVOKABLE void zoomStep(double factor);
    //! \brief Moves by \a share of the visible range. For keys.
    Q_INVOKABLE void panStep(double share);
    Q_INVOKABLE virtual void resetZoom();

Q_SIGNALS:
    void controllerChanged();
    void themeChanged();
    void emptyChanged();
    void plotAreaChanged();
    void cursorChanged();

protected:
    //! \brief Puts the data of the present view into the plot; false when there are none.
    virtual bool updateData() = 0;
    //! \brief The legend and cursor text for \a key, or for the latest data when there is none.
    virtual void updateCursor(std::optional<double> key) = 0;
    virtual void zoomView(double factor, double around) = 0;
    virtual void panView(double keys) = 0;
    //! \brief The pointer is at \a key, or left.
    virtual void setHoverKey(std::optional<double> key) = 0;
    [[nodiscard]] virtual std::optional<double> hoverKey() const = 0;
    //! \brief Pixels from one label of the horizontal axis to the next, at least.
    [[nodiscard]] virtual int labelGap() const = 0;

    [[nodiscard]] QCustomPlot &plot() { return *m_plot; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] QColor textColor() const { return m_textColor; }
    void setCursorText(const QString &text) { m_cursorText = text; }
    void scheduleRedraw(std::chrono::milliseconds interval);
    //! \brief Moves the cursor without drawing anew.
    void refreshCursor();

    void updatePolish() override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;
    void hoverEnterEvent(QHoverEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void applyTheme();
    void styleAxis(QCPAxis &axis);
    void redraw();
    void render();
    [[nodiscard]] double keyAt(double x) const;

    std::unique_ptr<QCustomPlot> m_plot;
    QPointer<PlotController> m_controller;
    SeriesModel m_series;
    QImage m_image;
    QTimer m_timer;
    QElapsedTimer m_sinceDrawn;
    QRectF m_plotArea;
    QString m_cursorText;
    QString m_fontFamily;
    QColor m_backgroundColor{Qt::white};
    QColor m_textColor{Qt::black};
    QColor m_axisColor{Qt::gray};
    QColor m_gridColor{Qt::lightGray};
    double m_cursorX = -1.0;
    double m_dragX = 0.0;
    int m_fontPixels = 12;
    bool m_dark = false;
    bool m_empty = true;
    bool m_dirty = true;
};

} // namespace topicscope::app
