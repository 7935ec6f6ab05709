// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "script/scriptmetrics.h"

#include <QHash>
#include <QJsonObject>

namespace topicscope::cli {

//! \brief The metrics of scripts, by the handler's name.
using MetricsByHandler = QHash<QString, std::vector<script::ScriptMetrics::Figures>>;

//! \brief {NAME: {"count", "mean", "last", "min", "max"}}
[[nodiscard]] QJsonObject metricsJson(const std::vector<script::ScriptMetrics::Figures> &metrics);
//! \brief "  NAME: 3 values, mean 2, last 1, min 1, max 3", a line each on stdout.
void printMetrics(const std::vector<script::ScriptMetrics::Figures> &metrics);

//! \brief Prints what became of a run: the handlers to stdout and the ledger to stderr, or all of it as one line of
//! JSON.
void printReport(const client::ClientSnapshot &snapshot, const MetricsByHandler &metrics, bool json);

} // namespace topicscope::cli
