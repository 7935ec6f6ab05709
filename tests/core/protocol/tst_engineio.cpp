// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "protocol/engineio.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace topicscope;
using namespace topicscope::protocol::engineio;
using base::bytesOf;
using base::viewOf;
using base::ErrorCode;

class TestEngineIo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packets_data();
    void packets();
    void brokenPackets_data();
    void brokenPackets();
    void payloads_data();
    void payloads();
    void brokenPayloads_data();
    void brokenPayloads();
    void binaryInPayload();
    void brokenBase64_data();
    void brokenBase64();
    void handshakeGoesThere();
    void handshakeDefaults();
    void brokenHandshakes_data();
    void brokenHandshakes();
    void longIntervalsAreADay();
};

void TestEngineIo::packets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<PacketType>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("open") << QByteArray("0{\"sid\":\"a\"}") << PacketType::Open << QByteArray("{\"sid\":\"a\"}");
    QTest::newRow("close") << QByteArray("1") << PacketType::Close << QByteArray();
    QTest::newRow("ping") << QByteArray("2") << PacketType::Ping << QByteArray();
    QTest::newRow("probe") << QByteArray("2probe") << PacketType::Ping << QByteArray("probe");
    QTest::newRow("pong") << QByteArray("3probe") << PacketType::Pong << QByteArray("probe");
    QTest::newRow("message") << QByteArray("42[\"m\"]") << PacketType::Message << QByteArray("2[\"m\"]");
    QTest::newRow("empty message") << QByteArray("4") << PacketType::Message << QByteArray();
    QTest::newRow("upgrade") << QByteArray("5") << PacketType::Upgrade << QByteArray();
    QTest::newRow("noop") << QByteArray("6") << PacketType::Noop << QByteArray();
    QTest::newRow("non-ASCII") << QByteArray("4h\xc3\xa9") << PacketType::Message << QByteArray("h\xc3\xa9");
}

void TestEngineIo::packets()
{
    QFETCH(QByteArray, text);
    QFETCH(PacketType, type);
    QFETCH(QByteArray, data);
    const auto packet = decodePacket(viewOf(text));
    QVERIFY(packet);
    QCOMPARE(packet->type, type);
    QCOMPARE(bytesOf(packet->data), data);
    QVERIFY(!packet->binary);
    QVERIFY2(packet->data.data() == text.constData() + 1, "a view, no copy");
    QCOMPARE(encodePacket(type, viewOf(data)), text);
}

void TestEngineIo::brokenPackets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("type 7") << QByteArray("7");
    QTest::newRow("no digit") << QByteArray("x");
    QTest::newRow("below the digits") << QByteArray("/");
    QTest::newRow("NUL") << QByteArray(1, '\0');
    QTest::newRow("high byte") << QByteArray("\xff");
    QTest::newRow("binary mark outside polling") << QByteArray("bAQI=");
}

void TestEngineIo::brokenPackets()
{
    QFETCH(QByteArray, text);
    const auto packet = decodePacket(viewOf(text));
    QVERIFY(!packet);
    QCOMPARE(packet.error().code, ErrorCode::InvalidPacket);
    QVERIFY(!packet.error().text.isEmpty());
}

void TestEngineIo::payloads_data()
{
    QTest::addColumn<QList<QByteArray>>("packets");
    QTest::newRow("one") << QList<QByteArray>{"4hello"};
    QTest::newRow("three") << QList<QByteArray>{"4hello", "2", "4h\xc3\xa9"};
    QTest::newRow("with binary") << QList<QByteArray>{"451-[\"m\",{}]", encodeBinaryForPolling("\x01\x02\x03"), "6"};
}

void TestEngineIo::payloads()
{
    QFETCH(QList<QByteArray>, packets);
    const QByteArray body = encodePayload(packets);
    const auto decoded = decodePayload(viewOf(body));
    QVERIFY(decoded);
    QCOMPARE(decoded->size(), packets.size());
    for (qsizetype i = 0; i < packets.size(); ++i) {
        const Packet &packet = decoded->at(i);
        QCOMPARE(packet.binary, packets.at(i).startsWith('b'));
        QCOMPARE(packet.binary ? 'b' + bytesOf(packet.data) : encodePacket(packet.type, packet.data), packets.at(i));
    }
}

void TestEngineIo::brokenPayloads_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::InvalidPacket;
    QTest::newRow("separator alone") << QByteArray("\x1e") << ErrorCode::InvalidPacket;
    QTest::newRow("empty part in the middle") << QByteArray("2\x1e\x1e\x32") << ErrorCode::InvalidPacket;
    QTest::newRow("separator at the end") << QByteArray("2\x1e") << ErrorCode::InvalidPacket;
    QTest::newRow("unknown type in a part") << QByteArray("2\x1e\x39") << ErrorCode::InvalidPacket;
    QTest::newRow("one packet too many") << QByteArray("2\x1e\x32\x1e\x32\x1e\x32") << ErrorCode::TooLarge;
}

void TestEngineIo::brokenPayloads()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    const auto decoded = decodePayload(viewOf(body), 3);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, code);
    QVERIFY(decodePayload("2\x1e\x32\x1e\x32", 3));
}

void TestEngineIo::binaryInPayload()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(static_cast<char>(i));
    const QByteArray body = encodePayload({"4a", encodeBinaryForPolling(bytes)});
    const auto decoded = decodePayload(viewOf(body));
    QVERIFY(decoded);
    QCOMPARE(decoded->size(), 2);
    QVERIFY(decoded->at(1).binary);
    QCOMPARE(decoded->at(1).type, PacketType::Message);
    QCOMPARE(decodeBase64(decoded->at(1).data).value(), bytes);
    QCOMPARE(decodeBase64("").value(), QByteArray());
}

void TestEngineIo::brokenBase64_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("bad character") << QByteArray("AQ!=");
    QTest::newRow("padding in the middle") << QByteArray("A=QI");
    QTest::newRow("white space") << QByteArray("AQ I");
    QTest::newRow("URL alphabet") << QByteArray("_-_-");
}

void TestEngineIo::brokenBase64()
{
    QFETCH(QByteArray, text);
    const auto decoded = decodeBase64(viewOf(text));
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, ErrorCode::InvalidPacket);
}

void TestEngineIo::handshakeGoesThere()
{
    using namespace std::chrono_literals;
    const Handshake handshake{.sid = "lv_VI97HAXpY6yYWAAAC",
                              .upgrades = {QStringLiteral("websocket")},
                              .pingInterval = 300ms,
                              .pingTimeout = 200ms,
                              .maxPayload = 1'000'000};
    const QByteArray json = encodeHandshake(handshake);
    QCOMPARE(QJsonDocument::fromJson(json).object().value(QLatin1String("pingInterval")).toInt(), 300);
    const auto decoded = decodeHandshake(viewOf(json));
    QVERIFY(decoded);
    QCOMPARE(decoded->sid, handshake.sid);
    QCOMPARE(decoded->upgrades, handshake.upgrades);
    QCOMPARE(decoded->pingInterval, 300ms);
    QCOMPARE(decoded->pingTimeout, 200ms);
    QCOMPARE(decoded->maxPayload, 1'000'000);
}

void TestEngineIo::handshakeDefaults()
{
    using namespace std::chrono_literals;
    const auto decoded = decodeHandshake(R"({"sid":"a","unknown":[1,{}],"upgrades":null})");
    QVERIFY(decoded);
    QCOMPARE(decoded->upgrades, QStringList());
    QCOMPARE(decoded->pingInterval, 25s);
    QCOMPARE(decoded->pingTimeout, 20s);
    QCOMPARE(decoded->maxPayload, 1'000'000);
}

void TestEngineIo::brokenHandshakes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::InvalidJson;
    QTest::newRow("no JSON") << QByteArray("{sid:1}") << ErrorCode::InvalidJson;
    QTest::newRow("cut off") << QByteArray(R"({"sid":"a")") << ErrorCode::InvalidJson;
    QTest::newRow("invalid UTF-8") << QByteArray("{\"sid\":\"\xff\"}") << ErrorCode::InvalidJson;
    QTest::newRow("array") << QByteArray("[]") << ErrorCode::InvalidJson;
    QTest::newRow("10,000 levels") << QByteArray(10'000, '[') << ErrorCode::InvalidJson;
    QTest::newRow("no sid") << QByteArray("{}") << ErrorCode::MissingField;
    QTest::newRow("null sid") << QByteArray(R"({"sid":null})") << ErrorCode::MissingField;
    QTest::newRow("empty sid") << QByteArray(R"({"sid":""})") << ErrorCode::MissingField;
    QTest::newRow("numeric sid") << QByteArray(R"({"sid":7})") << ErrorCode::WrongType;
    QTest::newRow("text for a number") << QByteArray(R"({"sid":"a","pingInterval":"25000"})") << ErrorCode::WrongType;
    QTest::newRow("text for maxPayload") << QByteArray(R"({"sid":"a","maxPayload":"1"})") << ErrorCode::WrongType;
    QTest::newRow("upgrades as text") << QByteArray(R"({"sid":"a","upgrades":"websocket"})") << ErrorCode::WrongType;
    QTest::newRow("upgrades of numbers") << QByteArray(R"({"sid":"a","upgrades":[1]})") << ErrorCode::WrongType;
    QTest::newRow("interval 0") << QByteArray(R"({"sid":"a","pingInterval":0})") << ErrorCode::InvalidArgument;
    QTest::newRow("negative interval") << QByteArray(R"({"sid":"a","pingInterval":-1})") << ErrorCode::InvalidArgument;
    QTest::newRow("negative timeout") << QByteArray(R"({"sid":"a","pingTimeout":-20000})")
                                      << ErrorCode::InvalidArgument;
    QTest::newRow("timeout without end") << QByteArray(R"({"sid":"a","pingTimeout":1e300})")
                                         << ErrorCode::InvalidArgument;
    QTest::newRow("negative maxPayload") << QByteArray(R"({"sid":"a","maxPayload":-5})") << ErrorCode::InvalidArgument;
}

void TestEngineIo::longIntervalsAreADay()
{
    using namespace std::chrono_literals;
    const auto decoded = decodeHandshake(R"({"sid":"a","pingInterval":2147483647,"pingTimeout":9007199254740992})");
    QVERIFY(decoded);
    QCOMPARE(decoded->pingInterval, 24h);
    QCOMPARE(decoded->pingTimeout, 24h);
}

void TestEngineIo::brokenHandshakes()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorCode, code);
    const auto decoded = decodeHandshake(viewOf(json));
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, code);
    QVERIFY(!decoded.error().text.isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineIo)
#include "tst_engineio.moc"
