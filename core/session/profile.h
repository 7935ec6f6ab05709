// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"

#include <QMap>

namespace topicscope::session {

//! \brief A connection by name: how to reach a server, as whom, and what to subscribe to. A plain value; thread: any.
struct Profile {
    QString name;
    QString system; //!< the id of a net::System
    QMap<QString, QString> settings; //!< by the keys of fields, without their secrets
    QMap<QString, QByteArray> secrets; //!< all of those fields that hold some; empty until ProfileStore::unlock()
    QStringList secretFields; //!< which those are
    QStringList topics;
    QString generation{}; //!< of the secrets in the keychain: those of another one are not for what is said here

    //! \brief All of \a config that is told of a connection.
    [[nodiscard]] static Profile of(const QString &name, const client::ClientConfig &config);
    //! \brief Overlays \a config with what it says. Of the secrets that \a config had, those stay that the profile has
    //! and that were not given: all others were meant for another server. Errors: InvalidArgument naming the profile
    //! and the setting, such as one that somebody edited, or a system that is not known here.
    [[nodiscard]] base::Result<void> applyTo(client::ClientConfig &config) const;

    //! \brief The labels of the fields that have secrets in this profile, and none in \a connection, such as after
    //! applyTo() where the keychain did not give them: for asking again.
    [[nodiscard]] QStringList missingSecrets(const net::ConnectionSettings &connection) const;

    friend bool operator==(const Profile &, const Profile &) = default;
};

//! \brief Whether a profile can have that name: 1 to 100 characters, none of them a control character, no space at
//! either end. Errors: InvalidArgument.
[[nodiscard]] base::Result<void> validateProfileName(const QString &name);

} // namespace topicscope::session
