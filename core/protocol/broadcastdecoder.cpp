// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/broadcastdecoder.h"

#include "protocol/jsontext.h"
#include "protocol/jsonwalk_p.h"

#include <array>
#include <cmath>
#include <string>

namespace topicscope::protocol {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace ondemand = simdjson::ondemand;

namespace {

// A parser's memory is several times its capacity; one huge broadcast must not keep that for good.
constexpr std::size_t keptCapacity = 4 * 1024 * 1024;
constexpr double lastSecond = 253402300799.0; // 9999-12-31T23:59:59Z

enum Field : std::size_t { Topic, MessageId, Producer, Consumer, FieldCount };
constexpr std::array<std::string_view, FieldCount> fieldNames{"topic", "message_id", "producer", "consumer"};

Result<base::WallTime> timeOf(ondemand::value value)
{
    double seconds = 0.0;
    if (value.get_double().get(seconds) || !std::isfinite(seconds) || seconds < 0.0 || seconds > lastSecond)
        return failure(ErrorCode::WrongType,
                       QStringLiteral("The time of a broadcast is not a number of Unix seconds."));
    return base::WallTime(std::chrono::microseconds(std::llround(seconds * 1e6)));
}

} // namespace

class BroadcastDecoder::Private
{
public:
    [[nodiscard]] Result<Broadcast> read(ServerEvent event, std::string_view json);
    void giveBackMemory();

private:
    [[nodiscard]] Result<void> readObject(ondemand::object object, Broadcast &broadcast);
    [[nodiscard]] Result<void> readField(Field field, ondemand::value value, std::string_view &target);

    ondemand::parser m_parser;
    std::string m_frame; // the text and the parser's padding
    std::array<QByteArray, FieldCount> m_unescaped; // strings that had escapes
};

Result<void> BroadcastDecoder::Private::readField(Field field, ondemand::value value, std::string_view &target)
{
    const std::string_view token = value.raw_json_token();
    target = {};
    if (token.starts_with("null"))
        return {};
    const QString name = QString::fromLatin1(fieldNames[field].data(),
                                             static_cast<qsizetype>(fieldNames[field].size()));
    if (!token.starts_with('"'))
        return failure(ErrorCode::WrongType,
                       QStringLiteral("The field \"%1\" of a broadcast is not a string.").arg(name));
    const auto inside = json::insideOfString(token.data() + 1);
    if (!inside)
        return tl::unexpected(json::errorOf(json::Fault::Syntax));
    if (inside->size() > maxName)
        return failure(
            ErrorCode::TooLarge,
            QStringLiteral("The field \"%1\" of a broadcast is longer than %2 bytes.").arg(name).arg(maxName));
    target = *inside;
    if (inside->find('\\') != std::string_view::npos) {
        QByteArray &unescaped = m_unescaped[field];
        unescaped.resize(0);
        appendUnescaped(unescaped, *inside);
        target = std::string_view(unescaped.constData(), static_cast<std::size_t>(unescaped.size()));
    }
    return {};
}

Result<void> BroadcastDecoder::Private::readObject(ondemand::object object, Broadcast &broadcast)
{
    const std::array<std::string_view *, FieldCount> targets{&broadcast.topic, &broadcast.messageId,
                                                             &broadcast.producer, &broadcast.consumer};
    const bool isClient = broadcast.event == ServerEvent::NewClient
                          || broadcast.event == ServerEvent::ClientDisconnected;
    const std::string_view timeName = isClient ? "connected_at" : "timestamp";
    for (auto entry : object) {
        ondemand::field field;
        if (const auto error = std::move(entry).get(field))
            return tl::unexpected(json::errorOf(error));
        const auto key = json::insideOfString(field.key().raw());
        if (!key)
            return tl::unexpected(json::errorOf(json::Fault::Syntax));
        if (*key == timeName) {
            auto time = timeOf(field.value());
            if (!time && !isClient)
                return tl::unexpected(std::move(time.error()));
            broadcast.at = time ? std::optional(*time) : std::nullopt;
            continue;
        }
        for (std::size_t i = 0; i < FieldCount; ++i) {
            if (*key != fieldNames[i])
                continue;
            if (auto read = readField(static_cast<Field>(i), field.value(), *targets[i]); !read)
                return read;
        }
    }
    return {};
}

Result<Broadcast> BroadcastDecoder::Private::read(ServerEvent event, std::string_view json)
{
    m_frame.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    m_frame.assign(json);
    json::Document document;
    if (const auto error = m_parser
                               .iterate(
                                   simdjson::padded_string_view(m_frame.data(), m_frame.size(), m_frame.capacity()))
                               .get(document))
        return tl::unexpected(json::errorOf(error));
    ondemand::array array;
    if (const auto error = document.get_array().get(array))
        return tl::unexpected(json::errorOf(error));

    Broadcast broadcast;
    broadcast.event = event;
    bool found = false;
    int index = 0;
    for (auto element : array) {
        ondemand::value value;
        if (const auto error = element.get(value))
            return tl::unexpected(json::errorOf(error));
        if (index++ != 1)
            continue;
        ondemand::object object;
        if (value.get_object().get(object))
            return failure(ErrorCode::WrongType,
                           QStringLiteral("A broadcast carries something else than a JSON object."));
        if (auto read = readObject(object, broadcast); !read)
            return tl::unexpected(std::move(read.error()));
        found = true;
    }
    broadcast.surplusArguments = index - 2;
    if (!found)
        return failure(ErrorCode::MissingField, QStringLiteral("A broadcast carries no object."));
    if (broadcast.topic.empty())
        return failure(ErrorCode::MissingField, QStringLiteral("A broadcast has no topic."));
    if (event != ServerEvent::NewMessage && broadcast.consumer.empty())
        return failure(ErrorCode::MissingField, QStringLiteral("A broadcast has no consumer."));
    if ((event == ServerEvent::NewMessage || event == ServerEvent::NewConsumption) && !broadcast.at)
        return failure(ErrorCode::MissingField, QStringLiteral("A broadcast has no timestamp."));
    return broadcast;
}

void BroadcastDecoder::Private::giveBackMemory()
{
    if (m_parser.capacity() > keptCapacity)
        m_parser = ondemand::parser();
    if (m_frame.capacity() > keptCapacity)
        std::string().swap(m_frame);
}

BroadcastDecoder::BroadcastDecoder() : d(std::make_unique<Private>()) {}

BroadcastDecoder::~BroadcastDecoder() = default;

Result<Broadcast> BroadcastDecoder::decode(ServerEvent event, std::string_view json)
{
    switch (event) {
    case ServerEvent::NewMessage:
    case ServerEvent::NewConsumption:
    case ServerEvent::NewClient:
    case ServerEvent::ClientDisconnected:
        d->giveBackMemory(); // now, because the views of the last call have lived until here
        return d->read(event, json);
    default:
        return failure(ErrorCode::NotSupported, QStringLiteral("This event is no broadcast to monitors."));
    }
}

} // namespace topicscope::protocol
