// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observersnapshot.h"
#include "common/sortedmodel.h"

#include <QAbstractTableModel>
#include <qqmlregistration.h>

#include <vector>

namespace topicscope::app {

//! \brief One row per pair of consumer and topic that an observer saw, with its figures.
//!
//! Rows are in order of appearance and never move. Each row also answers to the roles by name, whatever the column.
//! Thread: main.
class ConsumerModel : public QAbstractTableModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to an ObserverController")

public:
    enum Column {
        ConsumerColumn,
        TopicColumn,
        CountColumn,
        P50Column,
        P99Column,
        MaxColumn,
        LateColumn,
        MissingColumn,
        DoubledColumn,
        LastColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    enum Role {
        SortRole = Qt::UserRole, //!< what a column is sorted by
        ConsumerRole,
        TopicRole,
        CountRole,
        P50Role,
        P99Role,
        MaxRole,
        LateRole,
        IsLateRole, //!< true when something was late
        MissingRole,
        DoubledRole,
        IsDoubledRole, //!< true when something was consumed twice
        LastRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief Takes the rows of a snapshot. Those of another observation replace all.
    void update(const std::vector<client::ConsumptionFigures> &consumers);

private:
    struct Row {
        QString consumer;
        QString topic;
        quint64 count = 0;
        quint64 late = 0;
        quint64 missing = 0;
        quint64 doubled = 0;
        std::chrono::nanoseconds p50{};
        std::chrono::nanoseconds p99{};
        std::chrono::nanoseconds max{};
        base::WallTime lastAt{};
        quint64 measured = 0; // consumptions whose latency is known

        friend bool operator==(const Row &, const Row &) = default;
    };

    [[nodiscard]] static bool isUpToDate(const Row &row, const client::ConsumptionFigures &figures);
    [[nodiscard]] static Row rowOf(const client::ConsumptionFigures &figures);
    [[nodiscard]] static QVariant sortValue(const Row &row, int column);
    [[nodiscard]] static QString text(const Row &row, int column);

    std::vector<Row> m_rows;
};

//! \brief The consumers sorted by a column and filtered by a text. Thread: main.
class ConsumerProxyModel : public topicscope::app::SortedModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to an ObserverController")

public:
    explicit ConsumerProxyModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] bool isTextual(int column) const override;
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
};

} // namespace topicscope::app
