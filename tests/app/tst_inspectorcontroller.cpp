// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "panels/inspectorcontroller.h"
#include "support/messages.h"

#include <QTest>

using namespace topicscope;
using app::InspectorController;
using base::Encoding;

namespace {

base::MessagePtr messageOf(const QByteArray &payload, Encoding encoding, const QByteArray &topic = "t",
                           base::MessageExtras extras = {})
{
    const QByteArray frame = topic + payload;
    const std::string_view all = base::viewOf(frame);
    const auto length = static_cast<std::size_t>(topic.size());
    const base::Envelope envelope{.topic = all.substr(0, length),
                                  .id = {},
                                  .producer = {},
                                  .payload = all.substr(length),
                                  .timestamp = {},
                                  .unescaped = {}};
    return base::Message::create(frame, envelope, {}, encoding,
                                 std::make_unique<base::MessageExtras>(std::move(extras)));
}

//! The lines of the tree, "key=value".
QStringList linesOf(InspectorController &inspector)
{
    const app::JsonTreeModel &tree = *inspector.json();
    QStringList lines;
    for (int row = 0; row < tree.rowCount(); ++row)
        lines << tree.index(row).data(app::JsonTreeModel::KeyRole).toString() + QLatin1Char('=')
                     + tree.index(row).data(app::JsonTreeModel::ValueRole).toString();
    return lines;
}

const QByteArray eitherFormat("\x80"); // an empty map of MessagePack, an empty array of CBOR

} // namespace

//! How the inspector shows payloads.
class TestInspectorController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryEncoding_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<Encoding>("encoding");
        QTest::addColumn<int>("shown");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<bool>("binary");
        QTest::newRow("JSON") << QByteArray("{\"a\": 1.50}") << Encoding::Json << int(InspectorController::Json)
                              << QStringList{QStringLiteral("a=1.50")} << false;
        QTest::newRow("text") << QByteArray("12 apples") << Encoding::Unknown << int(InspectorController::Text)
                              << QStringList{QStringLiteral("=\"12 apples\"")} << false;
        QTest::newRow("no text") << QByteArray() << Encoding::Unknown << int(InspectorController::Text)
                                 << QStringList{QStringLiteral("=\"\"")} << false;
        QTest::newRow("MessagePack") << QByteArray::fromHex("82a161c40200ff0102") << Encoding::Unknown
                                     << int(InspectorController::MessagePack)
                                     << QStringList{QStringLiteral("a=2 bytes: 00 ff"), QStringLiteral("1=2")} << true;
        QTest::newRow("CBOR") << QByteArray::fromHex("9f01f7ff") << Encoding::Unknown << int(InspectorController::Cbor)
                              << QStringList{QStringLiteral("[0]=1"), QStringLiteral("[1]=undefined")} << true;
        QTest::newRow("bytes") << QByteArray("\xff\x00", 2) << Encoding::Unknown << int(InspectorController::Binary)
                               << QStringList() << true;
    }

    void showsEveryEncoding()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const Encoding, encoding);
        QFETCH(const bool, binary);
        InspectorController inspector;
        inspector.setMessage(messageOf(payload, encoding));
        QTEST(inspector.encoding(), "shown");
        QTEST(linesOf(inspector), "lines");
        QCOMPARE(inspector.raw()->isBinary(), binary);
        QVERIFY(inspector.raw()->bytes() == payload.toStdString());
        QVERIFY(inspector.hasPayload());
        QCOMPARE(inspector.payloadProblem().isEmpty(), inspector.json()->rowCount() > 0);
    }

    void readsATopicAsChosen()
    {
        InspectorController inspector;
        inspector.setMessage(messageOf(eitherFormat, Encoding::Unknown));
        QCOMPARE(inspector.encoding(), int(InspectorController::Binary));
        QCOMPARE(inspector.chosenEncoding(), int(InspectorController::Automatic));
        inspector.chooseEncoding(InspectorController::Cbor);
        QCOMPARE(inspector.encoding(), int(InspectorController::Cbor));
        QCOMPARE(linesOf(inspector), QStringList{QStringLiteral("=[]")});

        inspector.setMessage(messageOf(eitherFormat, Encoding::Unknown, "other"));
        QCOMPARE(inspector.encoding(), int(InspectorController::Binary));
        inspector.setMessage(messageOf(eitherFormat, Encoding::Unknown));
        QCOMPARE(inspector.encoding(), int(InspectorController::Cbor));
        inspector.chooseEncoding(InspectorController::MessagePack);
        QCOMPARE(linesOf(inspector), QStringList{QStringLiteral("={}")});
        inspector.chooseEncoding(InspectorController::Automatic);
        QCOMPARE(inspector.encoding(), int(InspectorController::Binary));
    }

    void saysWhyAChoiceDoesNotFit_data()
    {
        QTest::addColumn<int>("choice");
        QTest::newRow("JSON") << int(InspectorController::Json);
        QTest::newRow("text") << int(InspectorController::Text);
        QTest::newRow("MessagePack") << int(InspectorController::MessagePack);
        QTest::newRow("CBOR") << int(InspectorController::Cbor);
    }

    void saysWhyAChoiceDoesNotFit()
    {
        QFETCH(const int, choice);
        InspectorController inspector;
        inspector.setMessage(messageOf("\xc1\xff", Encoding::Unknown));
        inspector.chooseEncoding(choice);
        QCOMPARE(inspector.encoding(), choice);
        QCOMPARE(inspector.json()->rowCount(), 0);
        QVERIFY(!inspector.payloadProblem().isEmpty());
        QVERIFY(!inspector.raw()->isFormattable());
        QCOMPARE(inspector.raw()->size(), 2.0);
    }

    void putsAttachmentsInTheirPlaces()
    {
        const base::MessageExtras extras{
            .payload = {}, .attributes = {}, .attachments = {QByteArray::fromHex("81a16105")}, .deliveryToken = {}};
        InspectorController inspector;
        inspector.setMessage(messageOf("{\"x\":{\"_placeholder\":true,\"num\":0}}", Encoding::Json, "t", extras));
        QCOMPARE(linesOf(inspector), QStringList{QStringLiteral("x=4 bytes: 81 a1 61 05")});
        QCOMPARE(inspector.raw()->size(), 35.0); // as received
        // One that is all of the payload is looked at.
        inspector.setMessage(messageOf("{\"_placeholder\":true,\"num\":0}", Encoding::Json, "t", extras));
        QCOMPARE(inspector.encoding(), int(InspectorController::MessagePack));
        QCOMPARE(linesOf(inspector), QStringList{QStringLiteral("a=5")});
        QCOMPARE(inspector.raw()->size(), 4.0);
    }

    void readsLongPayloadsElsewhere()
    {
        QByteArray array = QByteArray::fromHex("dd00030d40"); // of 200,000
        array += QByteArray(200'000, '\x07');
        InspectorController inspector;
        inspector.setMessage(messageOf(array, Encoding::Unknown));
        QVERIFY(inspector.isReading());
        QCOMPARE(inspector.json()->rowCount(), 0);
        QVERIFY(inspector.payloadProblem().isEmpty());
        QTRY_VERIFY(!inspector.isReading());
        QCOMPARE(inspector.encoding(), int(InspectorController::MessagePack));
        QTRY_COMPARE(inspector.json()->rowCount(), 400); // groups
        // What is no longer wanted is dropped.
        inspector.setMessage(messageOf(array, Encoding::Unknown));
        inspector.setMessage(messageOf("1", Encoding::Json));
        QVERIFY(!inspector.isReading());
        QCOMPARE(linesOf(inspector), QStringList{QStringLiteral("=1")});
    }

    void listsAttributes()
    {
        base::MessageExtras extras;
        extras.attributes = {{.name = "key", .value = "a"}, {.name = "key", .value = "b\n"}};
        InspectorController inspector;
        inspector.setMessage(messageOf("1", Encoding::Json, "t", extras));
        QCOMPARE(inspector.attributes(), QStringLiteral("key: a\nkey: b\u2039LF\u203a"));
        extras.attributes.resize(102, {.name = "n", .value = "v"});
        inspector.setMessage(messageOf("1", Encoding::Json, "t", extras));
        QCOMPARE(inspector.attributes().count(QLatin1Char('\n')), 100);
        QVERIFY(inspector.attributes().endsWith(QLatin1String("2 more")));
    }

    void showsWhatIsNoMessage()
    {
        InspectorController inspector;
        inspector.setMessage(
            base::Message::malformed("[oops", {base::ErrorCode::InvalidJson, QStringLiteral("x")}, {}));
        QVERIFY(!inspector.hasPayload());
        QVERIFY(!inspector.raw()->isBinary());
        QCOMPARE(inspector.raw()->size(), 5.0);
        QVERIFY(inspector.payloadProblem().isEmpty());
        inspector.setMessage({});
        QCOMPARE(inspector.raw()->size(), 0.0);
    }
};

QTEST_MAIN(TestInspectorController)
#include "tst_inspectorcontroller.moc"
