// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli profiles: lists, saves and removes connections by name. Returns the exit code.
[[nodiscard]] int manageProfiles(const QStringList &arguments);

} // namespace topicscope::cli
