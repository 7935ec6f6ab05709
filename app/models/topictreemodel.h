// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "controllers/clientcontroller.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QSortFilterProxyModel>

#include <memory>

namespace topicscope::app {

//! \brief The topics seen, as a tree of the steps of their names, with the counts of everything below.
//!
//! Updated with each snapshot: nodes only come, sorted by name, and only what changed is told.
//! Thread: main.
class TopicTreeModel : public QAbstractItemModel
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ClientController *client READ client WRITE setClient NOTIFY clientChanged)
    Q_PROPERTY(int topicCount READ topicCount NOTIFY topicCountChanged)

public:
    enum Role {
        PathRole = Qt::UserRole + 1, //!< the name up to this step
        TopicIdRole, //!< number of the topic that ends here, or of the first one below
        MessagesRole,
        RateRole,
        CountTextRole,
        RateTextRole,
        FailuresRole,
        LeafRole,
    };

    explicit TopicTreeModel(QObject *parent = nullptr);
    ~TopicTreeModel() override;

    [[nodiscard]] ClientController *client() const { return m_client; }
    void setClient(ClientController *client);
    [[nodiscard]] int topicCount() const { return m_topicCount; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    //! \brief Takes over the figures of \a snapshot; names come from \a topics.
    void update(const client::ClientSnapshot &snapshot, const base::TopicRegistry &topics);

Q_SIGNALS:
    void clientChanged();
    void topicCountChanged();

private:
    struct Figures {
        quint64 messages = 0;
        quint64 failures = 0;
        double rate = 0.0;
        bool operator==(const Figures &) const = default;
    };
    struct Node {
        QString step;
        QString label;
        QString path;
        Node *parent = nullptr;
        int row = 0;
        quint32 topicId = 0;
        Figures shown;
        Figures next;
        std::vector<std::unique_ptr<Node>> children; // sorted by step
    };

    [[nodiscard]] static const Node *nodeOf(const QModelIndex &index);
    [[nodiscard]] QModelIndex indexOf(const Node &node) const;
    Node &leafFor(base::TopicId id, const QString &name);
    Node &childFor(Node &parent, const QString &step, quint32 topicId);
    void publishChanges(Node &parent);
    void reset();

    QPointer<ClientController> m_client;
    Node m_root;
    std::vector<Node *> m_leaves; // by topic number
    int m_topicCount = 0;
};

//! \brief The topic tree narrowed to names that contain a text; parents of a hit stay. Thread: main.
class TopicProxyModel : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(int hits READ hits NOTIFY hitsChanged)
    Q_PROPERTY(QString chosenPath READ chosenPath WRITE setChosenPath NOTIFY chosenPathChanged)

public:
    explicit TopicProxyModel(QObject *parent = nullptr);

    [[nodiscard]] QString filter() const { return m_filter; }
    void setFilter(const QString &text);
    //! \brief Rows on the first level that are left.
    [[nodiscard]] int hits() const { return rowCount(); }
    //! \brief The topic that the stream is narrowed to; empty for all.
    [[nodiscard]] QString chosenPath() const { return m_chosenPath; }
    void setChosenPath(const QString &path);
    Q_INVOKABLE QString pathOf(const QModelIndex &index) const { return index.data(TopicTreeModel::PathRole).toString(); }
    Q_INVOKABLE bool isLeaf(const QModelIndex &index) const { return index.data(TopicTreeModel::LeafRole).toBool(); }

Q_SIGNALS:
    void filterChanged();
    void hitsChanged();
    void chosenPathChanged();
    //! \brief A node got its first children; comes once the views know of them.
    void branchBegan(const QModelIndex &firstChild);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_filter;
    QString m_chosenPath;
};

} // namespace topicscope::app
