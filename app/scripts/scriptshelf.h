// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/settingsstore.h"
#include "script/scripthandler.h"

#include <QJsonArray>
#include <QStringList>

#include <memory>
#include <vector>

namespace topicscope::app {

//! \brief A script of the window: its file, how it is to run, and what is known of it.
struct Script {
    QString path; //!< absolute
    QString name; //!< of the handler
    QString pattern = QStringLiteral("*");
    bool parallel = false;
    std::chrono::milliseconds timeout = script::ScriptEngine::defaultLimit;
    QString saved; //!< the text as it is in the file
    QString draft; //!< the text as it is in the editor
    bool windowsLines = false; //!< whether the file has CR LF at the ends of lines; the texts here have not
    //! ScriptDrafts::baseOf() what the file had when the draft was typed, where it has something else now
    QByteArray draftBase{};
    bool overwrite = false; //!< the user was told that another program changed the file, and may save all the same
    std::optional<script::ScriptFault> fault; //!< of the text saved last
    std::shared_ptr<script::ScriptBinding> binding; //!< once it was started; kept for its console
    bool active = false; //!< whether it is registered with the client
    bool compiling = false; //!< the thread pool reads the file
    int compilations = 0; //!< so far; only the result of the latest counts
    QString shownState; //!< what a list says of it now, to tell what changes

    [[nodiscard]] bool isModified() const { return draft != saved; }
};

//! \brief Where scripts are kept: files in the folder of handlers, and a list of them in the settings. Thread: main.
class ScriptShelf
{
public:
    //! \brief A script that comes with the program.
    struct Sample {
        QString title;
        QString file; //!< "rate-alert.js"
        QString text;
    };

    //! \brief \a settings outlives the shelf; null: nothing is remembered.
    explicit ScriptShelf(SettingsStore *settings);

    //! \brief The folder where new scripts go; made when it is needed.
    [[nodiscard]] static QString folder();
    [[nodiscard]] static const std::vector<Sample> &samples();

    //! \brief The scripts remembered, with their texts; those whose files cannot be read are left out.
    [[nodiscard]] std::vector<Script> restore() const;
    //! \brief The files of those remembered that are not where they were.
    [[nodiscard]] QStringList away() const;
    //! \brief Remembers \a scripts, and still those that are away.
    void remember(const std::vector<Script> &scripts) const;

    //! \brief The file that create() makes for \a name now: what no name of a file should have is replaced, and a name
    //! that is taken is numbered.
    [[nodiscard]] static QString pathFor(const QString &name);
    //! \brief Writes the new file \a path, of pathFor(), and the helpers that samples import. Errors: InputOutput.
    [[nodiscard]] static base::Result<Script> create(const QString &path, const QString &text);
    //! \brief Errors: InputOutput; TooLarge; InvalidUtf8.
    [[nodiscard]] static base::Result<Script> open(const QString &path);
    //! \brief Writes the draft of \a script to its file, which becomes its saved text. Errors: InputOutput.
    [[nodiscard]] static base::Result<void> save(Script &script);

private:
    [[nodiscard]] QJsonArray remembered() const;

    SettingsStore *m_settings;
};

} // namespace topicscope::app
