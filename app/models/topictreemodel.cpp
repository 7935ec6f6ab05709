// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/topictreemodel.h"

#include "format.h"
#include "models/figuretext.h"
#include "models/topicpath.h"

#include <algorithm>

namespace topicscope::app {

TopicTreeModel::TopicTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

TopicTreeModel::~TopicTreeModel() = default;

void TopicTreeModel::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (client) {
        connect(client, &ClientController::clientChanged, this, &TopicTreeModel::reset);
        connect(client, &ClientController::snapshotTaken, this, [this](const client::ClientSnapshot &snapshot) { update(snapshot, m_client->client().topics()); });
    }
    reset();
    if (client)
        update(client->snapshot(), client->client().topics());
    Q_EMIT clientChanged();
}

void TopicTreeModel::reset()
{
    beginResetModel();
    m_root.children.clear();
    m_leaves.clear();
    m_topicCount = 0;
    endResetModel();
    Q_EMIT topicCountChanged();
}

void TopicTreeModel::update(const client::ClientSnapshot &snapshot, const base::TopicRegistry &topics)
{
    const int before = m_topicCount;
    for (const client::TopicFigures &figures : snapshot.topics) {
        Node &leaf = leafFor(figures.id, topics.name(figures.id));
        for (Node *node = &leaf; node != &m_root; node = node->parent) {
            node->next.messages += figures.messages;
            node->next.failures += figures.failures;
            node->next.rate += figures.ratePerSecond;
        }
    }
    publishChanges(m_root);
    if (before != m_topicCount)
        Q_EMIT topicCountChanged();
}

void TopicTreeModel::publishChanges(Node &parent)
{
    // One signal for each run of neighbours that changed.
    const int count = static_cast<int>(parent.children.size());
    int runStart = -1;
    for (int row = 0; row <= count; ++row) {
        bool changed = false;
        if (row < count) {
            Node &node = *parent.children[static_cast<std::size_t>(row)];
            changed = node.shown != node.next;
            node.shown = node.next;
            node.next = {};
        }
        if (changed && runStart < 0) {
            runStart = row;
        } else if (!changed && runStart >= 0) {
            Q_EMIT dataChanged(indexOf(*parent.children[static_cast<std::size_t>(runStart)]), indexOf(*parent.children[static_cast<std::size_t>(row - 1)]),
                               {MessagesRole, RateRole, CountTextRole, RateTextRole, FailuresRole});
            runStart = -1;
        }
    }
    for (const auto &child : parent.children)
        publishChanges(*child);
}

TopicTreeModel::Node &TopicTreeModel::leafFor(base::TopicId id, const QString &name)
{
    if (id.value >= m_leaves.size())
        m_leaves.resize(id.value + 1, nullptr);
    Node *&leaf = m_leaves[id.value];
    if (!leaf) {
        Node *node = &m_root;
        QStringList steps = topicSteps(name);
        if (id.value == 0)
            steps = {name};
        for (const QString &step : std::as_const(steps))
            node = &childFor(*node, step, id.value);
        node->topicId = id.value;
        leaf = node;
        ++m_topicCount;
    }
    return *leaf;
}

TopicTreeModel::Node &TopicTreeModel::childFor(Node &parent, const QString &step, quint32 topicId)
{
    auto &children = parent.children;
    const auto at = std::lower_bound(children.begin(), children.end(), step, [](const std::unique_ptr<Node> &node, const QString &wanted) { return node->step < wanted; });
    if (at != children.end() && (*at)->step == step)
        return **at;

    const int row = static_cast<int>(std::distance(children.begin(), at));
    auto node = std::make_unique<Node>();
    node->step = step;
    node->label = shownText(stepLabel(step, &parent == &m_root));
    node->path = parent.path + step;
    node->parent = &parent;
    node->topicId = topicId;
    beginInsertRows(indexOf(parent), row, row);
    children.insert(at, std::move(node));
    for (std::size_t i = static_cast<std::size_t>(row); i < children.size(); ++i)
        children[i]->row = static_cast<int>(i);
    endInsertRows();
    return *children[static_cast<std::size_t>(row)];
}

const TopicTreeModel::Node *TopicTreeModel::nodeOf(const QModelIndex &index)
{
    return static_cast<const Node *>(index.constInternalPointer());
}

QModelIndex TopicTreeModel::indexOf(const Node &node) const
{
    return &node == &m_root ? QModelIndex() : createIndex(node.row, 0, &node);
}

QModelIndex TopicTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const Node &node = parent.isValid() ? *nodeOf(parent) : m_root;
    return indexOf(*node.children[static_cast<std::size_t>(row)]);
}

QModelIndex TopicTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*nodeOf(child)->parent) : QModelIndex();
}

int TopicTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return static_cast<int>((parent.isValid() ? *nodeOf(parent) : m_root).children.size());
}

int TopicTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant TopicTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return node.label;
    case PathRole:
        return node.path;
    case TopicIdRole:
        return static_cast<int>(node.topicId);
    case MessagesRole:
        return static_cast<qulonglong>(node.shown.messages);
    case RateRole:
        return node.shown.rate;
    case CountTextRole:
        return countText(node.shown.messages);
    case RateTextRole:
        return Format::perSecondText(node.shown.rate);
    case FailuresRole:
        return static_cast<qulonglong>(node.shown.failures);
    case LeafRole:
        return node.children.empty();
    default:
        return {};
    }
}

QHash<int, QByteArray> TopicTreeModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {PathRole, "path"},           {TopicIdRole, "topicId"},   {MessagesRole, "messages"}, {RateRole, "rate"},
            {CountTextRole, "countText"}, {RateTextRole, "rateText"}, {FailuresRole, "failures"}, {LeafRole, "leaf"}};
}

TopicProxyModel::TopicProxyModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    // A hit shows what is below it too.
    setAutoAcceptChildRows(true);
    connect(this, &QAbstractItemModel::rowsInserted, this, &TopicProxyModel::hitsChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TopicProxyModel::hitsChanged);
    connect(this, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &branch, int first, int last) {
        if (branch.isValid() && rowCount(branch) == last - first + 1) {
            QMetaObject::invokeMethod(
                this, [this, child = QPersistentModelIndex(index(first, 0, branch))] {
                    if (child.isValid())
                        Q_EMIT branchBegan(child);
                },
                Qt::QueuedConnection);
        }
    });
    connect(this, &QAbstractItemModel::modelReset, this, &TopicProxyModel::hitsChanged);
}

void TopicProxyModel::setFilter(const QString &text)
{
    if (m_filter == text)
        return;
    m_filter = text;
    invalidateFilter();
    Q_EMIT filterChanged();
    Q_EMIT hitsChanged();
}

void TopicProxyModel::setChosenPath(const QString &path)
{
    if (m_chosenPath == path)
        return;
    m_chosenPath = path;
    Q_EMIT chosenPathChanged();
}

bool TopicProxyModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return m_filter.isEmpty()
        || sourceModel()->index(row, 0, parent).data(TopicTreeModel::PathRole).toString().contains(m_filter, Qt::CaseInsensitive);
}

} // namespace topicscope::app
