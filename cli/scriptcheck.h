// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptprogram.h"

namespace topicscope::cli {

//! \brief Reads the script \a file and runs its top level, as its first message would; what it does besides goes
//! nowhere. Faults: as ScriptProgram::load(), what the top level throws, and Timeout after one second.
[[nodiscard]] script::ScriptResult<script::ScriptProgramPtr> loadAndTry(const QString &file);

//! \brief "FILE:3:11: message" as compilers write it, with the path as the user gave it for \a file.
[[nodiscard]] QString compilerText(const QString &file, const script::ScriptFault &fault);
//! \brief The path of what a fault or program calls \a part, as seen from \a file.
[[nodiscard]] QString pathOf(const QString &file, const QString &part);

} // namespace topicscope::cli
