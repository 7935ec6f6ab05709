// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/system.h"

#include <QUrl>

#include <vector>

namespace topicscope::systems {

//! The systems that are built in, and nothing of what is in them. Thread: any.

//! \brief All of them; the first is meant where nothing says which. The only place that lists them.
[[nodiscard]] const std::vector<net::System> &registry();

//! \brief The system of the server at \a url, by its scheme.
[[nodiscard]] const net::System &systemOf(const QUrl &url);

//! \brief The system with the \a id; null where there is none.
[[nodiscard]] const net::System *systemNamed(const QString &id);

//! \brief What can be set of any system, each once: those that every system has first.
[[nodiscard]] const net::SettingFields &allFields();

//! \brief The URL of a server of \a system on this machine, as an example of how to write one.
[[nodiscard]] QString exampleUrl(const net::System &system);

//! \brief A server's URL as a user types it: a missing scheme becomes the first of the first system. Errors:
//! InvalidArgument, with no secret in it.
[[nodiscard]] base::Result<QUrl> parseUrl(const QString &text);

//! \brief Overlays \a settings with the variables of the system that they are for then. Errors: as
//! net::overlayEnvironment().
[[nodiscard]] base::Result<void> overlayEnvironment(const QProcessEnvironment &environment,
                                                    net::ConnectionSettings &settings);

} // namespace topicscope::systems
