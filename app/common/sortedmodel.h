// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filteredmodel.h"

namespace topicscope::app {

//! \brief A table that is sorted by the column whose head is clicked.
class SortedModel : public topicscope::app::FilteredModel
{
    Q_OBJECT
    QML_ANONYMOUS

    Q_PROPERTY(int sortedColumn READ sortedColumn NOTIFY sortChanged)
    Q_PROPERTY(bool descending READ isDescending NOTIFY sortChanged)

public:
    //! \brief Sorts by what the source model has at \a sortRole.
    explicit SortedModel(int sortRole, QObject *parent = nullptr);

    //! \brief The source's column sorted by; -1 for the source's own order.
    [[nodiscard]] int sortedColumn() const { return sortColumn(); }
    [[nodiscard]] bool isDescending() const { return sortOrder() == Qt::DescendingOrder; }

    //! \brief Sorts by \a column: figures largest first, then smallest first, then in the source's order again; texts
    //! the other way round.
    Q_INVOKABLE void toggleSort(int column);

Q_SIGNALS:
    void sortChanged();

protected:
    //! \brief Whether \a column holds text, and no figures.
    [[nodiscard]] virtual bool isTextual(int column) const = 0;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace topicscope::app
