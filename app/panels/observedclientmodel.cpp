// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/observedclientmodel.h"

#include "common/figuretext.h"

#include <algorithm>

namespace topicscope::app {

using client::ObservedClient;

ObservedClientModel::ObservedClientModel(QObject *parent)
    : TableModel({.roles = {{"consumer", [](const ObservedClient &client) { return client.consumer; }},
                            {"topic", [](const ObservedClient &client) { return client.topic; }},
                            {"since",
                             [](const ObservedClient &client) {
                                 return client.connectedAt ? timeOfDayText(*client.connectedAt) : QString();
                             }}}},
                 parent)
{
}

void ObservedClientModel::update(const std::vector<ObservedClient> &clients)
{
    if (rows() == clients)
        return;
    // Clients come at the end and leave one at a time: what both lists begin with stays where it is.
    const auto [mine, theirs] = std::mismatch(rows().begin(), rows().end(), clients.begin(), clients.end());
    const auto kept = static_cast<std::size_t>(mine - rows().begin());
    if (mine != rows().end())
        removeRun(kept, rows().size() - 1);
    insertRun(kept, theirs, clients.end());
}

} // namespace topicscope::app
