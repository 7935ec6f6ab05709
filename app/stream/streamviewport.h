// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "stream/streammodel.h"

#include <QAbstractListModel>

namespace topicscope::app {

//! \brief The few rows of a StreamModel that are on screen, and the selected one.
//!
//! The view shows exactly these rows at fixed places and scrolls by whole rows, so a stream of any length costs what
//! fits on the screen, and no pixel position grows with it. Rows that leave at the top of the stream move nothing
//! on screen. The selection is a message, not a row. Following keeps the newest row in view.
//! Thread: main.
class StreamViewport : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::StreamModel *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int capacity READ capacity WRITE setCapacity NOTIFY capacityChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool following READ isFollowing WRITE setFollowing NOTIFY followingChanged)
    Q_PROPERTY(double position READ position NOTIFY positionChanged)
    Q_PROPERTY(double visibleShare READ visibleShare NOTIFY positionChanged)
    Q_PROPERTY(bool hasCurrent READ hasCurrent NOTIFY currentChanged)
    Q_PROPERTY(int currentOffset READ currentOffset NOTIFY currentChanged)

public:
    enum Role {
        TimeRole = Qt::UserRole + 1,
        TopicRole,
        TopicColorRole,
        ProducerRole,
        MessageIdRole,
        SizeRole,
        StateRole,
        ToneRole,
        LatencyRole,
        SummaryRole, //!< the row in a sentence, for those who do not see it
        CurrentRole,
        AlternateRole,
    };

    explicit StreamViewport(QObject *parent = nullptr);

    [[nodiscard]] StreamModel *source() const { return m_source; }
    void setSource(StreamModel *source);
    //! \brief Rows that fit on the screen whole.
    [[nodiscard]] int capacity() const { return m_capacity; }
    void setCapacity(int rows);
    //! \brief False while nobody sees the rows: they stay as they are then.
    [[nodiscard]] bool isActive() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    //! \brief Where the window begins, 0 to 1, for a scroll bar.
    [[nodiscard]] double position() const;
    //! \brief Share of the stream that is on screen, 0 to 1.
    [[nodiscard]] double visibleShare() const;
    //! \brief Row of the stream that is first on screen.
    [[nodiscard]] int firstRow() const { return m_first; }

    [[nodiscard]] bool hasCurrent() const { return m_current.data() != nullptr; }
    //! \brief The selected message, kept even when the store has given it up; null when nothing is selected.
    [[nodiscard]] base::MessagePtr current() const { return m_current; }
    //! \brief Place of the selected message on screen; -1 when it is not on screen.
    [[nodiscard]] int currentOffset() const;

    //! \brief Selects the message at place \a offset on the screen; following ends.
    Q_INVOKABLE void select(int offset);
    //! \brief Selects the message \a sequence and brings it into view; false when the stream does not show it.
    bool selectMessage(base::Sequence sequence);
    //! \brief Selects the message \a sequence and shows it, if it is among the rows and has \a messageId: another
    //! client's sequences begin anew. Following ends.
    Q_INVOKABLE bool selectMessageOf(double sequence, const QString &messageId);
    Q_INVOKABLE void clearSelection();
    //! \brief Selects \a message wherever it is, also where the stream does not show it; nothing scrolls.
    void setCurrent(const base::MessagePtr &message);
    //! \brief Moves the selection by \a rows and keeps it in view; following ends.
    Q_INVOKABLE void moveCurrent(int rows);
    Q_INVOKABLE void moveCurrentToStart();
    //! \brief Scrolls by \a rows; going up ends following.
    Q_INVOKABLE void scrollBy(int rows);
    //! \brief Scrolls to a share of the stream, as a scroll bar asks.
    Q_INVOKABLE void scrollTo(double position);
    //! \brief What was received for the selected message, as text; empty when nothing is selected.
    Q_INVOKABLE QString currentText() const;
    //! \brief Copies what was received for the selected message, byte for byte.
    Q_INVOKABLE void copyCurrent() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void sourceChanged();
    void capacityChanged();
    void activeChanged();
    void followingChanged();
    void positionChanged();
    void currentChanged();

private:
    struct Line {
        base::MessagePtr message;
        base::Outcome outcome;
    };

    [[nodiscard]] int lastFirst() const;
    void setFirst(int first);
    void showRow(int row);
    void rowsRemoved(int first, int last);
    void rowsInserted(int first, int last);
    void keepPlace();
    void returnToPlace();
    void refresh();

    QPointer<StreamModel> m_source;
    std::vector<Line> m_lines;
    base::MessagePtr m_current;
    base::Sequence m_anchor; // message at the top of the screen, to find the place again after a reset
    int m_capacity = 0;
    int m_first = 0;
    quint64 m_removed = 0; // rows that left at the top: keeps the stripes still
    std::pair<double, double> m_bar{0.0, 1.0}; // position and visible share that were told last
    bool m_active = true;
    bool m_following = true;
    bool m_returning = false; // all rows went: when they come again, to the selected one or to where the screen was
};

} // namespace topicscope::app
