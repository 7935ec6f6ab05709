// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/dryrun.h"

namespace topicscope::cli {

//! \brief What is known of a dry run besides what the scripts did.
struct DryRunInput {
    quint64 read = 0; //!< messages of the file, malformed ones included
    quint64 malformed = 0;
    bool interrupted = false; //!< by the user
    bool compared = false; //!< there is a version before
};

//! \brief Prints what became of a dry run to stdout: tables for people, or one line of JSON.
void printReport(const script::DryRunComparison &comparison, const DryRunInput &input, bool json);

} // namespace topicscope::cli
