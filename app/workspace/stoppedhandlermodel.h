// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clienthandlers.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <vector>

namespace topicscope::app {

//! \brief The handlers that stayed behind, stopped, when another server was connected to. Thread: main.
class StoppedHandlerModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a HandlerController")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { NameRole = Qt::UserRole, PatternRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }

    void update(const std::vector<HandlerRegistration> &handlers);

Q_SIGNALS:
    void countChanged();

private:
    struct Row {
        QString name;
        QString pattern;
    };

    std::vector<Row> m_rows;
};

} // namespace topicscope::app
