// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/tablemodel.h"
#include "common/tableproxymodel.h"

#include <qqmlregistration.h>

#include <deque>
#include <utility>
#include <vector>

namespace topicscope::app {

//! \brief A handler with its figures.
struct HandlerFigureRow {
    base::HandlerId id;
    QString name;
    QString pattern;
    QString lastError;
    quint64 calls = 0;
    quint64 failures = 0; //!< timed out ones included
    quint64 timeouts = 0;
    double rate = 0.0;
    std::chrono::nanoseconds p50{};
    std::chrono::nanoseconds p99{};
    std::chrono::nanoseconds max{};
    bool parallel = false;
    bool removed = false;

    friend bool operator==(const HandlerFigureRow &, const HandlerFigureRow &) = default;
};

//! \brief One row per registered handler with its figures; removed handlers stay, marked as such.
//!
//! Rows are in order of registration and never move; an update changes only the rows whose figures changed.
//! Thread: main.
class HandlerModel : public TableModel<HandlerFigureRow>
{
    Q_OBJECT

public:
    explicit HandlerModel(QObject *parent = nullptr);

    //! \brief Takes the figures of a snapshot: new handlers, and those that it names as changed. Handlers of another
    //! client replace all rows.
    void update(const client::ClientSnapshot &snapshot);
    void clear();

private:
    //! Calls that ended between two updates, by row, for the rate over the last second.
    struct Calls {
        base::SteadyTime at;
        std::vector<std::pair<std::size_t, quint64>> counts;
    };

    [[nodiscard]] static TableDescription<HandlerFigureRow> description();
    [[nodiscard]] static HandlerFigureRow rowOf(const client::HandlerFigures &figures, const HandlerFigureRow *before);
    //! Rows whose figures or rate may be others at \a snapshot, in order.
    [[nodiscard]] std::vector<std::size_t> takeCalls(const client::ClientSnapshot &snapshot);
    void updateRows(const client::ClientSnapshot &snapshot, const std::vector<std::size_t> &places);
    void addRows(const std::vector<client::HandlerFigures> &handlers);

    std::vector<quint64> m_recent; // calls of the last second, by row
    std::deque<Calls> m_calls; // the last second's
    base::SteadyTime m_begun; // where they begin
};

//! \brief The handlers, sorted and filtered, the removed ones hidden unless asked for. Thread: main.
class HandlerProxyModel : public topicscope::app::TableProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a HandlerController")

    Q_PROPERTY(bool showRemoved READ showsRemoved WRITE setShowRemoved NOTIFY showRemovedChanged)

public:
    using TableProxyModel::TableProxyModel;

    [[nodiscard]] bool showsRemoved() const { return m_showRemoved; }
    void setShowRemoved(bool show);

Q_SIGNALS:
    void showRemovedChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool m_showRemoved = false;
};

} // namespace topicscope::app
