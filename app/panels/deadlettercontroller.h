// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/latestremoval.h"
#include "workspace/clientcontroller.h"
#include "panels/inspectorcontroller.h"
#include "panels/rerunwatch.h"
#include "common/settingsstore.h"
#include "common/latestjob.h"
#include "panels/deadlettermodel.h"

#include <QObject>
#include <QPointer>
#include <qqmlregistration.h>

#include <set>

namespace topicscope::app {

//! \brief The messages that failed for good: shows them, runs them again, discards them and takes that back. Thread:
//! main.
class DeadLetterController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::TableModelBase *letters READ letters CONSTANT)
    Q_PROPERTY(topicscope::app::SettingsStore *settings READ settings WRITE setSettings NOTIFY settingsChanged)
    Q_PROPERTY(int unsaved READ unsaved NOTIFY figuresChanged)
    Q_PROPERTY(int count READ count NOTIFY figuresChanged)
    Q_PROPERTY(int waiting READ waiting NOTIFY figuresChanged)
    Q_PROPERTY(bool held READ isHeld WRITE setHeld NOTIFY heldChanged)
    Q_PROPERTY(bool exporting READ isExporting NOTIFY exportChanged)
    Q_PROPERTY(QString exportedText READ exportedText NOTIFY exportChanged)
    Q_PROPERTY(QString evictedText READ evictedText NOTIFY figuresChanged)
    Q_PROPERTY(QString rerunText READ rerunText NOTIFY rerunChanged)
    Q_PROPERTY(bool rerunFailed READ hasRerunFailed NOTIFY rerunChanged)
    Q_PROPERTY(topicscope::app::LatestRemoval *discarded READ discarded CONSTANT)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged)

public:
    explicit DeadLetterController(QObject *parent = nullptr);

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] SettingsStore *settings() const { return m_settings; }
    //! \brief Where the folder of the last export is remembered; may be null.
    void setSettings(SettingsStore *settings);
    [[nodiscard]] DeadLetterModel *letters() { return &m_model; }
    //! \brief How many the client has; letters() lags behind while it is held.
    [[nodiscard]] int count() const { return static_cast<int>(m_usage.count); }
    //! \brief How many came that letters() does not show yet.
    [[nodiscard]] int waiting() const;
    //! \brief While rows are held none comes, goes or moves, but for those that the user runs again, discards or takes
    //! back: what is pointed at stays there. What waits is taken with the first figures after that.
    [[nodiscard]] bool isHeld() const { return m_held; }
    void setHeld(bool held);
    //! \brief Whether letters are being written.
    [[nodiscard]] bool isExporting() const { return m_export.isRunning(); }
    //! \brief What was written last, and where; empty once dismissed.
    [[nodiscard]] QString exportedText() const { return m_exportedText; }
    //! \brief What came of those that were run again last, while it goes on and after; empty once dismissed.
    [[nodiscard]] QString rerunText() const { return m_rerun.text(); }
    [[nodiscard]] bool hasRerunFailed() const { return m_rerun.hasFailures(); }
    //! \brief How many were given up to keep the bound, in a sentence; empty for none.
    [[nodiscard]] QString evictedText() const;
    //! \brief Letters that are in no file: what is lost with the client.
    [[nodiscard]] int unsaved() const;
    //! \brief The topic of the letter that was discarded last.
    [[nodiscard]] LatestRemoval *discarded() { return &m_discarded; }
    //! \brief Why the file could not be written; empty when it could.
    [[nodiscard]] QString errorText() const { return m_errorText; }

    //! \brief Shows the message of a letter.
    Q_INVOKABLE void inspect(double letterId, topicscope::app::InspectorController *inspector) const;
    //! \brief The row of a letter in letters(); -1 for none.
    Q_INVOKABLE int rowOf(double letterId) const { return m_model.rowOf(static_cast<quint64>(letterId)); }
    Q_INVOKABLE void rerun(double letterId);
    Q_INVOKABLE void rerunAll();
    Q_INVOKABLE void discard(double letterId);
    //! \brief Speaks no more of what the notice tells: of the first there is of an error, a discarded letter, an
    //! export, and what was run again and is over.
    Q_INVOKABLE void dismiss();
    //! \brief Shows what waits, held or not.
    Q_INVOKABLE void takeChanges();
    //! \brief Asks for a file and writes all letters to it, one line of JSON each; exportFinished() tells how it went.
    Q_INVOKABLE void exportAll();
    //! \brief Writes all letters there are now to \a path, on another thread; exportFinished() tells the end,
    //! exportedText() or errorText() how it went.
    void writeTo(const QString &path);
    //! \brief A name for the file: what it is, of which server, from when; in the folder used last.
    [[nodiscard]] QString suggestedPath() const;

Q_SIGNALS:
    void clientChanged();
    void settingsChanged();
    void figuresChanged();
    void errorTextChanged();
    void heldChanged();
    void exportChanged();
    void rerunChanged();
    //! \brief letters() is up to date again: rows may have moved.
    void changesTaken();
    //! \brief exportAll() is over: the letters are in a file, or they are not (no file was chosen, or it cannot be
    //! written).
    void exportFinished(bool written);

private:
    void update(const client::ClientSnapshot &snapshot);
    void forget();
    void refresh();
    void takeTouched();
    void run(std::vector<quint64> ids);
    void dismissExport();
    void dismissRerun();

    QPointer<ClientController> m_client;
    DeadLetterModel m_model;
    client::DeadLetterList::Usage m_usage;
    client::DeadLetterList::Usage m_shown; // what the model was brought up to
    // letters that the user did something to while the rows are held, and that show no effect yet
    std::set<quint64> m_touched;
    bool m_held = false;
    LatestJob m_export;
    QString m_exportedText;
    QPointer<SettingsStore> m_settings; // may be null: no folder is remembered then
    RerunWatch m_rerun;
    LatestRemoval m_discarded;
    quint64 m_savedUpTo = 0; // the latest letter that is in a file
    QString m_errorText;
};

} // namespace topicscope::app
