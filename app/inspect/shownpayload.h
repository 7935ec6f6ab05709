// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <QString>

#include <string_view>

namespace topicscope::app {

//! \brief The payload of a message as the window shows it, in one encoding. A plain value; thread: any.
struct ShownPayload {
    base::Encoding encoding = base::Encoding::Unknown;
    std::string_view bytes; //!< as received, in buffer
    QByteArray buffer; //!< shared with the message
    std::string_view tree; //!< the text of the tree, in treeBuffer: JSON, or payload/notation.h. Empty: there is none
    QByteArray treeBuffer;
    QString problem; //!< why the bytes cannot be read as was wanted

    //! \brief Whether the bytes are text themselves.
    [[nodiscard]] bool isText() const { return encoding == base::Encoding::Json || encoding == base::Encoding::Text; }
};

//! \brief Reads the payload of \a message as \a wanted, or as what it is found to be where that is Unknown. Of JSON
//! that needs nothing done it copies nothing, whatever its size; else it takes time that grows with it. \a message is
//! well formed.
[[nodiscard]] ShownPayload shownPayload(const base::Message &message, base::Encoding wanted);

//! \brief Whether shownPayload() takes no time to speak of.
[[nodiscard]] bool isShownAtOnce(const base::Message &message, base::Encoding wanted);

} // namespace topicscope::app
