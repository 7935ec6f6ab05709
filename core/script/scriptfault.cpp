// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptfault.h"

namespace topicscope::script {

QString ScriptFault::toString() const
{
    QString text = file;
    for (const int number : {line, column}) {
        if (number == 0)
            break;
        text += (text.isEmpty() ? QStringLiteral("line ") : QStringLiteral(":")) + QString::number(number);
    }
    return text.isEmpty() ? message : text + QStringLiteral(": ") + message;
}

} // namespace topicscope::script
