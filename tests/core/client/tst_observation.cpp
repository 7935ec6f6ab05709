// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/observation.h"

#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using client::Observation;
using client::ObservationSettings;
using protocol::Broadcast;
using protocol::ServerEvent;

namespace {

constexpr base::WallTime serverStart{1'700'000'000s};
const base::SteadyTime start = base::SteadyClock::now();

Broadcast published(std::string_view topic, std::string_view id, std::chrono::microseconds at)
{
    return {.event = ServerEvent::NewMessage,
            .topic = topic,
            .messageId = id,
            .producer = "shop",
            .consumer = {},
            .at = serverStart + at};
}

Broadcast consumed(std::string_view consumer, std::string_view topic, std::string_view id, std::chrono::microseconds at)
{
    return {.event = ServerEvent::NewConsumption,
            .topic = topic,
            .messageId = id,
            .producer = {},
            .consumer = consumer,
            .at = serverStart + at};
}

Broadcast aboutClient(std::string_view consumer, std::string_view topic)
{
    return {.event = ServerEvent::NewClient,
            .topic = topic,
            .messageId = {},
            .producer = {},
            .consumer = consumer,
            .at = {}};
}

} // namespace

class TestObservation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refreshesWhatChanged()
    {
        Observation observation({});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 25ms), start);
        observation.addConsumption(consumed("ship", "orders", "a", 30ms), start);
        observation.addConsumption(consumed("ship", "orders", "b", 31ms), start);
        client::ObserverSnapshot snapshot = observation.snapshot(start);
        snapshot.consumers.at(0).latency.reset(); // what stays as it is, and is told by its counts alone
        snapshot.consumers.at(0).latency.record(77ms);

        observation.addMessage(published("orders", "b", 1ms), start); // after its consumption
        observation.addConsumption(consumed("bill", "stock", "c", 1ms), start);
        observation.refresh(snapshot, start);
        QCOMPARE(snapshot.consumers.size(), 3U);
        QCOMPARE(snapshot.consumers.at(0).latency.max(), std::chrono::nanoseconds(77ms));
        QCOMPARE(snapshot.consumers.at(1).latency.count(), 2U);
        QCOMPARE(snapshot.consumers.at(2).topic, QStringLiteral("stock"));
        QCOMPARE(snapshot.topics.size(), 2U);

        observation.reset();
        observation.addConsumption(consumed("another", "orders", "a", 25ms), start);
        observation.refresh(snapshot, start);
        QCOMPARE(snapshot.consumers.size(), 1U);
        QCOMPARE(snapshot.consumers.at(0).consumer, QStringLiteral("another"));
        QCOMPARE(snapshot.topics.size(), 1U);
    }

    void joinsPublicationAndConsumption()
    {
        Observation observation({});
        observation.addMessage(published("orders", "a", 0ms), start);
        const auto verdict = observation.addConsumption(consumed("bill", "orders", "a", 25ms), start);
        QVERIFY(verdict.latency == std::chrono::microseconds(25ms));
        QVERIFY(!verdict.doubled);
        const auto snapshot = observation.snapshot(start);
        QCOMPARE(snapshot.totals.messages, 1U);
        QCOMPARE(snapshot.totals.consumptions, 1U);
        QCOMPARE(snapshot.consumers.size(), 1U);
        const auto &row = snapshot.consumers.front();
        QCOMPARE(row.consumer, QStringLiteral("bill"));
        QCOMPARE(row.topic, QStringLiteral("orders"));
        QCOMPARE(row.consumptions, 1U);
        QCOMPARE(row.latency.max(), std::chrono::nanoseconds(25ms));
        QVERIFY(row.lastAt == serverStart + 25ms);
        QCOMPARE(snapshot.topics.front().published, 1U);
    }

    void measuresHoursAndDays()
    {
        Observation observation({});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addMessage(published("orders", "b", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 3h), start);
        observation.addConsumption(consumed("bill", "orders", "b", 48h), start);
        const auto snapshot = observation.snapshot(start);
        const auto &latency = snapshot.consumers.front().latency;
        QVERIFY(latency.percentile(50) >= 3h && latency.percentile(50) < 3h + 11s); // to three digits
        QCOMPARE(latency.max(), std::chrono::nanoseconds(48h));
    }

    void keepsConsumersAndTopicsApart()
    {
        Observation observation({});
        for (const char *topic : {"orders", "stock"}) {
            observation.addMessage(published(topic, topic, 0ms), start);
            for (const char *consumer : {"bill", "count"})
                observation.addConsumption(consumed(consumer, topic, topic, 1ms), start);
        }
        const auto snapshot = observation.snapshot(start);
        QCOMPARE(snapshot.consumers.size(), 4U);
        const auto sums = client::byConsumer(snapshot.consumers);
        QCOMPARE(sums.size(), 2U);
        QCOMPARE(sums.front().consumptions, 2U);
        QCOMPARE(sums.front().latency.count(), 2U);
        QVERIFY(sums.front().topic.isEmpty());
    }

    void aConsumptionBeforeItsBroadcastIsJoinedLater()
    {
        Observation observation({});
        observation.addConsumption(consumed("bill", "orders", "a", 3ms), start);
        QCOMPARE(observation.snapshot(start).consumers.front().unmatched, 1U);
        observation.addMessage(published("orders", "a", 0ms), start);
        const auto row = observation.snapshot(start).consumers.front();
        QCOMPARE(row.unmatched, 0U);
        QCOMPARE(row.latency.max(), std::chrono::nanoseconds(3ms));
    }

    void aClockSetBackIsNoNegativeLatency()
    {
        Observation observation({});
        observation.addMessage(published("orders", "a", 10ms), start);
        QVERIFY(observation.addConsumption(consumed("bill", "orders", "a", 0ms), start).latency
                == std::chrono::microseconds(0));
    }

    void countsWhatIsConsumedTwice()
    {
        Observation observation({});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1ms), start);
        QVERIFY(observation.addConsumption(consumed("bill", "orders", "a", 9s), start).doubled);
        observation.addConsumption(consumed("count", "orders", "a", 1ms), start);
        const auto snapshot = observation.snapshot(start);
        QCOMPARE(snapshot.consumers.at(0).doubled, 1U);
        QCOMPARE(snapshot.consumers.at(0).consumptions, 2U);
        QCOMPARE(snapshot.consumers.at(0).latency.count(), 1U); // the first one counts
        QCOMPARE(snapshot.consumers.at(1).doubled, 0U);
    }

    void aMessageThatNobodyConsumesIsCountedWhenItsTimeIsUp()
    {
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.judge(start + 999ms);
        QCOMPARE(observation.snapshot(start).topics.front().unconsumed, 0U);
        QCOMPARE(observation.snapshot(start).open, 1U);
        observation.judge(start + 1s);
        QCOMPARE(observation.snapshot(start).topics.front().unconsumed, 1U);
        QCOMPARE(observation.snapshot(start).open, 0U);
        observation.addConsumption(consumed("bill", "orders", "a", 5s), start + 5s);
        QCOMPARE(observation.snapshot(start).topics.front().unconsumed, 0U);
    }

    void aConsumerIsExpectedAfterItsFirstConsumption()
    {
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "early", 0ms), start);
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1ms), start);
        observation.addMessage(published("orders", "b", 0ms), start);
        observation.addMessage(published("stock", "c", 0ms), start);
        observation.judge(start + 2s);
        const auto row = observation.snapshot(start).consumers.front();
        QCOMPARE(row.late, 1U); // b; neither the one before it was known, nor the other topic
        QCOMPARE(row.missing, 1U);
    }

    void aMissingConsumptionThatComesIsLate()
    {
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1ms), start);
        observation.addMessage(published("orders", "b", 0ms), start);
        observation.addMessage(published("orders", "c", 0ms), start);
        observation.judge(start + 2s);
        QCOMPARE(observation.snapshot(start).consumers.front().missing, 2U);
        observation.addConsumption(consumed("bill", "orders", "b", 3s), start + 3s);
        auto row = observation.snapshot(start).consumers.front();
        QCOMPARE(row.late, 2U);
        QCOMPARE(row.missing, 1U);
        // The server was in time here, only its broadcast was not.
        QVERIFY(!observation.addConsumption(consumed("bill", "orders", "c", 20ms), start + 3s).doubled);
        row = observation.snapshot(start).consumers.front();
        QCOMPARE(row.late, 1U);
        QCOMPARE(row.missing, 0U);
        QCOMPARE(row.doubled, 0U);
    }

    void aSlowConsumptionIsLateByTheServersClock()
    {
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1500ms), start);
        QCOMPARE(observation.snapshot(start).consumers.front().late, 1U);
        QCOMPARE(observation.snapshot(start).consumers.front().missing, 0U);
    }

    void nobodyIsExpectedOfAClientThatLeft_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<quint64>("late");
        QTest::newRow("same topic") << QByteArray("orders") << quint64(0);
        QTest::newRow("all topics") << QByteArray("*") << quint64(0);
        QTest::newRow("another topic") << QByteArray("stock") << quint64(1);
    }

    void nobodyIsExpectedOfAClientThatLeft()
    {
        QFETCH(QByteArray, left);
        QFETCH(quint64, late);
        Observation observation({.lateAfter = 1s});
        observation.addClient(aboutClient("someone", left.toStdString()));
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1ms), start);
        observation.addMessage(published("orders", "b", 0ms), start);
        observation.removeClient(aboutClient("someone", left.toStdString()));
        observation.judge(start + 2s);
        QCOMPARE(observation.snapshot(start).consumers.front().late, late);
        // Until it consumes again.
        observation.addMessage(published("orders", "c", 0ms), start + 2s);
        observation.addConsumption(consumed("bill", "orders", "c", 1ms), start + 2s);
        observation.addMessage(published("orders", "d", 0ms), start + 2s);
        observation.judge(start + 4s);
        QCOMPARE(observation.snapshot(start).consumers.front().late, late + 1);
    }

    void aGapIsNotJudged()
    {
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1ms), start);
        observation.addMessage(published("orders", "b", 0ms), start);
        observation.addClient(aboutClient("someone", "*"));
        observation.interrupt();
        observation.judge(start + 2s);
        const auto snapshot = observation.snapshot(start);
        QCOMPARE(snapshot.totals.unjudged, 2U);
        QCOMPARE(snapshot.consumers.front().late, 0U);
        QCOMPARE(snapshot.topics.front().unconsumed, 0U);
        QVERIFY(snapshot.clients.empty());
    }

    void messagesWithoutIdAndRepeatedOnesAreCounted()
    {
        Observation observation({});
        observation.addMessage(published("orders", "", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "", 1ms), start);
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addMessage(published("orders", "a", 5ms), start);
        // since the first
        QVERIFY(observation.addConsumption(consumed("bill", "orders", "a", 7ms), start).latency
                == std::chrono::microseconds(7ms));
        const auto snapshot = observation.snapshot(start);
        QCOMPARE(snapshot.totals.withoutId, 1U);
        QCOMPARE(snapshot.totals.republished, 1U);
        QCOMPARE(snapshot.consumers.front().unmatched, 1U);
    }

    void memoryIsBounded()
    {
        ObservationSettings settings;
        settings.maxMessages = 100;
        settings.maxConsumptions = 300;
        settings.maxRows = 5;
        settings.maxTopics = 3;
        settings.maxClients = 4;
        Observation observation(settings);
        for (int i = 0; i < 1000; ++i) {
            const std::string id = std::to_string(i);
            observation.addMessage(published("topic" + std::to_string(i % 7), id, 0ms), start);
            for (int c = 0; c < 9; ++c)
                observation.addConsumption(
                    consumed("consumer" + std::to_string(c), "topic" + std::to_string(i % 7), id, 1ms), start);
            observation.addClient(aboutClient("client", id));
        }
        const auto snapshot = observation.snapshot(start);
        QVERIFY(snapshot.totals.evicted >= 900U);
        QCOMPARE(snapshot.totals.unjudged, snapshot.totals.evicted);
        QVERIFY(snapshot.open <= 100U);
        QCOMPARE(snapshot.consumers.size(), 6U); // the last one stands for all others
        QCOMPARE(snapshot.topics.size(), 4U);
        QCOMPARE(snapshot.clients.size(), 4U);
        quint64 consumptions = 0;
        for (const auto &row : snapshot.consumers)
            consumptions += row.consumptions;
        QCOMPARE(consumptions, snapshot.totals.consumptions);
        quint64 messages = 0;
        for (const auto &topic : snapshot.topics)
            messages += topic.published;
        QCOMPARE(messages, snapshot.totals.messages);
    }

    // 40 million pairs of message and consumer: in slices, and nothing is kept of any pair.
    void judgesManyConsumersInSlices()
    {
        constexpr std::size_t consumers = 2000;
        constexpr std::size_t messages = 20'000;
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "first", 0ms), start);
        for (std::size_t i = 0; i < consumers; ++i)
            observation.addConsumption(consumed("consumer " + std::to_string(i), "orders", "first", 1ms), start);
        for (std::size_t i = 0; i < messages; ++i)
            observation.addMessage(published("orders", std::to_string(i), 2ms), start);
        std::size_t steps = 0;
        std::size_t calls = 0;
        for (Observation::Judged judged{.more = true}; judged.more; ++calls) {
            judged = observation.judge(start + 2s);
            QVERIFY(judged.steps < Observation::maxSteps + 2 * consumers + 1);
            steps += judged.steps;
        }
        QVERIFY(calls >= steps / (Observation::maxSteps + 2 * consumers + 1));
        QCOMPARE(steps, (messages + 1) * (consumers + 1) + consumers);
        QCOMPARE(observation.judge(start + 2s).steps, 0U);
        observation.addMessage(published("orders", "next", 3ms), start + 2s);
        auto snapshot = observation.snapshot(start + 2s);
        QCOMPARE(snapshot.totals.evicted, 0U); // what is missing takes no room
        QCOMPARE(snapshot.topics.front().unconsumed, messages);
        for (const auto &row : snapshot.consumers) {
            QCOMPARE(row.late, messages);
            QCOMPARE(row.missing, messages);
        }
        observation.addConsumption(consumed("consumer 7", "orders", "5", 3s), start + 3s);
        observation.addConsumption(consumed("consumer 7", "orders", "5", 4s), start + 3s);
        snapshot = observation.snapshot(start + 3s);
        QCOMPARE(snapshot.consumers.at(7).missing, messages - 1);
        QCOMPARE(snapshot.consumers.at(7).late, messages);
        QCOMPARE(snapshot.consumers.at(7).doubled, 1U);
        QCOMPARE(snapshot.topics.front().unconsumed, messages - 1);
    }

    // What was missed before a client left stays missed until it comes; what came up while nobody was expected never
    // was.
    void whatWasMissedBeforeAClientLeft()
    {
        Observation observation({.lateAfter = 1s});
        observation.addMessage(published("orders", "1", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "1", 1ms), start);
        observation.addMessage(published("orders", "2", 2ms), start);
        observation.judge(start + 2s);
        observation.addMessage(published("orders", "3", 2s), start + 2s);
        observation.interrupt();
        observation.addMessage(published("orders", "4", 3s), start + 3s);
        observation.judge(start + 5s);
        QCOMPARE(observation.snapshot(start).consumers.front().missing, 1U);
        for (const char *id : {"3", "4"})
            observation.addConsumption(consumed("bill", "orders", id, 6s), start + 6s);
        QCOMPARE(observation.snapshot(start).consumers.front().missing, 1U);
        observation.addConsumption(consumed("bill", "orders", "2", 6s), start + 6s);
        QCOMPARE(observation.snapshot(start).consumers.front().missing, 0U);
        // 2 when its time was up, 3 and 4 by the server's clock
        QCOMPARE(observation.snapshot(start).consumers.front().late, 3U);
        observation.addMessage(published("orders", "5", 7s), start + 7s);
        observation.judge(start + 9s);
        QCOMPARE(observation.snapshot(start).consumers.front().missing, 1U);
    }

    void consumptionsAloneAreBounded()
    {
        Observation observation({.maxConsumptions = 100});
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addMessage(published("orders", "b", 0ms), start);
        for (int i = 0; i < 100; ++i)
            observation.addConsumption(consumed("consumer " + std::to_string(i), "orders", i < 60 ? "a" : "b", 1ms),
                                       start);
        QCOMPARE(observation.snapshot(start).totals.evicted, 0U);
        observation.addConsumption(consumed("consumer 1", "orders", "b", 1ms), start);
        QCOMPARE(observation.snapshot(start).totals.evicted, 1U); // no further message was needed for it
    }

    void resetForgetsFiguresButNotClients()
    {
        Observation observation({});
        observation.addClient(aboutClient("someone", "*"));
        observation.addMessage(published("orders", "a", 0ms), start);
        observation.addConsumption(consumed("bill", "orders", "a", 1ms), start);
        observation.reset();
        const auto snapshot = observation.snapshot(start);
        QCOMPARE(snapshot.totals.messages, 0U);
        QVERIFY(snapshot.consumers.empty());
        QVERIFY(snapshot.topics.empty());
        QCOMPARE(snapshot.clients.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestObservation)
#include "tst_observation.moc"
