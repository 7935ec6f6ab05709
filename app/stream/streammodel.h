// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "stream/streamfilter.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <vector>

namespace topicscope::app {

class FrameBudget;

//! \brief The messages of the store as rows, in order of arrival.
//!
//! Pulls one bounded batch per frame, so a burst fills it over several frames and never blocks the window.
//! Rows leave at the top as the store evicts. Pausing stops the pulling and nothing else: the store goes on.
//! Clearing hides what has come so far and can be undone. The filters are applied here, over all rows; over many of
//! them it takes some frames, and so does reading again what was cleared. A message whose handler is not done yet meets
//! the filter by state once it is, and gets its place then.
//! Thread: main.
class StreamModel : public QAbstractTableModel
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(bool paused READ isPaused WRITE setPaused NOTIFY pausedChanged)
    Q_PROPERTY(double pending READ pending NOTIFY countsChanged)
    Q_PROPERTY(int shown READ shown NOTIFY countsChanged)
    Q_PROPERTY(int loaded READ loaded NOTIFY countsChanged)
    Q_PROPERTY(double evicted READ evicted NOTIFY countsChanged)
    Q_PROPERTY(double missed READ missed NOTIFY countsChanged)
    Q_PROPERTY(bool canUndoClear READ canUndoClear NOTIFY clearedChanged)
    Q_PROPERTY(QString topicFilter READ topicFilter WRITE setTopicFilter NOTIFY topicFilterChanged)
    Q_PROPERTY(
        topicscope::app::StateFilter::Value stateFilter READ stateFilter WRITE setStateFilter NOTIFY stateFilterChanged)

public:
    enum Column {
        TimeColumn,
        TopicColumn,
        ProducerColumn,
        IdColumn,
        SizeColumn,
        StateColumn,
        LatencyColumn,
        ColumnCount
    };
    Q_ENUM(Column)

    //! \brief Rows taken from the store in one go, at most.
    static constexpr std::size_t maxBatch = 10'000;
    //! as long as a frame of a stream that flows: 25 a second
    static constexpr std::chrono::milliseconds pullInterval{40};

    explicit StreamModel(QObject *parent = nullptr);
    ~StreamModel() override;

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);

    [[nodiscard]] bool isPaused() const { return m_paused; }
    void setPaused(bool paused);
    //! \brief Messages that came while paused, pass the filter and are not shown yet.
    [[nodiscard]] quint64 pending() const { return m_pending; }
    //! \brief Rows now, after the filter.
    [[nodiscard]] int shown() const { return static_cast<int>(visible().size()); }
    //! \brief Rows before the filter.
    [[nodiscard]] int loaded() const { return static_cast<int>(m_rows.size()); }
    //! \brief Messages the store gave up since the client was made.
    [[nodiscard]] quint64 evicted() const { return m_evicted; }
    //! \brief Messages the store gave up before they could be shown here.
    [[nodiscard]] quint64 missed() const { return m_missed; }

    //! \brief Hides everything received so far.
    Q_INVOKABLE void clear();
    Q_INVOKABLE void undoClear();
    [[nodiscard]] bool canUndoClear() const { return !m_clears.empty(); }

    //! \brief Path in the topic tree: shows only this topic and those below it; empty shows all.
    [[nodiscard]] QString topicFilter() const { return m_filter.topic(); }
    void setTopicFilter(const QString &path);
    //! \brief Shows only messages that this came of.
    [[nodiscard]] StateFilter::Value stateFilter() const { return m_filter.state(); }
    void setStateFilter(StateFilter::Value state);

    //! \brief True while a new filter has not met all rows: further ones come at the end.
    [[nodiscard]] bool isSifting() const { return m_sifting; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    //! \brief The message in row \a row; null when there is no such row.
    [[nodiscard]] base::MessagePtr messageAt(qsizetype row) const;
    //! \brief Row of the first message at or after \a sequence; shown() when all are before it.
    [[nodiscard]] int lowerBound(base::Sequence sequence) const;
    //! \brief Row of the message \a sequence; -1 when it is not here.
    [[nodiscard]] int rowOf(base::Sequence sequence) const;

Q_SIGNALS:
    void clientChanged();
    void pausedChanged();
    void countsChanged();
    void clearedChanged();
    void topicFilterChanged();
    void stateFilterChanged();
    //! \brief Another client's messages from now on: sequences begin anew.
    void restarted();
    //! \brief A new filter has met all rows.
    void sifted();
    //! \brief A pull is over: rows and outcomes may have changed.
    void pulled();

private:
    using Rows = std::deque<base::MessagePtr>;

    [[nodiscard]] const Rows &visible() const { return m_filter.isSet() ? m_filtered : m_rows; }
    //! Whether \a message passes the filter; one that is not known yet goes to \a open.
    [[nodiscard]] bool passes(const base::MessagePtr &message, OpenMessages &open);
    template<typename Change>
    void filterAnew(Change change);
    void filterAgain(const client::ClientSnapshot &snapshot);
    void pull();
    void countPending(FrameBudget &budget);
    void restart();
    //! Shows what came after \a floor again, as far as it is still stored.
    void showFrom(base::Sequence floor);
    void forgetUndone();
    void removeEvicted(base::Sequence first);
    void append(std::vector<base::MessagePtr> messages);
    [[nodiscard]] std::vector<base::MessagePtr> sift(FrameBudget &budget);
    void siftOn(FrameBudget &budget);
    void settle(FrameBudget &budget);
    void mergeIn(std::vector<base::MessagePtr> messages, int from);
    void forgetRows();
    void letGo(Rows &rows, std::size_t count);
    void release(FrameBudget &budget);

    QPointer<ClientController> m_client;
    QTimer m_timer;
    Rows m_rows;
    StreamFilter m_filter;
    Rows m_filtered; // those of m_rows that pass, while a filter is set
    OpenMessages m_open; // those of m_rows that have met the filter and are not judged
    OpenMessages m_openPending; // the same of those that came while paused
    quint64 m_rerun = 0; // so many failed messages were run again when the rows met the filter
    bool m_rerunLately = false;
    std::size_t m_sifted = 0; // so many of m_rows have met the filter
    Rows m_released; // nobody's any more
    base::Sequence m_seen; // the last one read from the store
    base::Sequence m_heldAt; // the last one that shows while paused
    base::Sequence m_floor; // cleared up to here
    std::vector<quint64> m_clears; // their steps on the undo stack, latest last
    base::Sequence m_counted; // while paused: up to here it is known what passes the filter
    quint64 m_pending = 0;
    quint64 m_evicted = 0;
    quint64 m_missed = 0;
    bool m_paused = false;
    bool m_sifting = false; // a new filter has not met all rows
};

} // namespace topicscope::app
