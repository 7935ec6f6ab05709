// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/streammodel.h"

#include "common/format.h"
#include "common/figuretext.h"
#include "common/framebudget.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace topicscope::app {

namespace {

constexpr std::size_t severalPlaces = 16;

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

StreamModel::StreamModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_timer.setInterval(pullInterval);
    connect(&m_timer, &QTimer::timeout, this, &StreamModel::pull);
}

StreamModel::~StreamModel() = default;

void StreamModel::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client) {
        m_client->disconnect(this);
        m_client->undoStack()->disconnect(this);
        m_client->undoStack()->forget(this);
    }
    m_client = client;
    if (client) {
        connect(client, &ClientController::snapshotTaken, this, &StreamModel::filterAgain);
        connect(client->undoStack(), &UndoStack::changed, this, &StreamModel::forgetUndone);
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
    m_heldAt = m_counted = m_seen;
    m_pending = 0;
    m_openPending.clear();
    // What was missed is told for the pause that ended last, until the next one begins.
    if (paused)
        m_missed = 0;
    Q_EMIT pausedChanged();
    pull();
}

void StreamModel::restart()
{
    beginResetModel();
    forgetRows();
    m_openPending.clear();
    m_filter.forgetTopics();
    m_rerun = 0;
    m_heldAt = m_seen = m_floor = m_counted = {};
    m_pending = m_evicted = m_missed = 0;
    m_clears.clear();
    if (m_client)
        m_client->undoStack()->forget(this);
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
    FrameBudget budget;
    const capture::MessageSource &store = m_client->client().source();
    const auto before = std::tuple(m_pending, m_evicted, m_missed, m_rows.size(), visible().size());
    m_evicted = store.usage().evicted;
    while (!m_paused || m_seen < m_heldAt) {
        const quint64 wanted = m_paused ? m_heldAt.value - m_seen.value : maxBatch;
        capture::MessageSource::Batch batch = store.readAfter(m_seen, std::min<std::size_t>(wanted, maxBatch));
        if (m_seen >= m_heldAt) // else it was seen before
            m_missed += batch.missed;
        if (batch.first.value != 0)
            removeEvicted(batch.first);
        const bool more = batch.messages.size() == maxBatch;
        while (m_paused && !batch.messages.empty() && batch.messages.back()->sequence() > m_heldAt)
            batch.messages.pop_back();
        if (!batch.messages.empty())
            append(std::move(batch.messages));
        else if (m_paused)
            m_seen = m_heldAt; // the store gave up what was on show
        if (!more || !budget.allowsAnother())
            break;
    }
    if (m_paused)
        countPending(budget);
    else
        m_pending = 0;
    siftOn(budget);
    release(budget);
    if (before != std::tuple(m_pending, m_evicted, m_missed, m_rows.size(), visible().size()))
        Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::countPending(FrameBudget &budget)
{
    const capture::MessageSource &store = m_client->client().source();
    if (!m_filter.isSet()) {
        const base::Sequence last = store.usage().last;
        m_pending = last > m_heldAt ? last.value - std::max(m_heldAt, m_seen).value : 0;
        return;
    }
    const auto pass = [this](const base::MessagePtr &message) { return passes(message, m_openPending); };
    const auto count = [&](const std::vector<base::MessagePtr> &messages) {
        return static_cast<quint64>(std::count_if(messages.begin(), messages.end(), pass));
    };
    m_pending += count(m_openPending.takeSettled(budget));
    const capture::MessageSource::Batch batch = store.readAfter(m_counted, maxBatch);
    m_pending += count(batch.messages);
    if (!batch.messages.empty())
        m_counted = batch.messages.back()->sequence();
}

void StreamModel::removeEvicted(base::Sequence first)
{
    const auto gone = static_cast<std::size_t>(countBefore(m_rows, first));
    if (gone == 0)
        return;
    const auto goneVisible = static_cast<std::size_t>(countBefore(visible(), first));
    if (goneVisible > 0)
        beginRemoveRows({}, 0, static_cast<int>(goneVisible) - 1);
    if (m_filter.isSet())
        m_filtered.erase(m_filtered.begin(), m_filtered.begin() + static_cast<std::ptrdiff_t>(goneVisible));
    m_sifted -= std::min(m_sifted, gone);
    m_open.removeBefore(first);
    letGo(m_rows, gone);
    if (goneVisible > 0)
        endRemoveRows();
}

void StreamModel::append(std::vector<base::MessagePtr> messages)
{
    m_seen = messages.back()->sequence();
    const bool filtering = m_filter.isSet();
    if (!filtering)
        beginInsertRows({}, shown(), shown() + static_cast<int>(messages.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(messages.begin()), std::make_move_iterator(messages.end()));
    if (!filtering)
        endInsertRows();
}

//! Those of the next rows that pass, as far as the frame allows; the oldest come first.
std::vector<base::MessagePtr> StreamModel::sift(FrameBudget &budget)
{
    std::vector<base::MessagePtr> passing;
    for (; m_sifted < m_rows.size() && budget.allowsMore(); ++m_sifted) {
        if (passes(m_rows[m_sifted], m_open))
            passing.push_back(m_rows[m_sifted]);
    }
    return passing;
}

void StreamModel::siftOn(FrameBudget &budget)
{
    if (!m_filter.isSet())
        return;
    settle(budget);
    std::vector<base::MessagePtr> passing = sift(budget);
    if (!passing.empty()) {
        beginInsertRows({}, shown(), shown() + static_cast<int>(passing.size()) - 1);
        m_filtered.insert(m_filtered.end(), std::make_move_iterator(passing.begin()),
                          std::make_move_iterator(passing.end()));
        endInsertRows();
    }
    if (m_sifting && m_sifted == m_rows.size()) {
        m_sifting = false;
        Q_EMIT sifted();
    }
}

//! Gives those whose handlers are done by now their places among the rows.
void StreamModel::settle(FrameBudget &budget)
{
    std::vector<base::MessagePtr> settled = m_open.takeSettled(budget);
    std::erase_if(settled, [this](const base::MessagePtr &message) { return !passes(message, m_open); });
    // All that have the same place at once.
    std::vector<std::pair<int, std::size_t>> places; // the row, and where its messages begin
    for (std::size_t begin = 0; begin < settled.size();) {
        const int row = lowerBound(settled[begin]->sequence());
        places.emplace_back(row, begin);
        begin = row == shown() ? settled.size()
                               : static_cast<std::size_t>(
                                   std::find_if(settled.begin() + static_cast<std::ptrdiff_t>(begin), settled.end(),
                                                [&](const base::MessagePtr &message) {
                                                    return !isBefore(message, messageAt(row)->sequence());
                                                })
                                   - settled.begin());
    }
    if (places.size() > severalPlaces) {
        mergeIn(std::move(settled), places.front().first);
        return;
    }
    std::size_t end = settled.size();
    // from the end, so that the rows before stay what they are
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const auto &[row, begin] = *place;
        beginInsertRows({}, row, row + static_cast<int>(end - begin) - 1);
        m_filtered.insert(m_filtered.begin() + row,
                          std::make_move_iterator(settled.begin() + static_cast<std::ptrdiff_t>(begin)),
                          std::make_move_iterator(settled.begin() + static_cast<std::ptrdiff_t>(end)));
        endInsertRows();
        end = begin;
    }
}

//! Messages for many places, the first before row \a from: each on its own would move half of the rows.
void StreamModel::mergeIn(std::vector<base::MessagePtr> messages, int from)
{
    beginResetModel();
    const auto middle = static_cast<std::ptrdiff_t>(m_filtered.size());
    m_filtered.insert(m_filtered.end(), std::make_move_iterator(messages.begin()),
                      std::make_move_iterator(messages.end()));
    std::inplace_merge(
        m_filtered.begin() + from, m_filtered.begin() + middle, m_filtered.end(),
        [](const base::MessagePtr &a, const base::MessagePtr &b) { return a->sequence() < b->sequence(); });
    endResetModel();
}

//! Takes the first \a count of \a rows; the memory of half a million messages is given back a little a frame.
void StreamModel::letGo(Rows &rows, std::size_t count)
{
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(count);
    m_released.insert(m_released.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(end));
    rows.erase(rows.begin(), end);
}

void StreamModel::forgetRows()
{
    letGo(m_rows, m_rows.size());
    letGo(m_filtered, m_filtered.size());
    m_open.clear();
    m_sifted = 0;
}

void StreamModel::release(FrameBudget &budget)
{
    // A share at least, so that what waits stays bounded where the frame has no time left.
    for (std::size_t due = m_released.size() / 32; !m_released.empty() && (due > 0 || budget.allowsMore());
         due -= due > 0 ? 1 : 0)
        m_released.pop_front();
}

void StreamModel::clear()
{
    if (m_rows.empty())
        return;
    m_clears.push_back(m_client->undoStack()->push(tr("Undo clear the stream"), this, [this, before = m_floor] {
        showFrom(before);
        return true;
    }));
    m_floor = m_seen;
    m_heldAt = m_counted = m_seen;
    m_pending = 0;
    m_openPending.clear();
    beginResetModel();
    forgetRows();
    endResetModel();
    Q_EMIT clearedChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::undoClear()
{
    if (!m_clears.empty())
        m_client->undoStack()->undo(m_clears.back());
}

void StreamModel::forgetUndone()
{
    if (std::erase_if(m_clears, [this](quint64 step) { return !m_client->undoStack()->contains(step); }) > 0)
        Q_EMIT clearedChanged();
}

void StreamModel::showFrom(base::Sequence floor)
{
    // A later clearing that was undone before this one has shown these already.
    m_floor = std::min(m_floor, floor);
    // What the store still has is read again, while paused only what was on show when it was cleared.
    m_heldAt = std::max(m_heldAt, m_seen);
    m_seen = m_floor;
    beginResetModel();
    forgetRows();
    endResetModel();
    pull();
}

template<typename Change>
void StreamModel::filterAnew(Change change)
{
    beginResetModel();
    change();
    letGo(m_filtered, m_filtered.size());
    m_open.clear();
    m_sifted = 0;
    FrameBudget budget;
    if (m_filter.isSet()) {
        std::vector<base::MessagePtr> passing = sift(budget);
        m_filtered.assign(std::make_move_iterator(passing.begin()), std::make_move_iterator(passing.end()));
    }
    m_sifting = m_filter.isSet() && m_sifted < m_rows.size();
    m_counted = m_heldAt; // what waits is counted anew
    m_openPending.clear();
    m_pending = 0;
    endResetModel();
}

void StreamModel::setTopicFilter(const QString &path)
{
    if (m_filter.topic() == path)
        return;
    filterAnew([&] { m_filter.setTopic(path); });
    Q_EMIT topicFilterChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

void StreamModel::setStateFilter(StateFilter::Value state)
{
    if (m_filter.state() == state)
        return;
    filterAnew([&] { m_filter.setState(state); });
    Q_EMIT stateFilterChanged();
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

//! What came of a failed message that is run again is open once more: of all that came of messages only that changes.
void StreamModel::filterAgain(const client::ClientSnapshot &snapshot)
{
    const bool rerun = std::exchange(m_rerun, snapshot.ledger.rerun) != snapshot.ledger.rerun;
    // Once more with the next snapshot: the count comes a moment before the message.
    const bool due = std::exchange(m_rerunLately, rerun) || rerun;
    if (!due || m_filter.state() == StateFilter::Any)
        return;
    filterAnew([] {});
    Q_EMIT countsChanged();
    Q_EMIT pulled();
}

bool StreamModel::passes(const base::MessagePtr &message, OpenMessages &open)
{
    const StreamFilter::Verdict verdict = m_filter.judge(*message, m_client->client().source().topics());
    if (verdict == StreamFilter::Verdict::Open)
        open.add(message);
    return verdict == StreamFilter::Verdict::Passes;
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
    if (role != Qt::DisplayRole
        || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
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
