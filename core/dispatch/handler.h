// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/message.h"
#include "dispatch/retrypolicy.h"

#include <functional>
#include <memory>

namespace topicscope::dispatch {

//! \brief Consumes messages. One instance lives on one lane, so it needs no lock for what it owns.
//! Thread: lane; created on the registering thread, used and destroyed by its lane.
class Handler
{
public:
    Handler() = default;
    virtual ~Handler() = default;
    Q_DISABLE_COPY_MOVE(Handler)

    //! \brief Handles \a message. An error withholds the acknowledgement; so does an exception, which counts as one.
    [[nodiscard]] virtual base::Result<void> handle(const base::Message &message) = 0;
};

//! \brief Makes one instance of a handler; called once per lane it runs on.
using HandlerFactory = std::function<base::Result<std::unique_ptr<Handler>>()>;

//! \brief A handler as registered.
struct HandlerSpec {
    QString name; //!< also the consumer in its acknowledgements
    QString pattern; //!< topic or pattern (see TopicPattern)
    bool parallel = false; //!< an instance on every lane instead of one on one lane
    HandlerFactory factory;
    RetryPolicy retry{}; //!< what happens after a failure
};

} // namespace topicscope::dispatch
