// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/topicregistry.h"
#include "net/connectionsettings.h"
#include "net/observing.h"

namespace topicscope::client {

using net::TransportFactory;

//! \brief Transports of the system that the settings are for, by the registry.
[[nodiscard]] TransportFactory registryTransports();

//! \brief Observes by what the system of the settings has for that. Where it has nothing, nothing is told.
[[nodiscard]] net::ObservingFactory registryObserving();

//! \brief Observes by transports of \a factory alone: nobody is asked for broadcasts or clients.
[[nodiscard]] net::ObservingFactory observingOver(TransportFactory factory);

//! \brief Loads what a transport with \a settings watches the network with, which only the main thread can. Thread:
//! main.
void prepareNetwork(const net::ConnectionSettings &settings);

} // namespace topicscope::client
