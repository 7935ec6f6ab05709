// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "client/handlerloader.h"
#include "dispatch/handler.h"

#include <QCommandLineParser>

#include <vector>

namespace topicscope::bench {

//! \brief Declares the options and reads the command line; ends the process for --help and unknown options.
void parseArguments(QCommandLineParser &parser);

//! \brief The client's settings as the command line says. Errors: InvalidArgument naming the option.
[[nodiscard]] base::Result<client::ClientConfig> configOf(const QCommandLineParser &parser);

//! \brief The handlers: one on `*`, or --handlers of them on bench/00000 and so on. Errors: as configOf() and
//! HandlerLoader::load().
[[nodiscard]] base::Result<std::vector<dispatch::HandlerSpec>> handlersOf(const QCommandLineParser &parser,
                                                                          client::HandlerLoader &scripts);

} // namespace topicscope::bench
