// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "protocol/pubsubcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace topicscope;
using namespace topicscope::protocol;
using base::viewOf;

namespace {

base::MessagePtr messageOf(const QByteArray &object)
{
    PubSubDecoder decoder;
    const QByteArray frame = PubSubDecoder::paddedFrame(viewOf(object));
    return base::Message::create(frame, decoder.decodeMessageObject(frame).value(), {});
}

QByteArray consumedOf(std::string_view consumer, const base::Message &message)
{
    QByteArray json("42"); // what stands there already stays
    protocol::appendConsumed(json, consumer, message);
    return json.startsWith("42") ? json.sliced(2) : QByteArray();
}

} // namespace

class TestPubSubCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventNames_data();
    void eventNames();
    void subscribes();
    void acknowledges_data();
    void acknowledges();
    void acknowledgementKeepsThePayloadsBytes();
    void messageObjects_data();
    void messageObjects();
};

void TestPubSubCodec::eventNames_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ServerEvent>("event");
    const auto row = [](const char *name, const QByteArray &json, ServerEvent event) {
        QTest::newRow(name) << json << event;
    };
    row("message", R"(["message",{}])", ServerEvent::Message);
    row("white space", " [ \"message\" , {} ]", ServerEvent::Message);
    row("name alone", R"(["message"])", ServerEvent::Message);
    row("cut off behind the name", R"(["message")", ServerEvent::Message);
    row("subscribed", R"(["subscribed",{"status":"ok"}])", ServerEvent::Subscribed);
    row("new_message", R"(["new_message",{}])", ServerEvent::NewMessage);
    row("new_consumption", R"(["new_consumption",{}])", ServerEvent::NewConsumption);
    row("new_client", R"(["new_client",{}])", ServerEvent::NewClient);
    row("client_disconnected", R"(["client_disconnected",{}])", ServerEvent::ClientDisconnected);
    row("unknown", R"(["chat",1])", ServerEvent::Other);
    row("longer name", R"(["messages",1])", ServerEvent::Other);
    row("shorter name", R"(["mess",1])", ServerEvent::Other);
    row("other case", R"(["Message",1])", ServerEvent::Other);
    row("with an escape", R"(["mess\u0061ge",1])", ServerEvent::Other);
    row("empty name", R"(["",1])", ServerEvent::Other);
    row("empty", "", ServerEvent::None);
    row("empty array", "[]", ServerEvent::None);
    row("number for a name", "[1,2]", ServerEvent::None);
    row("object", R"({"message":1})", ServerEvent::None);
    row("open name", R"(["message)", ServerEvent::None);
    row("bracket alone", "[", ServerEvent::None);
}

void TestPubSubCodec::eventNames()
{
    QFETCH(QByteArray, json);
    QFETCH(ServerEvent, event);
    QCOMPARE(PubSubDecoder::eventOf(viewOf(json)), event);
}

void TestPubSubCodec::subscribes()
{
    QCOMPARE(encodeSubscribe(QStringLiteral("me"), {QStringLiteral("orders"), QStringLiteral("*")}),
             QByteArray(R"(["subscribe",{"consumer":"me","topics":["orders","*"]}])"));
    QCOMPARE(encodeSubscribe(QStringLiteral("me"), {}), QByteArray(R"(["subscribe",{"consumer":"me","topics":[]}])"));
    const QString odd = QStringLiteral("a\"\\\n\u00e9");
    const auto parsed = QJsonDocument::fromJson(encodeSubscribe(odd, {odd})).array();
    QCOMPARE(parsed.at(1)[QLatin1String("consumer")].toString(), odd);
    QCOMPARE(parsed.at(1)[QLatin1String("topics")][0].toString(), odd);
}

void TestPubSubCodec::acknowledges_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QByteArray>("consumed");
    QTest::newRow("plain")
        << QByteArray(R"({"topic":"orders","message_id":"1","message":{"n":1},"producer":"p"})")
        << QByteArray(R"(["consumed",{"consumer":"h","topic":"orders","message_id":"1","message":{"n":1}}])");
    QTest::newRow("no id")
        << QByteArray(R"({"topic":"orders","message":"text"})")
        << QByteArray(R"(["consumed",{"consumer":"h","topic":"orders","message_id":null,"message":"text"}])");
    QTest::newRow("escapes")
        << QByteArray(R"({"topic":"a\"b","message_id":"\\","message":"\u00e9"})")
        << QByteArray(R"(["consumed",{"consumer":"h","topic":"a\"b","message_id":"\\","message":"\u00e9"}])");
}

void TestPubSubCodec::acknowledges()
{
    QFETCH(QByteArray, object);
    QFETCH(QByteArray, consumed);
    const auto message = messageOf(object);
    QCOMPARE(consumedOf("h", *message), consumed);
    QCOMPARE(QJsonDocument::fromJson(consumedOf("a \"handler\"", *message))[1][QLatin1String("consumer")].toString(),
             QStringLiteral("a \"handler\""));
}

void TestPubSubCodec::acknowledgementKeepsThePayloadsBytes()
{
    const QByteArray payload = R"({ "z" : 1.50, "a" : [ 12345678901234567890123 ] })";
    const auto message = messageOf(R"({"topic":"t","message":)" + payload + R"(, "producer":"p"})");
    QVERIFY(consumedOf("h", *message).contains("\"message\":" + payload + '}'));
}

void TestPubSubCodec::messageObjects_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("producer");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("all") << QByteArray("i") << QByteArray("{\"a\":1}") << QByteArray("p")
                         << QByteArray(R"({"topic":"t","message_id":"i","message":{"a":1},"producer":"p"})");
    QTest::newRow("topic and payload only")
        << QByteArray() << QByteArray("5") << QByteArray()
        << QByteArray(R"({"topic":"t","message_id":null,"message":5,"producer":null})");
}

void TestPubSubCodec::messageObjects()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, producer);
    QFETCH(QByteArray, json);
    const QByteArray encoded = encodeMessageObject("t", viewOf(id), viewOf(payload), viewOf(producer));
    QCOMPARE(encoded, json);
    const auto message = messageOf(encoded);
    QVERIFY(message->topic() == "t");
    QVERIFY(message->id() == viewOf(id));
    QVERIFY(message->payload() == viewOf(payload));
    QVERIFY(message->producer() == viewOf(producer));
}

QTEST_GUILESS_MAIN(TestPubSubCodec)
#include "tst_pubsubcodec.moc"
