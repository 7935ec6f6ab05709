// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/streamcolumns.h"

#include "platform.h"

#include <algorithm>
#include <numeric>

namespace topicscope::app {

StreamColumns::StreamColumns(QObject *parent)
    : QObject(parent)
{
    // In heights of the text, so that they fit whatever font the platform has.
    constexpr std::array<double, StreamModel::ColumnCount> widths{8.2, 13.0, 7.5, 9.5, 5.5, 8.0, 6.5};
    const int text = Platform().baseFontPixels();
    std::transform(widths.begin(), widths.end(), m_widths.begin(), [text](double width) { return static_cast<int>(width * text); });
}

int StreamColumns::width(int column) const
{
    if (column < 0 || column >= count())
        return 0;
    const int own = m_widths[static_cast<std::size_t>(column)];
    if (column != StreamModel::IdColumn || !m_idTakesRest)
        return own;
    return own + std::max(0, m_available - std::accumulate(m_widths.begin(), m_widths.end(), 0));
}

void StreamColumns::setAvailable(int width)
{
    if (m_available == width)
        return;
    m_available = width;
    Q_EMIT changed();
}

int StreamColumns::rememberedWidth(int column) const
{
    return column == StreamModel::IdColumn && m_idTakesRest ? 0 : width(column);
}

void StreamColumns::restoreWidth(int column, int width)
{
    if (width >= minimumWidth)
        setWidth(column, width);
}

void StreamColumns::setWidth(int column, int width)
{
    const int wanted = std::clamp(width, minimumWidth, maximumWidth);
    if (column < 0 || column >= count() || this->width(column) == wanted)
        return;
    if (column == StreamModel::IdColumn)
        m_idTakesRest = false;
    m_widths[static_cast<std::size_t>(column)] = wanted;
    Q_EMIT changed();
}

int StreamColumns::begin(int column) const
{
    int x = 0;
    for (int before = 0; before < column; ++before)
        x += width(before);
    return x;
}

} // namespace topicscope::app
