// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/pubsubcodec.h"

#include "base/bytes.h"
#include "protocol/jsontext.h"

#include <algorithm>

namespace topicscope::protocol {

using base::viewOf;

namespace {

constexpr qsizetype escapeRoom = 16; // quotes, and a few escapes: more of them cost a second allocation

void appendView(QByteArray &out, std::string_view text)
{
    out.append(text.data(), static_cast<qsizetype>(text.size()));
}

char *write(char *out, std::string_view text) noexcept
{
    return std::copy(text.begin(), text.end(), out);
}

//! A string of a message: what came without escapes is valid inside of quotes as it is.
char *writeString(char *out, std::string_view text, bool verbatim) noexcept
{
    if (!verbatim)
        return writeJsonString(out, text);
    *out++ = '"';
    out = write(out, text);
    *out++ = '"';
    return out;
}

void appendStringOrNull(QByteArray &out, std::string_view utf8)
{
    if (utf8.empty())
        out.append("null");
    else
        appendJsonString(out, utf8);
}

std::string_view withoutSpace(std::string_view text) noexcept
{
    const std::size_t first = text.find_first_not_of(" \t\n\r");
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

} // namespace

ServerEvent PubSubDecoder::eventOf(std::string_view json) noexcept
{
    json = withoutSpace(json);
    if (!json.starts_with('['))
        return ServerEvent::None;
    json = withoutSpace(json.substr(1));
    if (!json.starts_with('"'))
        return ServerEvent::None;
    json.remove_prefix(1);
    const std::size_t end = json.find('"');
    if (end == std::string_view::npos)
        return ServerEvent::None;
    const std::string_view name = json.substr(0, end);
    if (name == "message")
        return ServerEvent::Message;
    if (name == "subscribed")
        return ServerEvent::Subscribed;
    if (name == "new_message")
        return ServerEvent::NewMessage;
    if (name == "new_consumption")
        return ServerEvent::NewConsumption;
    if (name == "new_client")
        return ServerEvent::NewClient;
    if (name == "client_disconnected")
        return ServerEvent::ClientDisconnected;
    return ServerEvent::Other;
}

QByteArray encodeSubscribe(const QString &consumer, const QStringList &topics)
{
    QByteArray out("[\"subscribe\",{\"consumer\":");
    appendJsonString(out, viewOf(consumer.toUtf8()));
    out.append(",\"topics\":[");
    for (qsizetype i = 0; i < topics.size(); ++i) {
        if (i > 0)
            out.append(',');
        appendJsonString(out, viewOf(topics.at(i).toUtf8()));
    }
    return out.append("]}]");
}

void appendConsumed(QByteArray &out, std::string_view consumer, const base::Message &message)
{
    constexpr std::size_t namesRoom = 80; // of the keys and what is between them
    const qsizetype at = out.size();
    out.resize(at
               + static_cast<qsizetype>(namesRoom + jsonStringRoom(consumer) + jsonStringRoom(message.topic())
                                        + jsonStringRoom(message.id()) + message.payload().size()));
    const bool verbatim = message.isVerbatim();
    char *end = write(out.data() + at, R"(["consumed",{"consumer":)");
    end = writeJsonString(end, consumer);
    end = write(end, R"(,"topic":)");
    end = writeString(end, message.topic(), verbatim);
    end = write(end, R"(,"message_id":)");
    end = message.id().empty() ? write(end, "null") : writeString(end, message.id(), verbatim);
    end = write(end, R"(,"message":)");
    end = write(end, message.payload());
    end = write(end, "}]");
    out.resize(end - out.constData());
}

QByteArray encodeMessageObject(std::string_view topic, std::string_view id, std::string_view payload,
                               std::string_view producer)
{
    QByteArray out;
    out.reserve(60 + 3 * escapeRoom
                + static_cast<qsizetype>(topic.size() + id.size() + payload.size() + producer.size()));
    out.append("{\"topic\":");
    appendJsonString(out, topic);
    out.append(",\"message_id\":");
    appendStringOrNull(out, id);
    out.append(",\"message\":");
    appendView(out, payload);
    out.append(",\"producer\":");
    appendStringOrNull(out, producer);
    return out.append('}');
}

} // namespace topicscope::protocol
