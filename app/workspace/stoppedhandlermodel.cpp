// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/stoppedhandlermodel.h"

namespace topicscope::app {

int StoppedHandlerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant StoppedHandlerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return row.name;
    case PatternRole:
        return row.pattern;
    default:
        return {};
    }
}

QHash<int, QByteArray> StoppedHandlerModel::roleNames() const
{
    return {{NameRole, "name"}, {PatternRole, "pattern"}};
}

void StoppedHandlerModel::update(const std::vector<HandlerRegistration> &handlers)
{
    beginResetModel();
    m_rows.clear();
    for (const HandlerRegistration &handler : handlers)
        m_rows.push_back({handler.spec.name, handler.spec.pattern});
    endResetModel();
    Q_EMIT countChanged();
}

} // namespace topicscope::app
