// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tablemodel.h"
#include "plot/metrichistory.h"
#include "scripts/script.h"

namespace topicscope::app {

//! \brief The scripts of the window, and how each is. Thread: main.
class ScriptListModel : public TableModel<ScriptPtr>
{
    Q_OBJECT

public:
    explicit ScriptListModel(QObject *parent = nullptr);

    //! \brief The row of \a script; -1 where it is not listed.
    [[nodiscard]] int rowOf(const Script *script) const;
    //! \brief The script whose file is \a path; null where none is listed.
    [[nodiscard]] ScriptPtr ofFile(const QString &path) const;
    //! \brief Names of those with changes that are not saved: three of them, the others by their number. Empty: none.
    [[nodiscard]] QString unsavedNames() const;
    //! \brief The metrics of all scripts, as "script: metric".
    [[nodiscard]] std::vector<MetricHistory::Totals> metricTotals() const;

    //! \brief \a script reads otherwise, if it is listed.
    void changed(Script &script);
    //! \brief Looks at how each script runs by now, and tells of all rows that read otherwise at once.
    void refreshStates();
    void setScripts(std::vector<ScriptPtr> scripts) { resetRows(std::move(scripts)); }
    //! \brief Adds \a script in \a row, at the end when that is negative; returns its row.
    int insert(const ScriptPtr &script, int row = -1);
    void remove(int row) { removeRun(static_cast<std::size_t>(row), static_cast<std::size_t>(row)); }
};

} // namespace topicscope::app
