// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <vector>

namespace topicscope::script {

//! \brief A script that comes with the program, to begin with.
struct Sample {
    QString file; //!< ":/topicscope/handlers/forward.js": loads as any file does, imports included
    QString title; //!< of its line "// Title: ..."
};

//! \brief All samples, by file; those that are installed to share/topicscope/handlers too. Thread: any.
[[nodiscard]] std::vector<Sample> samples();

} // namespace topicscope::script
