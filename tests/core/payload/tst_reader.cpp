// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "payload/reader.h"

#include <QTest>

using namespace topicscope::payload;
using topicscope::base::Encoding;
using topicscope::base::ErrorCode;
using topicscope::base::viewOf;

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereThingsAre()
    {
        const QByteArray bytes = QByteArray::fromHex("82a16101c4020102a0"); // {"a": 1, h'0102': ""}
        Reader reader(viewOf(bytes), Encoding::MessagePack);
        QList<std::size_t> places;
        QList<bool> keys;
        Token token;
        while (reader.next(token)) {
            places.append(token.place);
            keys.append(token.isKey);
        }
        QVERIFY(reader.isDone());
        QCOMPARE(places, (QList<std::size_t>{0, 1, 3, 4, 8, 9}));
        QCOMPARE(keys, (QList<bool>{false, true, false, true, false, false}));
    }

    void keysMayHoldOthers()
    {
        const QByteArray bytes = QByteArray::fromHex("81918101c0c3"); // {[{1: null}]: true}
        Reader reader(viewOf(bytes), Encoding::MessagePack);
        QList<bool> keys;
        Token token;
        while (reader.next(token))
            keys.append(token.isKey);
        QVERIFY(reader.isDone());
        QCOMPARE(keys, (QList<bool>{false, true, false, true, false, false, true, false, false}));
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<Encoding>("encoding");
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, Encoding encoding, const QByteArray &hex,
                            ErrorCode code = ErrorCode::InvalidPayload) {
            QTest::newRow(name) << encoding << hex << code;
        };
        for (const Encoding encoding : {Encoding::MessagePack, Encoding::Cbor}) {
            const auto name = [encoding](const char *what) {
                return qPrintable(QString(nameOf(encoding)) + QLatin1String(": ") + QLatin1String(what));
            };
            row(name("nothing"), encoding, "");
            row(name("two values"), encoding, "0101");
            row(name("a value behind an array"), encoding, encoding == Encoding::Cbor ? "8000" : "9000");
            row(name("arrays without end"), encoding,
                QByteArray(600, encoding == Encoding::Cbor ? '\x81' : '\x91').toHex(), ErrorCode::TooDeep);
        }
        row("an array that lacks an element", Encoding::MessagePack, "9201");
        row("a map that lacks a value", Encoding::MessagePack, "81a161");
        row("a count that nothing can hold", Encoding::MessagePack, "ddffffffff");
        row("a map of as many", Encoding::MessagePack, "dfffffffff0102");
        row("a text longer than all", Encoding::MessagePack, "dbffffffff61");
        row("a text that is cut off", Encoding::MessagePack, "a261");
        row("a length that is cut off", Encoding::MessagePack, "c500");
        row("an extension without its type", Encoding::MessagePack, "d4");
        row("a number that is cut off", Encoding::MessagePack, "cf00");
        row("the byte that is never used", Encoding::MessagePack, "c1");
        row("a count over all numbers", Encoding::Cbor, "9bffffffffffffffff00");
        row("a map of as many pairs", Encoding::Cbor, "bb8000000000000000");
        row("a text as long as all memory", Encoding::Cbor, "7bffffffffffffffff");
        row("a length of a kind that is none", Encoding::Cbor, "1c");
        row("an integer without a count", Encoding::Cbor, "1f");
        row("a tag without a count", Encoding::Cbor, "df00");
        row("a tag without a value", Encoding::Cbor, "c1");
        row("a break alone", Encoding::Cbor, "ff");
        row("an array without end", Encoding::Cbor, "9f01");
        row("a key without its value", Encoding::Cbor, "bf01ff");
        row("a break in an array with a count", Encoding::Cbor, "8201ff");
        row("a simple value in two bytes that has one", Encoding::Cbor, "f81f");
        row("bytes in pieces of text", Encoding::Cbor, "5f6161ff");
        row("pieces in pieces", Encoding::Cbor, "5f5f4101ffff");
        row("pieces without end", Encoding::Cbor, "5f4101");
        row("a piece longer than all", Encoding::Cbor, "7f7bffffffffffffffff61ff");
        row("tags without end", Encoding::Cbor, QByteArray(600, '\xc1').toHex(), ErrorCode::TooDeep);
    }

    void refusesWhatIsNone()
    {
        QFETCH(const Encoding, encoding);
        QFETCH(const QByteArray, hex);
        QFETCH(const ErrorCode, code);
        const QByteArray bytes = QByteArray::fromHex(hex);
        Reader reader(viewOf(bytes), encoding);
        Token token;
        while (reader.next(token)) {
        }
        QVERIFY(!reader.isDone());
        QCOMPARE(reader.fault().code, code);
        QVERIFY2(reader.fault().text.startsWith(QLatin1String("It is ")), qUtf8Printable(reader.fault().text));
        QVERIFY(!isWhole(viewOf(bytes), encoding));
    }

    void takesOneContainerAlone()
    {
        QVERIFY(isWhole("\x91\x01", Encoding::MessagePack));
        QVERIFY(!isWhole("\x01", Encoding::MessagePack));
        QVERIFY(isWhole("\xd9\xd9\xf7\x81\x01", Encoding::Cbor)); // the tag that says that it is CBOR
        QVERIFY(!isWhole("\xc1\x01", Encoding::Cbor));
    }
};

QTEST_APPLESS_MAIN(TestReader)
#include "tst_reader.moc"
