// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/sortedmodel.h"

#include <QAbstractTableModel>
#include <qqmlregistration.h>

#include <deque>
#include <utility>
#include <vector>

namespace topicscope::app {

//! \brief One row per registered handler with its figures; removed handlers stay, marked as such.
//!
//! Rows are in order of registration and never move; an update changes only the rows whose figures changed.
//! Each row also answers to the roles by name, whatever the column. Thread: main.
class HandlerModel : public QAbstractTableModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a HandlerController")

public:
    enum Column {
        NameColumn,
        PatternColumn,
        ModeColumn,
        CallsColumn,
        RateColumn,
        FailuresColumn,
        P50Column,
        P99Column,
        MaxColumn,
        LastErrorColumn,
        ColumnCount,
    };
    Q_ENUM(Column)

    enum Role {
        SortRole = Qt::UserRole, //!< what a column is sorted by
        HandlerIdRole,
        NameRole,
        PatternRole,
        ModeRole,
        CallsRole,
        RateRole,
        FailuresRole,
        FailedRole, //!< true when a call failed
        TimeoutsRole,
        P50Role,
        P99Role,
        MaxRole,
        LastErrorRole,
        RemovedRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief Takes the figures of a snapshot: new handlers, and those that it names as changed. Handlers of another
    //! client replace all rows.
    void update(const client::ClientSnapshot &snapshot);
    void clear();

private:
    struct Row {
        base::HandlerId id;
        QString name;
        QString pattern;
        QString lastError;
        quint64 calls = 0;
        quint64 failures = 0; // timed out ones included
        quint64 timeouts = 0;
        double rate = 0.0;
        std::chrono::nanoseconds p50{};
        std::chrono::nanoseconds p99{};
        std::chrono::nanoseconds max{};
        bool parallel = false;
        bool removed = false;

        friend bool operator==(const Row &, const Row &) = default;
    };
    //! Calls that ended between two updates, by row, for the rate over the last second.
    struct Calls {
        base::SteadyTime at;
        std::vector<std::pair<std::size_t, quint64>> counts;
    };

    [[nodiscard]] static Row rowOf(const client::HandlerFigures &figures, const Row *before);
    [[nodiscard]] static QVariant sortValue(const Row &row, int column);
    [[nodiscard]] QString text(const Row &row, int column) const;
    //! Rows whose figures or rate may be others at \a snapshot, in order.
    [[nodiscard]] std::vector<std::size_t> takeCalls(const client::ClientSnapshot &snapshot);
    void updateRows(const client::ClientSnapshot &snapshot, const std::vector<std::size_t> &places);
    void addRows(const std::vector<client::HandlerFigures> &handlers);
    void emitChanged(std::size_t first, std::size_t last);

    std::vector<Row> m_rows;
    std::vector<quint64> m_recent; // calls of the last second, by row
    std::deque<Calls> m_calls; // the last second's
    base::SteadyTime m_begun; // where they begin
};

//! \brief The handlers sorted by a column, filtered by a text, the removed ones hidden unless asked for. Thread: main.
class HandlerProxyModel : public topicscope::app::SortedModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a HandlerController")

    Q_PROPERTY(bool showRemoved READ showsRemoved WRITE setShowRemoved NOTIFY showRemovedChanged)

public:
    explicit HandlerProxyModel(QObject *parent = nullptr);

    [[nodiscard]] bool showsRemoved() const { return m_showRemoved; }
    void setShowRemoved(bool show);

Q_SIGNALS:
    void showRemovedChanged();

protected:
    [[nodiscard]] bool isTextual(int column) const override;
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool m_showRemoved = false;
};

} // namespace topicscope::app
