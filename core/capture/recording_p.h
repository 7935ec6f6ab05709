// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/messagefile.h"

#include <QByteArray>

#include <string_view>

class QFile;

namespace topicscope::capture {

//! \brief Whether a file that begins with \a text is a recording rather than lines of messages: which of their keys
//! comes first.
[[nodiscard]] bool looksLikeRecording(std::string_view text);

//! \brief Reads all of \a file, which is open, and checks it. Errors: as MessageFileReader::open().
[[nodiscard]] base::Result<std::unique_ptr<MessageFileReader>> readRecording(QFile &file);

} // namespace topicscope::capture
