// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"

#include <QCommandLineParser>

namespace topicscope::cli {

//! \brief Adds what every command that reaches a server understands: --url, --connect-timeout, headers, proxy,
//! certificates.
void addServerOptions(QCommandLineParser &parser);

//! \brief Adds what every command that stays connected understands: the server options, --transport, --path,
//! --namespace, --auth-file...
void addConnectionOptions(QCommandLineParser &parser);

//! \brief Adds what every command that subscribes understands: the connection options, --consumer and --topic.
void addClientOptions(QCommandLineParser &parser);

//! \brief The settings that the server options and the environment name. Errors: InvalidArgument.
[[nodiscard]] base::Result<client::ClientConfig> serverConfigOf(const QCommandLineParser &parser);

//! \brief The settings that the connection options and the environment name. Errors: InvalidArgument.
[[nodiscard]] base::Result<client::ClientConfig> connectionConfigOf(const QCommandLineParser &parser);

//! \brief All settings of a client: defaults, then environment, then options. Errors: InvalidArgument.
[[nodiscard]] base::Result<client::ClientConfig> clientConfigOf(const QCommandLineParser &parser);

} // namespace topicscope::cli
