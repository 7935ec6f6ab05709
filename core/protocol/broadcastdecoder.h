// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "protocol/pubsubcodec.h"

#include <memory>
#include <optional>
#include <string_view>

namespace topicscope::protocol {

//! \brief A broadcast to monitors. The views live until the decoder's next call; what an event does not carry is empty.
struct Broadcast {
    ServerEvent event = ServerEvent::Other; //!< NewMessage, NewConsumption, NewClient or ClientDisconnected
    std::string_view topic;
    std::string_view messageId; //!< empty: the sender gave none
    std::string_view producer;
    std::string_view consumer;
    //! On the server's clock: `timestamp`, always there for messages and consumptions; `connected_at` of a client,
    //! where it is a number.
    std::optional<base::WallTime> at;
    int surplusArguments = 0; //!< behind the object; nobody reads them
};

//! \brief Reads the broadcasts to monitors.
//!
//! The payload of a message is passed over: neither copied nor validated. Strings are bounded by maxName bytes.
//! Of a key that comes twice the last value counts. Holds a parser that is reused. Thread: one at a time.
class BroadcastDecoder
{
public:
    //! \brief Longest topic, id, producer or consumer, in bytes of UTF-8.
    static constexpr std::size_t maxName = 4096;

    BroadcastDecoder();
    ~BroadcastDecoder();
    Q_DISABLE_COPY_MOVE(BroadcastDecoder)

    //! \brief Reads the array \a json of the broadcast \a event. Errors: InvalidUtf8, InvalidJson, MissingField (no
    //! topic, no consumer where there must be one, no timestamp), WrongType, TooLarge; NotSupported for another event.
    [[nodiscard]] base::Result<Broadcast> decode(ServerEvent event, std::string_view json);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace topicscope::protocol
