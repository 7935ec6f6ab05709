// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/viewregistry.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace topicscope::app {

namespace {

constexpr std::array panels{
    View{"plots", QT_TRANSLATE_NOOP("Views", "Plots"),
         QT_TRANSLATE_NOOP("Views", "Throughput, latency and duplicates over time"), "chart", "plots/PlotsPanel.qml",
         "client scripts"},
    View{"handlers", QT_TRANSLATE_NOOP("Views", "Handlers"),
         QT_TRANSLATE_NOOP("Views", "Who consumes which topics, how often and how fast"), "gear",
         "handlers/HandlersPanel.qml", "client"},
    View{"duplicates", QT_TRANSLATE_NOOP("Views", "Duplicates"),
         QT_TRANSLATE_NOOP("Views", "Messages that came more than once"), "copies", "duplicates/DuplicatesPanel.qml",
         "client inspector"},
    View{"publish", QT_TRANSLATE_NOOP("Views", "Publish"), QT_TRANSLATE_NOOP("Views", "Send a message to the server"),
         "send", "publish/PublishPanel.qml", "client"},
    View{"consumers", QT_TRANSLATE_NOOP("Views", "Consumers"),
         QT_TRANSLATE_NOOP("Views", "How long every consumer of the server takes from publication to acknowledgement"),
         "eye", "consumers/ConsumersPanel.qml", "client"},
    View{"deadletters", QT_TRANSLATE_NOOP("Views", "Dead letters"),
         QT_TRANSLATE_NOOP("Views", "Messages whose handlers failed for good"), "error",
         "deadletters/DeadLettersPanel.qml", "client inspector settings"},
};

constexpr std::array pages{
    View{"stream", QT_TRANSLATE_NOOP("Views", "Stream"), QT_TRANSLATE_NOOP("Views", "Stream: messages as they come"),
         "stream", "stream/StreamPage.qml", ""},
    View{"scripts", QT_TRANSLATE_NOOP("Views", "Scripts"),
         QT_TRANSLATE_NOOP("Views", "Scripts: handlers in JavaScript"), "code", "scripts/ScriptsPage.qml", ""},
};

QStringList idsOf(std::span<const View> views)
{
    QStringList ids;
    for (const View &view : views)
        ids.append(QString::fromLatin1(view.id));
    return ids;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Views", text);
}

} // namespace

ViewRegistry::ViewRegistry(std::span<const View> views, const char *shortcut, QObject *parent)
    : QAbstractListModel(parent), m_views(views), m_shortcut(QString::fromLatin1(shortcut))
{
}

int ViewRegistry::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_views.size());
}

QVariant ViewRegistry::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const View &view = m_views[static_cast<std::size_t>(index.row())];
    switch (role) {
    case IdRole:
        return QString::fromLatin1(view.id);
    case Qt::DisplayRole:
    case TitleRole:
        return translated(view.title);
    case ToolTipRole:
        return translated(view.toolTip);
    case IconRole:
        return QString::fromLatin1(view.icon);
    case SourceRole:
        return QStringLiteral("qrc:/qt/qml/Topicscope/") + QLatin1String(view.component);
    case UsesRole:
        return QString::fromLatin1(view.uses).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    case ShortcutRole:
        return m_shortcut.contains(QLatin1String("%1")) ? m_shortcut.arg(index.row() + 1) : m_shortcut;
    default:
        return {};
    }
}

QHash<int, QByteArray> ViewRegistry::roleNames() const
{
    return {{IdRole, "viewId"},          {TitleRole, "title"}, {ToolTipRole, "about"},    {IconRole, "iconName"},
            {SourceRole, "panelSource"}, {UsesRole, "uses"},   {ShortcutRole, "shortcut"}};
}

int ViewRegistry::placeOf(const QString &id) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(),
                                    [&id](const View &view) { return id == QLatin1String(view.id); });
    return found == m_views.end() ? 0 : static_cast<int>(std::distance(m_views.begin(), found));
}

QString ViewRegistry::idAt(int place) const
{
    return place >= 0 && place < rowCount() ? QString::fromLatin1(m_views[static_cast<std::size_t>(place)].id)
                                            : QString();
}

Panels::Panels(QObject *parent) : ViewRegistry(panels, "Ctrl+%1", parent) {}

QStringList Panels::ids()
{
    return idsOf(panels);
}

Pages::Pages(QObject *parent) : ViewRegistry(pages, "Ctrl+E", parent) {}

QStringList Pages::ids()
{
    return idsOf(pages);
}

} // namespace topicscope::app
