// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket.h"

#include <QMetaEnum>
#include <QTest>
#include <QtEndian>

#include <cstring>

using namespace topicscope;
using namespace topicscope::protocol::websocket;
using base::ErrorCode;

namespace {

const QByteArray sampleKey = "dGhlIHNhbXBsZSBub25jZQ=="; // of RFC 6455, section 1.3
const QByteArray sampleAnswer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

// As a server sends it: not masked.
QByteArray frame(int opcode, const QByteArray &data, bool final = true, quint8 reserved = 0)
{
    QByteArray bytes;
    bytes += static_cast<char>((final ? 0x80 : 0) | reserved | opcode);
    if (data.size() < 126) {
        bytes += static_cast<char>(data.size());
    } else if (data.size() <= 0xFFFF) {
        bytes += char(126);
        bytes.resize(4);
        qToBigEndian(static_cast<quint16>(data.size()), bytes.data() + 2);
    } else {
        bytes += char(127);
        bytes.resize(10);
        qToBigEndian(static_cast<quint64>(data.size()), bytes.data() + 2);
    }
    return bytes + data;
}

void feed(Decoder &decoder, const QByteArray &bytes)
{
    std::memcpy(decoder.writableTail(bytes.size()), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    decoder.commit(bytes.size());
}

// "1:text" for each message, then the error's code if there is one.
QStringList drain(Decoder &decoder)
{
    QStringList seen;
    for (;;) {
        const auto message = decoder.next();
        if (!message)
            return seen << QString::fromLatin1(QMetaEnum::fromType<ErrorCode>().valueToKey(int(message.error().code)));
        if (!*message)
            return seen;
        seen << QStringLiteral("%1:%2")
                    .arg(int((*message)->opcode))
                    .arg(QString::fromUtf8((*message)->data.data(), static_cast<qsizetype>((*message)->data.size())));
    }
}

} // namespace

class TestWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesKeys()
    {
        QCOMPARE(QByteArray::fromBase64(makeKey()).size(), 16);
        QVERIFY(makeKey() != makeKey());
    }

    void asksForAWebSocket()
    {
        const QByteArray request = encodeRequest("h:5000", "/socket.io/?EIO=4", "KEY", {{"Authorization", "Bearer x"}});
        QVERIFY(request.startsWith("GET /socket.io/?EIO=4 HTTP/1.1\r\nHost: h:5000\r\n"));
        QVERIFY(request.contains("\r\nSec-WebSocket-Key: KEY\r\n"));
        QVERIFY(request.contains("\r\nAuthorization: Bearer x\r\n"));
        QVERIFY(request.endsWith("\r\n\r\n"));
    }

    void readsTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status"); // 0: not complete; -1: an error
        QTest::addColumn<bool>("accepted");
        QTest::newRow("sample of the RFC") << sampleAnswer << 101 << true;
        QTest::newRow("followed by a frame") << sampleAnswer + frame(1, "0{}") << 101 << true;
        QTest::newRow("other case") << QByteArray(sampleAnswer).replace("Upgrade: websocket", "UPGRADE:WebSocket")
                                    << 101 << true;
        QTest::newRow("wrong key") << QByteArray(sampleAnswer).replace("s3pP", "AAAA") << 101 << false;
        QTest::newRow("no upgrade") << QByteArray(sampleAnswer).replace("Upgrade: websocket", "X: y") << 101 << false;
        QTest::newRow("not found") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") << 404 << false;
        QTest::newRow("not complete") << sampleAnswer.chopped(1) << 0 << false;
        QTest::newRow("nothing") << QByteArray() << 0 << false;
        QTest::newRow("begins well") << QByteArray("HTT") << 0 << false;
        QTest::newRow("no HTTP") << QByteArray("220 smtp.example.org ESMTP\r\n\r\n") << -1 << false;
        QTest::newRow("no status") << QByteArray("HTTP/1.1\r\n\r\n") << -1 << false;
        QTest::newRow("no end") << "HTTP/1.1 200 OK\r\n" + QByteArray(100'000, 'x') << -1 << false;
    }

    void readsTheAnswer()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        QFETCH(const bool, accepted);
        const auto answer = decodeAnswer(bytes.toStdString(), sampleKey);
        QCOMPARE(answer.has_value(), status >= 0);
        if (!answer)
            return;
        QCOMPARE(answer->has_value(), status > 0);
        if (status == 0)
            return;
        QCOMPARE((*answer)->status, status);
        QCOMPARE((*answer)->accepted, accepted);
        QCOMPARE((*answer)->size, bytes.indexOf("\r\n\r\n") + 4);
    }

    void writesMaskedFrames_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("headSize");
        QTest::newRow("empty") << 0 << 6;
        QTest::newRow("3") << 3 << 6;
        QTest::newRow("125") << 125 << 6;
        QTest::newRow("126") << 126 << 8;
        QTest::newRow("65535") << 65535 << 8;
        QTest::newRow("65536") << 65536 << 14;
    }

    void writesMaskedFrames()
    {
        QFETCH(const int, size);
        QFETCH(const int, headSize);
        QByteArray data(size, Qt::Uninitialized);
        for (int i = 0; i < size; ++i)
            data[i] = static_cast<char>(i * 7);
        QByteArray out = "before";
        appendFrame(out, Opcode::Text, data.toStdString(), 0x12345678);
        QVERIFY(out.startsWith("before"));
        out.remove(0, 6);
        QCOMPARE(out.size(), headSize + size);
        QCOMPARE(quint8(out[0]), quint8(0x81));
        QCOMPARE(quint8(out[1]) & 0x80, 0x80);
        const QByteArray mask = out.mid(headSize - 4, 4);
        QByteArray unmasked = out.mid(headSize);
        for (int i = 0; i < size; ++i)
            unmasked[i] = static_cast<char>(unmasked[i] ^ mask[i % 4]);
        QCOMPARE(unmasked, data);
    }

    void cutsTheStream_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("messages");
        QTest::newRow("texts") << frame(1, "one") + frame(1, "two")
                               << QStringList{QStringLiteral("1:one"), QStringLiteral("1:two")};
        QTest::newRow("empty text") << frame(1, "") << QStringList{QStringLiteral("1:")};
        QTest::newRow("binary") << frame(2, "b") << QStringList{QStringLiteral("2:b")};
        QTest::newRow("control") << frame(9, "p") + frame(10, "q") + frame(8, "")
                                 << QStringList{QStringLiteral("9:p"), QStringLiteral("10:q"), QStringLiteral("8:")};
        QTest::newRow("126 bytes") << frame(1, QByteArray(126, 'x'))
                                   << QStringList{QStringLiteral("1:") + QString(126, QLatin1Char('x'))};
        QTest::newRow("70,000 bytes") << frame(1, QByteArray(70'000, 'x'))
                                      << QStringList{QStringLiteral("1:") + QString(70'000, QLatin1Char('x'))};
        QTest::newRow("in parts") << frame(1, "a", false) + frame(0, "b", false) + frame(0, "c") + frame(1, "d")
                                  << QStringList{QStringLiteral("1:abc"), QStringLiteral("1:d")};
        QTest::newRow("a ping between parts") << frame(1, "a", false) + frame(9, "p") + frame(0, "b")
                                              << QStringList{QStringLiteral("9:p"), QStringLiteral("1:ab")};
        QTest::newRow("a character in two parts")
            << frame(1, "\xc3", false) + frame(0, "\xbc") << QStringList{QStringLiteral("1:ü")};
        const auto fails = [](const char *code) { return QStringList{QString::fromLatin1(code)}; };
        QTest::newRow("reserved bit") << frame(1, "x", true, 0x40) << fails("InvalidPacket");
        QTest::newRow("unknown opcode") << frame(3, "x") << fails("InvalidPacket");
        QTest::newRow("unknown control") << frame(11, "x") << fails("InvalidPacket");
        QTest::newRow("masked") << QByteArray("\x81\x81", 2) + "abcdx" << fails("InvalidPacket");
        QTest::newRow("long control") << frame(9, QByteArray(126, 'x')) << fails("InvalidPacket");
        QTest::newRow("control in parts") << frame(9, "x", false) << fails("InvalidPacket");
        QTest::newRow("continuation of nothing") << frame(0, "x") << fails("InvalidPacket");
        QTest::newRow("new message inside another") << frame(1, "x", false) + frame(1, "y") << fails("InvalidPacket");
        QTest::newRow("invalid UTF-8") << frame(1, "\xff") << fails("InvalidUtf8");
        QTest::newRow("too large") << frame(1, QByteArray(100'001, 'x')) << fails("TooLarge");
        QTest::newRow("too large in parts")
            << frame(1, QByteArray(60'000, 'x'), false) + frame(0, QByteArray(60'000, 'x')) << fails("TooLarge");
        QTest::newRow("absurdly large") << QByteArray("\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10)
                                        << fails("TooLarge");
    }

    void cutsTheStream()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QStringList, messages);
        Decoder whole(100'000);
        feed(whole, bytes);
        QCOMPARE(drain(whole), messages);

        // And however the network cuts it.
        Decoder byByte(100'000);
        QStringList seen;
        for (qsizetype i = 0; i < bytes.size() && (seen.isEmpty() || !seen.last().startsWith(QLatin1Char('I')))
                              && seen.size() < messages.size();
             ++i) {
            feed(byByte, bytes.mid(i, 1));
            seen += drain(byByte);
        }
        QCOMPARE(seen, messages);
    }

    void handsOutViewsIntoItsBuffer()
    {
        Decoder decoder(1000);
        feed(decoder, frame(1, "hello"));
        const char *before = decoder.pending().data();
        const auto message = decoder.next();
        QVERIFY(message && *message);
        QCOMPARE((*message)->data.data(), before + 2);
    }

    void skipsAndForgets()
    {
        Decoder decoder(1000);
        feed(decoder, "HEAD" + frame(1, "x"));
        decoder.skip(4);
        QCOMPARE(drain(decoder), QStringList{QStringLiteral("1:x")});
        feed(decoder, frame(1, "part", false) + "\x81");
        QCOMPARE(drain(decoder), QStringList());
        decoder.reset();
        feed(decoder, frame(1, "new"));
        QCOMPARE(drain(decoder), QStringList{QStringLiteral("1:new")});
    }

    void writesCloseCodes() { QCOMPARE(closePayload(CloseCode::TooLarge), QByteArray("\x03\xf1", 2)); }
};

QTEST_APPLESS_MAIN(TestWebSocket)
#include "tst_websocket.moc"
