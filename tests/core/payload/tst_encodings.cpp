// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "payload/encodings.h"

#include <QTest>

using namespace topicscope::payload;
using topicscope::base::Attribute;
using topicscope::base::Encoding;
using topicscope::base::Message;
using topicscope::base::MessageExtras;
using topicscope::base::MessagePtr;
using topicscope::base::viewOf;

namespace {

MessagePtr messageOf(const QByteArray &payload, Encoding encoding, MessageExtras extras = {})
{
    return Message::create(
        payload, {.topic = "t", .id = {}, .producer = {}, .payload = viewOf(payload), .timestamp = {}, .unescaped = {}},
        {}, encoding, std::make_unique<MessageExtras>(std::move(extras)));
}

} // namespace

class TestEncodings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsOut_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("mediaType");
        QTest::addColumn<Encoding>("preferred");
        QTest::addColumn<Encoding>("found");
        const auto row = [](const char *name, const QByteArray &bytes, Encoding found, const char *mediaType = "",
                            Encoding preferred = Encoding::Unknown) {
            QTest::newRow(name) << bytes.toHex() << QByteArray(mediaType) << preferred << found;
        };
        const auto bytes = [](const char *hex) { return QByteArray::fromHex(hex); };
        row("JSON", R"({"a":1})", Encoding::Json);
        row("a JSON number", "12", Encoding::Json);
        row("text", "12 apples", Encoding::Text);
        row("nothing", "", Encoding::Text);
        row("text with colours", "\x1b[1mbold\x1b[0m\r\n\tx", Encoding::Text);
        row("bytes that are UTF-8 by chance", bytes("00000102"), Encoding::Binary);
        row("said to be text with control characters", bytes("0001"), Encoding::Text, "text/plain");
        row("a MessagePack map", bytes("82a16101a16290"), Encoding::MessagePack);
        row("a CBOR map", bytes("a2616101616280"), Encoding::Cbor);
        row("a map of either format", bytes("80"), Encoding::Binary); // {} and []
        row("an array of either format", bytes("820101c0").chopped(1) + bytes("01"), Encoding::Binary);
        row("a MessagePack number", bytes("ccff"), Encoding::Binary); // many bytes would be one
        row("bytes", bytes("fffe00"), Encoding::Binary);
        row("a map with something behind", bytes("82a16101a1629000"), Encoding::Binary);
        row("said to be text", "12", Encoding::Text, "text/plain; charset=utf-8");
        row("said to be MessagePack", bytes("80"), Encoding::MessagePack, "application/msgpack");
        row("said to be CBOR", bytes("80"), Encoding::Cbor, "Application/Vnd.Acme+CBOR ;v=1");
        row("said to be JSON, and is not", "12 apples", Encoding::Text, "application/json");
        row("said to be bytes, as everything is", "12", Encoding::Json, "application/octet-stream");
        row("wanted as CBOR", bytes("80"), Encoding::Cbor, "", Encoding::Cbor);
        row("wanted as bytes", "12", Encoding::Binary, "", Encoding::Binary);
        row("wanted as CBOR, and said to be MessagePack", bytes("80"), Encoding::MessagePack, "application/x-msgpack",
            Encoding::Cbor);
        row("wanted as MessagePack, and is not", "12 apples", Encoding::Text, "", Encoding::MessagePack);
    }

    void findsOut()
    {
        QFETCH(const QByteArray, hex);
        QFETCH(const QByteArray, mediaType);
        QFETCH(const Encoding, preferred);
        QFETCH(const Encoding, found);
        const QByteArray bytes = QByteArray::fromHex(hex);
        QCOMPARE(encodingOf(viewOf(bytes), viewOf(mediaType), preferred), found);
    }

    void looksOnce()
    {
        const MessagePtr message = messageOf("\x81\xa1\x61\x01", Encoding::Unknown);
        QCOMPARE(message->knownEncoding(), Encoding::Unknown);
        QCOMPARE(encodingOf(*message), Encoding::MessagePack);
        QCOMPARE(message->knownEncoding(), Encoding::MessagePack);
        // What is known is not looked at.
        QCOMPARE(encodingOf(*messageOf("12 apples", Encoding::Json)), Encoding::Json);
    }

    void hearsTheContentType()
    {
        const MessagePtr message = messageOf("\x80", Encoding::Unknown,
                                             {.payload = {},
                                              .attributes = {{"k", "v"}, {"Content-Type", "application/cbor"}},
                                              .attachments = {},
                                              .deliveryToken = {}});
        QCOMPARE(encodingOf(*message), Encoding::Cbor);
    }

    void takesTheAttachmentThatIsAll()
    {
        const QByteArray attachment("\x81\xa1\x61\x01");
        const MessageExtras extras{.payload = {}, .attributes = {}, .attachments = {attachment}, .deliveryToken = {}};
        const MessagePtr whole = messageOf(R"( {"num":0, "_placeholder" : true} )", Encoding::Json, extras);
        QVERIFY(bodyOf(*whole).bytes.data() == whole->attachments().front().constData());
        QCOMPARE(bodyOf(*whole).encoding, Encoding::MessagePack);
        const MessagePtr part = messageOf(R"([{"_placeholder":true,"num":0}])", Encoding::Json, extras);
        QVERIFY(bodyOf(*part).bytes == part->payload());
        QCOMPARE(bodyOf(*part).encoding, Encoding::Json);
    }

    void namesAreReadBack()
    {
        for (const Encoding encoding :
             {Encoding::Json, Encoding::Text, Encoding::MessagePack, Encoding::Cbor, Encoding::Binary})
            QCOMPARE(topicscope::base::encodingNamed(nameOf(encoding).data()), std::optional(encoding));
        QCOMPARE(topicscope::base::encodingNamed("msgpack"), std::optional(Encoding::MessagePack));
        QVERIFY(!topicscope::base::encodingNamed("unknown"));
        QVERIFY(!topicscope::base::encodingNamed("xml"));
    }
};

QTEST_APPLESS_MAIN(TestEncodings)
#include "tst_encodings.moc"
