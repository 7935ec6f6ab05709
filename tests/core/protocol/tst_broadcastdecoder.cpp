// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/broadcastdecoder.h"

#include "base/bytes.h"

#include <QTest>

using namespace topicscope;
using base::ErrorCode;
using base::viewOf;
using protocol::BroadcastDecoder;
using protocol::PubSubDecoder;
using protocol::ServerEvent;

class TestBroadcastDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNewMessage()
    {
        BroadcastDecoder decoder;
        const auto read = decoder.decode(ServerEvent::NewMessage,
                                         R"(["new_message",{"topic":"orders","message_id":"id-1",)"
                                         R"("message":{"topic":"inner","list":[1,{"timestamp":7}]},)"
                                         R"("producer":"shop","timestamp":1700000000.123456}])");
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QCOMPARE(read->event, ServerEvent::NewMessage);
        QVERIFY(read->topic == "orders" && read->messageId == "id-1" && read->producer == "shop"
                && read->consumer.empty());
        QCOMPARE(read->at->time_since_epoch().count(), 1'700'000'000'123'456);
    }

    void readsNewConsumption()
    {
        BroadcastDecoder decoder;
        const auto read = decoder.decode(ServerEvent::NewConsumption,
                                         R"(["new_consumption", {"consumer":"bill","topic":"orders","message_id":null,)"
                                         R"("message":"x","timestamp":12}])");
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QVERIFY(read->consumer == "bill" && read->topic == "orders" && read->messageId.empty());
        QCOMPARE(read->at->time_since_epoch(), std::chrono::seconds(12));
    }

    void countsArgumentsThatNobodyReads()
    {
        BroadcastDecoder decoder;
        const auto read = decoder.decode(ServerEvent::NewMessage,
                                         R"(["new_message",{"topic":"orders","timestamp":1},{"trace":7},8])");
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QVERIFY(read->topic == "orders");
        QCOMPARE(read->surplusArguments, 2);
        QCOMPARE(decoder.decode(ServerEvent::NewMessage, R"(["new_message",{"topic":"orders","timestamp":1}])")
                     ->surplusArguments,
                 0);
    }

    void readsClients()
    {
        BroadcastDecoder decoder;
        auto read = decoder.decode(ServerEvent::NewClient,
                                   R"(["new_client",{"consumer":"bill","topic":"*","connected_at":1.5}])");
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QCOMPARE(read->at->time_since_epoch(), std::chrono::milliseconds(1500));
        // A time in words is no reason not to show the client.
        read = decoder.decode(ServerEvent::NewClient,
                              R"(["new_client",{"consumer":"bill","topic":"*","connected_at":"today"}])");
        QVERIFY(read && !read->at);
        read = decoder.decode(ServerEvent::ClientDisconnected,
                              R"(["client_disconnected",{"consumer":"bill","topic":"*"}])");
        QVERIFY(read && read->consumer == "bill" && read->topic == "*" && !read->at);
    }

    void unescapesNames()
    {
        BroadcastDecoder decoder;
        const auto read = decoder.decode(ServerEvent::NewConsumption,
                                         "[\"new_consumption\",{\"consumer\":\"Zo\\u00eb\",\"topic\":\"a\\\"b\\/"
                                         "c\",\"message_id\":\"\\ud800\",\"timestamp\":1}]");
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QCOMPARE(base::textOf(read->consumer), QStringLiteral("Zoë"));
        QVERIFY(read->topic == "a\"b/c");
        QVERIFY(read->messageId == "\xed\xa0\x80"); // half a surrogate pair keeps its number
    }

    void passesOverAnyPayload_data()
    {
        QTest::addColumn<QByteArray>("payload");
        for (const char *payload : {"0", "-1.5e3000", "123456789012345678901234567890", "\"\\ud83d\"", "null", "[]",
                                    "{\"a\":{\"b\":[null]}}"})
            QTest::addRow("%s", payload) << QByteArray(payload);
        QTest::addRow("deep") << QByteArray(900, '[') + QByteArray(900, ']');
    }

    void passesOverAnyPayload()
    {
        QFETCH(QByteArray, payload);
        BroadcastDecoder decoder;
        const QByteArray json = "[\"new_message\",{\"message\":" + payload + ",\"topic\":\"t\",\"timestamp\":1}]";
        const auto read = decoder.decode(ServerEvent::NewMessage, viewOf(json));
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QVERIFY(read->topic == "t");
    }

    void takesTheLastOfEqualKeys()
    {
        BroadcastDecoder decoder;
        const auto read = decoder.decode(ServerEvent::NewMessage,
                                         R"(["new_message",{"topic":"a","topic":"b","timestamp":1,"timestamp":2}])");
        QVERIFY(read && read->topic == "b");
        QCOMPARE(read->at->time_since_epoch(), std::chrono::seconds(2));
    }

    void isUsedAgainAfterLargeAndBrokenTexts()
    {
        BroadcastDecoder decoder;
        const QByteArray large = "[\"new_message\",{\"topic\":\"t\",\"message\":\"" + QByteArray(6 * 1024 * 1024, 'x')
                                 + "\",\"timestamp\":1}]";
        QVERIFY(decoder.decode(ServerEvent::NewMessage, viewOf(large)));
        QVERIFY(!decoder.decode(ServerEvent::NewMessage, "[\"new_message\",{\"topic"));
        QVERIFY(decoder.decode(ServerEvent::NewMessage, R"(["new_message",{"topic":"t","timestamp":1}])"));
    }

    void refuses_data()
    {
        QTest::addColumn<ServerEvent>("event");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, ServerEvent event, const QByteArray &json, ErrorCode code) {
            QTest::newRow(name) << event << json << code;
        };
        row("no object", ServerEvent::NewMessage, R"(["new_message"])", ErrorCode::MissingField);
        row("a string", ServerEvent::NewMessage, R"(["new_message","x"])", ErrorCode::WrongType);
        row("null", ServerEvent::NewMessage, R"(["new_message",null])", ErrorCode::WrongType);
        row("no topic", ServerEvent::NewMessage, R"(["new_message",{"timestamp":1}])", ErrorCode::MissingField);
        row("empty topic", ServerEvent::NewMessage, R"(["new_message",{"topic":"","timestamp":1}])",
            ErrorCode::MissingField);
        row("topic is a number", ServerEvent::NewMessage, R"(["new_message",{"topic":1,"timestamp":1}])",
            ErrorCode::WrongType);
        row("id is an array", ServerEvent::NewMessage,
            R"(["new_message",{"topic":"t","message_id":["x"],"timestamp":1}])", ErrorCode::WrongType);
        row("no timestamp", ServerEvent::NewMessage, R"(["new_message",{"topic":"t"}])", ErrorCode::MissingField);
        row("timestamp in words", ServerEvent::NewMessage, R"(["new_message",{"topic":"t","timestamp":"1"}])",
            ErrorCode::WrongType);
        row("endless timestamp", ServerEvent::NewMessage, R"(["new_message",{"topic":"t","timestamp":1e30}])",
            ErrorCode::WrongType);
        row("negative timestamp", ServerEvent::NewMessage, R"(["new_message",{"topic":"t","timestamp":-1}])",
            ErrorCode::WrongType);
        row("no consumer", ServerEvent::NewConsumption, R"(["new_consumption",{"topic":"t","timestamp":1}])",
            ErrorCode::MissingField);
        row("client without name", ServerEvent::NewClient, R"(["new_client",{"topic":"t","consumer":""}])",
            ErrorCode::MissingField);
        row("long topic", ServerEvent::NewMessage,
            "[\"new_message\",{\"topic\":\"" + QByteArray(5000, 'x') + "\",\"timestamp\":1}]", ErrorCode::TooLarge);
        row("cut", ServerEvent::NewMessage, R"(["new_message",{"topic":"t","timestamp":1)", ErrorCode::InvalidJson);
        row("nothing", ServerEvent::NewMessage, "", ErrorCode::InvalidJson);
        row("broken UTF-8", ServerEvent::NewMessage, "[\"new_message\",{\"topic\":\"\xff\",\"timestamp\":1}]",
            ErrorCode::InvalidUtf8);
        row("no broadcast", ServerEvent::Message, R"(["message",{"topic":"t","timestamp":1}])",
            ErrorCode::NotSupported);
    }

    void refuses()
    {
        QFETCH(ServerEvent, event);
        QFETCH(QByteArray, json);
        QFETCH(ErrorCode, code);
        BroadcastDecoder decoder;
        const auto read = decoder.decode(event, viewOf(json));
        QVERIFY(!read);
        QCOMPARE(read.error().code, code);
        QVERIFY(!read.error().text.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestBroadcastDecoder)
#include "tst_broadcastdecoder.moc"
