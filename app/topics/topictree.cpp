// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "topics/topictree.h"

#include "common/naturalorder.h"
#include "topics/topicpath.h"

#include <algorithm>
#include <map>

namespace topicscope::app {

namespace {

//! A new branch opens by itself as long as the tree has no more rows than this.
constexpr std::size_t fewRows = 100;

} // namespace

TopicTree::TopicTree()
{
    clear();
}

void TopicTree::clear()
{
    m_nodes.assign(1, Node{.open = true});
    m_families.assign(1, {});
    m_added.clear();
    m_rows.clear();
    m_shown = 0;
}

TopicTree::NodeId TopicTree::child(NodeId parent, std::string_view step) const
{
    const std::vector<NodeId> &family = m_families[m_nodes[parent].family];
    const auto at = std::lower_bound(family.begin(), family.end(), step, [this](NodeId node, std::string_view wanted) {
        return naturalOrder(this->step(node), wanted) < 0;
    });
    if (at != family.end() && this->step(*at) == step)
        return *at;
    const auto added = m_added.find({parent, step});
    return added != m_added.end() ? added->second : root;
}

TopicTree::NodeId TopicTree::add(base::TopicId topic, std::string_view name)
{
    std::vector<std::string_view> steps{name};
    if (topic != base::TopicId{}) // which has no name to be cut
        steps = topicSteps(name);
    NodeId node = root;
    for (const std::string_view step : steps) {
        NodeId next = child(node, step);
        if (next == root) {
            next = static_cast<NodeId>(m_nodes.size());
            const auto start = static_cast<quint16>(step.data() - name.data());
            m_nodes.push_back({.name = name.data(),
                               .parent = node,
                               .topic = topic,
                               .start = start,
                               .end = static_cast<quint16>(start + step.size())});
            m_added.emplace(StepKey{node, step}, next);
        }
        node = next;
    }
    m_nodes[node].topic = topic;
    return node;
}

void TopicTree::merge()
{
    std::map<NodeId, std::vector<NodeId>> byParent; // those above first: they open first
    for (const auto &[key, node] : m_added)
        byParent[key.parent].push_back(node);
    m_added.clear();
    std::size_t rows = m_rows.size();
    for (auto &[parent, added] : byParent) {
        const bool first = !hasChildren(parent);
        if (first && rows <= fewRows)
            m_nodes[parent].open = true;
        if (m_nodes[parent].open)
            rows += added.size();
        adopt(parent, added);
    }
}

void TopicTree::adopt(NodeId parent, std::vector<NodeId> &added)
{
    const auto byStep = [this](NodeId a, NodeId b) { return naturalOrder(step(a), step(b)) < 0; };
    std::sort(added.begin(), added.end(), byStep);
    if (!hasChildren(parent)) {
        m_nodes[parent].family = static_cast<quint32>(m_families.size());
        m_families.emplace_back();
    }
    std::vector<NodeId> &family = m_families[m_nodes[parent].family];
    // A few among many: search their places and move the blocks between them, instead of comparing all.
    std::size_t end = family.size();
    family.resize(end + added.size());
    for (std::size_t left = added.size(); left > 0; --left) {
        const auto begin = family.begin();
        const auto at = std::upper_bound(begin, begin + static_cast<std::ptrdiff_t>(end), added[left - 1], byStep);
        std::move_backward(at, begin + static_cast<std::ptrdiff_t>(end),
                           begin + static_cast<std::ptrdiff_t>(end + left));
        end = static_cast<std::size_t>(at - begin);
        family[end + left - 1] = added[left - 1];
    }
}

void TopicTree::count(NodeId node, qint64 messages, qint64 recent)
{
    for (; node != root; node = m_nodes[node].parent) {
        m_nodes[node].messages += static_cast<quint64>(messages);
        m_nodes[node].recent += static_cast<quint64>(recent);
    }
}

void TopicTree::beginMarking()
{
    ++m_marking;
}

void TopicTree::mark(NodeId node)
{
    for (; node != root && m_nodes[node].marked != m_marking; node = m_nodes[node].parent)
        m_nodes[node].marked = m_marking;
}

void TopicTree::showMarked()
{
    m_shown = m_marking;
}

void TopicTree::showAll()
{
    m_shown = 0;
}

bool TopicTree::isOpen(NodeId node) const
{
    return m_shown == 0 ? m_nodes[node].open : m_nodes[node].closed != m_shown;
}

void TopicTree::setOpen(NodeId node, bool open)
{
    if (m_shown == 0)
        m_nodes[node].open = open;
    else
        m_nodes[node].closed = open ? 0 : m_shown;
}

void TopicTree::setAllOpen(bool open)
{
    for (NodeId node = root + 1; node < m_nodes.size(); ++node) {
        if (hasChildren(node))
            setOpen(node, open);
    }
}

void TopicTree::listRows()
{
    m_rows.clear();
    listBelow(root);
}

void TopicTree::listBelow(NodeId node)
{
    for (const NodeId below : m_families[m_nodes[node].family]) {
        if (!isShown(m_nodes[below]))
            continue;
        m_rows.push_back(below);
        if (hasChildren(below) && isOpen(below))
            listBelow(below);
    }
}

int TopicTree::rowOf(NodeId node) const
{
    const auto at = std::find(m_rows.begin(), m_rows.end(), node);
    return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

int TopicTree::depth(NodeId node) const
{
    int depth = 0;
    for (NodeId above = m_nodes[node].parent; above != root; above = m_nodes[above].parent)
        ++depth;
    return depth;
}

} // namespace topicscope::app
