// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/pubsubcodec.h"

#include <QStringList>

namespace topicscope::broker {

//! \brief A Socket.IO event of a client: valid UTF-8 and valid JSON throughout.
struct ClientEvent {
    QByteArray frame; //!< the array and the parser's padding; what is read from the event points into it
    QByteArray name;
};

//! \brief The argument of `subscribe`.
struct Subscription {
    QByteArray consumer;
    QList<QByteArray> topics; //!< in the client's order, without repetitions
};

//! \brief The argument of `consumed`; the envelope's producer is not used.
struct Consumption {
    QByteArray consumer;
    base::Envelope envelope;
};

//! \brief Reads what clients send. Thread: one at a time.
class EventReader
{
public:
    //! \brief Longest name of a topic, consumer, producer or message, in bytes of UTF-8.
    static constexpr std::size_t maxName = 4096;
    //! \brief Most topics that one `subscribe` may name.
    static constexpr qsizetype maxTopics = 1000;

    EventReader();
    ~EventReader();
    Q_DISABLE_COPY_MOVE(EventReader)

    //! \brief Reads the array \a json. Errors: InvalidUtf8, InvalidJson, TooDeep; InvalidPacket for an event without a
    //! name.
    [[nodiscard]] base::Result<ClientEvent> read(std::string_view json);
    //! \brief Whether \a json is a JSON object, or empty. Errors: InvalidUtf8, InvalidJson, TooDeep, WrongType.
    [[nodiscard]] base::Result<void> checkObject(std::string_view json);
    //! \brief Errors: MissingField, WrongType, TooLarge.
    [[nodiscard]] base::Result<Subscription> readSubscribe(const ClientEvent &event);
    //! \brief The views of the result live as long as \a event. Errors: MissingField, WrongType, TooLarge.
    [[nodiscard]] base::Result<Consumption> readConsumed(const ClientEvent &event);
    //! \brief The body of POST /publish; \a frame must come from PubSubDecoder::paddedFrame(). All four fields are
    //! wanted, and neither null nor "". Errors: InvalidUtf8, InvalidJson, TooDeep, MissingField, WrongType, TooLarge.
    [[nodiscard]] base::Result<base::Envelope> readPublication(const QByteArray &frame);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace topicscope::broker
