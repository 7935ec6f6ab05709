// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observer.h"

namespace topicscope::cli {

//! \brief A broadcast as one line on stdout, in words or as JSON.
void printEvent(const client::ObservedEvent &event, bool json);

//! \brief The figures by consumer: a table on stdout with the totals on stderr, or all of it as one line of JSON.
void printReport(const client::ObserverSnapshot &snapshot, bool json);

} // namespace topicscope::cli
