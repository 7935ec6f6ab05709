// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/samples.h"

#include <QDir>
#include <QFile>

static void initializeSamples()
{
    Q_INIT_RESOURCE(handlers);
}

namespace topicscope::script {

std::vector<Sample> samples()
{
    initializeSamples(); // of a static library
    const QDir folder(QStringLiteral(":/topicscope/handlers"));
    const QByteArray mark = QByteArrayLiteral("// Title: ");
    std::vector<Sample> found;
    for (const QString &name : folder.entryList({QStringLiteral("*.js")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        Sample sample{.file = file.fileName(), .title = name};
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            if (line.startsWith(mark)) {
                sample.title = QString::fromUtf8(line.sliced(mark.size())).trimmed();
                break;
            }
        }
        found.push_back(std::move(sample));
    }
    return found;
}

} // namespace topicscope::script
