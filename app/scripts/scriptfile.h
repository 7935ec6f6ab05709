// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace topicscope::app {

//! \brief The text of the script \a path. Errors: InputOutput; TooLarge; InvalidUtf8.
[[nodiscard]] base::Result<QString> readScriptFile(const QString &path);

//! \brief Writes it whole, or not at all. Errors: InputOutput.
[[nodiscard]] base::Result<void> writeScriptFile(const QString &path, const QByteArray &text);

} // namespace topicscope::app
