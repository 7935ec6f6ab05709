// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <QString>

#include <memory>

class QIODevice;

namespace topicscope::capture {

//! \brief Reads messages that were written to a file before, one after the other.
//!
//! Two formats are known, and told apart by content:
//! - lines of JSON, one message object each (topic, message_id, message, producer, whatever else): what `tail --json`,
//!   `builtin:append` and `--dead-letters` write, with what payload/messagejson.h writes of other encodings. The time
//!   of arrival is the first of received_at, received, timestamp, time and failed_at that a line has, as ISO 8601 text
//!   or as Unix time in s, ms, us or ns, told apart by size; without any, that of the line before;
//! - a recording, one JSON document: {session_name, start_time, duration_ms, total_events, events:
//! [{timestamp_offset_ms,
//!   event_name, event_data, source}]}. The name of an event is the topic, its source the producer, its data the
//!   payload.
//!
//! Payloads keep the text that the file has. Thread: one at a time.
class MessageFileReader
{
public:
    //! \brief Of a line, and of an event of a recording. What is longer is a malformed message.
    static constexpr qsizetype maxMessageBytes = qsizetype{16} * 1024 * 1024;
    //! \brief A recording is held in memory; lines are not, however many there are.
    static constexpr qint64 maxRecordingBytes = qint64{1024} * 1024 * 1024;

    virtual ~MessageFileReader() = default;
    Q_DISABLE_COPY_MOVE(MessageFileReader)

    //! \brief Errors: InputOutput; for a recording also TooLarge, InvalidJson, InvalidUtf8, TooDeep, and WrongType
    //! where "events" is no array.
    [[nodiscard]] static base::Result<std::unique_ptr<MessageFileReader>> open(const QString &path);
    //! \brief Reads lines of \a device, which is open.
    [[nodiscard]] static std::unique_ptr<MessageFileReader> readLines(std::unique_ptr<QIODevice> device);

    //! \brief The next message, numbered from 1; null at the end. What is no message is a malformed one, whose error
    //! begins with "Line 7: " or "Event 7: ". Errors: InputOutput; WrongType for a file that is one JSON array.
    [[nodiscard]] virtual base::Result<base::MessagePtr> next() = 0;

    //! \brief How many messages so far have a time that cannot be read. They got that of the one before.
    [[nodiscard]] quint64 unreadableTimes() const noexcept { return m_unreadableTimes; }

protected:
    MessageFileReader() = default;

    quint64 m_unreadableTimes = 0;
};

} // namespace topicscope::capture
