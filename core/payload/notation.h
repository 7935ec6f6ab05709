// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/encoding.h"
#include "base/error.h"

#include <QByteArray>
#include <QList>

#include <span>
#include <string_view>

//! Payloads of every encoding as one text, for all who show, search, filter, print or export values: there is one walk
//! over values, that over this text (payload/jsonscan.h).
//!
//! The text is JSON as far as JSON can say it, in the order and number that the values came, and CBOR's diagnostic
//! notation (RFC 8949, section 8) for the rest: `h'00ff'` for bytes, `NaN`, `Infinity`, `undefined`, `simple(16)`,
//! `1(1363896240)` for a tag and its value, keys that are no text as they are (`{1: true}`). Of our own are
//! `ext'-1:00ff'`, an extension of MessagePack with its type, and `text'00ff'`, a text that is no UTF-8. Whole numbers
//! have all their digits, floating-point numbers always a point, an exponent or a name. Thread: any.
namespace topicscope::payload {

//! \brief Writes \a bytes of \a encoding in the notation. JSON stays as it is, but for the places of \a attachments,
//! where their bytes stand. Errors: InvalidPayload, TooDeep: they are not of that encoding.
[[nodiscard]] base::Result<QByteArray> notationOf(std::string_view bytes, base::Encoding encoding,
                                                  std::span<const QByteArray> attachments = {});

//! \brief As notationOf(), in plain JSON: what is none is a string with its notation, a tag `{"tag":1,"value":...}`,
//! and a key that is an array or a map `encoded'8101'`, its bytes. Not the other way: several values may have one text.
[[nodiscard]] base::Result<QByteArray> jsonOf(std::string_view bytes, base::Encoding encoding,
                                              std::span<const QByteArray> attachments = {});

//! \brief As jsonOf(), for a reader that makes values of it: what JSON lacks is a string that begins with \a mark. Then
//! come a letter and, where there are bytes, their number in \a blobs: `b0` bytes, `e-1:0` an extension, `nNaN` a
//! number, `u` undefined.
[[nodiscard]] base::Result<QByteArray> markedJsonOf(std::string_view bytes, base::Encoding encoding,
                                                    std::span<const QByteArray> attachments, std::string_view mark,
                                                    QList<QByteArray> &blobs);

} // namespace topicscope::payload
