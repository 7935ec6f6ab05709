// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractListModel>
#include <QColor>
#include <qqmlregistration.h>

#include <vector>

namespace topicscope::app {

//! \brief The legend of a plot: its curves with colour and the value under the pointer (or the latest one). Thread:
//! main.
class SeriesModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a plot")

public:
    enum Role { LabelRole = Qt::DisplayRole, ColorRole = Qt::UserRole + 1, ValueRole, DashedRole };

    struct Series {
        QString label;
        QColor color;
        QString value;
        bool dashed = false; //!< a second curve of the same colour

        friend bool operator==(const Series &, const Series &) = default;
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief Shows \a series; rows that stay where they are only change.
    void setSeries(std::vector<Series> series);
    [[nodiscard]] const std::vector<Series> &series() const noexcept { return m_series; }

private:
    std::vector<Series> m_series;
};

} // namespace topicscope::app
