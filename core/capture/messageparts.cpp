// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/messageparts_p.h"

#include "base/bytes.h"
#include "payload/encodings.h"
#include "protocol/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace topicscope::capture {

using base::Encoding;

namespace {

//! The text of a JSON string; nothing for another value.
std::optional<QByteArray> stringIn(std::string_view json)
{
    if (!json.starts_with('"'))
        return std::nullopt;
    QByteArray text;
    protocol::appendUnescaped(text, json.substr(1, json.size() - 2));
    return text;
}

std::optional<QByteArray> fromBase64(const QByteArray &text)
{
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

QJsonDocument documentOf(std::string_view json)
{
    return QJsonDocument::fromJson(base::bytesOf(json));
}

//! An attribute's value as attributesJson() writes it; nothing for another value.
std::optional<QByteArray> attributeValue(const QJsonValue &value)
{
    return value.isString() ? value.toString().toUtf8()
                            : fromBase64(value.toObject().value(QLatin1String("base64")).toString().toLatin1());
}

std::vector<base::Attribute> attributesIn(std::string_view json)
{
    std::vector<base::Attribute> attributes;
    const QJsonObject object = documentOf(json).object();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonArray values = member->isArray() ? member->toArray() : QJsonArray{*member};
        for (const QJsonValue &value : values) {
            if (auto bytes = attributeValue(value))
                attributes.push_back({.name = member.key().toUtf8(), .value = *std::move(bytes)});
        }
    }
    return attributes;
}

QList<QByteArray> attachmentsIn(std::string_view json)
{
    QList<QByteArray> attachments;
    const QJsonArray array = documentOf(json).array();
    for (const QJsonValue &value : array) {
        auto bytes = fromBase64(value.toString().toLatin1());
        if (!value.isString() || !bytes)
            return {}; // not ours: a number would stand for another one
        attachments.append(*std::move(bytes));
    }
    return attachments;
}

} // namespace

base::Result<ReadPayload> payloadIn(std::string_view message, std::string_view encoding, std::string_view bytes)
{
    const auto named = base::encodingNamed(base::viewOf(stringIn(encoding).value_or(QByteArray())));
    if (!named || *named == Encoding::Json)
        return ReadPayload{};
    const auto text = stringIn(*named == Encoding::Text ? message : bytes);
    if (!text)
        return ReadPayload{};
    const auto decoded = *named == Encoding::Text ? text : fromBase64(*text);
    if (!decoded)
        return base::failure(base::ErrorCode::WrongType, QStringLiteral("Its \"bytes\" are not written in base64."));
    return ReadPayload{.encoding = payload::encodingOf(base::viewOf(*decoded), {}, *named), .bytes = *decoded};
}

std::unique_ptr<base::MessageExtras> extrasIn(std::string_view attributes, std::string_view attachments)
{
    auto extras = std::make_unique<base::MessageExtras>();
    if (attributes.starts_with('{'))
        extras->attributes = attributesIn(attributes);
    if (attachments.starts_with('['))
        extras->attachments = attachmentsIn(attachments);
    return extras->attributes.empty() && extras->attachments.isEmpty() ? nullptr : std::move(extras);
}

} // namespace topicscope::capture
