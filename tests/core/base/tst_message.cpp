// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "support/messages.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace topicscope;
using base::Message;
using base::MessageState;
using base::Outcome;

class TestMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesWhatItHolds()
    {
        const base::MessagePtr message = test::makeMessage("orders", "id-1", R"({"n":1})", 7, base::TopicId{4});
        const base::MessagePtr other = message;
        QCOMPARE(other.data(), message.data());
        QCOMPARE(message->topic(), std::string_view("orders"));
        QCOMPARE(message->id(), std::string_view("id-1"));
        QCOMPARE(message->payload(), std::string_view(R"({"n":1})"));
        QCOMPARE(message->producer(), std::string_view("tests"));
        QCOMPARE(message->sequence(), base::Sequence{7});
        QCOMPARE(message->topicId(), base::TopicId{4});
        QCOMPARE(message->outcome().state, MessageState::Queued);
        QVERIFY(message->payload().data() >= message->frame().constData());
        QVERIFY(message->payload().data() < message->frame().constData() + message->frame().size());
        QVERIFY(message->memoryCost() > message->size());
    }

    void paysForWhatItHasAlone()
    {
        const QByteArray frame("\x01");
        const base::Envelope envelope{
            .topic = "t", .id = {}, .producer = {}, .payload = base::viewOf(frame), .timestamp = {}, .unescaped = {}};
        const auto plain = Message::create(frame, envelope, {}, base::Encoding::Binary);
        QVERIFY(plain->attributes().empty() && plain->attachments().empty() && plain->deliveryToken().isEmpty());
        QVERIFY(plain->attribute("key").empty());
        QCOMPARE(plain->size(), qsizetype{1});

        const auto rich = Message::create(frame, envelope, {}, base::Encoding::Unknown,
                                          std::make_unique<base::MessageExtras>(base::MessageExtras{
                                              .payload = {},
                                              .attributes = {{"Trace", "1"}, {"Key", "a"}, {"key", "b"}},
                                              .attachments = {QByteArray(1000, 'x'), QByteArray(24, 'y')},
                                              .deliveryToken = "7"}));
        QCOMPARE(rich->attributes().size(), std::size_t{3});
        QVERIFY(rich->attribute("KEY") == "a"); // the first
        QVERIFY(rich->attribute("none").empty());
        QCOMPARE(rich->attachments()[1], QByteArray(24, 'y'));
        QCOMPARE(rich->deliveryToken(), QByteArray("7"));
        QCOMPARE(rich->size(), qsizetype{1 + 1024});
        QVERIFY(rich->memoryCost() > plain->memoryCost() + 1024);
    }

    void remembersItsEncoding()
    {
        QCOMPARE(test::makeMessage("t")->knownEncoding(), base::Encoding::Json);
        const auto message = Message::create("x", {}, {}, base::Encoding::Unknown);
        QCOMPARE(message->knownEncoding(), base::Encoding::Unknown);
        message->rememberEncoding(base::Encoding::Text);
        QCOMPARE(message->knownEncoding(), base::Encoding::Text);
    }

    void keepsWhyItIsMalformed()
    {
        const auto message = Message::malformed("[oops", {base::ErrorCode::InvalidJson, QStringLiteral("broken")}, {});
        QCOMPARE(message->outcome().state, MessageState::Malformed);
        QCOMPARE(message->error().text, QStringLiteral("broken"));
        QCOMPARE(message->frame(), QByteArray("[oops"));
        QVERIFY(message->topic().empty());
        QVERIFY(message->payload().empty());
    }

    void settles_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<quint32>("handler");
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<qint64>("read");
        QTest::newRow("handled") << int(MessageState::Handled) << 12U << qint64{1'600} << qint64{1'600};
        QTest::newRow("rounded down to 16 ns") << int(MessageState::Failed) << 1U << qint64{47} << qint64{32};
        QTest::newRow("greatest handler") << int(MessageState::TimedOut) << 0xFFFFFU << qint64{0} << qint64{0};
        QTest::newRow("negative latency") << int(MessageState::Handled) << 1U << qint64{-5} << qint64{0};
        QTest::newRow("four hours") << int(MessageState::Handled) << 1U << qint64{14'400'000'000'000}
                                    << qint64{14'400'000'000'000};
        QTest::newRow("longer than can be held")
            << int(MessageState::Handled) << 1U << qint64{36'000'000'000'000} << qint64{((1LL << 40) - 1) * 16};
    }

    void settles()
    {
        QFETCH(const int, state);
        QFETCH(const quint32, handler);
        QFETCH(const qint64, ns);
        QFETCH(const qint64, read);
        const auto message = test::makeMessage("t");
        message->settle({.state = static_cast<MessageState>(state),
                         .handler = base::HandlerId{handler},
                         .latency = std::chrono::nanoseconds(ns)});
        const Outcome expected{.state = static_cast<MessageState>(state),
                               .handler = base::HandlerId{handler},
                               .latency = std::chrono::nanoseconds(read)};
        QCOMPARE(message->outcome(), expected);
    }

    void namesEveryState()
    {
        QStringList names;
        for (int state = 0; state <= int(MessageState::TimedOut); ++state)
            names << QString(base::nameOf(static_cast<MessageState>(state)));
        QCOMPARE(names.join(QLatin1Char(' ')),
                 QStringLiteral("malformed duplicate unrouted dropped queued running handled failed timedOut"));
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
