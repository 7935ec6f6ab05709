// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/pubsubcodec.h"

#include "base/bytes.h"
#include "protocol/jsontext.h"
#include "protocol/jsonwalk_p.h"

#include <algorithm>

namespace topicscope::protocol {

using base::Envelope;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace ondemand = simdjson::ondemand;

namespace {

// A parser's memory is several times its capacity; one huge frame must not keep that for good.
constexpr std::size_t keptCapacity = 4 * 1024 * 1024;

//! The raw values of a message object, as tokens of the frame; empty: absent.
struct RawFields {
    bool escapes = false; //!< whether there is any in the text
    std::string_view topic;
    std::string_view id;
    std::string_view producer;
    std::string_view payload;
    std::string_view timestamp;
};

std::string_view *fieldNamed(RawFields &fields, std::string_view inside)
{
    QByteArray unescaped;
    if (fields.escapes && json::hasEscapes(inside)) {
        appendUnescaped(unescaped, inside);
        inside = std::string_view(unescaped.constData(), static_cast<std::size_t>(unescaped.size()));
    }
    if (inside == "topic")
        return &fields.topic;
    if (inside == "message_id")
        return &fields.id;
    if (inside == "producer")
        return &fields.producer;
    if (inside == "message")
        return &fields.payload;
    if (inside == "timestamp")
        return &fields.timestamp;
    return nullptr;
}

//! Reads all of \a object and remembers the fields of a message.
Result<void> readFields(json::Document &document, ondemand::object object, int level, RawFields &fields)
{
    for (auto entry : object) {
        ondemand::field field;
        if (const auto error = std::move(entry).get(field))
            return tl::unexpected(json::errorOf(error));
        const auto key = json::insideOfString(field.key().raw());
        if (!key)
            return tl::unexpected(json::errorOf(json::Fault::Syntax));
        std::string_view text = field.value().raw_json_token();
        if (const auto fault = json::walk(field.value(), level + 1, fields.escapes); fault != json::Fault::None)
            return tl::unexpected(json::errorOf(fault));
        auto *raw = fieldNamed(fields, *key);
        if (raw == nullptr)
            continue;
        if (text.front() == '{' || text.front() == '[') {
            // Behind it comes at least the brace of the object, so the next token bounds it.
            const char *end = nullptr;
            if (const auto error = document.current_location().get(end))
                return tl::unexpected(json::errorOf(error));
            text = std::string_view(text.data(), static_cast<std::size_t>(end - text.data()));
        }
        *raw = json::trimmed(text);
    }
    return {};
}

bool isAbsent(std::string_view raw) noexcept
{
    return raw.empty() || raw == "null";
}

bool isString(std::string_view raw) noexcept
{
    return raw.starts_with('"');
}

//! Views of the strings in \a raws, in the same order; those with escapes are kept in \a envelope.
template<std::size_t N>
void takeStrings(Envelope &envelope, const std::array<std::pair<std::string_view, std::string_view *>, N> &raws,
                 bool escapes)
{
    std::size_t escaped = 0;
    for (const auto &[raw, view] : raws)
        escaped += escapes && json::hasEscapes(raw) ? raw.size() : 0;
    if (escaped > 0)
        envelope.unescaped.reserve(static_cast<qsizetype>(escaped)); // at once: the views must stay true
    for (const auto &[raw, view] : raws) {
        if (isAbsent(raw))
            continue;
        const std::string_view inside = raw.substr(1, raw.size() - 2);
        if (escaped == 0 || !json::hasEscapes(raw)) {
            *view = inside;
            continue;
        }
        const qsizetype start = envelope.unescaped.size();
        appendUnescaped(envelope.unescaped, inside);
        *view = std::string_view(envelope.unescaped.constData() + start,
                                 static_cast<std::size_t>(envelope.unescaped.size() - start));
    }
}

Result<Envelope> envelopeOf(const RawFields &raw)
{
    if (isAbsent(raw.topic) || raw.topic == "\"\"")
        return failure(ErrorCode::MissingField, QStringLiteral("The message has no topic."));
    if (!isString(raw.topic))
        return failure(ErrorCode::WrongType, QStringLiteral("The topic of the message is not a string."));
    if (!isAbsent(raw.id) && !isString(raw.id))
        return failure(ErrorCode::WrongType, QStringLiteral("The id of the message (\"message_id\") is not a string."));
    if (!isAbsent(raw.producer) && !isString(raw.producer))
        return failure(ErrorCode::WrongType, QStringLiteral("The producer of the message is not a string."));
    if (raw.payload.empty())
        return failure(ErrorCode::MissingField, QStringLiteral("The message has no payload (\"message\")."));

    Envelope envelope;
    envelope.payload = raw.payload;
    envelope.timestamp = isAbsent(raw.timestamp) ? std::string_view() : raw.timestamp;
    takeStrings<3>(envelope,
                   {{{raw.topic, &envelope.topic}, {raw.id, &envelope.id}, {raw.producer, &envelope.producer}}},
                   raw.escapes);
    return envelope;
}

} // namespace

class PubSubDecoder::Private
{
public:
    [[nodiscard]] Result<Envelope> readEvent(const QByteArray &frame, int &surplus);
    [[nodiscard]] Result<Envelope> readObject(const QByteArray &frame);
    void giveBackMemory();

private:
    [[nodiscard]] Result<void> readArgument(json::Document &document, ondemand::value value, RawFields &fields);

    ondemand::parser m_parser;
};

Result<void> PubSubDecoder::Private::readArgument(json::Document &document, ondemand::value value, RawFields &fields)
{
    if (value.raw_json_token().front() == '{') {
        ondemand::object object;
        if (const auto error = value.get_object().get(object))
            return tl::unexpected(json::errorOf(error));
        return readFields(document, object, envelopeDepth, fields);
    }
    if (const auto fault = json::walk(value, envelopeDepth, fields.escapes); fault != json::Fault::None)
        return tl::unexpected(json::errorOf(fault));
    return failure(ErrorCode::WrongType, QStringLiteral("The message is not a JSON object."));
}

Result<Envelope> PubSubDecoder::Private::readEvent(const QByteArray &frame, int &surplus)
{
    json::Document document;
    ondemand::array array;
    if (const auto error = json::open(m_parser, frame, document))
        return tl::unexpected(json::errorOf(error));
    if (const auto error = document.get_array().get(array))
        return tl::unexpected(json::errorOf(error));

    // Faults of the contract are held back until the whole text has proved to be JSON.
    RawFields fields;
    fields.escapes = json::hasEscapes(base::viewOf(frame));
    Result<void> contract = failure(ErrorCode::MissingField, QStringLiteral("The event carries no message object."));
    int index = 0;
    for (auto element : array) {
        ondemand::value value;
        if (const auto error = element.get(value))
            return tl::unexpected(json::errorOf(error));
        if (index++ == 1) {
            contract = readArgument(document, value, fields);
            if (!contract && contract.error().code != ErrorCode::WrongType)
                return tl::unexpected(std::move(contract.error()));
        } else if (const auto fault = json::walk(value, envelopeDepth, fields.escapes); fault != json::Fault::None) {
            return tl::unexpected(json::errorOf(fault));
        }
    }
    if (!json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    if (!contract)
        return tl::unexpected(std::move(contract.error()));
    auto envelope = envelopeOf(fields);
    if (envelope)
        surplus = index - 2;
    return envelope;
}

Result<Envelope> PubSubDecoder::Private::readObject(const QByteArray &frame)
{
    json::Document document;
    if (const auto error = json::open(m_parser, frame, document))
        return tl::unexpected(json::errorOf(error));
    ondemand::object object;
    if (const auto error = document.get_object().get(object)) {
        return error == simdjson::INCORRECT_TYPE ? tl::unexpected(
                   base::Error{ErrorCode::WrongType, QStringLiteral("The message is not a JSON object.")})
                                                 : tl::unexpected(json::errorOf(error));
    }
    RawFields fields;
    fields.escapes = json::hasEscapes(base::viewOf(frame));
    if (auto read = readFields(document, object, 1, fields); !read)
        return tl::unexpected(std::move(read.error()));
    if (!json::isAtEnd(document))
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    return envelopeOf(fields);
}

void PubSubDecoder::Private::giveBackMemory()
{
    if (m_parser.capacity() > keptCapacity)
        m_parser = ondemand::parser();
}

PubSubDecoder::PubSubDecoder() : d(std::make_unique<Private>()) {}

PubSubDecoder::~PubSubDecoder() = default;

qsizetype PubSubDecoder::padding() noexcept
{
    return static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);
}

QByteArray PubSubDecoder::paddedFrame(std::string_view json)
{
    // Made with the room for the padding and cut: reserving and appending would cost more than the copy.
    const auto size = static_cast<qsizetype>(json.size());
    QByteArray frame(size + padding(), Qt::Uninitialized);
    std::copy(json.begin(), json.end(), frame.data());
    frame.truncate(size);
    return frame;
}

Result<Envelope> PubSubDecoder::decodeMessageEvent(const QByteArray &frame)
{
    m_surplus = 0;
    auto envelope = d->readEvent(frame, m_surplus);
    d->giveBackMemory();
    return envelope;
}

Result<Envelope> PubSubDecoder::decodeMessageObject(const QByteArray &frame)
{
    auto envelope = d->readObject(frame);
    d->giveBackMemory();
    return envelope;
}

} // namespace topicscope::protocol
