// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observersnapshot.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <vector>

namespace topicscope::app {

//! \brief The subscriptions that a server told an observer of, in order of connecting. Thread: main.
class ObservedClientModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to an ObserverController")

public:
    enum Role { ConsumerRole = Qt::UserRole, TopicRole, SinceRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void update(const std::vector<client::ObservedClient> &clients);

private:
    std::vector<client::ObservedClient> m_clients;
};

} // namespace topicscope::app
