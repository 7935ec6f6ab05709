// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tone.h"

#include <QString>
#include <QVariant>

#include <functional>
#include <optional>
#include <vector>

namespace topicscope::app {

//! \brief What all cells of a column share with its title. Widths are in pixels.
struct ColumnLook {
    //! \brief What a column is sorted by: nothing; its texts, as people order names; figures, the largest first.
    enum class Order { None, Text, Figure };

    QString id = {};
    QString title = {};
    QString toolTip = {}; //!< of the title
    qreal width = 0; //!< wished for; of no meaning where the column stretches
    qreal minimum = 0; //!< 0: as wide as wished
    qreal stretch = 0; //!< its share of what the others leave
    qreal shownFrom = 0; //!< the width of the table from which on there is room for it
    Order order = Order::None;
    bool figure = false; //!< aligned to the right
    bool mono = false;
    bool muted = false;
    bool cutInTheMiddle = false;
    bool dotted = false; //!< a dot in the colour of the row's topic stands before the text
    bool received = false; //!< came from the network: shown with marks for what cannot be seen
    bool searched = false; //!< the filter of the table looks at it
};

//! \brief One column of a table, in one place.
template<typename Row>
struct Column {
    using Text = std::function<QString(const Row &)>;
    using Key = std::function<QVariant(const Row &)>;
    using ToneOf = std::function<std::optional<Tone::Value>(const Row &)>;

    Column(ColumnLook column, Text shown, Key sortedBy = nullptr, ToneOf coloured = nullptr)
        : look(std::move(column)), text(std::move(shown)), key(std::move(sortedBy)), tone(std::move(coloured))
    {
    }

    ColumnLook look;
    Text text;
    Key key; //!< of figures to sort by
    ToneOf tone; //!< of a text that stands out
};

//! \brief Something that the delegates of a model ask a row for.
template<typename Row>
struct RowRole {
    const char *name;
    std::function<QVariant(const Row &)> value;
};

//! \brief A table, or a list where it has no columns.
template<typename Row>
struct TableDescription {
    std::vector<Column<Row>> columns = {};
    qreal reserved = 0; //!< room for buttons at the end of each row, in pixels
    std::function<QString(const Row &)> summary = {}; //!< the row in a sentence, for assistive techniques
    std::function<QString(const Row &)> description = {}; //!< what they say beside it
    std::function<QString(const Row &)> toolTip = {};
    std::function<bool(const Row &)> dimmed = {}; //!< whether the row is over
    std::vector<RowRole<Row>> roles = {};
};

} // namespace topicscope::app
