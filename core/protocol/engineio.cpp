// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace topicscope::protocol::engineio {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr char separator = '\x1e';
constexpr char binaryMark = 'b';
// silent for longer is dead, whatever the server says
constexpr std::chrono::milliseconds longestInterval = std::chrono::hours(24);
constexpr double maxExactInteger = 9'007'199'254'740'992.0; // 2^53: beyond it JSON numbers are not exact

//! A positive number of the handshake; \a fallback where it is absent.
Result<qint64> positiveNumber(const QJsonObject &object, QLatin1String key, qint64 fallback, double max)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined() || value.isNull())
        return fallback;
    if (!value.isDouble())
        return failure(ErrorCode::WrongType, QStringLiteral("The handshake's \"%1\" is not a number.").arg(key));
    const double number = value.toDouble();
    if (number < 1.0 || number > max)
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("The handshake's \"%1\" is out of range: %2.").arg(key).arg(number));
    return static_cast<qint64>(number);
}

Result<QStringList> upgradesOf(const QJsonObject &object)
{
    const QJsonValue value = object.value(QLatin1String("upgrades"));
    if (value.isUndefined() || value.isNull())
        return QStringList{};
    QStringList upgrades;
    bool stringsOnly = value.isArray();
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        stringsOnly = stringsOnly && item.isString();
        upgrades.append(item.toString());
    }
    if (!stringsOnly)
        return failure(ErrorCode::WrongType,
                       QStringLiteral("The handshake's \"upgrades\" is not an array of strings."));
    return upgrades;
}

} // namespace

Result<Packet> decodePacket(std::string_view text)
{
    if (text.empty())
        return failure(ErrorCode::InvalidPacket, QStringLiteral("An Engine.IO packet is empty."));
    const char digit = text.front();
    if (digit < '0' || digit > '6')
        return failure(ErrorCode::InvalidPacket, QStringLiteral("An Engine.IO packet has an unknown type."));
    return Packet{.type = static_cast<PacketType>(digit - '0'), .data = text.substr(1), .binary = false};
}

Result<QByteArray> decodeBase64(std::string_view text)
{
    const auto bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    auto decoded = QByteArray::fromBase64Encoding(bytes,
                                                  QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return failure(ErrorCode::InvalidPacket, QStringLiteral("A binary Engine.IO packet is not valid base64."));
    return std::move(decoded.decoded);
}

QByteArray encodePacket(PacketType type, std::string_view data)
{
    QByteArray packet;
    packet.reserve(static_cast<qsizetype>(data.size()) + 1);
    packet.append(static_cast<char>('0' + static_cast<int>(type)));
    packet.append(data.data(), static_cast<qsizetype>(data.size()));
    return packet;
}

QByteArray encodeBinaryForPolling(const QByteArray &bytes)
{
    return binaryMark + bytes.toBase64();
}

Result<QList<Packet>> decodePayload(std::string_view body, qsizetype maxPackets)
{
    QList<Packet> packets;
    for (;;) {
        const std::size_t end = body.find(separator);
        const std::string_view part = body.substr(0, end);
        if (packets.size() == maxPackets)
            return failure(ErrorCode::TooLarge,
                           QStringLiteral("A polling payload holds more than %1 packets.").arg(maxPackets));
        if (!part.empty() && part.front() == binaryMark) {
            packets.append({.type = PacketType::Message, .data = part.substr(1), .binary = true});
        } else if (auto packet = decodePacket(part)) {
            packets.append(*packet);
        } else {
            return tl::unexpected(std::move(packet.error()));
        }
        if (end == std::string_view::npos)
            return packets;
        body.remove_prefix(end + 1);
    }
}

QByteArray encodePayload(const QList<QByteArray> &packets)
{
    return packets.join(separator);
}

bool isRevision3(std::string_view body) noexcept
{
    // a string, or bytes; the length in decimal, a byte a digit
    const bool binary = !body.empty() && (body.front() == '\0' || body.front() == '\1');
    if (binary)
        body.remove_prefix(1);
    const char zero = binary ? '\0' : '0';
    std::size_t digits = 0;
    while (digits < body.size() && body[digits] >= zero && body[digits] <= zero + 9)
        ++digits;
    return digits > 0
           && body.substr(digits).starts_with(binary ? "\xff"
                                                       "0{"
                                                     : ":0{");
}

Result<Handshake> decodeHandshake(std::string_view json)
{
    QJsonParseError parseError;
    const auto bytes = QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size()));
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (!document.isObject())
        return failure(ErrorCode::InvalidJson, QStringLiteral("The Engine.IO handshake is not a JSON object."));
    const QJsonObject object = document.object();

    const QJsonValue sid = object.value(QLatin1String("sid"));
    if (sid.isUndefined() || sid.isNull())
        return failure(ErrorCode::MissingField, QStringLiteral("The Engine.IO handshake has no session id."));
    if (!sid.isString())
        return failure(ErrorCode::WrongType, QStringLiteral("The handshake's session id is not a string."));
    if (sid.toString().isEmpty())
        return failure(ErrorCode::MissingField, QStringLiteral("The Engine.IO handshake has an empty session id."));

    Handshake handshake;
    handshake.sid = sid.toString().toUtf8();
    auto upgrades = upgradesOf(object);
    if (!upgrades)
        return tl::unexpected(std::move(upgrades.error()));
    handshake.upgrades = *std::move(upgrades);

    const auto interval = positiveNumber(object, QLatin1String("pingInterval"), handshake.pingInterval.count(),
                                         maxExactInteger);
    if (!interval)
        return tl::unexpected(interval.error());
    const auto timeout = positiveNumber(object, QLatin1String("pingTimeout"), handshake.pingTimeout.count(),
                                        maxExactInteger);
    if (!timeout)
        return tl::unexpected(timeout.error());
    const auto maxPayload = positiveNumber(object, QLatin1String("maxPayload"), handshake.maxPayload, maxExactInteger);
    if (!maxPayload)
        return tl::unexpected(maxPayload.error());
    handshake.pingInterval = std::min(std::chrono::milliseconds(*interval), longestInterval);
    handshake.pingTimeout = std::min(std::chrono::milliseconds(*timeout), longestInterval);
    handshake.maxPayload = *maxPayload;
    return handshake;
}

QByteArray encodeHandshake(const Handshake &handshake)
{
    const QJsonObject object{{QStringLiteral("sid"), QString::fromUtf8(handshake.sid)},
                             {QStringLiteral("upgrades"), QJsonArray::fromStringList(handshake.upgrades)},
                             {QStringLiteral("pingInterval"), static_cast<qint64>(handshake.pingInterval.count())},
                             {QStringLiteral("pingTimeout"), static_cast<qint64>(handshake.pingTimeout.count())},
                             {QStringLiteral("maxPayload"), handshake.maxPayload}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace topicscope::protocol::engineio
