// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/observing.h"
#include "net/settingfield.h"

#include <QStringList>

namespace topicscope::net {

//! \brief A kind of publish/subscribe server: what the rest of the program knows of it. A plain value; thread: any.
struct System {
    QString id; //!< names it in files
    QString name; //!< for people
    QStringList schemes; //!< of the URLs of its servers; the first is meant where a URL has none
    int defaultPort = 0; //!< where its servers usually listen
    SettingFields fields; //!< all that can be set, those that every system has included
    Capabilities capabilities; //!< at best; a transport tells what its connection can
    //! whether a connection can be tried, with a sentence that names the setting
    std::function<base::Result<void>(const ConnectionSettings &)> validate{};
    //! what tells one of its servers from another, however the address is written, and whoever connects
    std::function<QStringList(const ConnectionSettings &)> identify{};
    TransportFactory makeTransport{};
    //! what not every system has: empty where it cannot
    std::function<std::unique_ptr<Publisher>(const ConnectionSettings &)> makePublisher{};
    ObservingFactory makeObserving{};
};

} // namespace topicscope::net
