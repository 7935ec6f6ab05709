// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/messagefile.h"

#include "base/bytes.h"
#include "capture/messagelines_p.h"
#include "capture/recording_p.h"

#include <QFile>

namespace topicscope::capture {

namespace {

constexpr qint64 lookedAtBytes = 64 * 1024;

} // namespace

base::Result<std::unique_ptr<MessageFileReader>> MessageFileReader::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return base::failure(base::ErrorCode::InputOutput,
                             QStringLiteral("Cannot read \"%1\": %2.").arg(path, file->errorString()));
    // A pipe cannot be read twice, and does not say how much is to come: it brings lines.
    if (!file->isSequential() && looksLikeRecording(base::viewOf(file->peek(lookedAtBytes))))
        return readRecording(*file);
    return readLines(std::move(file));
}

std::unique_ptr<MessageFileReader> MessageFileReader::readLines(std::unique_ptr<QIODevice> device)
{
    return std::make_unique<MessageLineReader>(std::move(device));
}

} // namespace topicscope::capture
