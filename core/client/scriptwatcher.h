// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scripthandler.h"

#include <QFileSystemWatcher>
#include <QTimer>

namespace topicscope::client {

//! \brief Has scripts reload when their files, or those they import, change on the disk.
//!
//! Editors write in place, or write another file and rename it, or delete and write anew: all of it is one change, seen
//! some 50 ms after its last step. A version that cannot be read or compiled is refused, and the one before goes on;
//! the console of the script tells why. What was only touched, or is what runs already, changes nothing. Where the
//! system cannot watch a file, it is looked at once a second. Files are read and compiled by the thread pool. Thread:
//! main.
class ScriptWatcher : public QObject
{
    Q_OBJECT

public:
    explicit ScriptWatcher(QObject *parent = nullptr);

    //! \brief Watches the files of \a binding's program, until nobody else holds the binding.
    void watch(const std::shared_ptr<script::ScriptBinding> &binding);

Q_SIGNALS:
    //! \brief What is on the disk has been given to \a binding, or is what it ran all along after it could not be read
    //! for a while.
    void reloaded(const std::shared_ptr<topicscope::script::ScriptBinding> &binding);
    //! \brief What is on the disk cannot run; said once for each fault, and on the console already.
    void refused(const std::shared_ptr<topicscope::script::ScriptBinding> &binding,
                 const topicscope::script::ScriptFault &fault);

private:
    //! The bindings of one file.
    struct Script {
        QString file; // as given
        std::vector<std::weak_ptr<script::ScriptBinding>> bindings;
        QStringList paths; // absolute: those of the program, and what was looked for by one that could not be loaded
        QByteArray contents; // a hash of the files at these paths when they were last loaded
        std::optional<script::ScriptFault> fault; // of the last time
        int loads = 0; // in a row, to find what is imported
    };

    //! What the files of a script are found to be.
    struct Look {
        QString file;
        QStringList paths;
        QByteArray contents;
        QStringList looked{}; //!< what the program was loaded from, or looked for
        std::optional<script::ScriptResult<script::ScriptProgramPtr>> program{}; //!< none: nothing changed
    };

    void changed();
    void lookAtAll();
    //! Reads the files of \a look, and loads the program where they changed. Thread: any.
    static void lookAt(Look &look);
    void take(std::vector<Look> looks);
    void give(Script &script, const script::ScriptProgramPtr &program);
    void refuse(Script &script, const script::ScriptFault &fault);
    void watchPaths();

    std::vector<Script> m_scripts;
    QFileSystemWatcher m_files;
    QTimer m_settle; // until a change is complete
    QTimer m_poll; // where something cannot be watched
    base::SteadyTime m_latest; // when a change that goes on and on is looked at all the same
    bool m_looking = false; // the thread pool does
    bool m_lookAgain = false; // something changed meanwhile
};

} // namespace topicscope::client
