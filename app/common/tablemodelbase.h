// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tabledescription.h"

#include <QAbstractTableModel>
#include <qqmlregistration.h>

#include <vector>

namespace topicscope::app {

//! \brief What tables share whatever their rows are; see TableModel. Thread: main.
class TableModelBase : public QAbstractTableModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(TableModel)
    QML_UNCREATABLE("Belongs to a controller")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        SortRole = Qt::UserRole, //!< what a column is sorted by
        CellsRole, //!< the texts of all columns
        TonesRole, //!< the Tone of each of them, -1 for none; an empty list where there is none at all
        DimmedRole,
        FirstRole, //!< of those that the description names
    };

    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] const std::vector<ColumnLook> &looks() const noexcept { return m_looks; }
    [[nodiscard]] qreal reserved() const noexcept { return m_reserved; }
    //! \brief The column called \a id; -1 for none.
    [[nodiscard]] int columnOf(QStringView id) const;
    //! \brief The role called \a name; -1 for none.
    [[nodiscard]] int roleOf(const QByteArray &name) const { return roleNames().key(name, -1); }
    //! \brief What \a row has to say for the role called \a name, or in the column of that name.
    [[nodiscard]] QVariant value(int row, const char *name) const;

    [[nodiscard]] QModelIndex index(int row, int column = 0, const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

protected:
    TableModelBase(std::vector<ColumnLook> looks, qreal reserved, const std::vector<QByteArray> &roles,
                   QObject *parent);

    [[nodiscard]] virtual QString text(int row, int column) const = 0;
    [[nodiscard]] virtual QVariant key(int row, int column) const = 0;
    [[nodiscard]] virtual std::optional<Tone::Value> tone(int row, int column) const = 0;
    //! \brief What the row itself says for \a role.
    [[nodiscard]] virtual QVariant rowValue(int row, int role) const = 0;

    //! \brief Tells of changed rows, in order, in as few signals as is worth it.
    void tellChanged(const std::vector<std::size_t> &places);
    void tellChanged(std::size_t first, std::size_t last);

private:
    [[nodiscard]] QStringList cells(int row) const;
    [[nodiscard]] QList<int> tones(int row) const;

    std::vector<ColumnLook> m_looks;
    qreal m_reserved;
    QHash<int, QByteArray> m_roleNames;
};

} // namespace topicscope::app
