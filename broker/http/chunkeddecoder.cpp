// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/http/chunkeddecoder.h"

#include <algorithm>

namespace topicscope::broker {

namespace {

tl::unexpected<HttpError> malformed()
{
    return tl::unexpected(HttpError{400, QByteArrayLiteral("The chunked body is malformed.")});
}

std::optional<qint64> parseSize(QByteArrayView line)
{
    const qsizetype semicolon = line.indexOf(';');
    const QByteArrayView digits = (semicolon < 0 ? line : line.first(semicolon)).trimmed();
    // QByteArray::toLongLong() would take signs and "0x" too.
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (digits.isEmpty() || digits.size() > 12 || !std::all_of(digits.begin(), digits.end(), isHex))
        return std::nullopt;
    return digits.toByteArray().toLongLong(nullptr, 16);
}

} // namespace

tl::expected<void, HttpError> ChunkedDecoder::takeLine()
{
    if (!m_line.endsWith('\r'))
        return malformed();
    m_line.chop(1);
    switch (m_state) {
    case State::Size: {
        const auto size = parseSize(m_line);
        if (!size)
            return malformed();
        if (*size > m_maxBytes - m_body.size())
            return tl::unexpected(HttpError{413, QByteArrayLiteral("The request body is too large.")});
        m_left = *size;
        m_state = m_left == 0 ? State::Trailer : State::Data;
        break;
    }
    case State::DataEnd:
        if (!m_line.isEmpty())
            return malformed();
        m_state = State::Size;
        break;
    case State::Trailer:
        m_trailerBytes += m_line.size();
        if (m_trailerBytes > maxTrailer)
            return malformed();
        if (m_line.isEmpty())
            m_state = State::Done;
        break;
    case State::Data:
    case State::Done:
        break;
    }
    m_line.clear();
    return {};
}

tl::expected<qint64, HttpError> ChunkedDecoder::feed(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && m_state != State::Done) {
        const QByteArrayView rest = bytes.sliced(used);
        if (m_state == State::Data) {
            const qsizetype count = std::min<qsizetype>(rest.size(), m_left);
            m_body.append(rest.first(count));
            m_left -= count;
            used += count;
            if (m_left == 0)
                m_state = State::DataEnd;
            continue;
        }
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView part = end < 0 ? rest : rest.first(end);
        if (m_line.size() + part.size() > maxLine)
            return malformed();
        m_line.append(part);
        used += end < 0 ? part.size() : end + 1;
        if (end >= 0) {
            if (auto taken = takeLine(); !taken)
                return tl::unexpected(taken.error());
        }
    }
    return used;
}

} // namespace topicscope::broker
