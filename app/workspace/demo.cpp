// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/demo.h"

#include "broker/broker.h"
#include "dispatch/builtinhandlers.h"

#include <array>

namespace topicscope::app {

namespace {

struct DemoHandler {
    const char *name;
    const char *pattern;
    const char *builtin;
    bool parallel;
};

// Declined payments carry no risk score, so failures are seen; snapshots are slow, so latencies are.
constexpr std::array<DemoHandler, 6> demoHandlers{{
    {"order-intake", "orders/created", "builtin:sleep=2ms", false},
    {"order-ledger", "orders/*", "builtin:count", false},
    {"payment-check", "payments/*", "builtin:require=risk", false},
    {"stock-keeper", "inventory/reserved", "builtin:sleep=5ms", false},
    {"snapshot-importer", "inventory/snapshot", "builtin:sleep=120ms", false},
    {"telemetry-sink", "telemetry/**", "builtin:count", true},
}};

} // namespace

Demo::Demo() = default;
Demo::~Demo() = default;

base::Result<QUrl> Demo::start()
{
    broker::BrokerSettings settings;
    settings.demoTraffic = true;
    m_broker = std::make_unique<broker::Broker>(settings);
    return m_broker->start();
}

base::Result<std::vector<dispatch::HandlerSpec>> Demo::handlers()
{
    std::vector<dispatch::HandlerSpec> specs;
    for (const DemoHandler &handler : demoHandlers) {
        auto factory = dispatch::builtinFactory(QString::fromLatin1(handler.builtin));
        if (!factory)
            return tl::unexpected(factory.error());
        specs.push_back({.name = QString::fromLatin1(handler.name),
                         .pattern = QString::fromLatin1(handler.pattern),
                         .parallel = handler.parallel,
                         .factory = std::move(*factory)});
    }
    return specs;
}

} // namespace topicscope::app
