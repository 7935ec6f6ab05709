// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/figuretext.h"
#include "common/tabledescription.h"

namespace topicscope::app {

//! \brief A column of figures, \a width pixels wide and at least \a minimum.
[[nodiscard]] inline ColumnLook figureLook(const char *id, const QString &title, const QString &toolTip, qreal width,
                                           qreal minimum = 0)
{
    return {.id = QString::fromLatin1(id),
            .title = title,
            .toolTip = toolTip,
            .width = width,
            .minimum = minimum,
            .order = ColumnLook::Order::Figure,
            .figure = true};
}

//! \brief The column of a count.
template<typename Row>
[[nodiscard]] Column<Row> countColumn(const ColumnLook &look, quint64 Row::*count)
{
    return {look, [count](const Row &row) { return countText(row.*count); },
            [count](const Row &row) { return row.*count; }};
}

//! \brief What stands for \a value; a dash where nothing was \a measured.
[[nodiscard]] inline QString latencyText(std::chrono::nanoseconds value, quint64 measured)
{
    return measured > 0 ? durationText(value) : QStringLiteral("–");
}

//! \brief The column of a latency.
template<typename Row>
[[nodiscard]] Column<Row> latencyColumn(const ColumnLook &look, std::chrono::nanoseconds Row::*value,
                                        quint64 Row::*measured)
{
    return {look, [value, measured](const Row &row) { return latencyText(row.*value, row.*measured); },
            [value](const Row &row) { return static_cast<qint64>((row.*value).count()); }};
}

} // namespace topicscope::app
