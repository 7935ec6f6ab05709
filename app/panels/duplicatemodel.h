// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/filteredmodel.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

#include <functional>
#include <unordered_map>
#include <vector>

namespace topicscope::app {

//! \brief The message ids that came more than once, as many as the client remembers. Rows stay where they are while
//! their figures change; the proxy brings them into order. Thread: main.
class DuplicateModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a DuplicateController")

public:
    enum Role {
        MessageIdRole = Qt::UserRole,
        TopicRole,
        TopicIdRole,
        ProducerRole,
        HitsRole,
        HitCountRole,
        LastAtRole,
        LastAtTextRole,
        FirstSequenceRole, //!< of the copy that the latest one repeats
        FirstTextRole, //!< its number and time
        SequenceRole, //!< of the latest copy
        SequenceTextRole,
        DistanceRole, //!< between the two: in time and in messages
        SummaryRole, //!< all of it in a sentence
    };

    using TopicNames = std::function<QString(base::TopicId)>;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void update(const std::vector<client::DuplicateFigures> &figures, const TopicNames &topicName);
    void clear();

private:
    struct Row {
        client::DuplicateFigures figures;
        QString topic;
    };

    void removeMissing(const std::vector<client::DuplicateFigures> &figures);

    std::vector<Row> m_rows;
    std::unordered_map<QString, std::size_t> m_rowOf; // by message id
};

//! \brief The duplicates whose id or topic contains a text; the latest, or the most frequent, first. Thread: main.
class DuplicateProxyModel : public topicscope::app::FilteredModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a DuplicateController")

    Q_PROPERTY(bool byHits READ isByHits WRITE setByHits NOTIFY byHitsChanged)

public:
    explicit DuplicateProxyModel(QObject *parent = nullptr);

    [[nodiscard]] bool isByHits() const { return sortRole() == DuplicateModel::HitCountRole; }
    void setByHits(bool byHits);

Q_SIGNALS:
    void byHitsChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
};

} // namespace topicscope::app
