// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/serverid.h"

#include "systems/registry.h"

namespace topicscope::app {

ServerId ServerId::of(const net::ConnectionSettings &connection)
{
    const net::System &system = systems::systemOf(connection.url);
    return {.system = system.id, .identity = system.identify(connection)};
}

} // namespace topicscope::app
