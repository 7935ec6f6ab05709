// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/ids.h"

#include <QByteArray>
#include <QExplicitlySharedDataPointer>
#include <QLatin1String>
#include <QSharedData>

#include <atomic>
#include <memory>
#include <span>
#include <string_view>

namespace topicscope::base {

//! \brief Where a message stands. Every received message is in exactly one of these states (see stats::Ledger).
enum class MessageState : quint8 {
    Malformed,
    Duplicate,
    Unrouted, //!< no handler wanted it
    Dropped, //!< a full lane and a policy that drops
    Queued,
    Running,
    Handled,
    Failed,
    TimedOut,
};

//! \brief The state's name as printed in JSON: "handled", "timedOut"...; never translated.
[[nodiscard]] QLatin1String nameOf(MessageState state) noexcept;

//! \brief The parts of a message as views into the buffer it came in.
//!
//! A view of a string without escapes points into the frame; one with escapes points into \a unescaped.
struct Envelope {
    std::string_view topic;
    std::string_view id; //!< empty: the sender gave none
    std::string_view producer;
    std::string_view payload; //!< exactly as received
    std::string_view timestamp; //!< the server's time as raw JSON, where it gives one; as a rule it does not
    QByteArray unescaped; //!< keeps the strings that had escapes
};

//! \brief What became of a message: one word, so that it is read and written whole.
struct Outcome {
    MessageState state = MessageState::Queued;
    HandlerId handler; //!< who consumed it; 0 when nobody did
    std::chrono::nanoseconds latency{}; //!< running time of the handler, in steps of 16 ns, at most 4.8 hours

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

//! \brief When and where a message came.
struct Sighting {
    Sequence sequence;
    SteadyTime at;

    friend bool operator==(const Sighting &, const Sighting &) = default;
};

class Message;
//! \brief Shared ownership of a message; copying it is one atomic increment.
using MessagePtr = QExplicitlySharedDataPointer<const Message>;

//! \brief One received message: the buffer it came in, views into it, and what became of it.
//!
//! What was received never changes. The outcome is a single atomic word that the pipeline settles
//! while others (the store, the window) read it.
//! Thread: any.
class Message : public QSharedData
{
public:
    //! \brief The moments and numbers that the receiver gives a message.
    struct Receipt {
        Sequence sequence;
        TopicId topicId;
        SteadyTime at;
        WallTime wallTime;
    };

    //! \brief A well-formed message. The views of \a envelope must point into \a frame or into envelope.unescaped, that
    //! of the payload may point into extras->payload. Who knows the payload's \a encoding says it; with
    //! Encoding::Unknown it is found out when somebody asks. \a extras may be null.
    [[nodiscard]] static MessagePtr create(QByteArray frame, Envelope envelope, Receipt receipt,
                                           Encoding encoding = Encoding::Json,
                                           std::unique_ptr<const MessageExtras> extras = {});
    //! \brief Something that arrived as a message and was none. \a frame is all of it; \a error says why.
    [[nodiscard]] static MessagePtr malformed(QByteArray frame, Error error, Receipt receipt);

    Message(const Message &) = delete;
    Message &operator=(const Message &) = delete;
    ~Message() = default;

    [[nodiscard]] std::string_view topic() const noexcept { return m_envelope.topic; }
    [[nodiscard]] std::string_view id() const noexcept { return m_envelope.id; }
    [[nodiscard]] std::string_view producer() const noexcept { return m_envelope.producer; }
    //! \brief The bytes of the payload; empty for a malformed message. payload::encodingOf() says how to read them.
    [[nodiscard]] std::string_view payload() const noexcept { return m_envelope.payload; }
    //! \brief What payload() points into: whoever keeps it can keep that view.
    [[nodiscard]] QByteArray payloadBuffer() const;
    //! \brief How the payload is to be read as far as that is known; ask payload::encodingOf() instead.
    [[nodiscard]] Encoding knownEncoding() const noexcept { return m_encoding.load(std::memory_order_relaxed); }
    //! \brief Keeps what whoever looked has found. All who look at the same bytes find the same, so that it does not
    //! matter who is the first.
    void rememberEncoding(Encoding encoding) const noexcept { m_encoding.store(encoding, std::memory_order_relaxed); }
    //! \brief What the system told beside the payload, in its order.
    [[nodiscard]] std::span<const Attribute> attributes() const noexcept;
    //! \brief The value of the first attribute \a name, without regard to the case of ASCII letters; empty: none.
    [[nodiscard]] std::string_view attribute(std::string_view name) const noexcept;
    //! \brief Bytes that travel beside a JSON payload, which has places for them.
    [[nodiscard]] std::span<const QByteArray> attachments() const noexcept;
    //! \brief What the transport that made the message wants for its acknowledgement; it alone reads it.
    [[nodiscard]] QByteArray deliveryToken() const { return m_extras ? m_extras->deliveryToken : QByteArray(); }
    //! \brief The server's time, as raw JSON of whatever type it came; as a rule empty.
    [[nodiscard]] std::string_view timestamp() const noexcept { return m_envelope.timestamp; }
    //! \brief True when topic, id and producer came without escapes, so that they are valid inside a JSON string as
    //! they are.
    [[nodiscard]] bool isVerbatim() const noexcept { return m_envelope.unescaped.isEmpty(); }
    //! \brief Everything that was received, raw.
    [[nodiscard]] const QByteArray &frame() const noexcept { return m_frame; }
    //! \brief Why it is malformed; empty text otherwise.
    [[nodiscard]] const Error &error() const noexcept { return m_error; }

    [[nodiscard]] Sequence sequence() const noexcept { return m_receipt.sequence; }
    [[nodiscard]] TopicId topicId() const noexcept { return m_receipt.topicId; }
    [[nodiscard]] SteadyTime receivedAt() const noexcept { return m_receipt.at; }
    [[nodiscard]] WallTime receivedWallTime() const noexcept { return m_receipt.wallTime; }

    //! \brief Bytes received for this message, attachments included.
    [[nodiscard]] qsizetype size() const noexcept
    {
        return m_extras ? m_frame.size() + attachedBytes() : m_frame.size();
    }
    //! \brief Bytes of memory it holds, for bounds: buffers, object and allocator overhead.
    [[nodiscard]] qsizetype memoryCost() const noexcept { return m_memoryCost; }

    //! \brief The message whose id this one repeats, as far as ids are remembered; 0 when it repeats none.
    [[nodiscard]] Sequence repeats() const noexcept { return m_repeats; }
    //! \brief Records what it repeats. Called by the pipeline only, before anybody else knows the message.
    void markRepetition(Sequence first) const noexcept { m_repeats = first; }

    //! \brief True when its acknowledgement was given up because the server does not take it.
    [[nodiscard]] bool isAcknowledgementRefused() const noexcept
    {
        return m_acknowledgementRefused.load(std::memory_order_relaxed);
    }
    void markAcknowledgementRefused() const noexcept
    {
        m_acknowledgementRefused.store(true, std::memory_order_relaxed);
    }

    //! \brief What became of it so far.
    [[nodiscard]] Outcome outcome() const noexcept;
    //! \brief Records what became of it. Called by the pipeline only; const, because readers share the message.
    void settle(const Outcome &outcome) const noexcept;

private:
    Message(QByteArray frame, Envelope envelope, Error error, Receipt receipt, MessageState state, Encoding encoding,
            std::unique_ptr<const MessageExtras> extras);
    [[nodiscard]] qsizetype attachedBytes() const noexcept;

    mutable std::atomic<bool> m_acknowledgementRefused{false}; // here these two take no room of their own
    mutable std::atomic<Encoding> m_encoding;
    qsizetype m_memoryCost; // asked for by all who have bounds
    QByteArray m_frame;
    Envelope m_envelope;
    Error m_error;
    Receipt m_receipt;
    std::unique_ptr<const MessageExtras> m_extras; // null for most
    mutable Sequence m_repeats;
    mutable std::atomic<quint64> m_outcome;
};

} // namespace topicscope::base

Q_DECLARE_METATYPE(topicscope::base::MessagePtr)
