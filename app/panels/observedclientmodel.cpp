// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/observedclientmodel.h"

#include "common/figuretext.h"

#include <algorithm>

namespace topicscope::app {

int ObservedClientModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_clients.size());
}

QVariant ObservedClientModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const client::ObservedClient &client = m_clients.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
    case ConsumerRole:
        return client.consumer;
    case TopicRole:
        return client.topic;
    case SinceRole:
        return client.connectedAt ? timeOfDayText(*client.connectedAt) : QString();
    default:
        return {};
    }
}

QHash<int, QByteArray> ObservedClientModel::roleNames() const
{
    return {{ConsumerRole, "consumer"}, {TopicRole, "topic"}, {SinceRole, "since"}};
}

void ObservedClientModel::update(const std::vector<client::ObservedClient> &clients)
{
    if (m_clients == clients)
        return;
    // Clients come at the end and leave one at a time: what both lists begin with stays where it is.
    const auto [mine, theirs] = std::mismatch(m_clients.begin(), m_clients.end(), clients.begin(), clients.end());
    const auto kept = static_cast<int>(mine - m_clients.begin());
    if (mine != m_clients.end()) {
        beginRemoveRows({}, kept, static_cast<int>(m_clients.size()) - 1);
        m_clients.erase(mine, m_clients.end());
        endRemoveRows();
    }
    if (theirs != clients.end()) {
        beginInsertRows({}, kept, static_cast<int>(clients.size()) - 1);
        m_clients.insert(m_clients.end(), theirs, clients.end());
        endInsertRows();
    }
}

} // namespace topicscope::app
