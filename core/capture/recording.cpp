// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recording_p.h"

#include "base/bytes.h"
#include "capture/messagelines_p.h"

#include <QFile>

#include <cmath>
#include <vector>

namespace topicscope::capture {

using base::ErrorCode;
using base::failure;
namespace json = protocol::json;
namespace ondemand = simdjson::ondemand;

namespace {

constexpr double longestOffset = 1e13; // milliseconds; some 300 years

//! The raw values of one event; empty: absent.
struct RawEvent {
    std::string_view offset;
    std::string_view name;
    std::string_view data;
    std::string_view source;
};

std::string_view *fieldNamed(RawEvent &event, std::string_view key)
{
    if (key == "timestamp_offset_ms")
        return &event.offset;
    if (key == "event_name")
        return &event.name;
    if (key == "event_data")
        return &event.data;
    if (key == "source")
        return &event.source;
    return nullptr;
}

class RecordingReader : public MessageFileReader
{
public:
    explicit RecordingReader(QByteArray text)
        : m_text(std::move(text)), m_escapes(json::hasEscapes(base::viewOf(m_text)))
    {
    }

    base::Result<void> read();
    [[nodiscard]] base::Result<base::MessagePtr> next() override;

private:
    base::Result<void> readEvents(json::Document &document, ondemand::value value);
    [[nodiscard]] base::Result<RawEvent> readEvent(std::string_view text);

    QByteArray m_text; // padded
    bool m_escapes;
    std::vector<std::string_view> m_events; // in m_text
    std::size_t m_next = 0;
    base::WallTime m_start{};
    ondemand::parser m_parser;
    protocol::PubSubDecoder m_decoder;
};

base::Result<void> RecordingReader::read()
{
    // Four bytes of index for each byte of text are reserved, and used as far as there are tokens: not to be kept.
    ondemand::parser parser;
    json::Document document;
    ondemand::object object;
    if (const auto error = parser.allocate(static_cast<std::size_t>(m_text.size())))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = json::open(parser, m_text, document))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = document.get_object().get(object))
        return tl::unexpected(json::errorOf(error));
    for (auto entry : object) {
        ondemand::field field;
        if (const auto error = std::move(entry).get(field))
            return tl::unexpected(json::errorOf(error));
        const auto key = json::insideOfString(field.key().raw());
        if (!key)
            return tl::unexpected(json::errorOf(json::Fault::Syntax));
        if (*key == "events") {
            if (const auto events = readEvents(document, field.value()); !events)
                return events;
            continue;
        }
        const auto text = json::textOf(document, field.value(), 2, m_escapes);
        if (!text)
            return tl::unexpected(text.error());
        if (*key == "start_time")
            m_start = wallTimeOf(*text).value_or(base::WallTime());
    }
    if (!json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    return {};
}

base::Result<void> RecordingReader::readEvents(json::Document &document, ondemand::value value)
{
    m_events.clear(); // of a key that comes twice the last value counts
    ondemand::array array;
    if (value.get_array().get(array))
        return failure(ErrorCode::WrongType, QStringLiteral("The recording's \"events\" is not an array."));
    for (auto element : array) {
        ondemand::value event;
        if (const auto error = element.get(event))
            return tl::unexpected(json::errorOf(error));
        const auto text = json::textOf(document, event, 3, m_escapes);
        if (!text)
            return tl::unexpected(text.error());
        m_events.push_back(*text);
    }
    return {};
}

base::Result<RawEvent> RecordingReader::readEvent(std::string_view text)
{
    if (static_cast<qsizetype>(text.size()) > maxMessageBytes)
        return failure(ErrorCode::TooLarge, QStringLiteral("It has more than %1 bytes.").arg(maxMessageBytes));
    if (!text.starts_with('{'))
        return failure(ErrorCode::WrongType, QStringLiteral("It is not a JSON object."));
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(text);
    json::Document document;
    ondemand::object object;
    if (const auto error = json::open(m_parser, frame, document))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = document.get_object().get(object))
        return tl::unexpected(json::errorOf(error));
    RawEvent event;
    for (auto entry : object) {
        ondemand::field field;
        if (const auto error = std::move(entry).get(field))
            return tl::unexpected(json::errorOf(error));
        const auto key = json::insideOfString(field.key().raw());
        const auto value = json::textOf(document, field.value(), 2, m_escapes);
        if (!key || !value)
            return tl::unexpected(key ? value.error() : json::errorOf(json::Fault::Syntax));
        // The frame goes; its text is the same in the file.
        if (auto *raw = fieldNamed(event, *key))
            *raw = text.substr(static_cast<std::size_t>(value->data() - frame.constData()), value->size());
    }
    return event;
}

base::Result<base::MessagePtr> RecordingReader::next()
{
    if (m_next == m_events.size())
        return base::MessagePtr();
    const std::string_view text = m_events[m_next++];
    base::Message::Receipt receipt{
        .sequence = base::Sequence{m_next}, .topicId = {}, .at = base::SteadyClock::now(), .wallTime = m_start};
    const QString where = QStringLiteral("Event %1").arg(m_next);
    const auto event = readEvent(text);
    if (!event)
        return malformedMessage(text, where, event.error(), receipt);

    bool isNumber = false;
    const double offset = base::bytesOf(event->offset).toDouble(&isNumber);
    if (isNumber && std::abs(offset) <= longestOffset)
        receipt.wallTime += std::chrono::microseconds(std::llround(offset * 1000.0));

    // The parts are JSON already: they only change their names.
    QByteArray object("{");
    const auto add = [&object](const char *name, std::string_view value) {
        if (!value.empty())
            object.append(object.size() > 1 ? "," : "")
                .append(name)
                .append(value.data(), static_cast<qsizetype>(value.size()));
    };
    add("\"topic\":", event->name);
    add("\"message\":", event->data);
    add("\"producer\":", event->source);
    object.append('}');
    QByteArray frame = protocol::PubSubDecoder::paddedFrame(base::viewOf(object));
    auto envelope = m_decoder.decodeMessageObject(frame);
    if (!envelope)
        return malformedMessage(text, where, envelope.error(), receipt);
    return base::Message::create(std::move(frame), std::move(*envelope), receipt);
}

} // namespace

bool looksLikeRecording(std::string_view text)
{
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    int depth = 0;
    char before = 0; // the latest token
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        if (c == '"') {
            const std::size_t begin = at + 1;
            for (at = begin; at < text.size() && text[at] != '"'; ++at)
                at += text[at] == '\\' ? 1 : 0;
            const std::string_view key = text.substr(begin, at - begin);
            if (depth == 1 && (before == '{' || before == ',')) {
                if (key == "events" || key == "session_name" || key == "duration_ms" || key == "total_events")
                    return true;
                if (key == "topic" || key == "message" || key == "message_id" || key == "producer")
                    return false;
            }
        }
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        if (depth <= 0 && before != 0)
            return false;
        before = c;
    }
    return false;
}

base::Result<std::unique_ptr<MessageFileReader>> readRecording(QFile &file)
{
    const QString name = file.fileName();
    if (file.size() > MessageFileReader::maxRecordingBytes)
        return failure(ErrorCode::TooLarge,
                       QStringLiteral("\"%1\" has more than %2 MiB, which is too much for a recording.")
                           .arg(name, QString::number(MessageFileReader::maxRecordingBytes / 1024 / 1024)));
    if (base::viewOf(file.peek(static_cast<qint64>(byteOrderMark.size()))) == byteOrderMark)
        file.skip(static_cast<qint64>(byteOrderMark.size()));
    QByteArray text;
    const qint64 size = file.size() - file.pos();
    text.reserve(size + protocol::PubSubDecoder::padding());
    text.resize(size);
    const qint64 read = file.read(text.data(), size);
    if (read < 0)
        return failure(ErrorCode::InputOutput,
                       QStringLiteral("Reading \"%1\" failed: %2.").arg(name, file.errorString()));
    text.resize(read);
    auto reader = std::make_unique<RecordingReader>(std::move(text));
    if (const auto checked = reader->read(); !checked)
        return failure(checked.error().code,
                       QStringLiteral("\"%1\" is no recording that can be read: %2").arg(name, checked.error().text));
    return reader;
}

} // namespace topicscope::capture
