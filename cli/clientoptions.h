// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"

#include <QCommandLineParser>

namespace topicscope::cli {

//! \brief Adds what every command that connects understands: --url, --consumer, --topic, --path, --namespace...
void addClientOptions(QCommandLineParser &parser);

//! \brief The settings: defaults, then environment, then options. Errors: InvalidArgument.
[[nodiscard]] base::Result<client::ClientConfig> clientConfigOf(const QCommandLineParser &parser);

} // namespace topicscope::cli
