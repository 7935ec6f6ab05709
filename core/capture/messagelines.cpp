// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/messagelines_p.h"

#include "base/bytes.h"
#include "capture/messageparts_p.h"
#include "protocol/jsontext.h"

#include <QDateTime>
#include <QFileDevice>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace topicscope::capture {

using base::ErrorCode;
namespace json = protocol::json;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr qsizetype chunkBytes = 64 * 1024;
constexpr std::size_t malformedBytes = 4096; // kept for looking at
// Unix time in each unit, told apart by size: what is 1e11 or more in seconds would be after the year 5138, and below
// it in milliseconds before March 1973; likewise for the finer ones.
struct TimeUnit {
    double end; // first number that belongs to the next one
    double microseconds;
};
constexpr std::array timeUnits{TimeUnit{1e11, 1e6}, TimeUnit{1e14, 1e3}, TimeUnit{1e17, 1.0}, TimeUnit{9.2e18, 1e-3}};

// The best one first.
constexpr std::array<std::string_view, 5> timeFields{"received_at", "received", "timestamp", "time", "failed_at"};

template<typename Others>
std::string_view *fieldNamed(Others &others, std::string_view key)
{
    if (key == "encoding")
        return &others.encoding;
    if (key == "bytes")
        return &others.bytes;
    if (key == "attributes")
        return &others.attributes;
    if (key == "attachments")
        return &others.attachments;
    return nullptr;
}

} // namespace

std::optional<base::WallTime> wallTimeOf(std::string_view text)
{
    if (text.starts_with('"') && text.size() > 2) {
        const QDateTime time = QDateTime::fromString(
            QString::fromUtf8(text.data() + 1, static_cast<qsizetype>(text.size()) - 2), Qt::ISODateWithMs);
        return time.isValid() ? std::optional(base::WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch())))
                              : std::nullopt;
    }
    bool isNumber = false;
    const double number = base::bytesOf(text).toDouble(&isNumber);
    const auto unit = std::find_if(timeUnits.begin(), timeUnits.end(),
                                   [number](const TimeUnit &candidate) { return number < candidate.end; });
    if (!isNumber || !(number >= 0) || unit == timeUnits.end())
        return std::nullopt;
    return base::WallTime(std::chrono::microseconds(std::llround(number * unit->microseconds)));
}

base::MessagePtr malformedMessage(std::string_view text, const QString &where, base::Error error,
                                  const base::Message::Receipt &receipt)
{
    error.text = where + QStringLiteral(": ") + error.text;
    return base::Message::malformed(base::bytesOf(text.substr(0, malformedBytes)), std::move(error), receipt);
}

MessageLineReader::MessageLineReader(std::unique_ptr<QIODevice> device)
    : m_device(std::move(device)), m_time(base::wallNow())
{
}

base::Result<bool> MessageLineReader::fill()
{
    if (m_begin < m_chunk.size())
        return true;
    m_begin = 0;
    m_chunk.resize(chunkBytes);
    const qint64 read = m_device->read(m_chunk.data(), chunkBytes);
    m_chunk.resize(std::max<qint64>(read, 0));
    const auto *file = qobject_cast<const QFileDevice *>(m_device.get());
    if (read < 0 && file && file->error() != QFileDevice::NoError)
        return base::failure(ErrorCode::InputOutput, QStringLiteral("Reading failed: %1.").arg(file->errorString()));
    return read > 0;
}

base::Result<MessageLineReader::Line> MessageLineReader::readLine()
{
    m_line.clear();
    bool any = false;
    bool tooLong = false;
    while (true) {
        const auto filled = fill();
        if (!filled)
            return tl::unexpected(filled.error());
        if (!*filled)
            break;
        any = true;
        const char *begin = m_chunk.constData() + m_begin;
        const qsizetype left = m_chunk.size() - m_begin;
        const auto *end = static_cast<const char *>(std::memchr(begin, '\n', static_cast<std::size_t>(left)));
        const qsizetype length = end ? end - begin : left;
        m_begin += end ? length + 1 : length;
        // Of what is too long only the beginning is kept, for looking at.
        tooLong = tooLong || m_line.size() + length > maxMessageBytes;
        if (!tooLong)
            m_line.append(begin, length);
        else
            m_line.truncate(static_cast<qsizetype>(malformedBytes));
        if (end)
            break;
    }
    return !any ? Line::End : tooLong ? Line::TooLong : Line::Whole;
}

base::Result<base::MessagePtr> MessageLineReader::next()
{
    while (true) {
        const auto kind = readLine();
        if (!kind)
            return tl::unexpected(kind.error());
        if (*kind == Line::End)
            return base::MessagePtr();
        std::string_view line = base::viewOf(m_line);
        if (++m_lineNumber == 1 && line.starts_with(byteOrderMark))
            line.remove_prefix(byteOrderMark.size());
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (m_messages == 0 && begin != std::string_view::npos && line[begin] == '[') {
            return base::failure(ErrorCode::WrongType,
                                 QStringLiteral("It is one JSON array, where one message a line is expected. "
                                                "Write its elements to lines of their own, as \"jq -c '.[]'\" does."));
        }
        if (begin != std::string_view::npos || *kind == Line::TooLong)
            return messageOf(line, *kind);
    }
}

base::MessagePtr MessageLineReader::messageOf(std::string_view line, Line kind)
{
    base::Message::Receipt receipt{
        .sequence = base::Sequence{++m_messages}, .topicId = {}, .at = base::SteadyClock::now(), .wallTime = m_time};
    const QString where = QStringLiteral("Line %1").arg(m_lineNumber);
    if (kind == Line::TooLong)
        return malformedMessage(
            line, where, {ErrorCode::TooLarge, QStringLiteral("It has more than %1 bytes.").arg(maxMessageBytes)},
            receipt);
    QByteArray frame = protocol::PubSubDecoder::paddedFrame(line);
    auto envelope = m_decoder.decodeMessageObject(frame);
    if (!envelope)
        return malformedMessage(line, where, envelope.error(), receipt);
    const Others others = othersIn(frame);
    m_time = others.time.value_or(m_time);
    receipt.wallTime = m_time;
    auto extras = extrasIn(others.attributes, others.attachments);
    auto encoding = base::Encoding::Json;
    if (others.hasPayload()) {
        auto payload = payloadIn(envelope->payload, others.encoding, others.bytes);
        if (!payload)
            return malformedMessage(line, where, payload.error(), receipt);
        if (payload->encoding != base::Encoding::Json || !payload->bytes.isNull()) {
            encoding = payload->encoding;
            extras = extras ? std::move(extras) : std::make_unique<base::MessageExtras>();
            extras->payload = std::move(payload->bytes);
            envelope->payload = base::viewOf(extras->payload);
        }
    }
    return base::Message::create(std::move(frame), std::move(*envelope), receipt, encoding, std::move(extras));
}

MessageLineReader::Others MessageLineReader::othersIn(const QByteArray &frame)
{
    Others others;
    json::Document document;
    ondemand::object object;
    if (json::open(m_parser, frame, document) || document.get_object().get(object))
        return others;
    const bool escapes = json::hasEscapes(base::viewOf(frame));
    std::size_t best = timeFields.size();
    bool unreadable = false;
    for (auto entry : object) {
        ondemand::field field;
        if (std::move(entry).get(field))
            break;
        std::string_view key = json::insideOfString(field.key().raw()).value_or(std::string_view());
        QByteArray unescaped;
        if (escapes && json::hasEscapes(key)) {
            protocol::appendUnescaped(unescaped, key);
            key = base::viewOf(unescaped);
        }
        const auto text = json::textOf(document, field.value(), 2, escapes);
        if (!text)
            break;
        if (std::string_view *view = fieldNamed(others, key)) {
            *view = *text;
            continue;
        }
        const auto rank = static_cast<std::size_t>(std::find(timeFields.begin(), timeFields.end(), key)
                                                   - timeFields.begin());
        if (rank >= best)
            continue;
        if (const auto found = wallTimeOf(*text)) {
            others.time = found;
            best = rank;
        } else {
            unreadable = true;
        }
    }
    if (!others.time && unreadable)
        ++m_unreadableTimes;
    return others;
}

} // namespace topicscope::capture
