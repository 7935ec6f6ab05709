// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "protocol/jsontext.h"
#include "protocol/pubsubcodec.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::protocol;
using base::bytesOf;
using base::viewOf;
using base::ErrorCode;

namespace {

bool isInside(std::string_view view, const QByteArray &buffer)
{
    return view.data() >= buffer.constData() && view.data() + view.size() <= buffer.constData() + buffer.size();
}

QByteArray nestedPayload(int levels)
{
    return R"({"topic":"t","message":)" + QByteArray(levels, '[') + QByteArray(levels, ']') + '}';
}

} // namespace

class TestPubSubDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messages_data();
    void messages();
    void framesAreRightSized();
    void viewsPointIntoTheFrame();
    void escapedStringsAreKeptOnce();
    void eventsMayHoldMore();
    void brokenObjects_data();
    void brokenObjects();
    void brokenEvents_data();
    void brokenEvents();
    void decoderGoesOnAfterErrors();
    void growsAndShrinks();
};

void TestPubSubDecoder::messages_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("producer");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const QByteArray &object, const QByteArray &topic, const QByteArray &id,
                        const QByteArray &producer, const QByteArray &payload) {
        QTest::newRow(name) << object << topic << id << producer << payload;
    };
    row("usual", R"({"topic":"orders","message_id":"i1","message":{"n":[1,2]},"producer":"p"})", "orders", "i1", "p",
        R"({"n":[1,2]})");
    row("other order", R"({"producer":"p","message":[],"message_id":"i1","topic":"orders"})", "orders", "i1", "p",
        "[]");
    row("without id and producer", R"({"topic":"t","message":1})", "t", "", "", "1");
    row("null id and producer", R"({"topic":"t","message_id":null,"message":1,"producer":null})", "t", "", "", "1");
    row("empty id", R"({"topic":"t","message_id":"","message":1})", "t", "", "", "1");
    row("string payload", R"({"topic":"t","message":"a\"}b"})", "t", "", "", R"("a\"}b")");
    row("null payload", R"({"topic":"t","message":null})", "t", "", "", "null");
    row("boolean payload", R"({"topic":"t","message":true})", "t", "", "", "true");
    row("huge number", R"({"topic":"t","message":-123456789012345678901234567890})", "t", "", "",
        "-123456789012345678901234567890");
    row("payload with white space",
        "{ \"topic\" : \"t\" ,\n \"message\" : { \"a\" : [ 1 , 2 ] } \n , \"producer\" : \"p\" } ", "t", "", "p",
        "{ \"a\" : [ 1 , 2 ] }");
    row("scalar before white space", "{\"topic\":\"t\",\"message\": 5 \n}", "t", "", "", "5");
    row("envelope names in the payload", R"({"message":{"topic":"x","message":2},"topic":"t"})", "t", "", "",
        R"({"topic":"x","message":2})");
    row("unknown fields", R"({"topic":"t","timestamp":1.5,"more":{"a":[{}]},"message":1})", "t", "", "", "1");
    row("the last of two keys", R"({"topic":5,"topic":"t","message":1,"message":2})", "t", "", "", "2");
    row("escapes",
        R"({"topic":"a\/b\u00e9","message_id":"\ud83d\ude00","message":1,"producer":"\"\\\b\f\n\r\t\u0000"})",
        "a/b\xc3\xa9", "\xf0\x9f\x98\x80", QByteArray("\"\\\b\f\n\r\t\0", 8), "1");
    row("lone surrogates", R"({"topic":"\ud800x\udc00\ud800\u0041","message":1})",
        "\xed\xa0\x80x\xed\xb0\x80\xed\xa0\x80"
        "A",
        "", "", "1");
    row("escapes in a key", R"({"t\u006fpic":"t","message":1})", "t", "", "", "1");
    row("UTF-8", "{\"topic\":\"\xe2\x82\xac\",\"message\":\"\xf0\x9f\x98\x80\"}", "\xe2\x82\xac", "", "",
        "\"\xf0\x9f\x98\x80\"");
    row("deepest payload as an event", nestedPayload(510), "t", "", "", QByteArray(510, '[') + QByteArray(510, ']'));
}

void TestPubSubDecoder::messages()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, producer);
    QFETCH(QByteArray, payload);
    PubSubDecoder decoder;
    const auto check = [&](const base::Result<base::Envelope> &envelope) {
        QVERIFY2(envelope, envelope ? "" : qPrintable(envelope.error().text));
        QCOMPARE(bytesOf(envelope->topic), topic);
        QCOMPARE(bytesOf(envelope->id), id);
        QCOMPARE(bytesOf(envelope->producer), producer);
        QCOMPARE(bytesOf(envelope->payload), payload);
    };
    const QByteArray objectFrame = PubSubDecoder::paddedFrame(viewOf(object));
    check(decoder.decodeMessageObject(objectFrame));
    const QByteArray eventFrame = PubSubDecoder::paddedFrame(viewOf(R"(["message",)" + object + ']'));
    check(decoder.decodeMessageEvent(eventFrame));
}

void TestPubSubDecoder::framesAreRightSized()
{
    const QByteArray json(1000, ' ');
    const QByteArray frame = PubSubDecoder::paddedFrame(viewOf(json));
    QCOMPARE(frame, json);
    QVERIFY(frame.capacity() >= frame.size() + PubSubDecoder::padding());
    QVERIFY(frame.capacity() <= frame.size() + PubSubDecoder::padding() + 32);
}

void TestPubSubDecoder::viewsPointIntoTheFrame()
{
    PubSubDecoder decoder;
    const QByteArray frame = PubSubDecoder::paddedFrame(
        R"(["message",{"topic":"t","message_id":"i","message":{"a":"\n"},"producer":"p"}])");
    const auto envelope = decoder.decodeMessageEvent(frame);
    QVERIFY(envelope);
    for (const std::string_view view : {envelope->topic, envelope->id, envelope->producer, envelope->payload})
        QVERIFY(isInside(view, frame));
    QVERIFY(envelope->unescaped.isNull());
}

void TestPubSubDecoder::escapedStringsAreKeptOnce()
{
    PubSubDecoder decoder;
    const QByteArray frame = PubSubDecoder::paddedFrame(
        R"({"topic":"a\tb","message_id":"plain","message":1,"producer":"c\td"})");
    auto envelope = decoder.decodeMessageObject(frame);
    QVERIFY(envelope);
    const base::Envelope moved = *std::move(envelope);
    QVERIFY(isInside(moved.topic, moved.unescaped));
    QVERIFY(isInside(moved.producer, moved.unescaped));
    QVERIFY(isInside(moved.id, frame));
    QCOMPARE(moved.unescaped, QByteArray("a\tbc\td"));
}

void TestPubSubDecoder::eventsMayHoldMore()
{
    PubSubDecoder decoder;
    const QByteArray frame = PubSubDecoder::paddedFrame(R"(["message",{"topic":"t","message":1},{"more":[1]},2])");
    const auto envelope = decoder.decodeMessageEvent(frame);
    QVERIFY(envelope);
    QCOMPARE(bytesOf(envelope->topic), QByteArray("t"));
}

void TestPubSubDecoder::brokenObjects_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QByteArray &object, ErrorCode code) {
        QTest::newRow(name) << object << code;
    };
    row("no topic", R"({"message_id":"1","message":1})", ErrorCode::MissingField);
    row("null topic", R"({"topic":null,"message":1})", ErrorCode::MissingField);
    row("empty topic", R"({"topic":"","message":1})", ErrorCode::MissingField);
    row("no payload", R"({"topic":"t","message_id":"1"})", ErrorCode::MissingField);
    row("empty object", "{}", ErrorCode::MissingField);
    row("numeric topic", R"({"topic":5,"message":1})", ErrorCode::WrongType);
    row("topic as an object", R"({"topic":{"a":1},"message":1})", ErrorCode::WrongType);
    row("numeric id", R"({"topic":"t","message_id":17,"message":1})", ErrorCode::WrongType);
    row("id as an array", R"({"topic":"t","message_id":["17"],"message":1})", ErrorCode::WrongType);
    row("numeric producer", R"({"topic":"t","message":1,"producer":1})", ErrorCode::WrongType);
    row("array", "[1]", ErrorCode::WrongType);
    row("string", R"("text")", ErrorCode::WrongType);
    row("empty", "", ErrorCode::InvalidJson);
    row("open", R"({"topic":"t","message":1)", ErrorCode::InvalidJson);
    row("broken payload", R"({"topic":"t","message":{"a":tru}})", ErrorCode::InvalidJson);
    row("broken unknown field", R"({"topic":"t","message":1,"x":[1,]})", ErrorCode::InvalidJson);
    row("broken JSON wins over a missing topic", R"({"message":[1,}])", ErrorCode::InvalidJson);
    row("trailing garbage", R"({"topic":"t","message":1} x)", ErrorCode::InvalidJson);
    row("a second object", R"({"topic":"t","message":1}{})", ErrorCode::InvalidJson);
    row("invalid escape in the topic", R"({"topic":"\z","message":1})", ErrorCode::InvalidJson);
    row("invalid UTF-8 in the payload", "{\"topic\":\"t\",\"message\":\"\xff\"}", ErrorCode::InvalidUtf8);
    row("invalid UTF-8 in the topic", "{\"topic\":\"\xc3\",\"message\":1}", ErrorCode::InvalidUtf8);
    row("payload 10,000 deep", nestedPayload(10'000), ErrorCode::TooDeep);
    row("one level too deep", nestedPayload(512), ErrorCode::TooDeep);
    row("unknown field too deep",
        R"({"topic":"t","message":1,"x":)" + QByteArray(600, '[') + QByteArray(600, ']') + '}', ErrorCode::TooDeep);
}

void TestPubSubDecoder::brokenObjects()
{
    QFETCH(QByteArray, object);
    QFETCH(ErrorCode, code);
    PubSubDecoder decoder;
    const auto envelope = decoder.decodeMessageObject(PubSubDecoder::paddedFrame(viewOf(object)));
    QVERIFY(!envelope);
    QCOMPARE(envelope.error().code, code);
    QVERIFY(!envelope.error().text.isEmpty());
}

void TestPubSubDecoder::brokenEvents_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QByteArray &event, ErrorCode code) {
        QTest::newRow(name) << event << code;
    };
    row("no object", R"(["message"])", ErrorCode::MissingField);
    row("no topic", R"(["message",{"message":1}])", ErrorCode::MissingField);
    row("numeric id", R"(["message",{"topic":"t","message_id":1,"message":1}])", ErrorCode::WrongType);
    row("string for the object", R"(["message","text"])", ErrorCode::WrongType);
    row("null for the object", R"(["message",null])", ErrorCode::WrongType);
    row("array for the object", R"(["message",[{"topic":"t"}]])", ErrorCode::WrongType);
    row("broken after a string", R"(["message","text",])", ErrorCode::InvalidJson);
    row("broken string", R"(["message","\x"])", ErrorCode::InvalidJson);
    row("empty", "", ErrorCode::InvalidJson);
    row("object", R"({"topic":"t","message":1})", ErrorCode::InvalidJson);
    row("open", R"(["message",{"topic":"t","message":1})", ErrorCode::InvalidJson);
    row("trailing garbage", R"(["message",{"topic":"t","message":1}]x)", ErrorCode::InvalidJson);
    row("trailing bracket", R"(["message",{"topic":"t","message":1}]])", ErrorCode::InvalidJson);
    row("a second array", R"(["message",{"topic":"t","message":1}][])", ErrorCode::InvalidJson);
    row("broken further argument", R"(["message",{"topic":"t","message":1},nope])", ErrorCode::InvalidJson);
    row("no comma", R"(["message" {"topic":"t","message":1}])", ErrorCode::InvalidJson);
    row("invalid UTF-8", "[\"message\",{\"topic\":\"t\",\"message\":\"\xed\xa0\x80\"}]", ErrorCode::InvalidUtf8);
    row("one level too deep", R"(["message",)" + nestedPayload(511) + ']', ErrorCode::TooDeep);
    row("10,000 deep", R"(["message",)" + nestedPayload(10'000) + ']', ErrorCode::TooDeep);
    row("10,000 deep and open", R"(["message",{"topic":"t","message":)" + QByteArray(10'000, '[') + "]",
        ErrorCode::TooDeep);
}

void TestPubSubDecoder::brokenEvents()
{
    QFETCH(QByteArray, event);
    QFETCH(ErrorCode, code);
    PubSubDecoder decoder;
    const auto envelope = decoder.decodeMessageEvent(PubSubDecoder::paddedFrame(viewOf(event)));
    QVERIFY(!envelope);
    QCOMPARE(envelope.error().code, code);
    QVERIFY(!envelope.error().text.isEmpty());
}

void TestPubSubDecoder::decoderGoesOnAfterErrors()
{
    PubSubDecoder decoder;
    const QByteArray good = PubSubDecoder::paddedFrame(R"({"topic":"t","message":{"a":[1]}})");
    for (const QByteArray &bad :
         {QByteArray("{"), QByteArray("\xff"), nestedPayload(2000), QByteArray("[]"), QByteArray(R"({"topic":1})")}) {
        QVERIFY(!decoder.decodeMessageObject(PubSubDecoder::paddedFrame(viewOf(bad))));
        const auto envelope = decoder.decodeMessageObject(good);
        QVERIFY(envelope);
        QCOMPARE(bytesOf(envelope->payload), QByteArray(R"({"a":[1]})"));
    }
}

void TestPubSubDecoder::growsAndShrinks()
{
    PubSubDecoder decoder;
    for (const int kilobytes : {1, 200, 9000, 1, 5000, 100}) {
        const QByteArray payload = '"' + QByteArray(kilobytes * 1024, 'x') + '"';
        const QByteArray frame = PubSubDecoder::paddedFrame(viewOf(R"({"topic":"t","message":)" + payload + '}'));
        const auto envelope = decoder.decodeMessageObject(frame);
        QVERIFY(envelope);
        QVERIFY(envelope->payload == viewOf(payload));
    }
}

QTEST_GUILESS_MAIN(TestPubSubDecoder)
#include "tst_pubsubdecoder.moc"
