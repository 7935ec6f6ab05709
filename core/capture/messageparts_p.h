// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/encoding.h"
#include "base/error.h"

#include <QByteArray>

#include <memory>
#include <string_view>

//! What payload/messagejson.h writes beside the names of a message, read back. Values are JSON, valid, as they stand in
//! a line; empty: absent. What looks otherwise is another program's, and passed over. Thread: any.
namespace topicscope::capture {

//! \brief Bytes that a line tells apart from its JSON.
struct ReadPayload {
    base::Encoding encoding = base::Encoding::Json; //!< Json: its "message" is the payload
    QByteArray bytes;
};

//! \brief The payload of a line with these fields. Errors: WrongType where its bytes are no base64.
[[nodiscard]] base::Result<ReadPayload> payloadIn(std::string_view message, std::string_view encoding,
                                                  std::string_view bytes);

//! \brief The attributes and attachments of a line; null where it has none.
[[nodiscard]] std::unique_ptr<base::MessageExtras> extrasIn(std::string_view attributes, std::string_view attachments);

} // namespace topicscope::capture
