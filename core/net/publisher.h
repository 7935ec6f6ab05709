// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/encoding.h"
#include "base/error.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace topicscope::net {

//! \brief A message to publish.
struct Publication {
    QString topic;
    QString id; //!< a UUID when the user gave none
    QByteArray payload; //!< as it goes out; JSON is valid
    QString producer;
    base::Encoding encoding = base::Encoding::Json; //!< another one needs Capability::PublishBytes
};

using PublishCallback = std::function<void(base::Result<void>)>;

//! \brief Publishes without a connection that stays. Thread: the one it lives in.
class Publisher
{
public:
    virtual ~Publisher() = default;

    //! \brief Publishes; \a done is called once, in that thread, and never after the end of the publisher. Errors: as
    //! the system says; OutcomeUnknown where it is not known whether the server took it.
    virtual void publish(const Publication &publication, PublishCallback done) = 0;
};

} // namespace topicscope::net
