// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/latestremoval.h"
#include "workspace/clientcontroller.h"
#include "stream/streamviewport.h"
#include "plot/metricsource.h"
#include "scripts/scriptconsolemodel.h"
#include "scripts/scriptdrafts.h"
#include "scripts/scriptfigures.h"
#include "scripts/scriptlistmodel.h"
#include "scripts/scriptrunner.h"
#include "scripts/scriptshelf.h"

#include <QPointer>
#include <QUrl>

namespace topicscope::app {

//! \brief The handlers page: the scripts, the one being edited, and how it runs. Thread: main.
class ScriptController : public topicscope::app::MetricSource
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::SettingsStore *settings READ settings WRITE setSettings NOTIFY settingsChanged)
    Q_PROPERTY(topicscope::app::TableModelBase *scripts READ scripts CONSTANT)
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
    Q_PROPERTY(topicscope::app::LatestRemoval *removal READ removal CONSTANT)
    Q_PROPERTY(int restoredCount READ restoredCount NOTIFY restoredChanged)

public:
    enum class Field { None, Pattern, Name }; //!< of a new script
    Q_ENUM(Field)
    explicit ScriptController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] SettingsStore *settings() const { return m_settings; }
    //! \brief Shows the scripts of the last run, all of them stopped.
    void setSettings(SettingsStore *settings);
    [[nodiscard]] ScriptListModel *scripts() { return &m_scripts; }
    [[nodiscard]] ScriptConsoleModel *console() { return &m_console; }
    [[nodiscard]] ScriptFigures *figures() { return &m_figures; }
    //! \brief What a new script can begin with: an empty handler, and the titles of the samples.
    [[nodiscard]] QStringList beginnings() const { return ScriptShelf::beginnings(); }
    [[nodiscard]] QString folder() const { return ScriptShelf::folder(); }
    //! \brief The metrics of all scripts, as "script: metric".
    [[nodiscard]] std::vector<MetricHistory::Totals> metricTotals() const override { return m_scripts.metricTotals(); }
    //! \brief The script being edited; -1: none.
    [[nodiscard]] int currentRow() const { return m_currentRow; }
    void setCurrentRow(int row);
    [[nodiscard]] ScriptPtr current() const;
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
    [[nodiscard]] bool isPaused() const { return current() && current()->isPaused(); }
    [[nodiscard]] bool isModified() const { return current() && current()->isModified(); }
    [[nodiscard]] QString stateText() const { return current() ? current()->state().text : QString(); }
    //! \brief The same where there is little room.
    [[nodiscard]] QString shortStateText() const { return current() ? current()->state().shortText : QString(); }
    [[nodiscard]] Tone::Value tone() const { return current() ? current()->state().tone : Tone::Neutral; }
    //! \brief What is wrong with the text saved last, or the latest exception; line 0 for nowhere in this file.
    [[nodiscard]] int faultLine() const { return current() ? current()->faultLine() : 0; }
    [[nodiscard]] int faultColumn() const { return current() && current()->fault ? current()->fault->column : 0; }
    [[nodiscard]] QString faultText() const { return current() ? current()->faultText() : QString(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] Field errorField() const { return m_errorField; } //!< in the dialog for a new script
    //! \brief The script that was removed last.
    [[nodiscard]] LatestRemoval *removal() { return &m_removal; }
    //! \brief Scripts that have back what was not saved when the program ended; 0 once the user knows.
    [[nodiscard]] int restoredCount() const { return m_restoredCount; }
    Q_INVOKABLE void dismissRestored();
    //! \brief What is not saved is not to come back at the next start.
    Q_INVOKABLE void discardDrafts() { m_drafts.discardAll(); }
    //! \brief The file that create() makes for \a name and \a sample now.
    Q_INVOKABLE QString pathFor(const QString &name, int sample) const { return ScriptShelf::pathFor(name, sample); }
    //! \brief Makes a script of a sample, by its number; of a negative one, with an empty onMessage().
    Q_INVOKABLE bool create(const QString &name, const QString &pattern, int sample);
    Q_INVOKABLE bool open(const QUrl &file);
    Q_INVOKABLE void setDraft(const QString &text); //!< what was typed into the editor
    //! \brief Writes the file; a script that runs goes on with the new version, unless that is broken. False when it
    //! cannot be written, or is known to be broken: of a long one, that is known later.
    Q_INVOKABLE bool save();
    Q_INVOKABLE void revert(); //!< back to what is in the file
    //! \brief The scripts that have changes that are not saved: three by name, the others by their number. Empty: none.
    Q_INVOKABLE QString modifiedNames() const { return m_scripts.unsavedNames(); }
    Q_INVOKABLE bool saveAll(); //!< false when one cannot be written
    //! \brief Registers the script as a handler, saving it first.
    Q_INVOKABLE bool start();
    Q_INVOKABLE void stop();
    Q_INVOKABLE void resume();
    //! \brief Takes the script off the list, and stops it; its file stays. Undone, it runs again if it did.
    Q_INVOKABLE void remove();
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
    void restoredChanged();
    //! \brief A script called for attention, or was paused.
    void alertRaised(const QString &name, const QString &text);
    //! \brief What tryOn() found out.
    void tried(const QString &text, bool ok);

private:
    void add(const ScriptPtr &script, int row = -1);
    void showScript(const ScriptPtr &script) { setCurrentRow(m_scripts.rowOf(script.get())); }
    void takeSnapshot(const client::ClientSnapshot &snapshot);
    void takeChange(Script *script);
    void takeFile(Script *script);
    //! Runs \a script otherwise, as \a member says; false when that cannot be, and all is as before.
    template<typename Value>
    void describe(Value Script::*member, const Value &value);
    [[nodiscard]] bool bringBack(const ScriptPtr &removed, int row, bool ran);
    void noteChange();
    void setErrorText(const QString &text, Field field = Field::None);

    QPointer<ClientController> m_client;
    QPointer<SettingsStore> m_settings;
    ScriptListModel m_scripts;
    ScriptRunner m_runner{m_scripts};
    ScriptDrafts m_drafts{m_scripts.rows()};
    ScriptConsoleModel m_console;
    ScriptFigures m_figures;
    int m_currentRow = -1;
    QString m_errorText;
    Field m_errorField = Field::None;
    int m_restoredCount = 0;
    LatestRemoval m_removal;
};

} // namespace topicscope::app
