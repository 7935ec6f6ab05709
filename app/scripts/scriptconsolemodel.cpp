// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptconsolemodel.h"

#include "models/figuretext.h"
#include "script/scripthandler.h"

namespace topicscope::app {

using script::ConsoleLevel;

namespace {

Tone::Value toneOf(ConsoleLevel level)
{
    switch (level) {
    case ConsoleLevel::Log:
        return Tone::Neutral;
    case ConsoleLevel::Warning:
        return Tone::Warning;
    case ConsoleLevel::Alert:
    case ConsoleLevel::Error:
        return Tone::Danger;
    case ConsoleLevel::Notice:
        return Tone::Info;
    }
    Q_UNREACHABLE();
}

} // namespace

QString ScriptConsoleModel::levelText(ConsoleLevel level)
{
    switch (level) {
    case ConsoleLevel::Log:
        return tr("log");
    case ConsoleLevel::Warning:
        return tr("warning");
    case ConsoleLevel::Alert:
        return tr("alert");
    case ConsoleLevel::Error:
        return tr("error");
    case ConsoleLevel::Notice:
        return tr("notice");
    }
    Q_UNREACHABLE();
}

int ScriptConsoleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ScriptConsoleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const script::ScriptConsole::Line &line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case TextRole:
        return line.text;
    case TimeRole:
        return timeOfDayText(line.at);
    case LevelRole:
        return levelText(line.level);
    case ToneRole:
        return toneOf(line.level);
    case LineRole:
        return line.place.line;
    default:
        return {};
    }
}

QHash<int, QByteArray> ScriptConsoleModel::roleNames() const
{
    return {{TextRole, "text"}, {TimeRole, "time"}, {LevelRole, "level"}, {ToneRole, "tone"}, {LineRole, "line"}};
}

void ScriptConsoleModel::setBinding(std::shared_ptr<script::ScriptBinding> binding)
{
    if (m_binding == binding)
        return;
    beginResetModel();
    m_binding = std::move(binding);
    m_lines.clear();
    m_seen = 0;
    m_skipped = 0;
    endResetModel();
    update();
    Q_EMIT changed();
}

void ScriptConsoleModel::update()
{
    if (!m_binding)
        return;
    auto fresh = m_binding->console().after(m_seen);
    if (fresh.empty())
        return;
    m_skipped += fresh.front().number - m_seen - 1;
    m_seen = fresh.back().number;
    const auto surplus = static_cast<int>(m_lines.size() + fresh.size()) - static_cast<int>(script::ScriptConsole::maxLines);
    if (const int leaving = std::min(surplus, count()); leaving > 0) {
        beginRemoveRows({}, 0, leaving - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + leaving);
        endRemoveRows();
    }
    beginInsertRows({}, count(), count() + static_cast<int>(fresh.size()) - 1);
    m_lines.insert(m_lines.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    endInsertRows();
    Q_EMIT changed();
}

void ScriptConsoleModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_skipped = 0;
    endResetModel();
    if (m_binding)
        m_seen = m_binding->console().count();
    Q_EMIT changed();
}

QString ScriptConsoleModel::text() const
{
    QString all;
    for (const script::ScriptConsole::Line &line : m_lines)
        all += timeOfDayText(line.at) + QLatin1Char(' ') + levelText(line.level) + QLatin1Char(' ') + line.text + QLatin1Char('\n');
    return all;
}

} // namespace topicscope::app
