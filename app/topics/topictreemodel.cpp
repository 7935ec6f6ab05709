// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "topics/topictreemodel.h"

#include "common/rebind.h"
#include "base/visibletext.h"
#include "common/format.h"
#include "common/figuretext.h"
#include "common/framebudget.h"
#include "topics/topicpath.h"
#include "topics/topicpalette.h"

#include <algorithm>
#include <cmath>

namespace topicscope::app {

namespace {

constexpr std::chrono::milliseconds rateWindow{2'000};
constexpr std::chrono::milliseconds jitter{50}; // of snapshots

} // namespace

TopicTreeModel::TopicTreeModel(QObject *parent) : QAbstractListModel(parent)
{
    m_timer.setInterval(FrameBudget::frame);
    connect(&m_timer, &QTimer::timeout, this, &TopicTreeModel::work);
}

TopicTreeModel::~TopicTreeModel() = default;

void TopicTreeModel::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    reset();
    if (client) {
        connect(client, &QObject::destroyed, this, &TopicTreeModel::reset); // the names go with it
        connect(client, &ClientController::snapshotTaken, this, [this](const client::ClientSnapshot &snapshot) {
            update(snapshot, m_client->client().source().topics());
        });
        update(client->client().snapshot(), client->client().source().topics());
    }
    Q_EMIT clientChanged();
}

void TopicTreeModel::reset()
{
    beginResetModel();
    m_lines.clear();
    m_tree.clear();
    m_names = nullptr;
    m_leaves.clear();
    m_waiting.clear();
    m_arrivals.clear();
    m_begun = m_updated = {};
    m_topicCount = 0;
    m_found = 0;
    m_first = 0;
    if (!m_filter.isEmpty()) {
        m_tree.beginMarking();
        m_tree.showMarked();
    }
    m_filtering = false;
    m_timer.stop();
    m_current = TopicTree::root;
    endResetModel();
    refresh();
    Q_EMIT topicCountChanged();
}

void TopicTreeModel::update(const client::ClientSnapshot &snapshot, const base::TopicRegistry &topics)
{
    m_names = &topics;
    const bool first = m_updated == base::SteadyTime();
    m_updated = snapshot.at;
    m_begun = first ? snapshot.at : m_begun;
    forgetOldArrivals(snapshot.at);
    Arrivals arrivals{.at = snapshot.at, .counts = {}};
    for (const client::TopicFigures &figures : snapshot.topics) {
        if (figures.id.value >= m_leaves.size())
            m_leaves.resize(figures.id.value + 1);
        Leaf &leaf = m_leaves[figures.id.value];
        const auto came = static_cast<qint64>(figures.messages - leaf.messages);
        leaf.messages = figures.messages;
        if (leaf.node == TopicTree::root) {
            if (!std::exchange(leaf.waits, true))
                m_waiting.push_back(figures.id);
            leaf.before = first ? leaf.messages : leaf.before;
            continue;
        }
        if (came == 0)
            continue;
        m_tree.count(leaf.node, came, came);
        arrivals.counts.emplace_back(leaf.node, static_cast<quint32>(came));
    }
    m_arrivals.push_back(std::move(arrivals));
    work();
}

void TopicTreeModel::forgetOldArrivals(base::SteadyTime now)
{
    while (!m_arrivals.empty() && now - m_arrivals.front().at >= rateWindow - jitter) {
        for (const auto &[node, count] : m_arrivals.front().counts)
            m_tree.count(node, 0, -static_cast<qint64>(count));
        m_begun = m_arrivals.front().at;
        m_arrivals.pop_front();
    }
}

void TopicTreeModel::work()
{
    FrameBudget budget;
    const int before = m_topicCount;
    const int foundBefore = m_found;
    const bool wasFiltering = m_filtering;
    addWaiting(budget);
    filterOn(budget);
    if (m_topicCount != before || wasFiltering != m_filtering)
        relist();
    else
        refresh();
    if (m_topicCount != before || m_found != foundBefore)
        Q_EMIT topicCountChanged();
    if (m_filtering || !m_waiting.empty()) {
        m_timer.start();
    } else if (m_timer.isActive() || m_topicCount != before || wasFiltering) {
        m_timer.stop();
        Q_EMIT settled();
    }
}

void TopicTreeModel::addWaiting(FrameBudget &budget)
{
    while (!m_waiting.empty() && budget.allowsMore()) {
        const base::TopicId topic = m_waiting.front();
        m_waiting.pop_front();
        Leaf &leaf = m_leaves[topic.value];
        leaf.node = m_tree.add(topic, m_names->text(topic));
        const quint64 came = leaf.messages - leaf.before;
        m_tree.count(leaf.node, static_cast<qint64>(leaf.messages), static_cast<qint64>(came));
        m_arrivals.back().counts.emplace_back(leaf.node, static_cast<quint32>(came));
        ++m_topicCount;
        if (!m_filter.isEmpty() && (!m_filtering || topic.value < m_filtered)) // else filterOn() comes to it
            markHit(topic);
    }
    m_tree.merge();
}

void TopicTreeModel::markHit(base::TopicId topic)
{
    if (!base::textOfWtf8(m_names->text(topic)).contains(m_filter, Qt::CaseInsensitive))
        return;
    m_tree.mark(m_leaves[topic.value].node);
    ++m_found;
}

void TopicTreeModel::setFilter(const QString &text)
{
    if (m_filter == text)
        return;
    m_filter = text;
    m_filtering = !text.isEmpty();
    m_filtered = 0;
    m_found = 0;
    if (m_filtering)
        m_tree.beginMarking();
    else
        m_tree.showAll();
    relist();
    Q_EMIT filterChanged();
    Q_EMIT topicCountChanged();
    work();
}

void TopicTreeModel::filterOn(FrameBudget &budget)
{
    if (!m_filtering)
        return;
    for (; m_filtered < m_leaves.size() && budget.allowsMore(); ++m_filtered) {
        if (m_leaves[m_filtered].node != TopicTree::root)
            markHit(base::TopicId{static_cast<quint32>(m_filtered)});
    }
    m_filtering = m_filtered < m_leaves.size();
    if (!m_filtering)
        m_tree.showMarked();
}

void TopicTreeModel::relist()
{
    const NodeId top = m_first > 0 && m_first < rows() ? m_tree.rows()[static_cast<std::size_t>(m_first)]
                                                       : TopicTree::root;
    m_tree.listRows();
    // Keys never act on what is not shown.
    while (m_current != TopicTree::root && m_tree.rowOf(m_current) < 0)
        m_current = m_tree.parent(m_current);
    // What is at the top stays there, whatever came above it.
    if (const int row = top == TopicTree::root ? -1 : m_tree.rowOf(top); row >= 0)
        m_first = row;
    refresh();
}

TopicTreeModel::Line TopicTreeModel::lineAt(int row) const
{
    const NodeId node = m_tree.rows()[static_cast<std::size_t>(row)];
    const double seconds = std::chrono::duration<double>(m_updated - m_begun).count();
    return {.node = node,
            .messages = m_tree.messages(node),
            .rate = seconds > 0.0 ? static_cast<double>(m_tree.recent(node)) / seconds : 0.0,
            .hasChildren = m_tree.hasChildren(node),
            .expanded = m_tree.isOpen(node),
            .current = node == m_current};
}

void TopicTreeModel::refresh()
{
    m_first = std::clamp(m_first, 0, lastFirst());
    // One row more than fits whole: the one cut by the lower edge.
    const int end = m_capacity > 0 ? std::min(rows(), m_first + m_capacity + 1) : m_first;
    const int before = rowCount();
    const int after = end - m_first;
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_lines.resize(static_cast<std::size_t>(after));
        endRemoveRows();
    }
    int firstChanged = -1;
    int lastChanged = -1;
    for (int i = 0; i < std::min(before, after); ++i) {
        const Line line = lineAt(m_first + i);
        if (m_lines[static_cast<std::size_t>(i)] == line)
            continue;
        m_lines[static_cast<std::size_t>(i)] = line;
        firstChanged = firstChanged < 0 ? i : firstChanged;
        lastChanged = i;
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        for (int i = before; i < after; ++i)
            m_lines.push_back(lineAt(m_first + i));
        endInsertRows();
    }
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged), index(lastChanged));
    const View view{.first = m_first, .rows = rows(), .capacity = m_capacity, .current = currentOffset()};
    if (view == m_view)
        return;
    m_view = view;
    Q_EMIT positionChanged();
    Q_EMIT currentChanged();
}

void TopicTreeModel::setCapacity(int rows)
{
    if (m_capacity == rows)
        return;
    m_capacity = std::max(0, rows);
    refresh();
    Q_EMIT capacityChanged();
}

double TopicTreeModel::position() const
{
    return rows() > 0 ? static_cast<double>(m_first) / rows() : 0.0;
}

double TopicTreeModel::visibleShare() const
{
    return rows() > m_capacity ? static_cast<double>(m_capacity) / rows() : 1.0;
}

int TopicTreeModel::currentOffset() const
{
    const auto at = std::find_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.current; });
    return at == m_lines.end() ? -1 : static_cast<int>(at - m_lines.begin());
}

void TopicTreeModel::scrollBy(int rows)
{
    setFirst(m_first + rows);
}

void TopicTreeModel::scrollTo(double position)
{
    setFirst(static_cast<int>(std::lround(position * rows())));
}

void TopicTreeModel::setFirst(int first)
{
    m_first = std::clamp(first, 0, lastFirst());
    refresh();
}

void TopicTreeModel::expandAll()
{
    m_tree.setAllOpen(true);
    relist();
}

void TopicTreeModel::collapseAll()
{
    m_tree.setAllOpen(false);
    relist();
}

void TopicTreeModel::setOpen(NodeId node, bool open)
{
    m_tree.setOpen(node, open);
    relist();
}

void TopicTreeModel::toggle(int offset)
{
    if (offset < 0 || offset >= rowCount())
        return;
    const Line &line = m_lines[static_cast<std::size_t>(offset)];
    if (line.hasChildren)
        setOpen(line.node, !line.expanded);
}

void TopicTreeModel::select(int offset)
{
    if (offset >= 0 && offset < rowCount())
        setCurrent(m_lines[static_cast<std::size_t>(offset)].node);
}

void TopicTreeModel::setCurrent(NodeId node)
{
    m_current = node;
    refresh();
}

void TopicTreeModel::moveCurrent(int rows)
{
    if (m_tree.rows().empty())
        return;
    const int was = m_current == TopicTree::root ? -1 : m_tree.rowOf(m_current);
    const int row = was < 0 ? m_first : std::clamp(was + rows, 0, this->rows() - 1);
    setCurrent(m_tree.rows()[static_cast<std::size_t>(row)]);
    showRow(row);
}

void TopicTreeModel::showRow(int row)
{
    if (row < m_first)
        setFirst(row);
    else if (row >= m_first + m_capacity)
        setFirst(row - m_capacity + 1);
}

void TopicTreeModel::expandCurrent()
{
    if (m_current == TopicTree::root || !m_tree.hasChildren(m_current))
        return;
    if (m_tree.isOpen(m_current))
        moveCurrent(1);
    else
        setOpen(m_current, true);
}

void TopicTreeModel::collapseCurrent()
{
    if (m_current == TopicTree::root)
        return;
    if (m_tree.hasChildren(m_current) && m_tree.isOpen(m_current)) {
        setOpen(m_current, false);
    } else if (const NodeId above = m_tree.parent(m_current); above != TopicTree::root) {
        setCurrent(above);
        showRow(m_tree.rowOf(above));
    }
}

QString TopicTreeModel::currentPath() const
{
    return m_current == TopicTree::root ? QString() : base::textOfWtf8(m_tree.path(m_current));
}

bool TopicTreeModel::currentIsLeaf() const
{
    return m_current != TopicTree::root && !m_tree.hasChildren(m_current);
}

int TopicTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant TopicTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return shownText(stepLabel(m_tree.step(line.node), m_tree.parent(line.node) == TopicTree::root));
    case PathRole:
        return base::textOfWtf8(m_tree.path(line.node));
    case ColorRole:
        return static_cast<int>(TopicPalette::numberOf(m_tree.path(line.node)));
    case MessagesRole:
        return static_cast<qulonglong>(line.messages);
    case RateRole:
        return line.rate;
    case CountTextRole:
        return countText(line.messages);
    case RateTextRole:
        return Format::perSecondText(line.rate);
    case LeafRole:
        return !line.hasChildren;
    case DepthRole:
        return m_tree.depth(line.node);
    case ExpandedRole:
        return line.expanded;
    case CurrentRole:
        return line.current;
    default:
        return {};
    }
}

QHash<int, QByteArray> TopicTreeModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {PathRole, "path"},      {ColorRole, "topicColor"},
            {MessagesRole, "messages"},   {RateRole, "rate"},      {CountTextRole, "countText"},
            {RateTextRole, "rateText"},   {LeafRole, "leaf"},      {DepthRole, "depth"},
            {ExpandedRole, "expanded"},   {CurrentRole, "current"}};
}

} // namespace topicscope::app
