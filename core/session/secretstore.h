// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QtPlugin>

#include <functional>

namespace topicscope::session {

//! \brief A place where secrets may be kept, by name. Everything is answered once, later or at once, from the event
//! loop of the thread that asked. Errors: NotSupported where there is no such place, NotFound, Rejected (locked,
//! refused). Thread: main.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    virtual void read(const QString &name, std::function<void(const base::Result<QByteArray> &)> done) = 0;
    virtual void write(const QString &name, const QByteArray &secret,
                       std::function<void(const base::Result<void> &)> done) = 0;
    //! \brief One that is not there is no error.
    virtual void remove(const QString &name, std::function<void(const base::Result<void> &)> done) = 0;
};

//! \brief The keychain of the system. What speaks to it is loaded with the first question: it costs memory. Lives as
//! long as the program.
[[nodiscard]] SecretStore &systemKeychain();

} // namespace topicscope::session

Q_DECLARE_INTERFACE(topicscope::session::SecretStore, "org.topicscope.SecretStore/1")
