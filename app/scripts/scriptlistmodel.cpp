// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptlistmodel.h"

#include "common/figuretext.h"

namespace topicscope::app {

namespace {

// Failed calls from when on a script does not pass for one that runs: its latest two, or three among others.
constexpr int failingInARow = 2;
constexpr int failing = 3;

using Status = script::ScriptBinding::Status;

bool failsInARow(const Status &status)
{
    return status.failuresInRow >= failingInARow;
}

//! Whether failures are more than an exception.
bool failsOften(const Status &status)
{
    return status.latestFailures >= failing;
}

bool failsMostly(const Status &status)
{
    return failsOften(status) && 2 * status.latestFailures >= status.latestCalls;
}

} // namespace

int ScriptListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ScriptListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Script &script = m_scripts[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return script.name;
    case PatternRole:
        return script.pattern;
    case StateRole:
        return stateOf(script).text;
    case ToneRole:
        return stateOf(script).tone;
    case ModifiedRole:
        return script.isModified();
    case ActiveRole:
        return script.active;
    case PathRole:
        return script.path;
    default:
        return {};
    }
}

QHash<int, QByteArray> ScriptListModel::roleNames() const
{
    return {{NameRole, "name"},         {PatternRole, "pattern"}, {StateRole, "stateText"}, {ToneRole, "tone"},
            {ModifiedRole, "modified"}, {ActiveRole, "active"},   {PathRole, "path"}};
}

void ScriptListModel::changed(int row)
{
    at(row).shownState = stateOf(at(row)).text;
    Q_EMIT dataChanged(index(row), index(row));
}

void ScriptListModel::refreshStates()
{
    int first = -1;
    int last = -1;
    for (int row = 0; row < count(); ++row) {
        QString state = stateOf(at(row)).text;
        if (at(row).shownState == state)
            continue;
        at(row).shownState = std::move(state);
        first = first < 0 ? row : first;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first), index(last), {StateRole, ToneRole, ActiveRole});
}

void ScriptListModel::setScripts(std::vector<Script> scripts)
{
    beginResetModel();
    m_scripts = std::move(scripts);
    endResetModel();
    Q_EMIT countChanged();
}

int ScriptListModel::insert(Script script, int row)
{
    const int place = row < 0 || row > count() ? count() : row;
    beginInsertRows({}, place, place);
    m_scripts.insert(m_scripts.begin() + place, std::move(script));
    endInsertRows();
    Q_EMIT countChanged();
    return place;
}

Script ScriptListModel::take(int row)
{
    beginRemoveRows({}, row, row);
    Script script = std::move(at(row));
    m_scripts.erase(m_scripts.begin() + row);
    endRemoveRows();
    Q_EMIT countChanged();
    return script;
}

ScriptListModel::State ScriptListModel::stateOf(const Script &script)
{
    const auto plain = [](const QString &text, Tone::Value tone) { return State{text, text, tone}; };
    if (script.compiling && !script.active)
        return plain(tr("Checking"), Tone::Neutral);
    if (!script.active)
        return script.fault ? plain(tr("Error"), Tone::Danger) : plain(tr("Stopped"), Tone::Neutral);
    const auto status = script.binding->status();
    if (status.paused)
        return plain(tr("Paused"), Tone::Warning);
    if (failsInARow(status))
        return {tr("Failing, %1 in a row").arg(countText(status.failuresInRow)), tr("Failing"), Tone::Danger};
    if (failsMostly(status))
        return {tr("Failing, %1 of %2").arg(status.latestFailures).arg(status.latestCalls), tr("Failing"),
                Tone::Danger};
    if (script.fault || status.refused)
        return {tr("Running, old version"), tr("Old version"), Tone::Warning};
    if (failsOften(status))
        return {tr("%1 of %2 failed").arg(status.latestFailures).arg(status.latestCalls), tr("Some failed"),
                Tone::Warning};
    return plain(tr("Running"), Tone::Success);
}

} // namespace topicscope::app
