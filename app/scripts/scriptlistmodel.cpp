// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptlistmodel.h"

#include "common/figuretext.h"

#include <algorithm>

namespace topicscope::app {

ScriptListModel::ScriptListModel(QObject *parent)
    : TableModel({.roles = {{"name", [](const ScriptPtr &script) { return script->name; }},
                            {"pattern", [](const ScriptPtr &script) { return script->pattern; }},
                            {"stateText", [](const ScriptPtr &script) { return script->state().text; }},
                            {"tone", [](const ScriptPtr &script) { return script->state().tone; }},
                            {"modified", [](const ScriptPtr &script) { return script->isModified(); }},
                            {"active", [](const ScriptPtr &script) { return script->active; }},
                            {"path", [](const ScriptPtr &script) { return script->path; }}}},
                 parent)
{
}

int ScriptListModel::rowOf(const Script *script) const
{
    const auto found = std::find_if(rows().begin(), rows().end(),
                                    [&](const ScriptPtr &each) { return each.get() == script; });
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

ScriptPtr ScriptListModel::ofFile(const QString &path) const
{
    const auto found = std::find_if(rows().begin(), rows().end(),
                                    [&](const ScriptPtr &each) { return each->path == path; });
    return found == rows().end() ? nullptr : *found;
}

QString ScriptListModel::unsavedNames() const
{
    constexpr qsizetype named = 3;
    QStringList names;
    for (const ScriptPtr &script : rows()) {
        if (script->isUnsaved())
            names << script->name;
    }
    const QString first = names.mid(0, named).join(QStringLiteral(", "));
    return names.size() > named ? tr("%1 and %2 more").arg(first, countText(static_cast<quint64>(names.size() - named)))
                                : first;
}

std::vector<MetricHistory::Totals> ScriptListModel::metricTotals() const
{
    std::vector<MetricHistory::Totals> totals;
    for (const ScriptPtr &script : rows()) {
        if (!script->binding)
            continue;
        for (const script::ScriptMetrics::Figures &metric : script->binding->metrics().figures())
            totals.push_back({.label = QStringLiteral("%1: %2").arg(script->name, metric.name),
                              .count = metric.count,
                              .sum = metric.sum});
    }
    return totals;
}

void ScriptListModel::changed(Script &script)
{
    script.shownState = script.state().text;
    if (const int row = rowOf(&script); row >= 0)
        tellChanged(static_cast<std::size_t>(row), static_cast<std::size_t>(row));
}

void ScriptListModel::refreshStates()
{
    std::vector<std::size_t> changed;
    for (std::size_t row = 0; row < rows().size(); ++row) {
        const QString state = rows()[row]->state().text;
        if (std::exchange(rows()[row]->shownState, state) != state)
            changed.push_back(row);
    }
    tellChanged(changed);
}

int ScriptListModel::insert(const ScriptPtr &script, int row)
{
    const int place = row < 0 || row > count() ? count() : row;
    insertRun(static_cast<std::size_t>(place), &script, &script + 1);
    return place;
}

} // namespace topicscope::app
