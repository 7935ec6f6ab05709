// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/settingfield.h"

#include <QCommandLineOption>

namespace topicscope::net {

//! Settings on command lines, which everybody on the machine can read. Thread: any.

//! \brief The option of \a field, with a help that tells its variables and its default.
[[nodiscard]] QCommandLineOption optionOf(const SettingField &field);

//! \brief Takes \a value, which was given for the option of \a field: the name of a file for what is secret, nothing
//! for a Switch. Errors: as takeText() and readSecretFile(), and InvalidArgument for a password in it.
[[nodiscard]] base::Result<void> takeOption(const SettingField &field, const QString &value,
                                            ConnectionSettings &settings);

} // namespace topicscope::net
