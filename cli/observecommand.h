// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace topicscope::cli {

//! \brief topicscope-cli observe: watches publications and consumptions without subscribing, and reports by consumer.
[[nodiscard]] int observe(const QStringList &arguments);

} // namespace topicscope::cli
