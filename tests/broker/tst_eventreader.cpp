// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "broker/pubsub/eventreader.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using base::bytesOf;
using base::ErrorCode;

namespace {

base::Result<Subscription> subscription(EventReader &reader, const QByteArray &argument)
{
    const QByteArray json = "[\"subscribe\"," + argument + ']';
    const auto event = reader.read(json.toStdString());
    return event ? reader.readSubscribe(*event) : tl::unexpected(event.error());
}

} // namespace

class TestEventReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNames();
    void readsSubscribe();
    void readsConsumed_data();
    void readsConsumed();
    void readsAPublication();
    void checksObjects();

    void refusesBrokenEvents_data();
    void refusesBrokenEvents();
    void refusesBadSubscriptions_data();
    void refusesBadSubscriptions();
    void boundsSubscriptions();
    void refusesBadConsumptions_data();
    void refusesBadConsumptions();
    void refusesBadPublications_data();
    void refusesBadPublications();
};

void TestEventReader::readsNames()
{
    EventReader reader;
    const auto event = reader.read(R"(["tick",1,{"a":[]}])");
    QVERIFY(event);
    QCOMPARE(event->name, QByteArray("tick"));
    QCOMPARE(event->frame, QByteArray("[\"tick\",1,{\"a\":[]}]"));
}

void TestEventReader::readsSubscribe()
{
    EventReader reader;
    const auto read = subscription(reader, "{\"consumer\":\"b\\u00fcro\",\"topics\":[\"a\",\"*\",\"a\",\"b\"]}");
    QVERIFY(read);
    QCOMPARE(read->consumer, QByteArray("b\xc3\xbcro"));
    QCOMPARE(read->topics, (QList<QByteArray>{"a", "*", "b"}));
    QVERIFY(subscription(reader, "{\"consumer\":\"c\",\"topics\":[]}")->topics.isEmpty());
}

void TestEventReader::readsConsumed_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("object") << QByteArray(
        "{\"consumer\":\"c\",\"topic\":\"t\",\"message_id\":\"1\",\"message\":{\"a\": 1.50}}")
                            << QByteArray("1") << QByteArray("{\"a\": 1.50}");
    QTest::newRow("another order") << QByteArray(
        "{\"message\":[],\"topic\":\"t\",\"message_id\":\"2\",\"consumer\":\"c\"}")
                                   << QByteArray("2") << QByteArray("[]");
    QTest::newRow("large number") << QByteArray(
        "{\"consumer\":\"c\",\"topic\":\"t\",\"message_id\":\"3\",\"message\":1e999}")
                                  << QByteArray("3") << QByteArray("1e999");
    QTest::newRow("no id") << QByteArray("{\"consumer\":\"c\",\"topic\":\"t\",\"message\":\"x\"}") << QByteArray()
                           << QByteArray("\"x\"");
    QTest::newRow("null id") << QByteArray("{\"consumer\":\"c\",\"topic\":\"t\",\"message_id\":null,\"message\":null}")
                             << QByteArray() << QByteArray("null");
}

void TestEventReader::readsConsumed()
{
    QFETCH(QByteArray, argument);
    EventReader reader;
    const auto event = reader.read(("[\"consumed\"," + argument + ']').toStdString());
    QVERIFY(event);
    const auto consumption = reader.readConsumed(*event);
    QVERIFY(consumption);
    QCOMPARE(consumption->consumer, QByteArray("c"));
    QCOMPARE(bytesOf(consumption->envelope.topic), QByteArray("t"));
    QTEST(bytesOf(consumption->envelope.id), "id");
    QTEST(bytesOf(consumption->envelope.payload), "payload");
}

void TestEventReader::readsAPublication()
{
    EventReader reader;
    const QByteArray frame = protocol::PubSubDecoder::paddedFrame(
        R"({"topic":"t","message_id":"1","message":0,"producer":"p"})");
    const auto message = reader.readPublication(frame);
    QVERIFY(message);
    QCOMPARE(bytesOf(message->payload), QByteArray("0"));
    QCOMPARE(bytesOf(message->producer), QByteArray("p"));
}

void TestEventReader::checksObjects()
{
    EventReader reader;
    QVERIFY(reader.checkObject(""));
    QVERIFY(reader.checkObject("{}"));
    QVERIFY(reader.checkObject(R"({"token":"x"})"));
    QVERIFY(!reader.checkObject("[]"));
    QVERIFY(!reader.checkObject("{\"token\":}"));
}

void TestEventReader::refusesBrokenEvents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty array") << QByteArray("[]") << ErrorCode::InvalidPacket;
    QTest::newRow("number as name") << QByteArray("[1]") << ErrorCode::InvalidPacket;
    QTest::newRow("cut") << QByteArray("[\"a\",{") << ErrorCode::InvalidJson;
    QTest::newRow("two texts") << QByteArray("[\"a\"] []") << ErrorCode::InvalidJson;
    QTest::newRow("broken number") << QByteArray("[\"a\",01]") << ErrorCode::InvalidJson;
    QTest::newRow("UTF-8") << QByteArray("[\"a\",\"\xff\"]") << ErrorCode::InvalidUtf8;
    QTest::newRow("deep") << "[\"a\"," + QByteArray(10'000, '[') + QByteArray(10'001, ']') << ErrorCode::TooDeep;
}

void TestEventReader::refusesBrokenEvents()
{
    QFETCH(QByteArray, json);
    EventReader reader;
    const auto event = reader.read(json.toStdString());
    QVERIFY(!event);
    QTEST(event.error().code, "code");
}

void TestEventReader::refusesBadSubscriptions_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("string") << QByteArray("\"t\"") << ErrorCode::MissingField;
    QTest::newRow("no consumer") << QByteArray("{\"topics\":[\"t\"]}") << ErrorCode::MissingField;
    QTest::newRow("empty consumer") << QByteArray("{\"consumer\":\"\",\"topics\":[\"t\"]}") << ErrorCode::MissingField;
    QTest::newRow("numeric consumer") << QByteArray("{\"consumer\":1,\"topics\":[\"t\"]}") << ErrorCode::WrongType;
    QTest::newRow("long consumer") << "{\"consumer\":\"" + QByteArray(4097, 'x') + "\",\"topics\":[\"t\"]}"
                                   << ErrorCode::TooLarge;
    QTest::newRow("no topics") << QByteArray("{\"consumer\":\"c\"}") << ErrorCode::MissingField;
    QTest::newRow("topics as string") << QByteArray("{\"consumer\":\"c\",\"topics\":\"t\"}") << ErrorCode::MissingField;
    QTest::newRow("numeric topic") << QByteArray("{\"consumer\":\"c\",\"topics\":[\"t\",1]}") << ErrorCode::WrongType;
    QTest::newRow("empty topic") << QByteArray("{\"consumer\":\"c\",\"topics\":[\"\"]}") << ErrorCode::WrongType;
    QTest::newRow("long topic") << "{\"consumer\":\"c\",\"topics\":[\"" + QByteArray(4097, 'x') + "\"]}"
                                << ErrorCode::TooLarge;
}

void TestEventReader::refusesBadSubscriptions()
{
    QFETCH(QByteArray, argument);
    EventReader reader;
    const auto read = subscription(reader, argument);
    QVERIFY(!read);
    QTEST(read.error().code, "code");
    QVERIFY(!read.error().text.isEmpty());
}

void TestEventReader::boundsSubscriptions()
{
    EventReader reader;
    QByteArray topics;
    for (int i = 0; i < 1'000; ++i)
        topics += "\"t" + QByteArray::number(i) + "\",";
    const auto with = [&](const QByteArray &last) {
        return subscription(reader, "{\"consumer\":\"c\",\"topics\":[" + topics + last + "]}");
    };
    topics.chop(1);
    QCOMPARE(with({})->topics.size(), 1'000);
    QCOMPARE(with(",\"one more\"").error().code, ErrorCode::TooLarge);
}

void TestEventReader::refusesBadConsumptions_data()
{
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no object") << QByteArray("[1]") << ErrorCode::WrongType;
    QTest::newRow("no topic") << QByteArray("{\"consumer\":\"c\",\"message\":1}") << ErrorCode::MissingField;
    QTest::newRow("no message") << QByteArray("{\"consumer\":\"c\",\"topic\":\"t\"}") << ErrorCode::MissingField;
    QTest::newRow("no consumer") << QByteArray("{\"topic\":\"t\",\"message\":1}") << ErrorCode::MissingField;
    QTest::newRow("numeric consumer") << QByteArray("{\"consumer\":1,\"topic\":\"t\",\"message\":1}")
                                      << ErrorCode::MissingField;
    QTest::newRow("numeric id") << QByteArray("{\"consumer\":\"c\",\"topic\":\"t\",\"message_id\":1,\"message\":1}")
                                << ErrorCode::WrongType;
    QTest::newRow("long topic") << "{\"consumer\":\"c\",\"topic\":\"" + QByteArray(4097, 'x') + "\",\"message\":1}"
                                << ErrorCode::TooLarge;
}

void TestEventReader::refusesBadConsumptions()
{
    QFETCH(QByteArray, argument);
    EventReader reader;
    const auto event = reader.read(("[\"consumed\"," + argument + ']').toStdString());
    QVERIFY(event);
    const auto consumption = reader.readConsumed(*event);
    QVERIFY(!consumption);
    QTEST(consumption.error().code, "code");
}

void TestEventReader::refusesBadPublications_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::InvalidJson;
    QTest::newRow("array") << QByteArray("[]") << ErrorCode::WrongType;
    QTest::newRow("no topic") << QByteArray(R"({"message_id":"1","message":1,"producer":"p"})")
                              << ErrorCode::MissingField;
    QTest::newRow("no id") << QByteArray(R"({"topic":"t","message":1,"producer":"p"})") << ErrorCode::MissingField;
    QTest::newRow("empty id") << QByteArray(R"({"topic":"t","message_id":"","message":1,"producer":"p"})")
                              << ErrorCode::MissingField;
    QTest::newRow("no message") << QByteArray(R"({"topic":"t","message_id":"1","producer":"p"})")
                                << ErrorCode::MissingField;
    QTest::newRow("null message") << QByteArray(R"({"topic":"t","message_id":"1","message":null,"producer":"p"})")
                                  << ErrorCode::MissingField;
    QTest::newRow("empty message") << QByteArray(R"({"topic":"t","message_id":"1","message":"","producer":"p"})")
                                   << ErrorCode::MissingField;
    QTest::newRow("no producer") << QByteArray(R"({"topic":"t","message_id":"1","message":1})")
                                 << ErrorCode::MissingField;
    QTest::newRow("numeric producer") << QByteArray(R"({"topic":"t","message_id":"1","message":1,"producer":7})")
                                      << ErrorCode::WrongType;
    QTest::newRow("long id") << R"({"topic":"t","message":1,"producer":"p","message_id":")" + QByteArray(4097, 'x')
                                    + "\"}"
                             << ErrorCode::TooLarge;
}

void TestEventReader::refusesBadPublications()
{
    QFETCH(QByteArray, body);
    EventReader reader;
    const auto message = reader.readPublication(
        protocol::PubSubDecoder::paddedFrame({body.constData(), static_cast<std::size_t>(body.size())}));
    QVERIFY(!message);
    QTEST(message.error().code, "code");
}

QTEST_GUILESS_MAIN(TestEventReader)
#include "tst_eventreader.moc"
