// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/scriptwatcher.h"
#include "scripts/scriptlistmodel.h"
#include "workspace/clientcontroller.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace topicscope::app {

//! \brief Makes scripts handlers of the client, and brings new versions to those that run. Thread: main.
class ScriptRunner : public QObject
{
    Q_OBJECT

public:
    //! \brief Characters of a script compiled while the window waits; a longer one takes up to a second, elsewhere.
    static constexpr qsizetype compiledAtOnce = 16 * 1024;

    //! \brief \a scripts outlives this.
    explicit ScriptRunner(ScriptListModel &scripts, QObject *parent = nullptr);
    ~ScriptRunner() override;

    void setClient(ClientController *client);

    //! \brief \a name, with a number behind it where another script or handler has it.
    [[nodiscard]] QString freeName(const QString &name, const Script *except) const;
    //! \brief The handler that \a script is.
    [[nodiscard]] std::optional<base::HandlerId> handlerOf(const Script &script);
    //! \brief Notes which scripts are handlers now: they are removed, brought back and started elsewhere, too. True
    //! where one changed.
    bool noteHandlers();

    //! \brief Registers \a script with the text that is in its file. False where it is known to be broken, or cannot be
    //! registered: of a long one, that is known later.
    [[nodiscard]] bool start(const ScriptPtr &script);
    void stop(Script &script);
    //! \brief The file was written here: where \a script runs, it goes on with that, unless it is broken.
    void reload(const ScriptPtr &script);
    //! \brief Registers a script that runs anew, as it is described now, with the version that runs: what is in the
    //! file may be broken. False when that cannot be, and all is as before.
    [[nodiscard]] bool restart(Script &script);

Q_SIGNALS:
    //! \brief Something became known of \a script meanwhile.
    void changed(topicscope::app::Script *script);
    //! \brief Another program wrote the file of \a script.
    void fileWritten(topicscope::app::Script *script);
    //! \brief Why a script could not be registered; empty when it could.
    void told(const QString &problem);
    //! \brief A script called for attention, or was paused.
    void alertRaised(const QString &name, const QString &text);

private:
    using Taken = std::function<void(Script &, const script::ScriptProgramPtr &)>;

    //! Loads the file of \a script and notes what is wrong with it; \a then gets what can run. A later call replaces
    //! it.
    void compile(const ScriptPtr &script, const Taken &then);
    static void take(Script &script, const script::ScriptResult<script::ScriptProgramPtr> &program, const Taken &then);
    //! Registers \a script as it is now with \a program; what is wrong is told.
    [[nodiscard]] bool registerScript(Script &script, const script::ScriptProgramPtr &program);
    void fileChanged(const std::shared_ptr<script::ScriptBinding> &binding,
                     const std::optional<script::ScriptFault> &fault);

    ScriptListModel &m_scripts;
    QPointer<ClientController> m_client;
    std::shared_ptr<script::ScriptHost> m_host;
    client::ScriptWatcher m_watcher;
    QHash<const void *, base::HandlerId> m_registered; // by owner
    std::size_t m_handlersSeen = 0; // whose owners are in m_registered
};

} // namespace topicscope::app
