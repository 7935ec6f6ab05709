// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QCommandLineParser>

#include <chrono>
#include <optional>

namespace topicscope::cli {

//! \brief Parses \a arguments, whose first is the command's name; prints help or an error and returns the exit code
//! when the program should end now. Arguments that are no options are wrong unless \a operands names them for the help:
//! "FILE...".
[[nodiscard]] std::optional<int> parse(QCommandLineParser &parser, const QStringList &arguments,
                                       const QString &operands = {});

//! \brief The whole number given for \a option, from \a min to \a max; \a fallback when it is absent. Errors:
//! InvalidArgument.
[[nodiscard]] base::Result<qint64> numberOf(const QCommandLineParser &parser, const QString &option, qint64 fallback,
                                            qint64 min, qint64 max);

//! \brief Milliseconds ("250") or a duration with a unit ("250ms", "2s") for \a option, from 1 ms to one hour; \a
//! fallback when it is absent. Errors: InvalidArgument.
[[nodiscard]] base::Result<std::chrono::milliseconds> timeoutOf(const QCommandLineParser &parser, const QString &option,
                                                                std::chrono::milliseconds fallback);

//! \brief Seconds ("5", "0.5") or a duration with a unit ("300ms") for \a option; absent stays absent. Errors:
//! InvalidArgument.
[[nodiscard]] base::Result<std::optional<std::chrono::milliseconds>> durationOf(const QCommandLineParser &parser,
                                                                                const QString &option);

} // namespace topicscope::cli
