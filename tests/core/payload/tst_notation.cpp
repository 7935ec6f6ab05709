// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "payload/jsonscan.h"
#include "payload/notation.h"
#include "protocol/jsontext.h"

#include <QTest>

using namespace topicscope::payload;
using topicscope::base::Encoding;
using topicscope::base::viewOf;

class TestNotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesValues_data()
    {
        QTest::addColumn<Encoding>("encoding");
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("notation");
        QTest::addColumn<QByteArray>("json"); // empty: the same
        const auto pack = [](const char *name, const char *hex, const char *notation, const char *json = "") {
            QTest::newRow(name) << Encoding::MessagePack << QByteArray(hex) << QByteArray(notation) << QByteArray(json);
        };
        pack("nil", "c0", "null");
        pack("booleans", "92c2c3", "[false,true]");
        pack("small numbers", "93007fe0", "[0,127,-32]");
        pack("minus one", "ff", "-1");
        pack("the largest number", "cfffffffffffffffff", "18446744073709551615");
        pack("the smallest number", "d38000000000000000", "-9223372036854775808");
        pack("signed numbers of each size", "94d080d18000d280000000d100ff", "[-128,-32768,-2147483648,255]");
        pack("unsigned numbers of each size", "93ccffcdffffceffffffff", "[255,65535,4294967295]");
        pack("floats", "92cb3ff0000000000000ca3dcccccd", "[1.0,0.10000000149011612]");
        pack("what JSON has no number for", "93cb7ff8000000000000cb7ff0000000000000cbfff0000000000000",
             "[NaN,Infinity,-Infinity]", "[\"NaN\",\"Infinity\",\"-Infinity\"]");
        pack("a text", "a5c3a9220a5c", "\"é\\\"\\n\\\\\"");
        pack("a text that is no UTF-8", "a2ff41", "text'ff41'", "\"text'ff41'\"");
        pack("bytes", "c403000a27", "h'000a27'", "\"h'000a27'\"");
        pack("extensions of each size",
             "95d40501d5ff0102d6000102030"
             "4c70002c8000103ff",
             "[ext'5:01',ext'-1:0102',ext'0:01020304',ext'2:',ext'3:ff']",
             "[\"ext'5:01'\",\"ext'-1:0102'\",\"ext'0:01020304'\",\"ext'2:'\",\"ext'3:ff'\"]");
        pack("a map", "82a16101a16290", "{\"a\":1,\"b\":[]}");
        pack("keys that are no text", "8301a0c3a0c40100a0", "{1:\"\",true:\"\",h'00':\"\"}",
             "{\"1\":\"\",\"true\":\"\",\"h'00'\":\"\"}");
        pack("a key twice", "82a16101a16102", "{\"a\":1,\"a\":2}");
        pack("keys that hold others", "8291a16101809101", "{[\"a\"]:1,{}:[1]}",
             "{\"encoded'91a161'\":1,\"encoded'80'\":[1]}");
        pack("containers with long counts",
             "dc0001df00000001a1610"
             "1",
             "[{\"a\":1}]");

        const auto cbor = [](const char *name, const char *hex, const char *notation, const char *json = "") {
            QTest::newRow(name) << Encoding::Cbor << QByteArray(hex) << QByteArray(notation) << QByteArray(json);
        };
        // RFC 8949, appendix A
        cbor("CBOR: numbers",
             "8700171818190"
             "3e81b000000e8d4a510001bffffffffffffffff20",
             "[0,23,24,1000,1000000000000,18446744073709551615,-1]");
        cbor("CBOR: the smallest number", "3bffffffffffffffff", "-18446744073709551616");
        cbor("CBOR: a large integer", "c249010000000000000000", "2(h'010000000000000000')",
             "{\"tag\":2,\"value\":\"h'010000000000000000'\"}");
        cbor("CBOR: floats", "86f93c00f97bfff90001fa47c35000fb7e37e43c8800759cf98000",
             "[1.0,65504.0,5.960464477539063e-08,1e+05,1e+300,-0.0]");
        cbor("CBOR: what JSON has no number for", "83f97e00f97c00f9fc00", "[NaN,Infinity,-Infinity]",
             "[\"NaN\",\"Infinity\",\"-Infinity\"]");
        cbor("CBOR: simple values", "86f4f5f6f7f0f8ff", "[false,true,null,undefined,simple(16),simple(255)]",
             "[false,true,null,\"undefined\",\"simple(16)\",\"simple(255)\"]");
        cbor("CBOR: tags", "82c11a514b67b0d9d9f7a0", "[1(1363896240),55799({})]",
             "[{\"tag\":1,\"value\":1363896240},{\"tag\":55799,\"value\":{}}]");
        cbor("CBOR: a tag in a tag", "c1c202", "1(2(2))", "{\"tag\":1,\"value\":{\"tag\":2,\"value\":2}}");
        cbor("CBOR: bytes and text", "8244010203046449455446", "[h'01020304',\"IETF\"]", "[\"h'01020304'\",\"IETF\"]");
        cbor("CBOR: in pieces", "825f42010243030405ff7f657374726561646d696e67ff", "[h'0102030405',\"streaming\"]",
             "[\"h'0102030405'\",\"streaming\"]");
        cbor("CBOR: without counts", "9f018202039f0405ffbf61610161629f0203ffffff",
             "[1,[2,3],[4,5],{\"a\":1,\"b\":[2,3]}]");
        cbor("CBOR: a tagged key", "a1c10102", "{1(1):2}", "{\"encoded'c101'\":2}");
        cbor("CBOR: an empty map without count", "bfff", "{}");
    }

    void writesValues()
    {
        QFETCH(const Encoding, encoding);
        QFETCH(const QByteArray, hex);
        QFETCH(const QByteArray, notation);
        QFETCH(const QByteArray, json);
        const QByteArray bytes = QByteArray::fromHex(hex);
        const auto written = notationOf(viewOf(bytes), encoding);
        QVERIFY2(written, written ? "" : qUtf8Printable(written.error().text));
        QCOMPARE(*written, notation);
        const auto plain = jsonOf(viewOf(bytes), encoding);
        QVERIFY(plain);
        QCOMPARE(*plain, json.isEmpty() ? notation : json);
        QVERIFY(topicscope::protocol::validatePayload(viewOf(*plain)));
        // Who walks over the notation finds the whole of it.
        const jsonscan::Value value = jsonscan::valueAt(viewOf(notation), 0);
        QCOMPARE(value.end, static_cast<std::size_t>(notation.size()));
    }

    void tellsWhatIsNone()
    {
        QCOMPARE(notationOf("\xc1", Encoding::MessagePack).error().code, topicscope::base::ErrorCode::InvalidPayload);
        QVERIFY(!jsonOf("\x81\x01", Encoding::MessagePack));
    }

    void writesWhatIsNoContainer()
    {
        QCOMPARE(*notationOf("a\"b", Encoding::Text), QByteArray("\"a\\\"b\""));
        QCOMPARE(*notationOf(std::string_view("\0\xff", 2), Encoding::Binary), QByteArray("h'00ff'"));
        QCOMPARE(*notationOf("{\"a\": 1e400}", Encoding::Json), QByteArray("{\"a\": 1e400}"));
    }

    void putsAttachmentsInTheirPlaces()
    {
        const QList<QByteArray> attachments{QByteArray("\x01\x02"), QByteArray()};
        const std::string_view json =
            "[{\"_placeholder\":true,\"num\":0}, "
            "{\"_placeholder\":true,\"num\":1},\"{\\\"_placeholder\\\":true,\\\"num\\\":0}\"]";
        QCOMPARE(*notationOf(json, Encoding::Json, attachments),
                 QByteArray("[h'0102', h'',\"{\\\"_placeholder\\\":true,\\\"num\\\":0}\"]"));
        QCOMPARE(*jsonOf(json, Encoding::Json, attachments),
                 QByteArray("[\"h'0102'\", \"h''\",\"{\\\"_placeholder\\\":true,\\\"num\\\":0}\"]"));
    }

    void marksWhatJsonLacks()
    {
        QList<QByteArray> blobs;
        // [h'01', ext, NaN, undefined, a text that is no UTF-8]
        const QByteArray bytes = QByteArray::fromHex("95c40101d4fe02cb7ff8000000000000a1ffa162");
        QCOMPARE(*markedJsonOf(viewOf(bytes), Encoding::MessagePack, {}, "#", blobs),
                 QByteArray("[\"#b0\",\"#e-2:1\",\"#nNaN\",\"#b2\",\"b\"]"));
        QCOMPARE(blobs, (QList<QByteArray>{"\x01", "\x02", "\xff"}));
        QCOMPARE(*markedJsonOf("\xf7", Encoding::Cbor, {}, "#", blobs), QByteArray("\"#u\""));
    }

    void walksOverTaggedValues()
    {
        const std::string_view text = "{1:24(\"x\"),\"b\":[2({\"c\":h'00'}),simple(16)],{\"k\":1}:NaN}";
        const jsonscan::Value whole = jsonscan::valueAt(text, 0);
        QCOMPARE(whole.end, text.size());
        QList<std::pair<QByteArray, QByteArray>> members;
        jsonscan::forEachChild(
            text, whole, 0, [](std::size_t) { return std::size_t{0}; },
            [&](const jsonscan::Value &value) {
                members.append({topicscope::base::bytesOf(text.substr(value.keyBegin, value.keyEnd - value.keyBegin)),
                                topicscope::base::bytesOf(text.substr(value.begin, value.end - value.begin))});
                return true;
            });
        QCOMPARE(members, (QList<std::pair<QByteArray, QByteArray>>{
                              {"1", "24(\"x\")"}, {"\"b\"", "[2({\"c\":h'00'}),simple(16)]"}, {"{\"k\":1}", "NaN"}}));
        const jsonscan::Value tagged = jsonscan::valueAt(text, 3);
        QVERIFY(tagged.kind == jsonscan::Kind::Tagged);
        QCOMPARE(jsonscan::childCount(text, tagged), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestNotation)
#include "tst_notation.moc"
