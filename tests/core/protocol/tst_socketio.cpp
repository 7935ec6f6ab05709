// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "protocol/socketio.h"

#include <QTest>

using namespace topicscope;
using namespace topicscope::protocol::socketio;
using base::bytesOf;
using base::viewOf;
using base::ErrorCode;

namespace {

constexpr qint64 noAckId = -1;

} // namespace

class TestSocketIo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packets_data();
    void packets();
    void toleratedForms_data();
    void toleratedForms();
    void brokenPackets_data();
    void brokenPackets();
    void assemblesInOrder();
    void assemblerTakesSeveralPackets();
    void assemblerRefusesStrayFrames();
    void assemblerRefusesSecondBegin();
    void assemblerBounds_data();
    void assemblerBounds();
    void assemblerForgetsAfterOverflow();
    void assemblerResets();
};

void TestSocketIo::packets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<PacketType>("type");
    QTest::addColumn<quint32>("attachments");
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<qint64>("ackId");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &text, PacketType type, quint32 attachments,
                        const QByteArray &nsp, qint64 ackId, const QByteArray &json) {
        QTest::newRow(name) << text << type << attachments << nsp << ackId << json;
    };
    row("connect", "0", PacketType::Connect, 0, "/", noAckId, "");
    row("connect with auth", R"(0{"token":"123"})", PacketType::Connect, 0, "/", noAckId, R"({"token":"123"})");
    row("connect to a namespace", R"(0/admin,{"a":"/x,y"})", PacketType::Connect, 0, "/admin", noAckId,
        R"({"a":"/x,y"})");
    row("disconnect", "1", PacketType::Disconnect, 0, "/", noAckId, "");
    row("disconnect a namespace", "1/admin,", PacketType::Disconnect, 0, "/admin", noAckId, "");
    row("disconnect with a reason", R"(1/admin,{"message":"bye"})", PacketType::Disconnect, 0, "/admin", noAckId,
        R"({"message":"bye"})");
    row("event", R"(2["message",{}])", PacketType::Event, 0, "/", noAckId, R"(["message",{}])");
    row("event with ack id", R"(212["foo"])", PacketType::Event, 0, "/", 12, R"(["foo"])");
    row("event, namespace, ack id 0", R"(2/admin,0["x"])", PacketType::Event, 0, "/admin", 0, R"(["x"])");
    row("largest ack id", R"(29007199254740992["x"])", PacketType::Event, 0, "/", Q_INT64_C(9007199254740992),
        R"(["x"])");
    row("ack", "312[]", PacketType::Ack, 0, "/", 12, "[]");
    row("ack in a namespace", "3/admin,13[1]", PacketType::Ack, 0, "/admin", 13, "[1]");
    row("refusal", R"(4{"message":"Not authorized"})", PacketType::ConnectError, 0, "/", noAckId,
        R"({"message":"Not authorized"})");
    row("refusal as a string", R"(4/admin,"no")", PacketType::ConnectError, 0, "/admin", noAckId, R"("no")");
    row("refusal as an array", R"(4["no"])", PacketType::ConnectError, 0, "/", noAckId, R"(["no"])");
    row("bare refusal", "4", PacketType::ConnectError, 0, "/", noAckId, "");
    row("binary event", R"(51-["b",{"_placeholder":true,"num":0}])", PacketType::BinaryEvent, 1, "/", noAckId,
        R"(["b",{"_placeholder":true,"num":0}])");
    row("binary event, all parts", R"(52-/admin,7["b"])", PacketType::BinaryEvent, 2, "/admin", 7, R"(["b"])");
    row("most attachments", R"(564-["b"])", PacketType::BinaryEvent, 64, "/", noAckId, R"(["b"])");
    row("binary ack", R"(61-/admin,456[{}])", PacketType::BinaryAck, 1, "/admin", 456, "[{}]");
    row("non-ASCII namespace", "2/\xc3\xa9,[1]", PacketType::Event, 0, "/\xc3\xa9", noAckId, "[1]");
}

void TestSocketIo::packets()
{
    QFETCH(QByteArray, text);
    QFETCH(PacketType, type);
    QFETCH(quint32, attachments);
    QFETCH(QByteArray, nsp);
    QFETCH(qint64, ackId);
    QFETCH(QByteArray, json);
    const auto packet = decodePacket(viewOf(text));
    QVERIFY2(packet, packet ? "" : qPrintable(packet.error().text));
    QCOMPARE(packet->type, type);
    QCOMPARE(packet->attachments, attachments);
    QCOMPARE(bytesOf(packet->nsp), nsp);
    QCOMPARE(packet->ackId ? static_cast<qint64>(*packet->ackId) : noAckId, ackId);
    QCOMPARE(bytesOf(packet->json), json);
    QCOMPARE(encodePacket(*packet), text);
}

void TestSocketIo::toleratedForms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical");
    QTest::newRow("query in the namespace") << QByteArray("2/admin?token=1,[1]") << QByteArray("2/admin,[1]");
    QTest::newRow("namespace with nothing behind it") << QByteArray("0/admin") << QByteArray("0/admin,");
    QTest::newRow("root namespace spelt out") << QByteArray("2/,[1]") << QByteArray("2[1]");
    QTest::newRow("root namespace with a query") << QByteArray("0/?a=b,{}") << QByteArray("0{}");
    QTest::newRow("leading zeros") << QByteArray("2007[1]") << QByteArray("27[1]");
}

void TestSocketIo::toleratedForms()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    const auto packet = decodePacket(viewOf(text));
    QVERIFY(packet);
    QCOMPARE(encodePacket(*packet), canonical);
}

void TestSocketIo::brokenPackets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QByteArray &text, ErrorCode code = ErrorCode::InvalidPacket) {
        QTest::newRow(name) << text << code;
    };
    row("empty", "");
    row("type 7", "7[]");
    row("no digit", "[\"message\"]");
    row("event without data", "2");
    row("event with an object", "2{}");
    row("event with a string", "2\"message\"");
    row("event with a namespace only", "2/admin");
    row("event with a namespace and no array", "2/admin,");
    row("event with an ack id only", "212");
    row("event with attachments", "21-[\"x\"]");
    row("ack id over 2^53", "29007199254740993[1]");
    row("ack id past 64 bits", "2" + QByteArray(40, '9') + "[1]");
    row("negative ack id", "2-1[1]");
    row("ack without id", "3[1]");
    row("ack without array", "31");
    row("binary ack without id", "61-[1]");
    row("connect with an array", "0[]");
    row("connect with an ack id", "01{}");
    row("disconnect with a path", "1/,/x");
    row("binary without count", "5[\"b\"]");
    row("binary with nothing", "5");
    row("binary with a dash only", "5-[\"b\"]");
    row("binary without dash", "51[\"b\"]");
    row("binary with count only", "51");
    row("binary without attachments", "50-[\"b\"]");
    row("too many attachments", "565-[\"b\"]", ErrorCode::TooLarge);
    row("attachments past 64 bits", "5" + QByteArray(40, '9') + "-[\"b\"]", ErrorCode::TooLarge);
}

void TestSocketIo::brokenPackets()
{
    QFETCH(QByteArray, text);
    QFETCH(ErrorCode, code);
    const auto packet = decodePacket(viewOf(text));
    QVERIFY(!packet);
    QCOMPARE(packet.error().code, code);
    QVERIFY(!packet.error().text.isEmpty());
}

void TestSocketIo::assemblesInOrder()
{
    const QByteArray text = R"(52-["b",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])";
    BinaryAssembler assembler;
    QVERIFY(!assembler.isWaiting());
    QVERIFY(assembler.begin(text, 2));
    QVERIFY(assembler.isWaiting());
    const auto first = assembler.add("one");
    QVERIFY(first && !first->has_value());
    const auto last = assembler.add("two");
    QVERIFY(last && last->has_value());
    QCOMPARE((*last)->text, text);
    QCOMPARE((*last)->attachments, (QList<QByteArray>{"one", "two"}));
    QVERIFY(!assembler.isWaiting());
    QCOMPARE(decodePacket(viewOf((*last)->text)).value().attachments, 2U);
}

void TestSocketIo::assemblerTakesSeveralPackets()
{
    BinaryAssembler assembler(8);
    for (int i = 0; i < 5; ++i) { // each alone is within the bound
        QVERIFY(assembler.begin("5678", 1));
        const auto whole = assembler.add("1234");
        QVERIFY(whole && whole->has_value());
        QCOMPARE((*whole)->attachments.size(), 1);
    }
}

void TestSocketIo::assemblerRefusesStrayFrames()
{
    BinaryAssembler assembler;
    const auto stray = assembler.add("x");
    QVERIFY(!stray);
    QCOMPARE(stray.error().code, ErrorCode::UnexpectedPacket);
}

void TestSocketIo::assemblerRefusesSecondBegin()
{
    BinaryAssembler assembler;
    QVERIFY(assembler.begin("a", 1));
    const auto second = assembler.begin("b", 1);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::UnexpectedPacket);
}

void TestSocketIo::assemblerBounds_data()
{
    QTest::addColumn<qsizetype>("textSize");
    QTest::addColumn<quint32>("attachments");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("text at the bound") << qsizetype(100) << 1U << true << ErrorCode::TooLarge;
    QTest::newRow("text over the bound") << qsizetype(101) << 1U << false << ErrorCode::TooLarge;
    QTest::newRow("most attachments") << qsizetype(1) << maxAttachments << true << ErrorCode::TooLarge;
    QTest::newRow("one attachment too many") << qsizetype(1) << maxAttachments + 1 << false << ErrorCode::TooLarge;
    QTest::newRow("none") << qsizetype(1) << 0U << false << ErrorCode::InvalidPacket;
}

void TestSocketIo::assemblerBounds()
{
    QFETCH(qsizetype, textSize);
    QFETCH(quint32, attachments);
    QFETCH(bool, accepted);
    QFETCH(ErrorCode, code);
    BinaryAssembler assembler(100);
    const auto begun = assembler.begin(QByteArray(textSize, 'x'), attachments);
    QCOMPARE(begun.has_value(), accepted);
    QCOMPARE(assembler.isWaiting(), accepted);
    if (!accepted)
        QCOMPARE(begun.error().code, code);
}

void TestSocketIo::assemblerForgetsAfterOverflow()
{
    BinaryAssembler assembler(10);
    QVERIFY(assembler.begin("12345", 2));
    QVERIFY(assembler.add("12345"));
    const auto over = assembler.add("1");
    QVERIFY(!over);
    QCOMPARE(over.error().code, ErrorCode::TooLarge);
    QVERIFY(!assembler.isWaiting());
    QVERIFY(assembler.begin("12345", 1));
    QVERIFY(assembler.add("12345").value().has_value());
}

void TestSocketIo::assemblerResets()
{
    BinaryAssembler assembler;
    QVERIFY(assembler.begin("a", 3));
    assembler.reset();
    QVERIFY(!assembler.isWaiting());
    QVERIFY(!assembler.add("x"));
}

QTEST_GUILESS_MAIN(TestSocketIo)
#include "tst_socketio.moc"
