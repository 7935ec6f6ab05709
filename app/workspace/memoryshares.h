// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace topicscope::app {

//! \brief How sessions that hold \a used bytes each share \a total bytes, in the same order.
//!
//! A session has what it holds and room to grow, and all have the rest in equal parts. Where there is too little for
//! that, those that hold much give way to those that hold little (max-min fairness). The shares are whole steps of
//! memoryStep and add up to \a total at most; each is one step at least. Thread: any.
[[nodiscard]] std::vector<qint64> memoryShares(qint64 total, const std::vector<qint64> &used);

//! \brief Shares change in steps, so that they do not change all the time.
inline constexpr qint64 memoryStep = qint64{4} * 1024 * 1024;

} // namespace topicscope::app
