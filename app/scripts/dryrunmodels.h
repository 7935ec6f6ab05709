// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/dryrun.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The figures of a dry run: a row each, for the version before and the one after. Thread: main.
class DryRunFiguresModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a DryRunController")

public:
    enum Role { LabelRole = Qt::DisplayRole, BeforeRole = Qt::UserRole + 1, AfterRole, ChangedRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void setComparison(const script::DryRunComparison &comparison);
    void clear();

private:
    struct Row {
        QString label;
        QString before;
        QString after;
        bool changed = false; //!< a difference that matters
    };

    std::vector<Row> m_rows;
};

//! \brief The messages that two versions of a script treat differently. Thread: main.
class DryRunDifferenceModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a DryRunController")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { TopicRole = Qt::DisplayRole, IdRole = Qt::UserRole + 1, BeforeRole, AfterRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void setDifferences(std::vector<script::DryRunDifference> differences);

Q_SIGNALS:
    void countChanged();

private:
    std::vector<script::DryRunDifference> m_rows;
};

} // namespace topicscope::app
