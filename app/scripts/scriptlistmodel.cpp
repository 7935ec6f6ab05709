// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptlistmodel.h"

#include "models/figuretext.h"

namespace topicscope::app {

namespace {

constexpr int failing = 3; // calls, from when on a script does not pass for one that runs

using Status = script::ScriptBinding::Status;

bool failsInARow(const Status &status)
{
    return status.failuresInRow >= failing;
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
        return stateOf(script);
    case ToneRole:
        return toneOf(script);
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
    return {{NameRole, "name"}, {PatternRole, "pattern"}, {StateRole, "stateText"}, {ToneRole, "tone"}, {ModifiedRole, "modified"}, {ActiveRole, "active"}, {PathRole, "path"}};
}

void ScriptListModel::changed(int row)
{
    at(row).shownState = stateOf(at(row));
    Q_EMIT dataChanged(index(row), index(row));
}

void ScriptListModel::refreshStates()
{
    int first = -1;
    int last = -1;
    for (int row = 0; row < count(); ++row) {
        QString state = stateOf(at(row));
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

QString ScriptListModel::stateOf(const Script &script)
{
    if (script.compiling && !script.active)
        return tr("Checking");
    if (!script.active)
        return script.fault ? tr("Error") : tr("Stopped");
    const auto status = script.binding->status();
    if (status.paused)
        return tr("Paused");
    if (failsInARow(status))
        return tr("Failing, %1 in a row").arg(countText(status.failuresInRow));
    if (failsMostly(status))
        return tr("Failing, %1 of %2").arg(status.latestFailures).arg(status.latestCalls);
    if (script.fault || status.refused)
        return tr("Running, old version");
    return failsOften(status) ? tr("%1 of %2 failed").arg(status.latestFailures).arg(status.latestCalls) : tr("Running");
}

Tone::Value ScriptListModel::toneOf(const Script &script)
{
    if (!script.active)
        return script.fault && !script.compiling ? Tone::Danger : Tone::Neutral;
    const auto status = script.binding->status();
    if (!status.paused && (failsInARow(status) || failsMostly(status)))
        return Tone::Danger;
    return status.paused || script.fault || status.refused || failsOften(status) ? Tone::Warning : Tone::Success;
}

} // namespace topicscope::app
