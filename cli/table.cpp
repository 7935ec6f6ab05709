// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"

#include "terminal.h"

#include <algorithm>

namespace topicscope::cli {

void printTable(const std::vector<QStringList> &rows, qsizetype texts)
{
    QList<qsizetype> widths(rows.front().size(), 0);
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row.at(i).size());
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i < texts ? row.at(i).leftJustified(widths.at(i) + 2)
                              : row.at(i).rightJustified(widths.at(i)) + QStringLiteral("  ");
        printLine(line.trimmed().toUtf8());
    }
}

} // namespace topicscope::cli
