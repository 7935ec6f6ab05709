// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/broker.h"

#include <atomic>

namespace topicscope::broker {

//! \brief The counts of a running broker. Written on its thread, read on any.
class BrokerCounters
{
public:
    std::atomic<quint64> published{0};
    std::atomic<quint64> delivered{0};
    std::atomic<quint64> consumed{0};
    std::atomic<quint64> refused{0};
    std::atomic<quint64> slowClients{0};
    std::atomic<quint64> clients{0};

    //! \brief The counts now; each is right for itself. Thread: any.
    [[nodiscard]] BrokerCounts snapshot() const noexcept
    {
        constexpr auto relaxed = std::memory_order_relaxed;
        return {published.load(relaxed), delivered.load(relaxed),   consumed.load(relaxed),
                refused.load(relaxed),   slowClients.load(relaxed), clients.load(relaxed)};
    }
};

} // namespace topicscope::broker
