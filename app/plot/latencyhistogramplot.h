// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/plotitem.h"

class QCPBars;
class QCPItemStraightLine;

namespace topicscope::app {

//! \brief How the handlers' running times of the visible time range are spread, on a logarithmic axis.
//!
//! Its horizontal axis is log10 of nanoseconds; zooming it leaves the time plots alone. Thread: main.
//! (The base is named in full: the QML type registration of Qt 6.4 finds it no other way.)
class LatencyHistogramPlot : public topicscope::app::PlotItem
{
    Q_OBJECT
    QML_ELEMENT

public:
    explicit LatencyHistogramPlot(QQuickItem *parent = nullptr);

    void resetZoom() override;

protected:
    bool updateData() override;
    void updateCursor(std::optional<double> key) override;
    void zoomView(double factor, double around) override;
    void panView(double keys) override;
    void setHoverKey(std::optional<double> key) override;
    [[nodiscard]] std::optional<double> hoverKey() const override { return m_hover; }
    [[nodiscard]] int labelGap() const override { return 64; } // "100 µs"

private:
    struct Span {
        double from;
        double to;
    };

    //! The value, in log10 of nanoseconds, that \a share of the calls did not exceed; exact to the width of a bar.
    [[nodiscard]] double quantile(double share) const;
    void placeMarker(QCPItemStraightLine &marker, double share, quint32 color);

    QCPBars *m_bars; // these three are owned by the plot
    QCPItemStraightLine *m_median;
    QCPItemStraightLine *m_p99;
    PlotHistory::Distribution m_data;
    std::optional<double> m_hover;
    std::optional<Span> m_zoom;
};

} // namespace topicscope::app
