// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli run: connects, runs handlers on what comes, and reports.
[[nodiscard]] int runHandlers(const QStringList &arguments);

} // namespace topicscope::cli
