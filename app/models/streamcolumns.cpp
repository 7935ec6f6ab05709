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
    return column >= 0 && column < count() ? m_widths[static_cast<std::size_t>(column)] : 0;
}

void StreamColumns::setWidth(int column, int width)
{
    const int wanted = std::clamp(width, minimumWidth, maximumWidth);
    if (column < 0 || column >= count() || m_widths[static_cast<std::size_t>(column)] == wanted)
        return;
    m_widths[static_cast<std::size_t>(column)] = wanted;
    Q_EMIT changed();
}

int StreamColumns::begin(int column) const
{
    return std::accumulate(m_widths.begin(), m_widths.begin() + column, 0);
}

} // namespace topicscope::app
