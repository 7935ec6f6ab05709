// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <tl/expected.hpp>

namespace topicscope::base {
Q_NAMESPACE

//! \brief What went wrong, for code that has to decide what to do about it.
enum class ErrorCode : quint8 {
    InvalidArgument, //!< a setting, option or pattern that cannot be used
    NotFound, //!< a thing named by the user that does not exist
    InvalidUtf8,
    InvalidJson,
    InvalidPayload, //!< bytes that are not what they are to be read as (MessagePack, CBOR)
    TooDeep, //!< JSON nested deeper than protocol::maxJsonDepth
    TooLarge, //!< over a size limit
    InvalidPacket, //!< not a packet of the protocol spoken here
    UnexpectedPacket, //!< a packet that is not allowed in this state
    MissingField, //!< a message without topic, or a request without a field
    WrongType, //!< a field of another JSON type than the contract says
    ConnectionRefused,
    HostNotFound,
    Timeout,
    ConnectionLost,
    NotSupported, //!< the peer does not speak the protocol, or lacks the route
    Rejected, //!< the peer answers, and says no: asking again changes nothing (HTTP 404, a login that is missing)
    //! the peer ended the connection over the size of what we sent (WebSocket close code 1009, HTTP 413)
    TooLargeForPeer,
    NamespaceRefused, //!< the server refused the namespace (CONNECT_ERROR)
    TlsFailed,
    OutcomeUnknown, //!< a request was sent and not answered: it may have been carried out
    ServerError, //!< the server answered with an error of its own
    HandlerFailed,
    HandlerPaused, //!< not called: it was paused after it took too long again and again
    InputOutput, //!< a file that could not be read or written
    Cancelled,
};
Q_ENUM_NS(ErrorCode)

//! \brief An error: a code for programs, and a sentence that tells a user what happened and what to do.
//!
//! Texts are literals where the path is hot (malformed messages), so making one allocates nothing.
struct Error {
    ErrorCode code{};
    QString text;

    friend bool operator==(const Error &, const Error &) = default;
};

//! \brief A value or an Error.
template<typename T>
using Result = tl::expected<T, Error>;

//! \brief The failed half of a Result.
[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, QString text)
{
    return tl::unexpected<Error>(Error{code, std::move(text)});
}

} // namespace topicscope::base

Q_DECLARE_METATYPE(topicscope::base::Error)
