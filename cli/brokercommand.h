// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli broker: serves the publish/subscribe contract on this machine.
[[nodiscard]] int serveBroker(const QStringList &arguments);

} // namespace topicscope::cli
