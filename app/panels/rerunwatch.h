// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/deadletters.h"

#include <QCoreApplication>
#include <QString>
#include <QTime>

#include <vector>

namespace topicscope::app {

//! \brief What came of dead letters that were run again. What is asked for while others are under way is told with
//! them. Thread: main.
class RerunWatch
{
    Q_DECLARE_TR_FUNCTIONS(topicscope::app::RerunWatch)

public:
    void add(const client::RerunStart &start);
    //! \brief Looks at those that are under way; true when text() changed.
    bool update();
    void clear() { *this = {}; }
    //! \brief How many were run again and what came of them, in a sentence; empty for none.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isRunning() const { return !m_open.empty(); }
    //! \brief Whether one of them failed again, was dropped, or could not be run.
    [[nodiscard]] bool hasFailures() const { return m_failed + m_dropped + m_kept > 0; }

private:
    std::vector<base::MessagePtr> m_open; // bounded as the list of dead letters is
    quint64 m_started = 0;
    quint64 m_passed = 0;
    quint64 m_failed = 0;
    quint64 m_dropped = 0;
    quint64 m_kept = 0;
    QTime m_ended; // when the last of them was done
};

} // namespace topicscope::app
