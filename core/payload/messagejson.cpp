// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/messagejson.h"

#include "base/bytes.h"
#include "base/printabletext.h"
#include "base/utf8.h"
#include "payload/encodings.h"
#include "payload/notation.h"
#include "protocol/jsontext.h"

#include <algorithm>

namespace topicscope::payload {

using base::Encoding;
using base::viewOf;

namespace {

void appendField(QByteArray &out, const char *name, std::string_view value)
{
    out.append(name);
    protocol::appendJsonString(out, value);
}

void appendBase64(QByteArray &out, std::string_view bytes)
{
    out.append('"')
        .append(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64())
        .append('"');
}

void appendValue(QByteArray &out, const QByteArray &value)
{
    if (base::validUtf8Prefix(viewOf(value)) == static_cast<std::size_t>(value.size())) {
        protocol::appendJsonString(out, viewOf(value));
        return;
    }
    out.append("{\"base64\":");
    appendBase64(out, viewOf(value));
    out.append('}');
}

//! MessagePack and CBOR as JSON; null where they nest deeper than a reader of JSON takes.
QByteArray shownJson(std::string_view bytes, Encoding encoding)
{
    const auto json = jsonOf(bytes, encoding);
    return json && protocol::validatePayload(viewOf(*json)) ? *json : QByteArray("null");
}

} // namespace

void appendNames(QByteArray &out, const base::Message &message)
{
    appendField(out, "\"topic\":", message.topic());
    if (!message.id().empty())
        appendField(out, ",\"message_id\":", message.id());
    if (!message.producer().empty())
        appendField(out, ",\"producer\":", message.producer());
}

QByteArray attributesJson(const base::Message &message)
{
    const std::span<const base::Attribute> attributes = message.attributes();
    QByteArray out("{");
    for (auto at = attributes.begin(); at != attributes.end(); ++at) {
        const auto isSame = [at](const base::Attribute &other) { return other.name == at->name; };
        if (std::any_of(attributes.begin(), at, isSame))
            continue; // written with the first
        appendField(out, out.size() > 1 ? "," : "", viewOf(at->name));
        const bool several = std::count_if(at, attributes.end(), isSame) > 1;
        out.append(several ? ":[" : ":");
        for (auto other = at; other != attributes.end(); ++other) {
            if (!isSame(*other))
                continue;
            out.append(other == at ? "" : ",");
            appendValue(out, other->value);
        }
        out.append(several ? "]" : "");
    }
    return out.append('}');
}

void appendPayload(QByteArray &out, const base::Message &message)
{
    if (!message.attributes().empty())
        out.append(",\"attributes\":").append(attributesJson(message));
    if (const auto attachments = message.attachments(); !attachments.empty()) {
        for (std::size_t i = 0; i < attachments.size(); ++i) {
            out.append(i == 0 ? ",\"attachments\":[" : ",");
            appendBase64(out, viewOf(attachments[i]));
        }
        out.append(']');
    }
    const Encoding encoding = encodingOf(message);
    if (encoding == Encoding::Json) {
        out.append(",\"message\":").append(protocol::onOneLine(message.payload()));
        return;
    }
    appendField(out, ",\"encoding\":", nameOf(encoding).data());
    if (encoding == Encoding::Text) {
        appendField(out, ",\"message\":", message.payload());
        return;
    }
    out.append(",\"bytes\":");
    appendBase64(out, message.payload());
    out.append(",\"message\":")
        .append(encoding == Encoding::Binary ? QByteArray("null") : shownJson(message.payload(), encoding));
}

QByteArray printableLine(const base::Message &message)
{
    const Body body = bodyOf(message);
    if (body.encoding == Encoding::Json && body.attachments.empty())
        return base::printableJson(body.bytes);
    const auto notation = notationOf(body.bytes, body.encoding, body.attachments);
    return notation ? base::printableJson(viewOf(*notation)) : base::printableText(body.bytes);
}

base::Result<std::string_view> jsonOf(const base::Message &message, QByteArray &kept)
{
    const Body body = bodyOf(message);
    if (body.encoding == Encoding::Json && body.attachments.empty())
        return body.bytes;
    auto json = jsonOf(body.bytes, body.encoding, body.attachments);
    if (!json)
        return tl::unexpected(std::move(json.error()));
    kept = *std::move(json);
    return viewOf(kept);
}

} // namespace topicscope::payload
