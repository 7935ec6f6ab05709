// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/http/httpmessage.h"

#include <utility>

namespace topicscope::broker {

//! \brief Undoes "Transfer-Encoding: chunked" (RFC 9112, section 7.1) within a bound. Extensions and trailers are
//! dropped.
//!
//! Thread: the one it is used on.
class ChunkedDecoder
{
public:
    explicit ChunkedDecoder(qint64 maxBytes) : m_maxBytes(maxBytes) {}

    //! \brief Takes from the start of \a bytes what it needs and returns how much that was: less than all of it once
    //! the body is complete. Errors: 400 for a malformed chunk, 413 for a body over the bound.
    [[nodiscard]] tl::expected<qint64, HttpError> feed(QByteArrayView bytes);
    [[nodiscard]] bool isDone() const noexcept { return m_state == State::Done; }
    [[nodiscard]] QByteArray takeBody() { return std::exchange(m_body, {}); }

private:
    enum class State : quint8 { Size, Data, DataEnd, Trailer, Done };

    [[nodiscard]] tl::expected<void, HttpError> takeLine();

    static constexpr qsizetype maxLine = 1024;
    static constexpr qsizetype maxTrailer = 8 * 1024;

    qint64 m_maxBytes;
    qint64 m_left = 0; // of the current chunk
    qsizetype m_trailerBytes = 0;
    State m_state = State::Size;
    QByteArray m_line;
    QByteArray m_body;
};

} // namespace topicscope::broker
