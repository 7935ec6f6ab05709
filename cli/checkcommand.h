// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli check: says whether scripts can run, and if not, why.
[[nodiscard]] int checkScripts(const QStringList &arguments);

} // namespace topicscope::cli
