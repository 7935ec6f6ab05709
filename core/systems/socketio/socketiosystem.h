// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/system.h"

namespace topicscope::systems {

//! \brief The publish/subscribe contract over Socket.IO and HTTP, as the registry lists it.
[[nodiscard]] net::System socketIoSystem();

} // namespace topicscope::systems
