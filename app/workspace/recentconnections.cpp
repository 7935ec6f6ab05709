// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/recentconnections.h"

#include "workspace/connectionmemory.h"
#include "workspace/serverid.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace topicscope::app {

namespace {

const QString storeKey = QStringLiteral("connection/recent");

} // namespace

RecentConnections::RecentConnections(SettingsStore *settings, QObject *parent)
    : QAbstractListModel(parent), m_settings(settings)
{
    restore();
}

int RecentConnections::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant RecentConnections::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case UrlRole:
        return entry.settings[QLatin1String("url")].toString();
    case ConsumerRole:
        return entry.settings[QLatin1String("consumer")].toString();
    case TopicsRole:
        return entry.topics.join(QStringLiteral(", "));
    default:
        return {};
    }
}

QHash<int, QByteArray> RecentConnections::roleNames() const
{
    return {{UrlRole, "url"}, {ConsumerRole, "consumer"}, {TopicsRole, "topics"}};
}

int RecentConnections::rowFor(const net::ConnectionSettings &connection) const
{
    const auto isFor = [server = ServerId::of(connection), &connection](const Entry &entry) {
        const auto known = configOf(entry, {});
        return known && ServerId::of(known->connection) == server && known->connection.consumer == connection.consumer;
    };
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), isFor);
    return at == m_entries.end() ? -1 : static_cast<int>(std::distance(m_entries.begin(), at));
}

void RecentConnections::note(const client::ClientConfig &config)
{
    const Entry entry{.settings = openSettingsOf(config.connection), .topics = config.topics};
    const int known = rowFor(config.connection);
    if (known == 0 && m_entries.front() == entry)
        return;
    if (known >= 0)
        take(known);
    else if (m_entries.size() >= maxCount)
        take(count() - 1);
    insert(0, entry);
    save();
}

std::optional<client::ClientConfig> RecentConnections::configOf(int row, client::ClientConfig base) const
{
    return row < 0 || row >= count() ? std::nullopt : configOf(m_entries.at(row), std::move(base));
}

std::optional<client::ClientConfig> RecentConnections::configOf(const Entry &entry, client::ClientConfig base)
{
    const auto url = systems::parseUrl(entry.settings[QLatin1String("url")].toString());
    if (!url || entry.topics.isEmpty() || entry.topics.contains(QString()))
        return std::nullopt;
    base.connection = {};
    takeOpenSettings(entry.settings, base.connection);
    if (base.connection.consumer.trimmed().isEmpty())
        return std::nullopt;
    base.topics = entry.topics;
    return base;
}

void RecentConnections::remove(int row, UndoStack *undo)
{
    if (row < 0 || row >= count())
        return;
    const Entry entry = m_entries.at(row);
    take(row);
    save();
    undo->push(tr("Undo forget connection"), this, [this, row, entry] {
        const auto config = configOf(entry, {});
        if (config && rowFor(config->connection) < 0) { // else it was made again meanwhile
            if (m_entries.size() >= maxCount)
                take(count() - 1);
            insert(std::min(row, count()), entry);
            save();
        }
        return true;
    });
}

void RecentConnections::insert(int row, const Entry &entry)
{
    beginInsertRows({}, row, row);
    m_entries.insert(row, entry);
    endInsertRows();
    Q_EMIT countChanged();
}

void RecentConnections::take(int row)
{
    beginRemoveRows({}, row, row);
    m_entries.removeAt(row);
    endRemoveRows();
    Q_EMIT countChanged();
}

void RecentConnections::restore()
{
    if (!m_settings)
        return;
    const QJsonArray entries = QJsonDocument::fromJson(m_settings->text(storeKey, {}).toUtf8()).array();
    for (const auto &value : entries) {
        const QJsonObject object = value.toObject();
        const Entry entry{.settings = object[QLatin1String("settings")].toObject(),
                          .topics = object[QLatin1String("topics")].toVariant().toStringList()};
        // Others may have written the file.
        if (configOf(entry, {}) && m_entries.size() < maxCount)
            m_entries.append(entry);
    }
}

void RecentConnections::save() const
{
    if (!m_settings)
        return;
    QJsonArray entries;
    for (const Entry &entry : m_entries)
        entries.append(QJsonObject{{QStringLiteral("settings"), entry.settings},
                                   {QStringLiteral("topics"), QJsonArray::fromStringList(entry.topics)}});
    m_settings->setText(storeKey, QString::fromUtf8(QJsonDocument(entries).toJson(QJsonDocument::Compact)));
}

} // namespace topicscope::app
