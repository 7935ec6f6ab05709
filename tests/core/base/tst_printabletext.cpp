// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/printabletext.h"

#include "base/bytes.h"

#include <QTest>

using namespace topicscope;

class TestPrintableText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesControlsVisible_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("printable");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("plain") << QByteArray("orders/1 ~\\x") << QByteArray("orders/1 ~\\x");
        QTest::newRow("beyond ASCII") << QByteArray("Zo\xc3\xab \xf0\x9f\x98\x80 \xe4\xb8\xad")
                                      << QByteArray("Zo\xc3\xab \xf0\x9f\x98\x80 \xe4\xb8\xad");
        QTest::newRow("turns text around") << QByteArray("pay \xe2\x80\xae"
                                                         "100\xe2\x80\xac \xe2\x81\xa6x")
                                           << QByteArray("pay \\u202e100\\u202c \\u2066x");
        QTest::newRow("without width") << QByteArray("a\xe2\x80\x8b"
                                                     "b\xef\xbb\xbf"
                                                     "c\xc2\xad")
                                       << QByteArray("a\\u200bb\\ufeffc\\u00ad");
        QTest::newRow("other spaces and breaks") << QByteArray("a\xc2\xa0"
                                                               "b\xe2\x80\xa8")
                                                 << QByteArray("a\\u00a0b\\u2028");
        QTest::newRow("tags") << QByteArray("a\xf3\xa0\x81\x81") << QByteArray("a\\udb40\\udc41");
        QTest::newRow("escape") << QByteArray("\x1b[2J") << QByteArray("\\x1b[2J");
        QTest::newRow("line breaks") << QByteArray("a\r\nb\tc")
                                     << QByteArray("a\\x0d\\x0ab\\x09"
                                                   "c");
        QTest::newRow("NUL") << QByteArray("a\0b", 3)
                             << QByteArray("a\\x00"
                                           "b");
        QTest::newRow("DEL") << QByteArray("\x7f") << QByteArray("\\x7f");
        QTest::newRow("C1") << QByteArray("\xc2\x80\xc2\x9b\xc2\x9f") << QByteArray("\\x80\\x9b\\x9f");
        QTest::newRow("a bare C1 byte is no UTF-8") << QByteArray("\x9b"
                                                                  "2J")
                                                    << QByteArray("\xef\xbf\xbd"
                                                                  "2J");
    }

    void makesControlsVisible()
    {
        QFETCH(const QByteArray, text);
        QTEST(base::printableText(base::viewOf(text)), "printable");
    }

    void shortensBetweenCharacters()
    {
        const QByteArray letters(78, 'a');
        QCOMPARE(base::shortText("a\xc3\xab"), QString::fromUtf8("a\xc3\xab"));
        // 80 bytes
        QCOMPARE(base::shortText(base::viewOf(letters + "\xc3\xab")), QString::fromUtf8(letters + "\xc3\xab"));
        for (const QByteArray &character : {QByteArray("\xe4\xb8\xad"), QByteArray("\xf0\x9f\x98\x80")})
            QCOMPARE(base::shortText(base::viewOf(letters + character)),
                     QString::fromUtf8(letters) + QStringLiteral("..."));
        // no UTF-8 at all
        QCOMPARE(base::shortText(base::viewOf(QByteArray(200, '\x80'))).right(3), QStringLiteral("..."));
    }

    void keepsJsonOnOneLine()
    {
        QCOMPARE(base::printableJson("{\r\n\t\"a\": \"\\n\x7f\"\n}"), QByteArray("{   \"a\": \"\\n\\x7f\" }"));
    }
};

QTEST_APPLESS_MAIN(TestPrintableText)
#include "tst_printabletext.moc"
