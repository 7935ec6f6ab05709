// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/shownpayload.h"

#include "base/bytes.h"
#include "payload/encodings.h"
#include "payload/notation.h"
#include "protocol/jsontext.h"

#include <QCoreApplication>

namespace topicscope::app {

using base::Encoding;

namespace {

constexpr qsizetype smallPayload = 64 * 1024;

} // namespace

bool isShownAtOnce(const base::Message &message, Encoding wanted)
{
    const bool known = wanted == Encoding::Unknown && message.knownEncoding() == Encoding::Json
                       && message.attachments().empty();
    return known || message.size() <= smallPayload;
}

ShownPayload shownPayload(const base::Message &message, Encoding wanted)
{
    const payload::Body body = payload::bodyOf(message);
    ShownPayload shown{.encoding = wanted == Encoding::Unknown ? body.encoding : wanted,
                       .bytes = body.bytes,
                       .buffer = body.buffer,
                       .tree = {},
                       .treeBuffer = {},
                       .problem = {}};
    if (wanted != body.encoding && !body.bytes.empty()) {
        if (wanted == Encoding::Text && !payload::isReadableAs(body.bytes, wanted)) {
            shown.problem = QCoreApplication::translate("ShownPayload", "The payload is not valid UTF-8.");
            return shown;
        }
        if (const auto json = protocol::validatePayload(body.bytes); wanted == Encoding::Json && !json) {
            shown.problem = json.error().text;
            return shown;
        }
    }
    if (shown.encoding == Encoding::Json && body.attachments.empty()) {
        shown.tree = body.bytes;
        shown.treeBuffer = body.buffer;
    } else if (shown.encoding != Encoding::Binary) {
        auto notation = payload::notationOf(body.bytes, shown.encoding, body.attachments);
        if (!notation) {
            shown.problem = notation.error().text;
            return shown;
        }
        shown.treeBuffer = *std::move(notation);
        shown.tree = base::viewOf(shown.treeBuffer);
    }
    return shown;
}

} // namespace topicscope::app
