// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "common/tablemodel.h"

#include <deque>

namespace topicscope::app {

//! \brief One press of "Send": a message, or a row of them.
struct SentEntry {
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

//! \brief What was published from the window, newest first, and what became of it. Bounded. Thread: main.
class SentModel : public TableModel<SentEntry, std::deque<SentEntry>>
{
    Q_OBJECT

public:
    using Entry = SentEntry;

    static constexpr std::size_t maxRows = 200;

    explicit SentModel(QObject *parent = nullptr);

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

private:
    [[nodiscard]] static TableDescription<Entry> description();
    //! Lets \a change alter the entry of \a run, if there is one.
    template<typename Change>
    void alter(quint64 run, Change change);
};

} // namespace topicscope::app
