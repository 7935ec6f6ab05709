// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace topicscope::cli {

//! \brief What the program's exit code tells; documented in topicscope-cli(1).
enum ExitCode : int {
    Success = 0,
    Failure = 1, //!< something went wrong at run time: a publication refused, a file not written
    Usage = 2, //!< an option or argument that cannot be used
    CannotConnect = 3, //!< the first connection failed
    ConnectionEnded = 4, //!< the connection was lost for good
};

//! \brief Writes one line to stdout and flushes it. When nobody reads stdout any more, or it cannot be written, the
//! program ends in order, as at SIGTERM, and nothing more is written.
void printLine(const QByteArray &line);
//! \brief Whether stdout could not be written for another reason than that its reader is gone.
[[nodiscard]] bool hasOutputFailed();
//! \brief \a object as one line of JSON on stdout.
void printJson(const QJsonObject &object);
//! \brief "topicscope-cli: TEXT" on stderr, with control characters made visible: a server's words may be part of it.
void printError(const QString &text);
//! \brief Prints what is wrong with the command line and returns Usage.
[[nodiscard]] int usageError(const base::Error &error);
//! \brief A note for the user on stderr, printable in the same way.
void printNote(const QString &text);
//! \brief \a object as one line of JSON on stderr, printable in the same way.
void printJsonNote(const QJsonObject &object);
//! \brief Makes Qt's messages and log lines go to stderr, one line each.
void installMessageHandler();

} // namespace topicscope::cli
