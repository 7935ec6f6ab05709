// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/settingfield.h"

#include <QStringList>

namespace topicscope::net {

//! \brief A kind of publish/subscribe server: what the rest of the program knows of it. A plain value; thread: any.
struct System {
    QString id; //!< names it in files
    QString name; //!< for people
    QStringList schemes; //!< of the URLs of its servers; the first is meant where a URL has none
    SettingFields fields; //!< all that can be set, those that every system has included
};

} // namespace topicscope::net
