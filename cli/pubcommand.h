// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli pub: publishes messages over HTTP.
[[nodiscard]] int publish(const QStringList &arguments);

} // namespace topicscope::cli
