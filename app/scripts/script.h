// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "common/tone.h"
#include "script/scripthandler.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace topicscope::app {

struct Script;
//! \brief Scripts are told apart by where they are: another may take the name.
using ScriptPtr = std::shared_ptr<Script>;

//! \brief How a script is, in a word or two: "Running", "Failing, 38 in a row", "Failing, 20 of 32" (the latest calls),
//! "8 of 32 failed", "Paused", "Stopped", "Checking", "Error".
struct ScriptState {
    QString text;
    QString shortText; //!< the same where there is little room: "Failing", "Old version", "Some failed"
    Tone::Value tone = Tone::Neutral;
};

//! \brief A script of the window: its file, how it is to run, and what is known of it. Thread: main.
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

    //! \brief Reads the file \a path. Errors: InputOutput; TooLarge; InvalidUtf8.
    [[nodiscard]] static base::Result<ScriptPtr> open(const QString &path);
    //! \brief Writes the draft to the file, which becomes the saved text. Errors: InputOutput, also once
    //! where another program changed the file: the user has to know.
    [[nodiscard]] base::Result<void> save();
    //! \brief Takes what another program wrote, unless that would throw away what is edited here. True where the text
    //! became another.
    [[nodiscard]] bool readAgain();

    [[nodiscard]] bool isModified() const { return draft != saved; }
    //! \brief Whether what is here is the only copy: where the file is gone, too.
    [[nodiscard]] bool isUnsaved() const;
    [[nodiscard]] ScriptState state() const;
    [[nodiscard]] bool isPaused() const { return active && binding->status().paused; }
    //! \brief What is wrong with the text saved last, or the latest exception.
    [[nodiscard]] std::optional<script::ScriptFault> shownFault() const;
    //! \brief Where that is in this file; 0 for nowhere.
    [[nodiscard]] int faultLine() const;
    [[nodiscard]] QString faultText() const;
};

} // namespace topicscope::app
