// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scripts/script.h"

#include <QHash>
#include <QLockFile>
#include <QThreadPool>
#include <QTimer>

namespace topicscope::app {

//! \brief Keeps what was typed into scripts and not saved, for the case that the program ends without asking.
//!
//! A file for each changed script, in a folder beside the one of handlers, for the user alone; written and removed by a
//! thread, in order, with what tells the version of the script that was edited. One program at a time: another that
//! runs beside it keeps nothing. Texts too long for a script are not kept. Thread: main.
class ScriptDrafts
{
public:
    static constexpr std::chrono::milliseconds delay{2000}; //!< from an edit to the file

    //! \brief \a scripts outlives this.
    explicit ScriptDrafts(const std::vector<ScriptPtr> &scripts);
    ~ScriptDrafts();
    Q_DISABLE_COPY_MOVE(ScriptDrafts)

    [[nodiscard]] static QString folder();
    //! \brief Tells \a saved, the text of a file that is edited, from other versions of it.
    [[nodiscard]] static QByteArray baseOf(const QString &saved);

    //! \brief Puts what was kept back into \a scripts, tells those whose file became another one meanwhile
    //! (Script::draftBase), and keeps what changes from now on. Returns how many have it back: none where another
    //! session of this program has them.
    int restore(std::vector<ScriptPtr> &scripts);
    //! \brief Something was typed: it is kept after the delay.
    void noteEdit();
    //! \brief Keeps what is changed now, and removes what was saved or discarded.
    void settle();
    //! \brief The user wants none of them.
    void discardAll();

private:
    void remove(const QString &path);

    const std::vector<ScriptPtr> &m_scripts;
    std::shared_ptr<QLockFile> m_lock; // held: this program is the one that keeps them
    QHash<QString, QString> m_kept; // texts, by the path of their script
    QTimer m_timer;
    QThreadPool m_thread; // one
};

} // namespace topicscope::app
