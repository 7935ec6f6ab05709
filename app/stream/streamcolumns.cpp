// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/streamcolumns.h"

#include "common/platform.h"

#include <algorithm>
#include <numeric>

namespace topicscope::app {
namespace {

//! What gives way where the room is short, what gives way first in front: first they narrow, then they leave. The
//! others are figures, which say nothing when they are cut.
constexpr std::array narrowed{StreamModel::IdColumn, StreamModel::ProducerColumn, StreamModel::TopicColumn};
constexpr std::array dropped{StreamModel::IdColumn, StreamModel::ProducerColumn, StreamModel::SizeColumn};

// In heights of the text.
constexpr int wholeId = 24;
constexpr int longTopic = 26;

int sum(const std::array<int, StreamModel::ColumnCount> &widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

} // namespace

StreamColumns::StreamColumns(QObject *parent) : QObject(parent)
{
    // In heights of the text, so that they fit whatever font the platform has.
    constexpr std::array<double, StreamModel::ColumnCount> widths{8.2, 13.0, 7.5, 9.5, 5.5, 8.0, 6.5};
    m_text = Platform().baseFontPixels();
    std::transform(widths.begin(), widths.end(), m_widths.begin(),
                   [this](double width) { return static_cast<int>(width * m_text); });
    fit();
}

void StreamColumns::fit()
{
    const auto isFree = [this](int column) { return !m_chosen[static_cast<std::size_t>(column)]; };
    m_fitted = m_widths;
    if (m_available == 0)
        return;
    const int least = 6 * m_text;
    for (const int column : narrowed) {
        if (isFree(column))
            m_fitted[static_cast<std::size_t>(column)] = std::min(least, m_widths[static_cast<std::size_t>(column)]);
    }
    for (const int column : dropped) {
        if (sum(m_fitted) > m_available && isFree(column))
            m_fitted[static_cast<std::size_t>(column)] = 0;
    }
    // What is left goes back to those that narrowed, the most wanted first.
    int room = std::max(0, m_available - sum(m_fitted));
    const auto widen = [&](int column, int limit) {
        int &width = m_fitted[static_cast<std::size_t>(column)];
        const int more = std::clamp(limit - width, 0, room);
        width += more;
        room -= more;
    };
    for (auto column = narrowed.rbegin(); column != narrowed.rend(); ++column) {
        if (isFree(*column) && m_fitted[static_cast<std::size_t>(*column)] > 0)
            widen(*column, m_widths[static_cast<std::size_t>(*column)]);
    }
    // Room to spare shows a whole UUID, then longer topics.
    if (isFree(StreamModel::IdColumn) && m_fitted[StreamModel::IdColumn] > 0)
        widen(StreamModel::IdColumn, wholeId * m_text);
    if (isFree(StreamModel::TopicColumn))
        widen(StreamModel::TopicColumn, longTopic * m_text);
    for (const int column : narrowed) {
        if (isFree(column) && m_fitted[static_cast<std::size_t>(column)] > 0)
            widen(column, m_available);
    }
}

int StreamColumns::width(int column) const
{
    return column < 0 || column >= count() ? 0 : m_fitted[static_cast<std::size_t>(column)];
}

void StreamColumns::setAvailable(int width)
{
    if (m_available == width)
        return;
    m_available = width;
    fit();
    Q_EMIT changed();
}

int StreamColumns::rememberedWidth(int column) const
{
    return column >= 0 && column < count() && m_chosen[static_cast<std::size_t>(column)] ? width(column) : 0;
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
    m_chosen[static_cast<std::size_t>(column)] = true;
    m_widths[static_cast<std::size_t>(column)] = wanted;
    fit();
    Q_EMIT changed();
}

int StreamColumns::begin(int column) const
{
    return std::accumulate(m_fitted.begin(), m_fitted.begin() + std::clamp(column, 0, count()), 0);
}

} // namespace topicscope::app
