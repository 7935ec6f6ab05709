// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QLatin1String>
#include <QList>

#include <optional>
#include <string_view>
#include <vector>

namespace topicscope::base {

//! \brief How the bytes of a payload are to be read.
enum class Encoding : quint8 {
    Unknown, //!< nobody has looked yet (see payload::encodingOf())
    Json,
    Text, //!< UTF-8 that is no JSON
    MessagePack,
    Cbor,
    Binary, //!< bytes whose meaning nobody tells
};

//! \brief The encoding's name as printed in JSON: "json", "messagepack"...; never translated.
[[nodiscard]] QLatin1String nameOf(Encoding encoding) noexcept;
//! \brief The encoding that nameOf() calls \a name; "msgpack" and "bytes" are understood too. Nothing for other words.
[[nodiscard]] std::optional<Encoding> encodingNamed(std::string_view name) noexcept;

//! \brief Something that a system tells of a message beside its payload: a header, a key, a partition, an offset...
struct Attribute {
    QByteArray name; //!< UTF-8; several may have the same
    QByteArray value; //!< as it came; text as a rule

    friend bool operator==(const Attribute &, const Attribute &) = default;
};

//! \brief The attribute that tells what a payload is, as a media type (RFC 9110, section 8.3.1).
inline constexpr std::string_view contentTypeAttribute = "content-type";

//! \brief What most messages do not have, so that they do not pay for it.
struct MessageExtras {
    QByteArray payload; //!< what the payload is a view of, where that is not the frame
    std::vector<Attribute> attributes;
    QList<QByteArray> attachments; //!< bytes that places in a JSON payload stand for (see payload/attachments.h)
    QByteArray deliveryToken; //!< what the transport that made the message wants for its acknowledgement
};

} // namespace topicscope::base
