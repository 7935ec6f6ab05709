// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/message.h"

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <string_view>

//! The events of the publish/subscribe contract that travel in Socket.IO packets.
namespace topicscope::protocol {

//! \brief Events that the server sends. Other: a name not in the contract; None: no name where one must stand.
enum class ServerEvent : quint8 {
    Message,
    Subscribed,
    NewMessage,
    NewConsumption,
    NewClient,
    ClientDisconnected,
    Other,
    None
};

//! \brief Reads messages and events out of JSON.
//!
//! The whole text is validated (UTF-8, JSON, depth) in one pass, and the payload is kept as the raw text it came as,
//! so that it can be spliced into an acknowledgement. Of a key that comes twice the last value counts, as it does for
//! the JSON readers of JavaScript and Python. Holds a simdjson parser that is reused: no allocation in the steady
//! state. Thread: one at a time.
class PubSubDecoder
{
public:
    PubSubDecoder();
    ~PubSubDecoder();
    Q_DISABLE_COPY_MOVE(PubSubDecoder)

    //! \brief Bytes that must be readable behind the JSON in a frame's buffer (simdjson's padding).
    [[nodiscard]] static qsizetype padding() noexcept;

    //! \brief Copies \a json into a buffer of its own with the padding behind it: what decode*() take.
    [[nodiscard]] static QByteArray paddedFrame(std::string_view json);

    //! \brief The event named first in the array \a json, without reading further; a name written with escapes is
    //! Other. A broken array is found by decodeMessageEvent().
    [[nodiscard]] static ServerEvent eventOf(std::string_view json) noexcept;

    //! \brief Reads `["message", {...}]`. \a frame must come from paddedFrame(); the views of the result point into it.
    //! Errors: InvalidUtf8, InvalidJson, TooDeep, MissingField (topic absent or empty, no message), WrongType
    //! (topic, message_id or producer that is no string; null counts as absent), TooLarge.
    [[nodiscard]] base::Result<base::Envelope> decodeMessageEvent(const QByteArray &frame);

    //! \brief How many arguments the event read last had behind its message object: nobody reads them. 0 for a
    //! malformed one, which is kept whole.
    [[nodiscard]] int surplusArguments() const noexcept { return m_surplus; }

    //! \brief Reads the object `{"topic":..., "message_id":..., "message":..., "producer":...}` alone. As above.
    [[nodiscard]] base::Result<base::Envelope> decodeMessageObject(const QByteArray &frame);

private:
    class Private;
    std::unique_ptr<Private> d;
    int m_surplus = 0;
};

//! \brief `["subscribe",{"consumer":..,"topics":[..]}]`
[[nodiscard]] QByteArray encodeSubscribe(const QString &consumer, const QStringList &topics);

//! \brief Appends `["consumed",{"consumer":..,"topic":..,"message_id":..,"message":..}]` to \a out; the payload is
//! spliced in raw. \a message must be well formed; without an id, message_id is null.
void appendConsumed(QByteArray &out, std::string_view consumer, const base::Message &message);

//! \brief `{"topic":..,"message_id":..,"message":..,"producer":..}`: the body of POST /publish and of `message`.
//! \a payload is raw JSON and must be valid (see validatePayload()); an empty id or producer becomes null.
[[nodiscard]] QByteArray encodeMessageObject(std::string_view topic, std::string_view id, std::string_view payload,
                                             std::string_view producer);

} // namespace topicscope::protocol
