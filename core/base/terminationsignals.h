// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QSocketNotifier;

namespace topicscope::base {

//! \brief Turns the first SIGINT, SIGTERM or SIGHUP into a Qt signal; the second SIGINT or SIGTERM ends the program at
//! once.
//!
//! A SIGHUP that is ignored from the start (nohup) stays so. One instance at a time, in the main thread.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

    //! \brief Has received() emitted as a signal would; false where nobody waits for one.
    static bool request();

Q_SIGNALS:
    //! \brief The program is to end, in order; emitted once.
    void received();

private:
    QSocketNotifier *m_notifier;
};

} // namespace topicscope::base
