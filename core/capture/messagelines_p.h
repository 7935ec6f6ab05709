// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/messagefile.h"
#include "protocol/jsonwalk_p.h"
#include "protocol/pubsubcodec.h"

#include <QIODevice>

#include <optional>

namespace topicscope::capture {

//! \brief What some editors begin a file of UTF-8 with.
inline constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

//! \brief A moment as JSON has it: a text of ISO 8601, or Unix time, whose size tells its unit: s, ms, us or ns.
[[nodiscard]] std::optional<base::WallTime> wallTimeOf(std::string_view json);

//! \brief What cannot be a message, cut to what is worth looking at; \a where is "Line 7".
[[nodiscard]] base::MessagePtr malformedMessage(std::string_view text, const QString &where, base::Error error,
                                                const base::Message::Receipt &receipt);

//! \brief Reads lines of JSON. Thread: one at a time.
class MessageLineReader : public MessageFileReader
{
public:
    explicit MessageLineReader(std::unique_ptr<QIODevice> device);

    [[nodiscard]] base::Result<base::MessagePtr> next() override;

private:
    enum class Line : quint8 { Whole, TooLong, End };

    //! Reads a line into m_line.
    [[nodiscard]] base::Result<Line> readLine();
    //! Whether there are further bytes in m_chunk.
    [[nodiscard]] base::Result<bool> fill();
    [[nodiscard]] base::MessagePtr messageOf(std::string_view line, Line kind);
    //! What a line tells beside the fields of a message; views into its frame, of values as they stand there.
    struct Others {
        std::optional<base::WallTime> time;
        std::string_view encoding;
        std::string_view bytes;
        std::string_view attributes;
        std::string_view attachments;

        [[nodiscard]] bool hasPayload() const { return !encoding.empty() || !bytes.empty(); }
    };
    [[nodiscard]] Others othersIn(const QByteArray &frame);

    std::unique_ptr<QIODevice> m_device;
    QByteArray m_chunk;
    qsizetype m_begin = 0; // of what of m_chunk was not taken
    QByteArray m_line;
    quint64 m_lineNumber = 0;
    quint64 m_messages = 0;
    base::WallTime m_time; // of the line before
    protocol::PubSubDecoder m_decoder;
    simdjson::ondemand::parser m_parser;
};

} // namespace topicscope::capture
