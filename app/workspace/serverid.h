// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/connectionsettings.h"

#include <QString>
#include <QStringList>

namespace topicscope::app {

//! \brief What tells servers apart. Handlers that were meant for one server acknowledge at no other unasked. Thread:
//! any.
struct ServerId {
    QString system;
    QStringList identity; //!< as the system has it

    [[nodiscard]] static ServerId of(const net::ConnectionSettings &connection);

    friend bool operator==(const ServerId &, const ServerId &) = default;
};

} // namespace topicscope::app
