// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptconsolemodel.h"

#include "common/figuretext.h"
#include "script/scripthandler.h"

#include <iterator>

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

QString ScriptConsoleModel::detailOf(const Row &row)
{
    const QString id = shownText(row.line.messageId);
    const QString topic = shownText(row.line.topic);
    if (row.times == 1)
        return id.isEmpty() ? QString() : tr("message %1 on %2").arg(id, topic);
    const QString times = tr("%1 times in a row").arg(countText(row.times));
    return id.isEmpty() ? times
                        : tr("%1, from message %2 to %3 on %4").arg(times, shownText(row.firstMessageId), id, topic);
}

bool ScriptConsoleModel::repeats(const Row &row, const script::ScriptConsole::Line &line)
{
    return line.level == ConsoleLevel::Error && row.line.level == line.level && row.line.text == line.text
           && row.line.place == line.place;
}

int ScriptConsoleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ScriptConsoleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_lines[static_cast<std::size_t>(index.row())];
    const script::ScriptConsole::Line &line = row.line;
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
    case DetailRole:
        return detailOf(row);
    case SequenceRole:
        return static_cast<double>(line.sequence.value);
    case MessageIdRole:
        return line.messageId;
    default:
        return {};
    }
}

QHash<int, QByteArray> ScriptConsoleModel::roleNames() const
{
    return {{TextRole, "text"}, {TimeRole, "time"},     {LevelRole, "level"},       {ToneRole, "tone"},
            {LineRole, "line"}, {DetailRole, "detail"}, {SequenceRole, "sequence"}, {MessageIdRole, "messageId"}};
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
    const quint64 lost = fresh.front().number - m_seen - 1;
    m_skipped += lost;
    m_seen = fresh.back().number;
    std::vector<Row> rows;
    bool lastChanged = false;
    for (script::ScriptConsole::Line &line : fresh) {
        // Nobody knows what the lines said that were lost: behind them a row begins anew.
        Row *last = !rows.empty() ? &rows.back() : lost == 0 && !m_lines.empty() ? &m_lines.back() : nullptr;
        if (last && repeats(*last, line)) {
            lastChanged = lastChanged || rows.empty();
            last->line = std::move(line);
            ++last->times;
        } else {
            rows.push_back({.line = std::move(line)});
            rows.back().firstMessageId = rows.back().line.messageId;
        }
    }
    if (lastChanged)
        Q_EMIT dataChanged(index(count() - 1), index(count() - 1));
    if (rows.empty())
        return;
    const auto surplus = static_cast<int>(m_lines.size() + rows.size())
                         - static_cast<int>(script::ScriptConsole::maxLines);
    if (const int leaving = std::min(surplus, count()); leaving > 0) {
        beginRemoveRows({}, 0, leaving - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + leaving);
        endRemoveRows();
    }
    beginInsertRows({}, count(), count() + static_cast<int>(rows.size()) - 1);
    m_lines.insert(m_lines.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
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

QString ScriptConsoleModel::lineText(int row) const
{
    if (row < 0 || row >= count())
        return {};
    const Row &shown = m_lines[static_cast<std::size_t>(row)];
    const QString detail = detailOf(shown);
    return timeOfDayText(shown.line.at) + QLatin1Char(' ') + levelText(shown.line.level) + QLatin1Char(' ')
           + shown.line.text + (detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(detail));
}

QString ScriptConsoleModel::text() const
{
    QString all;
    for (int row = 0; row < count(); ++row)
        all += lineText(row) + QLatin1Char('\n');
    return all;
}

} // namespace topicscope::app
