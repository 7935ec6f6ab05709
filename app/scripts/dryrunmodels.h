// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/tablemodel.h"
#include "script/dryrun.h"

namespace topicscope::app {

//! \brief A figure of both versions.
struct DryRunFigureRow {
    QString label;
    QString before;
    QString after;
    bool changed = false; //!< a difference that matters
};

//! \brief The figures of a dry run: a row each, for the version before and the one after. Thread: main.
class DryRunFiguresModel : public TableModel<DryRunFigureRow>
{
    Q_OBJECT

public:
    explicit DryRunFiguresModel(QObject *parent = nullptr);

    void setComparison(const script::DryRunComparison &comparison);
    void clear() { resetRows({}); }
};

//! \brief The messages that two versions of a script treat differently. Thread: main.
class DryRunDifferenceModel : public TableModel<script::DryRunDifference>
{
    Q_OBJECT

public:
    explicit DryRunDifferenceModel(QObject *parent = nullptr);

    void setDifferences(std::vector<script::DryRunDifference> differences) { resetRows(std::move(differences)); }
};

} // namespace topicscope::app
