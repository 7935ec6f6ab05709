// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/duplicatemodel.h"

#include "common/figuretext.h"

#include <QSet>

#include <algorithm>

namespace topicscope::app {
namespace {

QString numberText(base::Sequence sequence)
{
    return QLatin1Char('#') + countText(sequence.value);
}

QString firstText(const client::DuplicateFigures &figures)
{
    const auto earlier = std::chrono::duration_cast<base::WallTime::duration>(figures.last.at - figures.first.at);
    return DuplicateModel::tr("%1, %2").arg(numberText(figures.first.sequence),
                                            timeOfDayText(figures.lastAt - earlier));
}

QString distanceText(const client::DuplicateFigures &figures)
{
    const quint64 messages = figures.last.sequence.value - figures.first.sequence.value;
    const QString time = durationText(figures.last.at - figures.first.at);
    return messages == 1 ? DuplicateModel::tr("%1, 1 message").arg(time)
                         : DuplicateModel::tr("%1, %2 messages").arg(time, countText(messages));
}

//! Here and not in QML, where each of its words would be garbage: a busy stream has new rows with each snapshot.
QString summaryText(const client::DuplicateFigures &figures, const QString &topic)
{
    return DuplicateModel::tr("Id %1, topic %2, producer %3: copy %4 at %5 repeats %6, %7 earlier; %8")
        .arg(shownText(figures.messageId), shownText(topic), shownText(figures.producer),
             numberText(figures.last.sequence), timeOfDayText(figures.lastAt), firstText(figures),
             distanceText(figures),
             figures.hits == 1 ? DuplicateModel::tr("repeated once")
                               : DuplicateModel::tr("repeated %1 times").arg(countText(figures.hits)));
}

} // namespace

int DuplicateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DuplicateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
    case MessageIdRole:
        return row.figures.messageId;
    case TopicRole:
        return row.topic;
    case TopicIdRole:
        return row.figures.topic.value;
    case ProducerRole:
        return row.figures.producer;
    case FirstSequenceRole:
        return static_cast<double>(row.figures.first.sequence.value);
    case FirstTextRole:
        return firstText(row.figures);
    case SequenceRole:
        return static_cast<double>(row.figures.last.sequence.value);
    case SequenceTextRole:
        return numberText(row.figures.last.sequence);
    case DistanceRole:
        return distanceText(row.figures);
    case SummaryRole:
        return summaryText(row.figures, row.topic);
    case HitsRole:
        return countText(row.figures.hits);
    case HitCountRole:
        return row.figures.hits;
    case LastAtRole:
        return static_cast<qint64>(row.figures.lastAt.time_since_epoch().count());
    case LastAtTextRole:
        return timeOfDayText(row.figures.lastAt);
    default:
        return {};
    }
}

QHash<int, QByteArray> DuplicateModel::roleNames() const
{
    return {{MessageIdRole, "messageId"},
            {TopicRole, "topic"},
            {TopicIdRole, "topicId"},
            {ProducerRole, "producer"},
            {HitsRole, "hits"},
            {HitCountRole, "hitCount"},
            {LastAtRole, "lastAt"},
            {LastAtTextRole, "lastAtText"},
            {FirstSequenceRole, "firstSequence"},
            {FirstTextRole, "firstText"},
            {SequenceRole, "sequence"},
            {SequenceTextRole, "sequenceText"},
            {DistanceRole, "distance"},
            {SummaryRole, "summary"}};
}

void DuplicateModel::update(const std::vector<client::DuplicateFigures> &figures, const TopicNames &topicName)
{
    removeMissing(figures);
    std::vector<Row> added;
    QSet<QString> addedIds;
    // One signal for all rows that changed: what sorts them asks its view for all places at each.
    std::size_t firstChanged = m_rows.size();
    std::size_t lastChanged = 0;
    for (const client::DuplicateFigures &duplicate : figures) {
        const auto known = m_rowOf.find(duplicate.messageId);
        if (known == m_rowOf.end()) {
            if (!addedIds.contains(duplicate.messageId)) {
                addedIds.insert(duplicate.messageId);
                added.push_back({duplicate, topicName(duplicate.topic)});
            }
            continue;
        }
        Row &row = m_rows[known->second];
        if (row.figures.hits == duplicate.hits && row.figures.lastAt == duplicate.lastAt)
            continue;
        row = {duplicate, topicName(duplicate.topic)};
        firstChanged = std::min(firstChanged, known->second);
        lastChanged = std::max(lastChanged, known->second);
    }
    if (firstChanged < m_rows.size())
        Q_EMIT dataChanged(index(static_cast<int>(firstChanged)), index(static_cast<int>(lastChanged)));
    if (added.empty())
        return;
    const auto first = m_rows.size();
    beginInsertRows({}, static_cast<int>(first), static_cast<int>(first + added.size()) - 1);
    for (Row &row : added) {
        m_rowOf.emplace(row.figures.messageId, m_rows.size());
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

void DuplicateModel::clear()
{
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    m_rowOf.clear();
    endResetModel();
}

void DuplicateModel::removeMissing(const std::vector<client::DuplicateFigures> &figures)
{
    QSet<QString> present;
    present.reserve(static_cast<qsizetype>(figures.size()));
    for (const client::DuplicateFigures &duplicate : figures)
        present.insert(duplicate.messageId);
    bool removed = false;
    // From the end, in runs, so that rows before keep their numbers.
    for (auto last = static_cast<int>(m_rows.size()) - 1; last >= 0; --last) {
        const auto missing = [&](int row) {
            return !present.contains(m_rows[static_cast<std::size_t>(row)].figures.messageId);
        };
        if (!missing(last))
            continue;
        int first = last;
        while (first > 0 && missing(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        removed = true;
        last = first;
    }
    if (!removed)
        return;
    m_rowOf.clear();
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf.emplace(m_rows[row].figures.messageId, row);
}

DuplicateProxyModel::DuplicateProxyModel(QObject *parent) : FilteredModel(parent)
{
    setSortRole(DuplicateModel::LastAtRole);
    sort(0, Qt::DescendingOrder);
}

void DuplicateProxyModel::setByHits(bool byHits)
{
    if (byHits == isByHits())
        return;
    setSortRole(byHits ? DuplicateModel::HitCountRole : DuplicateModel::LastAtRole);
    Q_EMIT byHitsChanged();
}

bool DuplicateProxyModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return holdsFilterText(sourceModel()->index(sourceRow, 0, sourceParent),
                           {DuplicateModel::MessageIdRole, DuplicateModel::TopicRole, DuplicateModel::ProducerRole});
}

} // namespace topicscope::app
