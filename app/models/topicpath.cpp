// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/topicpath.h"

namespace topicscope::app {

namespace {

bool isSeparator(QChar c)
{
    return c == QLatin1Char('/') || c == QLatin1Char('.');
}

} // namespace

QStringList topicSteps(const QString &name)
{
    QStringList steps;
    qsizetype start = 0;
    bool named = false; // the step has a character that is no separator
    for (qsizetype i = 0; i < name.size() && steps.size() < maxTopicSteps - 1; ++i) {
        if (!isSeparator(name[i])) {
            named = true;
        } else if (named) {
            steps.append(name.mid(start, i - start));
            start = i;
            named = false;
        }
    }
    if (start < name.size())
        steps.append(name.mid(start));
    return steps;
}

QString stepLabel(const QString &step, bool first)
{
    return !first && step.size() > 1 && isSeparator(step[0]) ? step.mid(1) : step;
}

bool isAtOrBelow(const QString &name, const QString &path)
{
    return name.startsWith(path) && (name.size() == path.size() || isSeparator(name[path.size()]));
}

} // namespace topicscope::app
