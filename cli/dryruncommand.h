// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli dry-run: runs a script over messages of a file, or two versions of it beside each other.
[[nodiscard]] int dryRunScript(const QStringList &arguments);

} // namespace topicscope::cli
