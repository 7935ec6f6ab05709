// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/messagestore.h"
#include "dispatch/dispatchsettings.h"
#include "systems/socketio/socketiotransport.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace topicscope::client {

//! \brief All settings of a client. A plain value; thread: any.
struct ClientConfig {
    net::ConnectionSettings connection;
    QStringList topics; //!< "*" means all
    dispatch::DispatchSettings dispatch;
    qsizetype storeMaxBytes = capture::MessageStore::defaultMaxBytes;

    //! \brief The defaults, overlaid with PUBSUB_SERVER_URL, PUBSUB_CONSUMER_NAME, PUBSUB_TOPICS and
    //! PUBSUB_RECONNECTION_*, and with the TOPICSCOPE_* ones that overlayEnvironment() lists. Errors: InvalidArgument
    //! naming the variable whose value cannot be used.
    [[nodiscard]] static base::Result<ClientConfig> fromEnvironment(const QProcessEnvironment &environment);

    //! \brief A server's URL as a user types it: a missing scheme becomes http. Errors: InvalidArgument.
    [[nodiscard]] static base::Result<QUrl> parseUrl(const QString &text);

    friend bool operator==(const ClientConfig &, const ClientConfig &) = default;
};

} // namespace topicscope::client
