// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/connectionsettings.h"

#include <QString>

namespace topicscope::app {

//! \brief What tells servers apart: neither user nor query, a port that is left out is the usual one, and slashes at
//! the end of a path mean nothing. Handlers that were meant for one server acknowledge at no other unasked. Thread:
//! any.
struct ServerId {
    bool secure = false;
    QString host;
    int port = 0;
    QString root; //!< the URL's own path: one gateway has servers of several teams
    QString path; //!< of Socket.IO
    QString nsp;

    [[nodiscard]] static ServerId of(const net::ConnectionSettings &connection);

    friend bool operator==(const ServerId &, const ServerId &) = default;
};

} // namespace topicscope::app
