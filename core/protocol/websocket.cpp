// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtEndian>

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace topicscope::protocol::websocket {

using base::ErrorCode;

namespace {

constexpr std::string_view endOfHead = "\r\n\r\n";
constexpr std::size_t maxControlBytes = 125;
constexpr qsizetype keptBytes = 1024 * 1024; // of a decoder's buffer

bool isControl(Opcode opcode) noexcept
{
    return static_cast<quint8>(opcode) >= 8;
}

bool isKnown(quint8 opcode) noexcept
{
    return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

QByteArray acceptFor(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

// The value of \a name in the lines of an HTTP head; empty when it is not there.
QByteArray headerValue(const QList<QByteArray> &lines, const QByteArray &name)
{
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

// Eight bytes at a time: the mask repeats every four.
void appendMasked(QByteArray &out, std::string_view data, quint32 mask)
{
    const qsizetype at = out.size();
    out.resize(at + static_cast<qsizetype>(data.size()));
    char *target = out.data() + at;
    const quint64 wide = (quint64{mask} << 32) | mask;
    std::size_t i = 0;
    for (; i + sizeof(wide) <= data.size(); i += sizeof(wide)) {
        quint64 word;
        std::memcpy(&word, data.data() + i, sizeof(word));
        word ^= wide;
        std::memcpy(target + i, &word, sizeof(word));
    }
    char bytes[sizeof(mask)];
    std::memcpy(bytes, &mask, sizeof(mask));
    for (; i < data.size(); ++i)
        target[i] = static_cast<char>(data[i] ^ bytes[i % sizeof(mask)]);
}

} // namespace

QByteArray makeKey()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    return QByteArray(reinterpret_cast<const char *>(words), sizeof(words)).toBase64();
}

QByteArray encodeRequest(const QByteArray &host, const QByteArray &target, const QByteArray &key,
                         const Headers &headers)
{
    QByteArray request =
        "GET " + target + " HTTP/1.1\r\nHost: " + host
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
        + "\r\n";
    for (const auto &[name, value] : headers)
        request += name + ": " + value + "\r\n";
    return request + "\r\n";
}

base::Result<std::optional<Answer>> decodeAnswer(std::string_view bytes, const QByteArray &key)
{
    constexpr std::string_view version = "HTTP/1.";
    const std::size_t compared = std::min(version.size(), bytes.size());
    if (bytes.substr(0, compared) != version.substr(0, compared))
        return base::failure(ErrorCode::InvalidPacket, QStringLiteral("The server does not answer in HTTP."));
    const std::size_t end = bytes.find(endOfHead);
    if (end == std::string_view::npos) {
        if (bytes.size() > static_cast<std::size_t>(maxHandshakeBytes))
            return base::failure(ErrorCode::TooLarge,
                                 QStringLiteral("The server's answer to the handshake has no end."));
        return std::nullopt;
    }
    const QList<QByteArray> lines = QByteArray(bytes.data(), static_cast<qsizetype>(end)).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    Answer answer{.size = static_cast<qsizetype>(end + endOfHead.size())};
    bool ok = false;
    answer.status = words.value(1).toInt(&ok);
    if (!ok)
        return base::failure(ErrorCode::InvalidPacket,
                             QStringLiteral("The server's answer to the handshake has no status."));
    answer.accepted = answer.status == 101
                      && headerValue(lines, "Upgrade").compare("websocket", Qt::CaseInsensitive) == 0
                      && headerValue(lines, "Sec-WebSocket-Accept") == acceptFor(key);
    return answer;
}

void appendFrame(QByteArray &out, Opcode opcode, std::string_view data, quint32 mask)
{
    constexpr quint8 maskBit = 0x80;
    char head[14];
    qsizetype size = 2;
    head[0] = static_cast<char>(0x80 | static_cast<quint8>(opcode)); // one frame, the last
    if (data.size() < 126) {
        head[1] = static_cast<char>(maskBit | data.size());
    } else if (data.size() <= 0xFFFF) {
        head[1] = static_cast<char>(maskBit | 126);
        qToBigEndian(static_cast<quint16>(data.size()), head + size);
        size += 2;
    } else {
        head[1] = static_cast<char>(maskBit | 127);
        qToBigEndian(static_cast<quint64>(data.size()), head + size);
        size += 8;
    }
    std::memcpy(head + size, &mask, sizeof(mask));
    size += sizeof(mask);
    out.append(head, size);
    appendMasked(out, data, mask);
}

QByteArray closePayload(CloseCode code)
{
    QByteArray payload(2, Qt::Uninitialized);
    qToBigEndian(static_cast<quint16>(code), payload.data());
    return payload;
}

struct Decoder::Head {
    Opcode opcode{};
    bool final = false;
    qsizetype headSize = 0;
    quint64 dataSize = 0;
};

Decoder::Decoder(qint64 maxMessageBytes) : m_maxMessageBytes(maxMessageBytes) {}

char *Decoder::writableTail(qsizetype size)
{
    // One huge message must not keep its memory for good.
    if (m_end == 0 && m_buffer.size() > std::max(size, keptBytes))
        m_buffer = QByteArray(std::max(size, keptBytes), Qt::Uninitialized);
    if (m_buffer.size() - m_end < size) {
        // What is left of a message moves to the front; the buffer grows only for a message larger than it.
        if (m_begin > 0) {
            std::memmove(m_buffer.data(), m_buffer.constData() + m_begin, static_cast<std::size_t>(m_end - m_begin));
            m_end -= m_begin;
            m_begin = 0;
        }
        if (m_buffer.size() - m_end < size)
            m_buffer.resize(std::max(m_end + size, 2 * m_end));
    }
    return m_buffer.data() + m_end;
}

void Decoder::commit(qsizetype size) noexcept
{
    m_end += size;
}

std::string_view Decoder::pending() const noexcept
{
    return {m_buffer.constData() + m_begin, static_cast<std::size_t>(m_end - m_begin)};
}

void Decoder::skip(qsizetype size) noexcept
{
    m_begin += std::min(size, m_end - m_begin);
    if (m_begin == m_end)
        m_begin = m_end = 0;
}

void Decoder::reset()
{
    m_buffer = {};
    m_begin = m_end = 0;
    m_fragments = {};
    m_fragmented.reset();
}

base::Result<std::optional<Decoder::Head>> Decoder::readHead() const
{
    const std::string_view bytes = pending();
    if (bytes.size() < 2)
        return std::nullopt;
    const auto first = static_cast<quint8>(bytes[0]);
    const auto second = static_cast<quint8>(bytes[1]);
    if ((first & 0x70) != 0 || !isKnown(first & 0x0F))
        return base::failure(ErrorCode::InvalidPacket,
                             QStringLiteral("The server sent a WebSocket frame of an unknown kind."));
    if ((second & 0x80) != 0)
        return base::failure(ErrorCode::InvalidPacket, QStringLiteral("The server sent a masked WebSocket frame."));

    Head head{
        .opcode = static_cast<Opcode>(first & 0x0F), .final = (first & 0x80) != 0, .headSize = 2, .dataSize = second};
    if (isControl(head.opcode) && (!head.final || head.dataSize > maxControlBytes))
        return base::failure(ErrorCode::InvalidPacket,
                             QStringLiteral("The server sent a WebSocket control frame that is too long or in parts."));
    if (second == 126 || second == 127) {
        head.headSize = second == 126 ? 4 : 10;
        if (bytes.size() < static_cast<std::size_t>(head.headSize))
            return std::nullopt;
        head.dataSize = second == 126 ? qFromBigEndian<quint16>(bytes.data() + 2)
                                      : qFromBigEndian<quint64>(bytes.data() + 2);
    }
    const quint64 sum = head.dataSize + (isControl(head.opcode) ? 0 : static_cast<quint64>(m_fragments.size()));
    if (head.dataSize > static_cast<quint64>(m_maxMessageBytes) || sum > static_cast<quint64>(m_maxMessageBytes)) {
        return base::failure(
            ErrorCode::TooLarge,
            QStringLiteral(
                "The server sent a frame of %1 bytes; at most %2 are accepted (largest frame in the settings).")
                .arg(std::max(sum, head.dataSize))
                .arg(m_maxMessageBytes));
    }
    return head;
}

base::Result<std::optional<Message>> Decoder::takeFragment(const Head &head, std::string_view data)
{
    if (head.opcode == Opcode::Continuation ? !m_fragmented : m_fragmented.has_value())
        return base::failure(ErrorCode::InvalidPacket,
                             QStringLiteral("The server mixed the parts of WebSocket messages."));
    if (head.opcode != Opcode::Continuation) {
        m_fragmented = head.opcode;
        m_fragments.clear();
    }
    m_fragments.append(data.data(), static_cast<qsizetype>(data.size()));
    if (!head.final)
        return std::nullopt;
    const Opcode opcode = *std::exchange(m_fragmented, std::nullopt);
    return Message{opcode, {m_fragments.constData(), static_cast<std::size_t>(m_fragments.size())}};
}

base::Result<std::optional<Message>> Decoder::next()
{
    if (!m_fragmented && !m_fragments.isEmpty())
        m_fragments = {}; // handed out before
    for (;;) {
        const auto head = readHead();
        if (!head)
            return tl::unexpected(head.error());
        if (!*head || pending().size() - static_cast<std::size_t>((*head)->headSize) < (*head)->dataSize)
            return std::nullopt;

        const std::string_view data = pending().substr(static_cast<std::size_t>((*head)->headSize), (*head)->dataSize);
        skip((*head)->headSize + static_cast<qsizetype>((*head)->dataSize));
        base::Result<std::optional<Message>> message = Message{(*head)->opcode, data};
        if (!isControl((*head)->opcode) && (!(*head)->final || m_fragmented || (*head)->opcode == Opcode::Continuation))
            message = takeFragment(**head, data);
        if (message && !*message)
            continue; // a part of a message
        if (message && (*message)->opcode == Opcode::Text
            && !simdjson::validate_utf8((*message)->data.data(), (*message)->data.size()))
            return base::failure(ErrorCode::InvalidUtf8,
                                 QStringLiteral("The server sent a text frame that is no UTF-8."));
        return message;
    }
}

} // namespace topicscope::protocol::websocket
