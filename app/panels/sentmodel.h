// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "common/tone.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <deque>

namespace topicscope::app {

//! \brief What was published from the window, newest first, and what became of it. Bounded. Thread: main.
class SentModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a PublishController")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        TimeRole = Qt::UserRole,
        TopicRole,
        MessageIdRole,
        PayloadRole,
        ProducerRole,
        ResultRole,
        ErrorRole,
        ToneRole
    };

    static constexpr std::size_t maxRows = 200;

    //! \brief One press of "Send": a message, or a row of them.
    struct Entry {
        quint64 run = 0;
        base::WallTime at;
        QString topic;
        QString messageId; //!< empty: each message got its own
        QString producer;
        QString payload;
        int wanted = 1;
        int accepted = 0;
        int failed = 0;
        int unknown = 0; //!< of the failed ones, those that the server may have taken
        bool ended = false;
        QString error; //!< of the first that failed
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }

    //! \brief Puts \a entry on top; the oldest beyond maxRows goes.
    void add(Entry entry);
    //! \brief One message of \a run was answered.
    void record(quint64 run, const base::Result<void> &result);
    //! \brief Nothing more comes for \a run; \a reason (may be empty) says why messages are missing.
    void end(quint64 run, const QString &reason);
    //! \brief Forgets all that ended, and returns what brings them back through restore(). What still runs is told here
    //! to its end.
    std::deque<Entry> clear();
    //! \brief Puts \a entries below those that came since.
    void restore(std::deque<Entry> entries);

Q_SIGNALS:
    void countChanged();

private:
    [[nodiscard]] std::deque<Entry>::iterator find(quint64 run);
    [[nodiscard]] QString resultText(const Entry &entry) const;
    void changed(std::deque<Entry>::iterator entry);

    std::deque<Entry> m_entries; // newest first
};

} // namespace topicscope::app
