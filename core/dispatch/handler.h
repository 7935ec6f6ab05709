// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/message.h"
#include "dispatch/retrypolicy.h"

#include <functional>
#include <memory>

namespace topicscope::dispatch {

//! \brief What becomes of a message that its handler has dealt with.
enum class Verdict : quint8 {
    Acknowledge,
    Withhold, //!< handled, and yet not acknowledged: if the server sends it again, it is handled again
};

//! \brief A lane as a handler with a life of its own sees it.
class LaneContext
{
public:
    virtual ~LaneContext() = default;

    //! \brief Has \a job run on the lane before its next message. Thread: any, as long as the handler is not stopped.
    virtual void post(std::function<void()> job) = 0;
    //! \brief Has \a job run on the lane between two messages, at \a due or soon after. Thread: lane.
    virtual void postAt(base::SteadyTime due, std::function<void()> job) = 0;
    //! \brief Has \a job run when the lane ends, after all handlers are stopped. Thread: lane.
    virtual void atEnd(std::function<void()> job) = 0;
};

//! \brief Consumes messages. One instance lives on one lane, so it needs no lock for what it owns.
//! Thread: lane; created on the registering thread, and destroyed on any.
class Handler
{
public:
    Handler() = default;
    virtual ~Handler() = default;
    Q_DISABLE_COPY_MOVE(Handler)

    //! \brief Handles \a message. An error withholds the acknowledgement; so does an exception, which counts as one.
    //! With ErrorCode::Timeout the message counts as timed out, with any other as failed.
    [[nodiscard]] virtual base::Result<Verdict> handle(const base::Message &message) = 0;

    //! \brief Whether start() and stop() are to be called.
    [[nodiscard]] virtual bool hasLife() const noexcept { return false; }
    //! \brief Before the first message. \a lane lives until stop() has returned.
    virtual void start([[maybe_unused]] LaneContext &lane) {}
    //! \brief After the last message; what belongs to the lane's thread has to be given up here.
    virtual void stop() {}
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
    //! what it was made of, such as a script's binding, for who looks for its handler; the factory keeps it alive
    const void *owner = nullptr;
};

} // namespace topicscope::dispatch
