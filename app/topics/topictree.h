// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ids.h"

#include <QtGlobal>

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace topicscope::app {

//! \brief The steps of a hundred thousand topic names as a tree: sorted, with sums, and as the rows that are open.
//!
//! Made for names that come in bursts: add() costs a search, merge() sorts in all that was added at once, listRows()
//! walks what is open. Names are not copied; they have to stay where they are. Thread: main.
class TopicTree
{
public:
    using NodeId = quint32;
    static constexpr NodeId root = 0; //!< above all; no row

    TopicTree();
    void clear();

    //! \brief The node where the topic \a topic ends; steps that are new belong to the tree after merge().
    NodeId add(base::TopicId topic, std::string_view name);
    //! \brief Sorts in what was added. A node that got its first children opens while there are few rows.
    void merge();
    //! \brief Adds to the sums of \a node and those above: messages ever, and of the latest seconds.
    void count(NodeId node, qint64 messages, qint64 recent);

    //! \brief Begins a filter. What is marked from now on is shown, with what is above, once showMarked() says so.
    void beginMarking();
    void mark(NodeId node);
    void showMarked();
    //! \brief Ends the filter: all nodes are shown.
    void showAll();

    //! \brief Whether the rows below \a node are listed. While a filter shows its hits, all are open that were not
    //! closed since.
    [[nodiscard]] bool isOpen(NodeId node) const;
    void setOpen(NodeId node, bool open);
    void setAllOpen(bool open);

    //! \brief Lists the rows anew: costs as much as there are.
    void listRows();
    [[nodiscard]] const std::vector<NodeId> &rows() const noexcept { return m_rows; }
    //! \brief Place of \a node among the rows; -1 when it is not there.
    [[nodiscard]] int rowOf(NodeId node) const;

    [[nodiscard]] std::string_view path(NodeId node) const { return {m_nodes[node].name, m_nodes[node].end}; }
    [[nodiscard]] std::string_view step(NodeId node) const { return stepOf(m_nodes[node]); }
    [[nodiscard]] NodeId parent(NodeId node) const { return m_nodes[node].parent; }
    [[nodiscard]] int depth(NodeId node) const;
    [[nodiscard]] bool hasChildren(NodeId node) const { return m_nodes[node].family != noFamily; }
    [[nodiscard]] base::TopicId topic(NodeId node) const { return m_nodes[node].topic; }
    [[nodiscard]] quint64 messages(NodeId node) const { return m_nodes[node].messages; }
    [[nodiscard]] quint64 recent(NodeId node) const { return m_nodes[node].recent; }

private:
    static constexpr quint32 noFamily = 0;

    struct Node {
        const char *name = nullptr; // of its topic; the path is what comes before end
        quint64 messages = 0;
        quint64 recent = 0;
        NodeId parent = root;
        base::TopicId topic{}; // that ends here, or the first one below
        quint32 family = noFamily; // place of its children in m_families
        quint32 marked = 0; // number of the latest filter with a hit here or below
        quint32 closed = 0; // number of the filter during which it was closed
        quint16 start = 0; // of its step in the name
        quint16 end = 0;
        bool open = false;
    };
    struct StepKey {
        NodeId parent;
        std::string_view step;
        bool operator==(const StepKey &) const = default;
    };
    struct StepHash {
        std::size_t operator()(const StepKey &key) const noexcept
        {
            return std::hash<std::string_view>{}(key.step) ^ (key.parent * std::size_t{0x9e3779b97f4a7c15});
        }
    };

    [[nodiscard]] static std::string_view stepOf(const Node &node)
    {
        return {node.name + node.start, static_cast<std::size_t>(node.end - node.start)};
    }
    [[nodiscard]] NodeId child(NodeId parent, std::string_view step) const;
    void adopt(NodeId parent, std::vector<NodeId> &added);
    void listBelow(NodeId node);
    [[nodiscard]] bool isShown(const Node &node) const { return m_shown == 0 || node.marked == m_shown; }

    std::deque<Node> m_nodes; // a parent before its children
    std::vector<std::vector<NodeId>> m_families; // sorted by step; the first is nobody's
    std::unordered_map<StepKey, NodeId, StepHash> m_added; // not merged yet
    std::vector<NodeId> m_rows;
    quint32 m_marking = 0; // number of the latest filter
    quint32 m_shown = 0; // of the one that is seen; 0 for none
};

} // namespace topicscope::app
