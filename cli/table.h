// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <vector>

namespace topicscope::cli {

//! \brief Prints rows, of as many cells each, as lines on stdout: the first \a texts columns to the left, figures to
//! the right.
void printTable(const std::vector<QStringList> &rows, qsizetype texts);

} // namespace topicscope::cli
