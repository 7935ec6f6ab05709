// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/streamviewport.h"

#include "base/visibletext.h"
#include "common/figuretext.h"
#include "common/format.h"
#include "common/platform.h"
#include "common/rebind.h"
#include "payload/messagejson.h"
#include "topics/topicpalette.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace topicscope::app {

StreamViewport::StreamViewport(QObject *parent) : QAbstractListModel(parent) {}

void StreamViewport::setSource(StreamModel *source)
{
    if (!rebind(m_source, source, this))
        return;
    m_first = 0;
    m_anchor = {};
    if (source) {
        connect(source, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) { rowsRemoved(first, last); });
        connect(source, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
        connect(source, &QAbstractItemModel::modelReset, this, &StreamViewport::keepPlace);
        connect(source, &StreamModel::sifted, this, &StreamViewport::keepPlace);
        connect(source, &StreamModel::pulled, this, &StreamViewport::refresh);
        connect(source, &StreamModel::restarted, this, [this] { // another server, and nothing of it seen yet
            clearSelection();
            m_anchor = {};
            setFollowing(true);
        });
    }
    refresh();
    Q_EMIT sourceChanged();
}

void StreamViewport::setCapacity(int rows)
{
    if (m_capacity == rows)
        return;
    m_capacity = std::max(0, rows);
    refresh();
    Q_EMIT capacityChanged();
}

void StreamViewport::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    refresh();
    Q_EMIT activeChanged();
}

void StreamViewport::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    m_returning = false; // the end is the place, or was
    Q_EMIT followingChanged();
    refresh();
}

double StreamViewport::position() const
{
    const int rows = m_source ? m_source->shown() : 0;
    return rows > 0 ? static_cast<double>(m_first) / rows : 0.0;
}

double StreamViewport::visibleShare() const
{
    const int rows = m_source ? m_source->shown() : 0;
    return rows > m_capacity ? static_cast<double>(m_capacity) / rows : 1.0;
}

int StreamViewport::lastFirst() const
{
    return m_source ? std::max(0, m_source->shown() - m_capacity) : 0;
}

int StreamViewport::currentOffset() const
{
    if (!m_current)
        return -1;
    const auto at = std::find_if(m_lines.begin(), m_lines.end(),
                                 [this](const Line &line) { return line.message == m_current; });
    return at == m_lines.end() ? -1 : static_cast<int>(std::distance(m_lines.begin(), at));
}

void StreamViewport::select(int offset)
{
    if (offset < 0 || offset >= static_cast<int>(m_lines.size()))
        return;
    setFollowing(false);
    setCurrent(m_lines[static_cast<std::size_t>(offset)].message);
}

bool StreamViewport::selectMessage(base::Sequence sequence)
{
    const int row = m_source ? m_source->rowOf(sequence) : -1;
    if (row < 0)
        return false;
    setFollowing(false);
    setCurrent(m_source->messageAt(row));
    showRow(row);
    return true;
}

bool StreamViewport::selectMessageOf(double sequence, const QString &messageId)
{
    const base::Sequence wanted{static_cast<quint64>(sequence)};
    const int row = m_source ? m_source->rowOf(wanted) : -1;
    return row >= 0 && base::textOfWtf8(m_source->messageAt(row)->id()) == messageId && selectMessage(wanted);
}

void StreamViewport::clearSelection()
{
    setCurrent({});
}

void StreamViewport::setCurrent(const base::MessagePtr &message)
{
    if (m_current == message)
        return;
    m_current = message;
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_lines.size()) - 1), {CurrentRole});
    Q_EMIT currentChanged();
}

void StreamViewport::moveCurrent(int rows)
{
    if (!m_source || m_source->shown() == 0)
        return;
    setFollowing(false);
    const int last = m_source->shown() - 1;
    int row = 0;
    if (!m_current)
        row = rows > 0 ? m_first : std::min(last, m_first + std::max(0, m_capacity - 1));
    else
        row = std::clamp(m_source->lowerBound(m_current->sequence()) + rows, 0, last);
    setCurrent(m_source->messageAt(row));
    showRow(row);
}

void StreamViewport::moveCurrentToStart()
{
    if (!m_source || m_source->shown() == 0)
        return;
    setFollowing(false);
    setCurrent(m_source->messageAt(0));
    showRow(0);
}

void StreamViewport::showRow(int row)
{
    if (row < m_first)
        setFirst(row);
    else if (row >= m_first + m_capacity)
        setFirst(row - m_capacity + 1);
}

void StreamViewport::scrollBy(int rows)
{
    if (rows < 0)
        setFollowing(false);
    setFirst(m_first + rows);
}

void StreamViewport::scrollTo(double position)
{
    if (!m_source)
        return;
    const int wanted = static_cast<int>(std::lround(position * m_source->shown()));
    if (wanted < m_first)
        setFollowing(false);
    setFirst(wanted);
}

void StreamViewport::setFirst(int first)
{
    m_returning = false; // the user went elsewhere
    m_first = std::clamp(first, 0, lastFirst());
    refresh();
}

QString StreamViewport::currentText() const
{
    return m_current ? QString::fromUtf8(m_current->frame()) : QString();
}

void StreamViewport::copyCurrent() const
{
    if (!m_current)
        return;
    // A frame alone does not say what came beside it, or in another encoding.
    const bool whole = m_current->knownEncoding() == base::Encoding::Json && m_current->attachments().empty()
                       && m_current->attributes().empty();
    if (whole || !m_current->error().text.isEmpty()) {
        copyBytes(m_current->frame());
        return;
    }
    QByteArray json("{");
    payload::appendNames(json, *m_current);
    payload::appendPayload(json, *m_current);
    copyBytes(json.append('}'));
}

void StreamViewport::rowsRemoved(int first, int last)
{
    Q_ASSERT(first == 0);
    const int gone = last - first + 1;
    m_removed += static_cast<quint64>(gone);
    m_first = std::max(0, m_first - gone);
}

void StreamViewport::rowsInserted(int first, int last)
{
    const bool atTheEnd = last + 1 == m_source->shown();
    if (atTheEnd || first > m_first)
        return;
    const int more = last - first + 1;
    m_removed -= static_cast<quint64>(more); // the stripes stay where they are
    m_first += more;
}

void StreamViewport::keepPlace()
{
    m_returning = !m_following && m_source->shown() == 0; // cleared, or to come again
    // The rows are others now (filter set, cleared): begin with the message that was at the top, or the next one.
    if (m_current && m_source->rowOf(m_current->sequence()) >= 0)
        m_first = m_source->rowOf(m_current->sequence()) - std::max(0, currentOffset());
    else
        m_first = m_source->lowerBound(m_anchor);
    m_first = std::clamp(m_first, 0, lastFirst());
    // The stripes count from another row now.
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_lines.size()) - 1), {AlternateRole});
}

void StreamViewport::returnToPlace()
{
    if (!m_source)
        return;
    const int row = m_current ? m_source->rowOf(m_current->sequence()) : m_source->lowerBound(m_anchor);
    if (row < 0 || row >= m_source->shown())
        return; // not there yet
    m_returning = false;
    m_first = m_current ? row - m_capacity / 2 : row;
}

void StreamViewport::refresh()
{
    if (!m_active)
        return;
    if (m_returning && !m_following)
        returnToPlace();
    m_first = m_following ? lastFirst() : std::clamp(m_first, 0, lastFirst());

    // One row more than fits whole: the one cut by the lower edge.
    std::vector<Line> lines;
    const int rows = m_source ? m_source->shown() : 0;
    const int end = m_capacity > 0 ? std::min(rows, m_first + m_capacity + 1) : m_first;
    lines.reserve(static_cast<std::size_t>(std::max(0, end - m_first)));
    for (int row = m_first; row < end; ++row) {
        base::MessagePtr message = m_source->messageAt(row);
        const base::Outcome outcome = message->outcome();
        lines.push_back({std::move(message), outcome});
    }
    if (!lines.empty() && !m_source->isSifting() && !m_returning) // else the place is still to come
        m_anchor = lines.front().message->sequence();

    const auto before = static_cast<int>(m_lines.size());
    const auto after = static_cast<int>(lines.size());
    const int kept = std::min(before, after);
    int firstChanged = -1;
    int lastChanged = -1;
    for (int i = 0; i < kept; ++i) {
        Line &was = m_lines[static_cast<std::size_t>(i)];
        Line &is = lines[static_cast<std::size_t>(i)];
        if (was.message == is.message && was.outcome == is.outcome)
            continue;
        was = std::move(is);
        firstChanged = firstChanged < 0 ? i : firstChanged;
        lastChanged = i;
    }
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_lines.resize(static_cast<std::size_t>(after));
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, before, after - 1);
        std::move(lines.begin() + before, lines.end(), std::back_inserter(m_lines));
        endInsertRows();
    }
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged), index(lastChanged));
    const std::pair bar{position(), visibleShare()};
    if (std::exchange(m_bar, bar) != bar)
        Q_EMIT positionChanged();
}

int StreamViewport::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant StreamViewport::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    const base::Message &message = *line.message;
    switch (role) {
    case TimeRole:
        return timeOfDayText(message.receivedWallTime());
    case Qt::DisplayRole:
    case TopicRole:
        return shownText(message.topic());
    case TopicColorRole:
        return TopicPalette::numberOf(message.topic());
    case ProducerRole:
        return shownText(message.producer());
    case MessageIdRole:
        return shownText(message.id());
    case SizeRole:
        return Format::bytesText(message.size());
    case StateRole:
        return Format::stateText(line.outcome.state);
    case ToneRole:
        return static_cast<int>(Format::stateTone(line.outcome.state));
    case LatencyRole:
        return line.outcome.latency.count() > 0 ? durationText(line.outcome.latency) : QString();
    case SummaryRole:
        return QString(timeOfDayText(message.receivedWallTime()) + QLatin1String(", ") + shownText(message.topic())
                       + QLatin1String(", ") + shownText(message.producer()) + QLatin1String(", ")
                       + Format::stateText(line.outcome.state));
    case CurrentRole:
        return line.message == m_current;
    case AlternateRole:
        return (m_removed + static_cast<quint64>(m_first + index.row())) % 2 == 1;
    default:
        return {};
    }
}

QHash<int, QByteArray> StreamViewport::roleNames() const
{
    return {{TimeRole, "time"},         {TopicRole, "topic"},         {TopicColorRole, "topicColor"},
            {ProducerRole, "producer"}, {MessageIdRole, "messageId"}, {SizeRole, "size"},
            {StateRole, "stateText"},   {ToneRole, "tone"},           {LatencyRole, "latency"},
            {SummaryRole, "summary"},   {CurrentRole, "current"},     {AlternateRole, "alternate"}};
}

} // namespace topicscope::app
