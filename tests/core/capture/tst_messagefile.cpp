// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "capture/messagefile.h"
#include "payload/messagejson.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace topicscope;
using namespace std::chrono_literals;
using base::ErrorCode;
using base::MessageState;
using capture::MessageFileReader;

namespace {

QByteArray text(std::string_view view)
{
    return base::bytesOf(view);
}

using Attributes = QList<std::pair<QByteArray, QByteArray>>;

qint64 millisecondsOf(const base::MessagePtr &message)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(message->receivedWallTime().time_since_epoch())
        .count();
}

} // namespace

class TestMessageFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines()
    {
        const auto messages = read(
            "{\"topic\":\"orders\",\"message_id\":\"1\",\"message\":{\"price\": 12.50},\"producer\":\"till\"}\r\n"
            "\n"
            // the last line needs no end
            "{\"message\":1e400,\"topic\":\"a\\u0062\",\"sequence\":7,\"size\":12}");
        QCOMPARE(messages.size(), std::size_t{2});
        QCOMPARE(text(messages[0]->topic()), "orders");
        QCOMPARE(text(messages[0]->id()), "1");
        QCOMPARE(text(messages[0]->producer()), "till");
        QCOMPARE(text(messages[0]->payload()), "{\"price\": 12.50}"); // as it was written
        QCOMPARE(messages[0]->sequence(), base::Sequence{1});
        QCOMPARE(text(messages[1]->topic()), "ab");
        QCOMPARE(text(messages[1]->payload()), "1e400");
        QCOMPARE(text(messages[1]->id()), "");
        QCOMPARE(messages[1]->sequence(), base::Sequence{2});
    }

    void readsWhatIsWritten_data()
    {
        using base::Encoding;
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<Encoding>("encoding");
        QTest::addColumn<QList<QByteArray>>("attachments");
        QTest::addColumn<Attributes>("attributes");
        QTest::addColumn<QByteArray>("written"); // behind the topic
        const auto row = [](const char *name, const QByteArray &payload, Encoding encoding, const char *written,
                            const QList<QByteArray> &attachments = {}, const Attributes &attributes = {}) {
            QTest::newRow(name) << payload << encoding << attachments << attributes << QByteArray(written);
        };
        row("JSON", "{\"a\": 1e400}", Encoding::Json, "\"message\":{\"a\": 1e400}");
        row("text", "12 \"apples\"\n", Encoding::Text, "\"encoding\":\"text\",\"message\":\"12 \\\"apples\\\"\\n\"");
        row("text that could be JSON", "12", Encoding::Text, "\"encoding\":\"text\",\"message\":\"12\"");
        row("no text", "", Encoding::Text, "\"encoding\":\"text\",\"message\":\"\"");
        row("MessagePack", QByteArray::fromHex("81a161c40100"), Encoding::MessagePack,
            "\"encoding\":\"messagepack\",\"bytes\":\"gaFhxAEA\",\"message\":{\"a\":\"h'00'\"}");
        row("CBOR", QByteArray::fromHex("80"), Encoding::Cbor,
            "\"encoding\":\"cbor\",\"bytes\":\"gA==\",\"message\":[]");
        row("deep CBOR", QByteArray(511, '\x81') + '\x01', Encoding::Cbor, nullptr);
        row("bytes", QByteArray("\x00\xff", 2), Encoding::Binary,
            "\"encoding\":\"binary\",\"bytes\":\"AP8=\",\"message\":null");
        row("no bytes", "", Encoding::Binary, "\"encoding\":\"binary\",\"bytes\":\"\",\"message\":null");
        row("attachments", "[{\"_placeholder\":true,\"num\":1}]", Encoding::Json,
            "\"attachments\":[\"\",\"AP8=\"],\"message\":[{\"_placeholder\":true,\"num\":1}]",
            {"", QByteArray("\x00\xff", 2)});
        row("attributes", "1", Encoding::Json,
            "\"attributes\":{\"key\":[\"a\",\"b\"],\"raw\":{\"base64\":\"/w==\"}},\"message\":1", {},
            {{"key", "a"}, {"key", "b"}, {"raw", "\xff"}});
    }

    void readsWhatIsWritten()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const base::Encoding, encoding);
        QFETCH(const QList<QByteArray>, attachments);
        QFETCH(const Attributes, attributes);
        QFETCH(const QByteArray, written);
        auto extras = std::make_unique<base::MessageExtras>();
        extras->payload = payload;
        extras->attachments = attachments;
        for (const auto &[name, value] : attributes)
            extras->attributes.push_back({.name = name, .value = value});
        const base::Envelope envelope{.topic = "t",
                                      .id = {},
                                      .producer = {},
                                      .payload = base::viewOf(extras->payload),
                                      .timestamp = {},
                                      .unescaped = {}};
        const auto message = base::Message::create({}, envelope, {}, encoding, std::move(extras));
        QByteArray line("{");
        payload::appendNames(line, *message);
        payload::appendPayload(line, *message);
        line += '}';
        if (!written.isNull())
            QCOMPARE(line, "{\"topic\":\"t\"," + written + '}');

        const auto messages = read(line);
        QCOMPARE(messages.size(), std::size_t{1});
        const base::Message &again = *messages.front();
        QCOMPARE(again.error().text, QString());
        QCOMPARE(text(again.payload()), payload);
        QCOMPARE(again.knownEncoding(), encoding);
        QVERIFY(std::ranges::equal(again.attachments(), message->attachments()));
        QVERIFY(std::ranges::equal(again.attributes(), message->attributes()));
        QVERIFY(again.topic() == "t");
    }

    void readsFieldsWhoseNamesHaveEscapes()
    {
        const auto messages = read(
            "{\"topic\":\"t\",\"message\":\"x\",\"enc\\u006fding\":\"text\",\"tim\\u0065\":1e9}");
        QCOMPARE(messages.size(), std::size_t{1});
        QCOMPARE(messages[0]->knownEncoding(), base::Encoding::Text);
        QCOMPARE(text(messages[0]->payload()), "x");
        QCOMPARE(millisecondsOf(messages[0]), qint64{1'000'000'000'000});
    }

    void leavesFieldsOfOthersAlone()
    {
        const auto messages = read("{\"topic\":\"t\",\"message\":[1],\"encoding\":\"utf-8\",\"bytes\":\"AA==\"}\n"
                                   "{\"topic\":\"t\",\"message\":[1],\"encoding\":\"binary\",\"bytes\":12}\n"
                                   "{\"topic\":\"t\",\"message\":[1],\"attachments\":[\"a\",1],\"attributes\":7}\n"
                                   "{\"topic\":\"t\",\"message\":[1],\"encoding\":\"binary\",\"bytes\":\"?\"}");
        QCOMPARE(messages.size(), std::size_t{4});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(text(messages[i]->payload()), "[1]");
            QVERIFY(messages[i]->attachments().empty() && messages[i]->attributes().empty());
        }
        QVERIFY(messages[3]->error().text.contains(QLatin1String("base64"))); // it says that it is one of ours
    }

    void times_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("tail") << QByteArray(R"({"received_at":"2026-11-23T17:13:22.602Z"})") << qint64{1795454002602};
        QTest::newRow("microseconds and zone")
            << QByteArray(R"({"received_at":"2026-11-23T18:13:22.602999+01:00"})") << qint64{1795454002603};
        QTest::newRow("seconds") << QByteArray(R"({"timestamp":1795454002.602})") << qint64{1795454002602};
        QTest::newRow("milliseconds") << QByteArray(R"({"time":1795454002602})") << qint64{1795454002602};
        QTest::newRow("microseconds") << QByteArray(R"({"time":1795454002602123})") << qint64{1795454002602};
        QTest::newRow("nanoseconds") << QByteArray(R"({"time":1795454002602123456})") << qint64{1795454002602};
        QTest::newRow("dead letter") << QByteArray(R"({"failed_at":1795454002.602000})") << qint64{1795454002602};
        QTest::newRow("the best of two") << QByteArray(R"({"failed_at":5,"received":1795454002.602,"timestamp":6})")
                                         << qint64{1795454002602};
        QTest::newRow("one that cannot be used")
            << QByteArray(R"({"received_at":"noon","timestamp":1795454002.602})") << qint64{1795454002602};
        QTest::newRow("not at the top") << QByteArray(R"({"failed_at":1795454002.602,"extra":{"received_at":3}})")
                                        << qint64{1795454002602};
    }

    void times()
    {
        QFETCH(QByteArray, line);
        QFETCH(qint64, expected);
        const auto messages = read(line.chopped(1)
                                   + ",\"topic\":\"t\",\"message\":1}\n{\"topic\":\"t\",\"message\":2}\n");
        QCOMPARE(messages.size(), std::size_t{2});
        QCOMPARE(millisecondsOf(messages[0]), expected);
        QCOMPARE(millisecondsOf(messages[1]), expected); // that of the line before
    }

    void withoutAnyTimeItIsNow()
    {
        const auto before = base::wallNow();
        const auto messages = read("{\"topic\":\"t\",\"message\":1,\"timestamp\":-1}\n");
        QVERIFY(messages[0]->receivedWallTime() >= before);
        QVERIFY(messages[0]->receivedWallTime() <= base::wallNow());
    }

    void countsTimesThatCannotBeRead()
    {
        auto device = std::make_unique<QBuffer>();
        device->setData(
            "{\"topic\":\"t\",\"message\":1,\"time\":\"noon\"}\n{\"topic\":\"t\",\"message\":2,\"time\":1e300,"
            "\"timestamp\":5}\n{\"topic\":\"t\",\"message\":3,\"time\":1e300}\n{\"topic\":\"t\",\"message\":4}\n");
        QVERIFY(device->open(QIODevice::ReadOnly));
        const auto reader = MessageFileReader::readLines(std::move(device));
        while (*reader->next()) {
        }
        QCOMPARE(reader->unreadableTimes(), quint64{2});
    }

    void refusesOneArray_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("on a line") << QByteArray(R"([{"topic":"t","message":1},{"topic":"t","message":2}])");
        QTest::newRow("pretty") << QByteArray("\xef\xbb\xbf\n [\n  {\"topic\":\"t\",\n\"message\":1}\n]\n");
    }

    void refusesOneArray()
    {
        QFETCH(QByteArray, text);
        auto device = std::make_unique<QBuffer>();
        device->setData(text);
        QVERIFY(device->open(QIODevice::ReadOnly));
        const auto first = MessageFileReader::readLines(std::move(device))->next();
        QVERIFY(!first);
        QCOMPARE(first.error().code, ErrorCode::WrongType);
        QVERIFY(first.error().text.contains(QStringLiteral("array")));
    }

    void linesThatAreNoMessages_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no JSON") << QByteArray("broken") << ErrorCode::WrongType;
        QTest::newRow("cut") << QByteArray("{\"topic\":\"t\",\"mess") << ErrorCode::InvalidJson;
        QTest::newRow("two") << QByteArray(R"({"topic":"t","message":1} {"topic":"t","message":2})")
                             << ErrorCode::InvalidJson;
        QTest::newRow("an array") << QByteArray("[1]") << ErrorCode::WrongType;
        QTest::newRow("no topic") << QByteArray(R"({"message":1})") << ErrorCode::MissingField;
        QTest::newRow("malformed, of tail")
            << QByteArray(R"({"sequence":1,"state":"malformed","error":"e","raw":"r"})") << ErrorCode::MissingField;
        QTest::newRow("no payload") << QByteArray(R"({"topic":"t"})") << ErrorCode::MissingField;
        QTest::newRow("topic of another type") << QByteArray(R"({"topic":1,"message":1})") << ErrorCode::WrongType;
        QTest::newRow("no UTF-8") << QByteArray("{\"topic\":\"\xff\",\"message\":1}") << ErrorCode::InvalidUtf8;
        QTest::newRow("too deep") << "{\"topic\":\"t\",\"message\":" + QByteArray(600, '[') + QByteArray(600, ']') + "}"
                                  << ErrorCode::TooDeep;
        QTest::newRow("a zero byte") << QByteArray("\0{}", 3) << ErrorCode::WrongType;
    }

    void linesThatAreNoMessages()
    {
        QFETCH(QByteArray, line);
        QFETCH(ErrorCode, code);
        const auto messages = read("{\"topic\":\"t\",\"message\":1}\n\n" + line
                                   + "\n{\"topic\":\"t\",\"message\":2}\n");
        QCOMPARE(messages.size(), std::size_t{3});
        QCOMPARE(messages[1]->outcome().state, MessageState::Malformed);
        QVERIFY2(messages[1]->error().text.startsWith(QStringLiteral("Line 3: ")),
                 qPrintable(messages[1]->error().text));
        QCOMPARE(messages[1]->error().code, code);
        QCOMPARE(messages[1]->frame(), line.first(std::min<qsizetype>(line.size(), 4096)));
        QCOMPARE(text(messages[2]->payload()), "2"); // and it goes on
    }

    void longLines()
    {
        const QByteArray fits = "{\"topic\":\"t\",\"message\":\""
                                + QByteArray(MessageFileReader::maxMessageBytes - 26, 'x') + "\"}";
        QCOMPARE(fits.size(), MessageFileReader::maxMessageBytes);
        const auto messages = read(fits + "\n" + fits + " \n{\"topic\":\"t\",\"message\":2}");
        QCOMPARE(messages.size(), std::size_t{3});
        QCOMPARE(messages[0]->outcome().state, MessageState::Queued);
        QCOMPARE(messages[0]->payload().size(), static_cast<std::size_t>(MessageFileReader::maxMessageBytes - 24));
        QCOMPARE(messages[1]->error().code, ErrorCode::TooLarge);
        QVERIFY(messages[1]->error().text.startsWith(QStringLiteral("Line 2: ")));
        QVERIFY(messages[1]->frame().size() <= 4096);
        QCOMPARE(text(messages[2]->payload()), "2");
    }

    void nothing()
    {
        QCOMPARE(read("").size(), std::size_t{0});
        QCOMPARE(read("\n \n\r\n").size(), std::size_t{0});
        QCOMPARE(read("\xef\xbb\xbf{\"topic\":\"t\",\"message\":1}").size(), std::size_t{1}); // with a byte order mark
    }

    void recordings()
    {
        const auto messages = read("{\n \"session_name\": \"evening\", \"start_time\": \"2026-11-23T17:13:22.602Z\", "
                                   "\"duration_ms\": 900, \"total_events\": 3,\n"
                                   " \"events\": [\n"
                                   "  {\"timestamp_offset_ms\": 0, \"event_name\": \"orders\", \"event_data\": "
                                   "{\"price\": 12.50}, \"source\": \"till\"},\n"
                                   "  {\"source\": null, \"event_data\": [1, 1e400] , \"event_name\": \"a\\u0062\", "
                                   "\"timestamp_offset_ms\": 250.5},\n"
                                   "  {\"timestamp_offset_ms\": 900, \"event_name\": \"text\", \"event_data\": "
                                   "\"x\\\"y\", \"source\": \"t\\\"\"}\n ]\n}\n");
        QCOMPARE(messages.size(), std::size_t{3});
        QCOMPARE(text(messages[0]->topic()), "orders");
        QCOMPARE(text(messages[0]->producer()), "till");
        QCOMPARE(text(messages[0]->payload()), "{\"price\": 12.50}");
        QCOMPARE(millisecondsOf(messages[0]), qint64{1795454002602});
        QCOMPARE(text(messages[1]->topic()), "ab");
        QCOMPARE(text(messages[1]->producer()), "");
        QCOMPARE(text(messages[1]->payload()), "[1, 1e400]");
        QCOMPARE(messages[1]->receivedWallTime() - messages[0]->receivedWallTime(), std::chrono::microseconds(250'500));
        QCOMPARE(text(messages[2]->payload()), "\"x\\\"y\"");
        QCOMPARE(text(messages[2]->producer()), "t\"");
    }

    void recordingsInOtherShapes()
    {
        // The start behind the events, on one line; nothing recorded; no start at all; one key twice; a byte order
        // mark.
        auto messages = read("{\"events\":[{\"event_name\":\"t\",\"event_data\":1,\"timestamp_offset_ms\":5}],\"start_"
                             "time\":\"2026-11-23T17:13:22.602Z\"}");
        QCOMPARE(messages.size(), std::size_t{1});
        QCOMPARE(millisecondsOf(messages[0]), qint64{1795454002607});
        QCOMPARE(read("{\"session_name\":\"s\",\"events\":[]}").size(), std::size_t{0});
        QCOMPARE(read("{\"session_name\":\"s\"}").size(), std::size_t{0});
        messages = read(
            "\xef\xbb\xbf{\"total_events\":1,\"events\":[1],\"events\":[{\"event_name\":\"t\",\"event_data\":{}}]}");
        QCOMPARE(messages.size(), std::size_t{1});
        QCOMPARE(text(messages[0]->topic()), "t");
        QCOMPARE(millisecondsOf(messages[0]), qint64{0});
    }

    void eventsThatAreNoMessages()
    {
        const auto messages = read(R"({"session_name":"s","events":[7, {"event_name":"t"}, {"event_data":1}, )"
                                   R"({"event_name":1,"event_data":1}, {"event_name":"t","event_data":1,"source":{}}, )"
                                   R"({"event_name":"t","event_data":2}]})");
        QCOMPARE(messages.size(), std::size_t{6});
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(messages[i]->outcome().state, MessageState::Malformed);
            QVERIFY2(messages[i]->error().text.startsWith(QStringLiteral("Event %1: ").arg(i + 1)),
                     qPrintable(messages[i]->error().text));
        }
        QCOMPARE(text(messages[5]->payload()), "2");
    }

    void recordingsThatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("cut") << QByteArray(R"({"session_name":"s","events":[{"event_name":"t","event_data":1},)")
                             << ErrorCode::InvalidJson;
        QTest::newRow("something behind")
            << QByteArray(R"({"session_name":"s","events":[]} x)") << ErrorCode::InvalidJson;
        QTest::newRow("a broken event") << QByteArray(
            R"({"session_name":"s","events":[{"event_name":"t","event_data":01}]})")
                                        << ErrorCode::InvalidJson;
        QTest::newRow("no UTF-8") << QByteArray("{\"session_name\":\"\xff\",\"events\":[]}") << ErrorCode::InvalidUtf8;
        QTest::newRow("events of another type")
            << QByteArray(R"({"session_name":"s","events":{}})") << ErrorCode::WrongType;
        QTest::newRow("too deep") << "{\"session_name\":\"s\",\"events\":[" + QByteArray(600, '[')
                                         + QByteArray(600, ']') + "]}"
                                  << ErrorCode::TooDeep;
    }

    void recordingsThatCannotBeRead()
    {
        QFETCH(QByteArray, content);
        QFETCH(ErrorCode, code);
        const auto reader = MessageFileReader::open(fileOf(content));
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, code);
        QVERIFY(reader.error().text.contains(QStringLiteral("messages.file")));
    }

    // A line whose payload looks like a recording is a line.
    void formatsAreToldApart()
    {
        QCOMPARE(
            read(
                "{\"topic\":\"t\",\"message\":{\"session_name\":\"s\",\"events\":[]}}\n{\"topic\":\"t\",\"message\":2}")
                .size(),
            std::size_t{2});
        QCOMPARE(read("{\"received_at\":1,\"extra\":{\"events\":[]},\"topic\":\"t\",\"message\":1}\n{\"topic\":\"t\","
                      "\"message\":2}")
                     .size(),
                 std::size_t{2});
        QCOMPARE(read("{\"note\":\"events\",\"topic\":\"events\",\"message\":1}").size(), std::size_t{1});
    }

    void filesThatCannotBeRead()
    {
        for (const QString &path : {m_folder.filePath(QStringLiteral("missing")), m_folder.path()}) {
            const auto reader = MessageFileReader::open(path);
            QVERIFY(!reader);
            QCOMPARE(reader.error().code, ErrorCode::InputOutput);
            QVERIFY(reader.error().text.contains(path));
        }
    }

    void devices()
    {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData("{\"topic\":\"t\",\"message\":1}\n");
        QVERIFY(buffer->open(QIODevice::ReadOnly));
        const auto reader = MessageFileReader::readLines(std::move(buffer));
        QCOMPARE(text((*reader->next())->payload()), "1");
        QVERIFY(!*reader->next());
        QVERIFY(!*reader->next()); // the end stays the end
    }

private:
    [[nodiscard]] QString fileOf(const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QStringLiteral("messages.file")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the file cannot be written");
        return file.fileName();
    }
    [[nodiscard]] std::vector<base::MessagePtr> read(const QByteArray &content) const
    {
        std::vector<base::MessagePtr> messages;
        const auto reader = MessageFileReader::open(fileOf(content));
        if (!reader) {
            qWarning("%s", qPrintable(reader.error().text));
            return messages;
        }
        while (true) {
            const auto message = (*reader)->next();
            if (!message || !*message)
                return messages;
            messages.push_back(*message);
        }
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestMessageFile)
#include "tst_messagefile.moc"

#include <vector>
