// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QString>

#include <chrono>

namespace topicscope::bench {

//! \brief CPU seconds of this process so far, by name of the thread; threads of one name together.
[[nodiscard]] QMap<QString, double> threadSeconds();

//! \brief Resident memory of this process, in MiB.
[[nodiscard]] double residentMiB();

//! \brief Since the system started this process, within its clock tick (10 ms).
[[nodiscard]] std::chrono::milliseconds sinceProcessStart();

} // namespace topicscope::bench
