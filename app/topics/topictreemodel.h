// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "topics/topictree.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <deque>

namespace topicscope::app {

class FrameBudget;

//! \brief The rows in view of the tree of topics, with the counts of everything below.
//!
//! Only these rows are a model, so that a hundred thousand topics cost the window no more than it shows. Topics that
//! are new, and a filter, are worked off a slice a frame. The rows stay where they are while others come above them.
//! Thread: main.
class TopicTreeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(int topicCount READ topicCount NOTIFY topicCountChanged)
    Q_PROPERTY(int foundCount READ foundCount NOTIFY topicCountChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(int capacity READ capacity WRITE setCapacity NOTIFY capacityChanged)
    Q_PROPERTY(int rows READ rows NOTIFY positionChanged)
    Q_PROPERTY(double position READ position NOTIFY positionChanged)
    Q_PROPERTY(double visibleShare READ visibleShare NOTIFY positionChanged)
    Q_PROPERTY(int currentOffset READ currentOffset NOTIFY currentChanged)

public:
    enum Role {
        PathRole = Qt::UserRole + 1, //!< the name up to this step
        ColorRole, //!< of the topic that ends here, a number of TopicPalette
        MessagesRole,
        RateRole, //!< messages a second over the last two seconds
        CountTextRole,
        RateTextRole,
        LeafRole,
        DepthRole,
        ExpandedRole,
        CurrentRole,
    };

    explicit TopicTreeModel(QObject *parent = nullptr);
    ~TopicTreeModel() override;

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    //! \brief Topics in the tree, those that the filter hides included.
    [[nodiscard]] int topicCount() const { return m_topicCount; }
    //! \brief Topics that the filter leaves, of those looked at so far; all without a filter.
    [[nodiscard]] int foundCount() const { return m_filter.isEmpty() ? m_topicCount : m_found; }
    //! \brief Shows the topics whose names contain this text in whatever case, and what leads to them; empty for all.
    [[nodiscard]] QString filter() const { return m_filter; }
    void setFilter(const QString &text);
    //! \brief Rows that fit into the view.
    [[nodiscard]] int capacity() const { return m_capacity; }
    void setCapacity(int rows);
    //! \brief Rows of the tree as it is open now, in view or not.
    [[nodiscard]] int rows() const { return static_cast<int>(m_tree.rows().size()); }
    //! \brief The first row in view, and how many are, as shares of all rows: for a scroll bar.
    [[nodiscard]] double position() const;
    [[nodiscard]] double visibleShare() const;
    //! \brief The chosen row's place in view; -1 when it is not in view.
    [[nodiscard]] int currentOffset() const;

    Q_INVOKABLE void scrollBy(int rows);
    Q_INVOKABLE void scrollTo(double position);
    Q_INVOKABLE void expandAll();
    Q_INVOKABLE void collapseAll();
    //! \brief Opens or closes the row at \a offset in view.
    Q_INVOKABLE void toggle(int offset);
    //! \brief Makes the row at \a offset in view the current one.
    Q_INVOKABLE void select(int offset);
    //! \brief Moves the current row and brings it into view; the first row in view where there was none.
    Q_INVOKABLE void moveCurrent(int rows);
    //! \brief Opens the current row; where it is open, goes to its first one below.
    Q_INVOKABLE void expandCurrent();
    //! \brief Closes the current row; where it is closed, goes to the one above.
    Q_INVOKABLE void collapseCurrent();
    //! \brief The name that leads to the current row; empty for none.
    Q_INVOKABLE QString currentPath() const;
    Q_INVOKABLE bool currentIsLeaf() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief Takes over the figures of \a snapshot; names come from \a topics, which has to live until the next reset.
    void update(const client::ClientSnapshot &snapshot, const base::TopicRegistry &topics);
    //! \brief True while topics, or a filter, wait for the next frame.
    [[nodiscard]] bool isBusy() const { return m_timer.isActive(); }

Q_SIGNALS:
    void clientChanged();
    void topicCountChanged();
    void filterChanged();
    void capacityChanged();
    void positionChanged();
    void currentChanged();
    //! \brief Everything that is known is in the tree, and filtered.
    void settled();

private:
    using NodeId = TopicTree::NodeId;
    struct Leaf {
        quint64 messages = 0;
        quint64 before = 0; // of these, came before anybody looked
        NodeId node = TopicTree::root; // root: not in the tree yet
        bool waits = false;
    };
    //! What came between two updates, for the rates.
    struct Arrivals {
        base::SteadyTime at;
        std::vector<std::pair<NodeId, quint32>> counts;
    };
    //! A row as it is shown.
    struct Line {
        NodeId node = TopicTree::root;
        quint64 messages = 0;
        double rate = 0.0;
        bool hasChildren = false;
        bool expanded = false;
        bool current = false;
        bool operator==(const Line &) const = default;
    };

    //! What the scroll bar and the frame of the current row depend on.
    struct View {
        int first = 0;
        int rows = 0;
        int capacity = 0;
        int current = -1;
        bool operator==(const View &) const = default;
    };

    void reset();
    void forgetOldArrivals(base::SteadyTime now);
    void work();
    void addWaiting(FrameBudget &budget);
    void filterOn(FrameBudget &budget);
    void markHit(base::TopicId topic);
    void relist();
    void refresh();
    [[nodiscard]] Line lineAt(int row) const;
    [[nodiscard]] int lastFirst() const { return std::max(0, rows() - m_capacity); }
    void setFirst(int first);
    void setCurrent(NodeId node);
    void showRow(int row);
    void setOpen(NodeId node, bool open);

    QPointer<ClientController> m_client;
    const base::TopicRegistry *m_names = nullptr;
    TopicTree m_tree;
    std::vector<Leaf> m_leaves; // by topic number
    std::deque<base::TopicId> m_waiting; // not in the tree yet
    std::deque<Arrivals> m_arrivals; // of the last two seconds
    base::SteadyTime m_begun; // where they begin
    base::SteadyTime m_updated;
    std::vector<Line> m_lines;
    View m_view; // as told last
    QTimer m_timer;
    QString m_filter;
    std::size_t m_filtered = 0; // topics below this number have been filtered
    bool m_filtering = false; // not all have
    NodeId m_current = TopicTree::root;
    int m_first = 0; // row at the top
    int m_capacity = 0;
    int m_topicCount = 0;
    int m_found = 0; // by the filter
};

} // namespace topicscope::app
