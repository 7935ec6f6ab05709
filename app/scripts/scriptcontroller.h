// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/scriptwatcher.h"
#include "workspace/clientcontroller.h"
#include "stream/streamviewport.h"
#include "plot/metricsource.h"
#include "scripts/scriptconsolemodel.h"
#include "scripts/scriptdrafts.h"
#include "scripts/scriptfigures.h"
#include "scripts/scriptlistmodel.h"

#include <QHash>
#include <QPointer>
#include <QUrl>

#include <functional>

namespace topicscope::app {

//! \brief The handlers page: the scripts, the one being edited, and how it runs. Thread: main.
class ScriptController : public topicscope::app::MetricSource
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::SettingsStore *settings READ settings WRITE setSettings NOTIFY settingsChanged)
    Q_PROPERTY(topicscope::app::ScriptListModel *scripts READ scripts CONSTANT)
    Q_PROPERTY(topicscope::app::ScriptConsoleModel *console READ console CONSTANT)
    Q_PROPERTY(topicscope::app::ScriptFigures *figures READ figures CONSTANT)
    Q_PROPERTY(QStringList beginnings READ beginnings CONSTANT)
    Q_PROPERTY(QString folder READ folder CONSTANT)
    Q_PROPERTY(int currentRow READ currentRow WRITE setCurrentRow NOTIFY currentChanged)
    Q_PROPERTY(QString source READ source NOTIFY sourceChanged)
    Q_PROPERTY(QString name READ name NOTIFY stateChanged)
    Q_PROPERTY(QString path READ path NOTIFY stateChanged)
    Q_PROPERTY(QString pattern READ pattern WRITE setPattern NOTIFY stateChanged)
    Q_PROPERTY(bool parallel READ isParallel WRITE setParallel NOTIFY stateChanged)
    Q_PROPERTY(int timeout READ timeout WRITE setTimeout NOTIFY stateChanged)
    Q_PROPERTY(bool active READ isActive NOTIFY stateChanged)
    Q_PROPERTY(bool paused READ isPaused NOTIFY stateChanged)
    Q_PROPERTY(bool modified READ isModified NOTIFY stateChanged)
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateChanged)
    Q_PROPERTY(topicscope::app::Tone::Value tone READ tone NOTIFY stateChanged)
    Q_PROPERTY(int faultLine READ faultLine NOTIFY stateChanged)
    Q_PROPERTY(int faultColumn READ faultColumn NOTIFY stateChanged)
    Q_PROPERTY(QString faultText READ faultText NOTIFY stateChanged)
    Q_PROPERTY(QString shortStateText READ shortStateText NOTIFY stateChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)
    Q_PROPERTY(Field errorField READ errorField NOTIFY errorTextChanged)
    Q_PROPERTY(QString removedName READ removedName NOTIFY removedChanged)
    Q_PROPERTY(int restoredCount READ restoredCount NOTIFY restoredChanged)

public:
    enum class Field { None, Pattern, Name }; //!< of a new script
    Q_ENUM(Field)
    //! \brief Characters of a script compiled while the window waits; a longer one takes up to a second, elsewhere.
    static constexpr qsizetype compiledAtOnce = 16 * 1024;
    explicit ScriptController(QObject *parent = nullptr);
    ~ScriptController() override;

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] SettingsStore *settings() const { return m_settings; }
    //! \brief Shows the scripts of the last run, all of them stopped.
    void setSettings(SettingsStore *settings);
    [[nodiscard]] ScriptListModel *scripts() { return &m_scripts; }
    [[nodiscard]] ScriptConsoleModel *console() { return &m_console; }
    [[nodiscard]] ScriptFigures *figures() { return &m_figures; }
    //! \brief What a new script can begin with: an empty handler, and the titles of the samples.
    [[nodiscard]] QStringList beginnings() const;
    [[nodiscard]] QString folder() const { return ScriptShelf::folder(); }
    //! \brief The metrics of all scripts, as "script: metric".
    [[nodiscard]] std::vector<MetricHistory::Totals> metricTotals() const override;
    //! \brief The script being edited; -1: none.
    [[nodiscard]] int currentRow() const { return m_currentRow; }
    void setCurrentRow(int row);
    [[nodiscard]] const Script *current() const;
    //! \brief The text that the editor is to show; what is typed since comes by setDraft().
    [[nodiscard]] QString source() const { return current() ? current()->draft : QString(); }
    [[nodiscard]] QString name() const { return current() ? current()->name : QString(); }
    [[nodiscard]] QString path() const { return current() ? current()->path : QString(); }
    [[nodiscard]] QString pattern() const { return current() ? current()->pattern : QString(); }
    void setPattern(const QString &pattern);
    [[nodiscard]] bool isParallel() const { return current() && current()->parallel; }
    void setParallel(bool parallel);
    //! \brief How long a call may last, in milliseconds.
    [[nodiscard]] int timeout() const { return current() ? static_cast<int>(current()->timeout.count()) : 0; }
    void setTimeout(int milliseconds);
    [[nodiscard]] bool isActive() const { return current() && current()->active; }
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] bool isModified() const { return current() && current()->isModified(); }
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString shortStateText() const; //!< where there is little room
    [[nodiscard]] Tone::Value tone() const;
    //! \brief What is wrong with the text saved last, or the latest exception; line 0 for nowhere in this file.
    [[nodiscard]] int faultLine() const;
    [[nodiscard]] int faultColumn() const;
    [[nodiscard]] QString faultText() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] Field errorField() const { return m_errorField; } //!< in the dialog for a new script
    [[nodiscard]] QString removedName() const { return m_removedName; }
    //! \brief Scripts that have back what was not saved when the program ended; 0 once the user knows.
    [[nodiscard]] int restoredCount() const { return m_restoredCount; }
    Q_INVOKABLE void dismissRestored();
    //! \brief What is not saved is not to come back at the next start.
    Q_INVOKABLE void discardDrafts() { m_drafts.discardAll(); }
    //! \brief The file that create() makes for \a name and \a sample now.
    Q_INVOKABLE QString pathFor(const QString &name, int sample) const;
    //! \brief Makes a script of a sample, by its number; of a negative one, with an empty onMessage().
    Q_INVOKABLE bool create(const QString &name, const QString &pattern, int sample);
    Q_INVOKABLE bool open(const QUrl &file);
    Q_INVOKABLE void setDraft(const QString &text); //!< what was typed into the editor
    //! \brief Writes the file; a script that runs goes on with the new version, unless that is broken. False when it
    //! cannot be written, or is known to be broken: of a long one, that is known later.
    Q_INVOKABLE bool save();
    Q_INVOKABLE void revert(); //!< back to what is in the file
    //! \brief The scripts that have changes that are not saved: three by name, the others by their number. Empty: none.
    Q_INVOKABLE QString modifiedNames() const;
    Q_INVOKABLE bool saveAll(); //!< false when one cannot be written
    //! \brief Registers the script as a handler, saving it first.
    Q_INVOKABLE bool start();
    Q_INVOKABLE void stop();
    Q_INVOKABLE void resume();
    //! \brief Takes the script off the list, and stops it; its file stays. Undone, it runs again if it did.
    Q_INVOKABLE void remove();
    Q_INVOKABLE void undoRemove();
    Q_INVOKABLE void dismissUndo();
    Q_INVOKABLE void clearError() { setErrorText({}); }
    //! \brief Runs the text of the editor on the message selected in \a viewport, and tells in the console what it did.
    Q_INVOKABLE void tryOn(topicscope::app::StreamViewport *viewport);
Q_SIGNALS:
    void clientChanged();
    void settingsChanged();
    void currentChanged();
    //! \brief The editor is to show another text.
    void sourceChanged();
    void stateChanged();
    void errorTextChanged();
    void removedChanged();
    void restoredChanged();
    //! \brief A script called for attention, or was paused.
    void alertRaised(const QString &name, const QString &text);
    //! \brief What tryOn() found out.
    void tried(const QString &text, bool ok);

private:
    [[nodiscard]] Script *edited() { return m_currentRow < 0 ? nullptr : &m_scripts.at(m_currentRow); }
    int add(Script script, int row = -1);
    //! Shows the script of \a path; false where none is listed.
    bool showListed(const QString &path);
    //! Loads the file of \a script and notes what is wrong with it; \a then gets what can run. A later call replaces
    //! it.
    void compile(Script &script, std::function<void(Script &, const script::ScriptProgramPtr &)> then);
    void compiled(const QString &path, int number, const std::function<void(Script &)> &take);
    [[nodiscard]] bool startScript(Script &script);
    void stopScript(Script &script);
    //! Registers \a script as it is now with \a program; what is wrong is told.
    [[nodiscard]] bool registerScript(Script &script, const script::ScriptProgramPtr &program);
    //! Registers anew what has to be registered otherwise; false when that cannot be, and all is as before.
    [[nodiscard]] bool restart();
    //! \a name, with a number behind it where another script or handler has it.
    [[nodiscard]] QString freeName(const QString &name, const Script *except) const;
    //! The handler that \a script is: found by what it was made of, as a native one may have its name.
    [[nodiscard]] std::optional<base::HandlerId> handlerOf(const Script &script);
    void takeSnapshot(const client::ClientSnapshot &snapshot);
    void connectPublisher();
    //! Another program wrote the file of \a binding.
    void fileChanged(const std::shared_ptr<script::ScriptBinding> &binding,
                     const std::optional<script::ScriptFault> &fault);
    //! Forgets that \a script was left behind, stopped, at another server: it is started from here, or not at all.
    void forgetStopped(const Script &script);
    [[nodiscard]] bool bringBack(const Script &removed, int row, bool ran);
    void forgetUndone();
    void noteChange();
    void setErrorText(const QString &text, Field field = Field::None);

    QPointer<ClientController> m_client;
    QHash<const void *, base::HandlerId> m_registered; // by owner, of the handlers as they were at
    quint64 m_registeredAt = 0; // this revision
    QPointer<SettingsStore> m_settings;
    std::shared_ptr<script::ScriptHost> m_host;
    client::ScriptWatcher m_watcher;
    ScriptListModel m_scripts;
    ScriptDrafts m_drafts{m_scripts.scripts()};
    ScriptConsoleModel m_console;
    ScriptFigures m_figures;
    int m_currentRow = -1;
    QString m_errorText;
    Field m_errorField = Field::None;
    QString m_removedName;
    int m_restoredCount = 0;
    quint64 m_removal = 0; // its step on the undo stack
};

} // namespace topicscope::app
