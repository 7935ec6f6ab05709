// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/profile.h"
#include "session/secretstore.h"

#include <chrono>

namespace topicscope::session {

//! \brief The profiles of the user: a file for what may be read, the keychain for what may not.
//!
//! Each change reaches the disk as a whole or not at all, and several programs may make some at the same time. No
//! secret is ever in the file: where there is no keychain it is not kept, the caller is told, and has to ask again.
//! Thread: main.
class ProfileStore
{
public:
    //! \brief The program's own: profiles.ini in the user's folder of settings, and the system's keychain.
    ProfileStore();
    //! \brief Another \a file; \a secrets outlives the store.
    ProfileStore(QString file, SecretStore &secrets);

    [[nodiscard]] const QString &file() const noexcept { return m_file; }
    //! \brief All names, sorted. Errors: InputOutput.
    [[nodiscard]] base::Result<QStringList> names() const;
    //! \brief The profile without its secrets: see unlock(). Errors: NotFound, with the names of those that there are;
    //! InputOutput.
    [[nodiscard]] base::Result<Profile> load(const QString &name) const;
    //! \brief Puts the secrets of \a profile into it, as far as the keychain gives them. \a done is called once, now or
    //! later, with what there is: Profile::missingSecrets() tells the rest, and \a why the reason, such as a keychain
    //! that did not take those that were saved last. The keychain may ask
    //! the user to open it meanwhile. Where there are no secrets it is not asked.
    void unlock(Profile profile,
                std::function<void(const Profile &profile, const std::optional<base::Error> &why)> done);
    //! \brief Writes \a profile, in the place of one of that name, with its secrets. \a done is called once, now or
    //! later: with an error when nothing was written (InvalidArgument, InputOutput), else with the reason why the
    //! keychain did not take the secrets, if so.
    void save(Profile profile, std::function<void(const base::Result<std::optional<base::Error>> &notKept)> done);
    //! \brief Removes the profile and its secrets. Errors, for \a done: as load(), and what the keychain says.
    void remove(const QString &name, std::function<void(const base::Result<void> &)> done);

private:
    [[nodiscard]] base::Result<void> write(const Profile &profile);

    QString m_file;
    SecretStore &m_secrets;
};

//! \brief unlock(), for a program without a window: waits for the keychain, for \a patience at most.
[[nodiscard]] std::pair<Profile, std::optional<base::Error>> unlocked(
    ProfileStore &store, const Profile &profile, std::chrono::milliseconds patience = std::chrono::minutes(2));

} // namespace topicscope::session
