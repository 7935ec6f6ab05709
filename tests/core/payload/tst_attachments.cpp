// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload/attachments.h"

#include <QTest>

using namespace topicscope::payload;

class TestAttachments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsPlaces_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QList<std::size_t>>("numbers"); // of two attachments
        const auto row = [](const char *name, const char *json, const QList<std::size_t> &numbers) {
            QTest::newRow(name) << QByteArray(json) << numbers;
        };
        row("none", R"({"a":[1,"b",{}]})", {});
        row("all of it", R"({"_placeholder":true,"num":1})", {1});
        row("the other way round, with space", "{ \"num\" : 0 , \"_placeholder\" : true }", {0});
        row("several", R"({"a":{"_placeholder":true,"num":1},"b":[{"_placeholder":true,"num":0},2]})", {1, 0});
        row("one twice", R"([{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}])", {0, 0});
        row("in a text", "[\"{\\\"_placeholder\\\":true,\\\"num\\\":0}\", \"\\\\\", {\"_placeholder\":true,\"num\":1}]",
            {1});
        row("with a text number", R"({"_placeholder":true,"num":"0"})", {});
        row("of an attachment that is none", R"([{"_placeholder":true,"num":2},{"_placeholder":true,"num":-1}])", {});
        row("of a number over all", R"({"_placeholder":true,"num":99999999999999999999999})", {});
        row("of a fraction", R"({"_placeholder":true,"num":0.5})", {});
        row("untrue", R"({"_placeholder":false,"num":0})", {});
        row("with more in it", R"({"_placeholder":true,"num":0,"x":1})", {});
        row("with less in it", R"({"_placeholder":true})", {});
        row("in what looks like one", R"({"_placeholder":{"_placeholder":true,"num":1},"num":0})", {1});
    }

    void findsPlaces()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QList<std::size_t>, numbers);
        const std::string_view text(json.constData(), static_cast<std::size_t>(json.size()));
        QList<std::size_t> found;
        auto place = nextPlaceholder(text, 0, 2);
        while (place) {
            found.append(place->number);
            QVERIFY(text[place->begin] == '{' && text[place->end - 1] == '}');
            place = nextPlaceholder(text, place->end, 2);
        }
        QCOMPARE(found, numbers);
    }

    void tellsWhatIsAll()
    {
        const QList<QByteArray> attachments{"a", "b"};
        QCOMPARE(wholeAttachment(R"({"_placeholder":true,"num":1})", attachments), &attachments.at(1));
        QCOMPARE(wholeAttachment(R"([{"_placeholder":true,"num":1}])", attachments), nullptr);
        QCOMPARE(wholeAttachment(R"({"_placeholder":true,"num":2})", attachments), nullptr);
        QCOMPARE(wholeAttachment(R"({"_placeholder":true,"num":0})", {}), nullptr);
        QCOMPARE(wholeAttachment("", attachments), nullptr);
    }
};

QTEST_APPLESS_MAIN(TestAttachments)
#include "tst_attachments.moc"
