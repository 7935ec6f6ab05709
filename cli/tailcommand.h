// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli tail: prints messages as they come, without consuming them.
[[nodiscard]] int tail(const QStringList &arguments);

} // namespace topicscope::cli
