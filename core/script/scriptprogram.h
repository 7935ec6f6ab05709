// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/modulesource.h"

#include <memory>
#include <vector>

namespace topicscope::script {

class ScriptProgram;
//! \brief Programs never change and are shared: ten thousand handlers of one text have one program.
using ScriptProgramPtr = std::shared_ptr<const ScriptProgram>;

//! \brief A script with the files it imports: read, put together and checked, ready for any engine. Thread: any.
//!
//! Imports never reach the engine's own module loader, which would open any file: each file becomes the body of a
//! function that gets what it imports as its argument. What is not understood as an import here is a syntax error
//! there.
class ScriptProgram
{
public:
    static constexpr qint64 maxFileBytes = 1024 * 1024;
    static constexpr std::size_t maxFiles = 64;

    //! \brief One file as the engine gets it.
    struct Unit {
        QString file; //!< relative to the folder
        QString body; //!< of a function of what it imports that returns what it declares
        QString code; //!< that function, as an expression
        std::vector<std::size_t> imports; //!< units, in the order of its import declarations
    };

    //! \brief Reads \a file; its folder is the handler folder, outside of which nothing is imported. Faults:
    //! InputOutput for a file that cannot be read, else what is wrong at which line and column. \a looked gets the
    //! absolute paths of the files that were wanted, there or not: whoever watches for a fault to be mended looks at
    //! these.
    [[nodiscard]] static ScriptResult<ScriptProgramPtr> load(const QString &file, QStringList *looked = nullptr);
    //! \brief A program of \a text, as if it were in \a file.
    [[nodiscard]] static ScriptResult<ScriptProgramPtr> fromText(const QString &text, const QString &file);

    //! \brief The file it came from, as given.
    [[nodiscard]] const QString &file() const noexcept { return m_file; }
    //! \brief What the handler is called unless told otherwise: the file's name without its ending.
    [[nodiscard]] QString name() const;
    //! \brief Each file after those it imports; the script itself is the last.
    [[nodiscard]] const std::vector<Unit> &units() const noexcept { return m_units; }
    //! \brief Absolute paths of all files read, to be watched for changes.
    [[nodiscard]] const QStringList &paths() const noexcept { return m_paths; }
    //! \brief Whether the script has something to do without a message: onStart, onStop or onTimer.
    [[nodiscard]] bool hasLife() const noexcept { return m_hasLife; }

private:
    class Loader;
    [[nodiscard]] static ScriptResult<ScriptProgramPtr> make(Loader &loader, const QString &text, const QString &file);

    QString m_file;
    std::vector<Unit> m_units;
    QStringList m_paths;
    bool m_hasLife = false;
};

} // namespace topicscope::script
