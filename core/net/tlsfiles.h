// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/connectionsettings.h"

#include <QSslConfiguration>
#include <QSslError>

namespace topicscope::net {

//! \brief The configuration that \a settings asks for: TLS 1.2 or newer, the peer verified against the CA file, or
//! against the system's CAs where none is given; our certificate and key where the server wants to see one. Errors:
//! InputOutput for a file that cannot be read, InvalidArgument for one that holds something else, or a wrong
//! passphrase. Thread: any.
[[nodiscard]] base::Result<QSslConfiguration> tlsConfiguration(const TlsSettings &settings);

//! \brief What is wrong with the certificate of \a host and what to do about it, in sentences; \a caFile is the one
//! that was used, or empty. Thread: any.
[[nodiscard]] QString explainTls(const QList<QSslError> &errors, const QString &host, const QString &caFile);

} // namespace topicscope::net
