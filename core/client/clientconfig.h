// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/messagestore.h"
#include "dispatch/dispatchsettings.h"
#include "systems/registry.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace topicscope::client {

//! \brief All settings of a client. A plain value; thread: any.
struct ClientConfig {
    net::ConnectionSettings connection;
    QStringList topics; //!< "*" means all
    dispatch::DispatchSettings dispatch;
    qsizetype storeMaxBytes = capture::MessageStore::defaultMaxBytes;

    //! \brief Overlays the settings with what \a environment says: PUBSUB_TOPICS, and the variables of the fields of
    //! the system. Errors: InvalidArgument or InputOutput, naming the variable whose value cannot be used.
    [[nodiscard]] base::Result<void> overlay(const QProcessEnvironment &environment);

    //! \brief The defaults, overlaid with \a environment; the consumer is "topicscope" where it says nothing. Errors:
    //! as overlay().
    [[nodiscard]] static base::Result<ClientConfig> fromEnvironment(const QProcessEnvironment &environment);

    //! \brief A server's URL as a user types it; see systems::parseUrl().
    [[nodiscard]] static base::Result<QUrl> parseUrl(const QString &text) { return systems::parseUrl(text); }

    friend bool operator==(const ClientConfig &, const ClientConfig &) = default;
};

} // namespace topicscope::client
