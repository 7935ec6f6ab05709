// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/streammodel.h"

#include "format.h"
#include "models/figuretext.h"
#include "models/topicpath.h"

#include <algorithm>
#include <utility>

namespace topicscope::app {

namespace {

bool isBefore(const base::MessagePtr &message, base::Sequence sequence)
{
    return message->sequence() < sequence;
}

template<typename Rows>
qsizetype countBefore(const Rows &rows, base::Sequence sequence)
{
    return std::distance(rows.begin(), std::lower_bound(rows.begin(), rows.end(), sequence, isBefore));
}

} // namespace

StreamModel::StreamModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_timer.setInterval(pullInterval);
    connect(&m_timer, &QTimer::timeout, this, &StreamModel::pull);
}

StreamModel::~StreamModel() = default;

void StreamModel::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (client) {
        connect(client, &ClientController::clientChanged, this, &StreamModel::restart);
        m_timer.start();
    } else {
        m_timer.stop();
    }
    restart();
    Q_EMIT clientChanged();
}

void StreamModel::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    // What was missed is told for the pause that ended last, until the next one begins.
    if (paused)
        m_missed = 0;
    Q_EMIT pausedChanged();
    pull();
}

void StreamModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_filtered.clear();
    m_passes.clear();
    m_seen = m_floor = m_floorBefore = {};
    m_pending = m_evicted = m_missed = 0;
    m_canUndoClear = false;
    endResetModel();
    Q_EMIT restarted();
    Q_EMIT clearedChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::pull()
{
    if (!m_client)
        return;
    const capture::MessageStore &store = m_client->client().store();
    const capture::MessageStore::Usage usage = store.usage();
    const auto before = std::tuple(m_pending, m_evicted, m_missed, m_rows.size(), visible().size());
    m_evicted = usage.evicted;
    if (m_paused) {
        m_pending = usage.last > m_seen ? usage.last.value - m_seen.value : 0;
    } else {
        capture::MessageStore::Batch batch = store.readAfter(m_seen, maxBatch);
        m_missed += batch.missed;
        if (batch.first.value != 0)
            removeEvicted(batch.first);
        if (!batch.messages.empty())
            append(std::move(batch.messages));
        m_pending = 0;
    }
    if (before != std::tuple(m_pending, m_evicted, m_missed, m_rows.size(), visible().size()))
        Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::removeEvicted(base::Sequence first)
{
    const qsizetype gone = countBefore(m_rows, first);
    if (gone == 0)
        return;
    const qsizetype goneVisible = countBefore(visible(), first);
    if (goneVisible > 0)
        beginRemoveRows({}, 0, static_cast<int>(goneVisible) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
    if (!m_topicFilter.isEmpty())
        m_filtered.erase(m_filtered.begin(), m_filtered.begin() + goneVisible);
    if (goneVisible > 0)
        endRemoveRows();
}

void StreamModel::append(std::vector<base::MessagePtr> messages)
{
    m_seen = messages.back()->sequence();
    const bool filtering = !m_topicFilter.isEmpty();
    std::vector<base::MessagePtr> passing;
    if (filtering)
        std::copy_if(messages.begin(), messages.end(), std::back_inserter(passing), [this](const base::MessagePtr &message) { return passes(message->topicId()); });
    const std::size_t added = filtering ? passing.size() : messages.size();
    if (added > 0)
        beginInsertRows({}, shown(), shown() + static_cast<int>(added) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(messages.begin()), std::make_move_iterator(messages.end()));
    m_filtered.insert(m_filtered.end(), std::make_move_iterator(passing.begin()), std::make_move_iterator(passing.end()));
    if (added > 0)
        endInsertRows();
}

void StreamModel::clear()
{
    if (m_rows.empty())
        return;
    m_floorBefore = m_floor;
    m_floor = m_seen;
    m_canUndoClear = true;
    beginResetModel();
    m_rows.clear();
    m_filtered.clear();
    endResetModel();
    Q_EMIT clearedChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::undoClear()
{
    if (!m_canUndoClear)
        return;
    m_canUndoClear = false;
    m_floor = m_floorBefore;
    // Read again what the store still has; while paused only what was on show when it was cleared.
    const base::Sequence until = m_seen;
    beginResetModel();
    m_rows.clear();
    m_filtered.clear();
    if (m_client) {
        capture::MessageStore::Batch batch = m_client->client().store().readAfter(m_floor, static_cast<std::size_t>(until.value - m_floor.value));
        for (base::MessagePtr &message : batch.messages) {
            if (message->sequence() > until)
                break;
            if (!m_topicFilter.isEmpty() && passes(message->topicId()))
                m_filtered.push_back(message);
            m_rows.push_back(std::move(message));
        }
    }
    endResetModel();
    Q_EMIT clearedChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::setTopicFilter(const QString &path)
{
    if (m_topicFilter == path)
        return;
    beginResetModel();
    m_topicFilter = path;
    m_passes.clear();
    m_filtered.clear();
    if (!path.isEmpty())
        std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(m_filtered), [this](const base::MessagePtr &message) { return passes(message->topicId()); });
    endResetModel();
    Q_EMIT topicFilterChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

bool StreamModel::passes(base::TopicId topic)
{
    constexpr qint8 unknown = -1;
    if (topic.value >= m_passes.size())
        m_passes.resize(topic.value + 1, unknown);
    qint8 &known = m_passes[topic.value];
    if (known == unknown)
        known = isAtOrBelow(m_client->client().topics().name(topic), m_topicFilter) ? 1 : 0;
    return known == 1;
}

int StreamModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shown();
}

int StreamModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StreamModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const base::Message &message = *visible()[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
    case TimeColumn:
        return timeOfDayText(message.receivedWallTime());
    case TopicColumn:
        return shownText(message.topic());
    case ProducerColumn:
        return shownText(message.producer());
    case IdColumn:
        return shownText(message.id());
    case SizeColumn:
        return Format::bytesText(message.size());
    case StateColumn:
        return Format::stateText(message.outcome().state);
    case LatencyColumn: {
        const auto latency = message.outcome().latency;
        return latency.count() > 0 ? durationText(latency) : QString();
    }
    default:
        return {};
    }
}

QVariant StreamModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Received");
    case TopicColumn:
        return tr("Topic");
    case ProducerColumn:
        return tr("Producer");
    case IdColumn:
        return tr("Id");
    case SizeColumn:
        return tr("Size");
    case StateColumn:
        return tr("State");
    case LatencyColumn:
        return tr("Latency");
    default:
        return {};
    }
}

base::MessagePtr StreamModel::messageAt(qsizetype row) const
{
    return row >= 0 && row < shown() ? visible()[static_cast<std::size_t>(row)] : base::MessagePtr();
}

int StreamModel::lowerBound(base::Sequence sequence) const
{
    return static_cast<int>(countBefore(visible(), sequence));
}

int StreamModel::rowOf(base::Sequence sequence) const
{
    const int row = lowerBound(sequence);
    return row < shown() && visible()[static_cast<std::size_t>(row)]->sequence() == sequence ? row : -1;
}

} // namespace topicscope::app
