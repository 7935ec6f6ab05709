// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "common/settingsstore.h"
#include "common/undostack.h"

#include <QAbstractListModel>
#include <QJsonObject>
#include <QPointer>
#include <qqmlregistration.h>

#include <optional>

namespace topicscope::app {

//! \brief The connections that were made last, latest first, without their secrets; remembered in the settings.
//! Thread: main.
class RecentConnections : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Workspace")

    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { UrlRole = Qt::UserRole, ConsumerRole, TopicsRole };

    static constexpr qsizetype maxCount = 8;

    //! \brief \a settings outlives it; null: nothing is remembered.
    explicit RecentConnections(SettingsStore *settings, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }

    //! \brief Puts the connection of \a config on top.
    void note(const client::ClientConfig &config);
    //! \brief \a base with what is remembered in \a row; nothing where there is no such row.
    [[nodiscard]] std::optional<client::ClientConfig> configOf(int row, client::ClientConfig base) const;
    //! \brief Forgets the connection in \a row; \a undo brings it back.
    Q_INVOKABLE void remove(int row, topicscope::app::UndoStack *undo);

Q_SIGNALS:
    void countChanged();

private:
    struct Entry {
        QJsonObject settings; // openSettingsOf()
        QStringList topics;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    [[nodiscard]] static std::optional<client::ClientConfig> configOf(const Entry &entry, client::ClientConfig base);
    //! The one to the same server under the same name, with whatever else; -1 where there is none.
    [[nodiscard]] int rowFor(const net::ConnectionSettings &connection) const;
    void insert(int row, const Entry &entry);
    void take(int row);
    void restore();
    void save() const;

    QPointer<SettingsStore> m_settings;
    QList<Entry> m_entries;
};

} // namespace topicscope::app
