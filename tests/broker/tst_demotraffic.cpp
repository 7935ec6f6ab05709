// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/demo/demotraffic.h"
#include "protocol/pubsubcodec.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTest>

using namespace topicscope;
using namespace topicscope::broker;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime start{std::chrono::microseconds(1'700'000'000'000'000)};

//! All that is sent in \a seconds, one list for each of them.
std::vector<std::vector<DemoEvent>> run(DemoTraffic &traffic, int seconds)
{
    std::vector<std::vector<DemoEvent>> all;
    for (int second = 0; second < seconds; ++second) {
        std::vector<DemoEvent> &events = all.emplace_back();
        for (auto step = 0ms; step < 1s; step += 20ms) {
            for (DemoEvent &event : traffic.advance(std::chrono::seconds(second) + step + 20ms))
                events.push_back(std::move(event));
        }
    }
    return all;
}

bool isValid(const DemoEvent &event)
{
    protocol::PubSubDecoder decoder;
    const QByteArray object = event.malformed
                                  ? event.payload
                                  : protocol::encodeMessageObject(event.envelope().topic, event.envelope().id,
                                                                  event.envelope().payload, event.envelope().producer);
    return decoder
        .decodeMessageObject(
            protocol::PubSubDecoder::paddedFrame({object.constData(), static_cast<std::size_t>(object.size())}))
        .has_value();
}

} // namespace

class TestDemoTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForASeed();
    void hasTheTopicsAndProducers();
    void keepsItsRate();
    void repeatsAFewMessages();
    void isWellFormedExceptNowAndThen();
    void nestsItsPayloads();
    void catchesUpWithinBounds();
};

void TestDemoTraffic::isTheSameForASeed()
{
    DemoTraffic first(7, start);
    DemoTraffic second(7, start);
    for (auto time = 100ms; time <= 900ms; time += 100ms) {
        const auto events = first.advance(time);
        const auto again = second.advance(time);
        QVERIFY(!events.empty());
        QCOMPARE(again.size(), events.size());
        for (std::size_t i = 0; i < events.size(); ++i) {
            QCOMPARE(again[i].id, events[i].id);
            QCOMPARE(again[i].payload, events[i].payload);
        }
    }
    const auto events = DemoTraffic(7, start).advance(900ms);
    const auto others = DemoTraffic(8, start).advance(900ms);
    QVERIFY(others.front().id != events.front().id);
}

void TestDemoTraffic::hasTheTopicsAndProducers()
{
    DemoTraffic traffic(1, start);
    QSet<QByteArray> topics;
    QSet<QByteArray> producers;
    for (const auto &second : run(traffic, 30)) {
        for (const DemoEvent &event : second) {
            if (!event.malformed) {
                topics.insert(event.topic);
                producers.insert(event.producer);
            }
        }
    }
    const QList<QByteArray> expected = DemoTraffic::topics();
    QCOMPARE(expected.size(), 8);
    QCOMPARE(topics, QSet<QByteArray>(expected.cbegin(), expected.cend()));
    QCOMPARE(producers.size(), 3);
}

void TestDemoTraffic::keepsItsRate()
{
    DemoTraffic traffic(1, start);
    const auto seconds = run(traffic, 120);
    std::size_t least = 10'000;
    std::size_t most = 0;
    std::size_t total = 0;
    for (const auto &second : seconds) {
        least = std::min(least, second.size());
        most = std::max(most, second.size());
        total += second.size();
    }
    QVERIFY2(least >= 100, qPrintable(QString::number(least)));
    QVERIFY2(most <= 500, qPrintable(QString::number(most)));
    QVERIFY2(most >= least + 100, qPrintable(QString::number(most))); // it varies
    QVERIFY2(total / seconds.size() >= 150 && total / seconds.size() <= 400,
             qPrintable(QString::number(total / seconds.size())));
}

void TestDemoTraffic::repeatsAFewMessages()
{
    DemoTraffic traffic(1, start);
    QMap<QByteArray, DemoEvent> seen;
    int messages = 0;
    int repeats = 0;
    for (const auto &second : run(traffic, 120)) {
        for (const DemoEvent &event : second) {
            if (event.malformed)
                continue;
            ++messages;
            if (const auto first = seen.constFind(event.id); first != seen.cend()) {
                ++repeats;
                QCOMPARE(event.payload, first->payload);
                QCOMPARE(event.topic, first->topic);
            }
            seen.insert(event.id, event);
        }
    }
    const double share = static_cast<double>(repeats) / messages;
    QVERIFY2(share > 0.015 && share < 0.025, qPrintable(QString::number(share)));
}

void TestDemoTraffic::isWellFormedExceptNowAndThen()
{
    DemoTraffic traffic(3, start);
    int malformed = 0;
    for (const auto &second : run(traffic, 60)) {
        for (const DemoEvent &event : second) {
            malformed += event.malformed ? 1 : 0;
            QCOMPARE(isValid(event), !event.malformed);
        }
    }
    QVERIFY2(malformed >= 10 && malformed <= 15, qPrintable(QString::number(malformed)));
}

void TestDemoTraffic::nestsItsPayloads()
{
    DemoTraffic traffic(1, start);
    QMap<QByteArray, qsizetype> largest;
    bool nested = false;
    for (const auto &second : run(traffic, 30)) {
        for (const DemoEvent &event : second) {
            if (event.malformed)
                continue;
            largest[event.topic] = std::max(largest.value(event.topic), event.payload.size());
            const QJsonObject object = QJsonDocument::fromJson(event.payload).object();
            QVERIFY(!object.isEmpty());
            nested = nested
                     || object.value(QLatin1String("customer")).toObject().value(QLatin1String("ship_to")).isObject();
        }
    }
    QVERIFY(nested);
    QVERIFY2(largest.value("inventory/snapshot") > 4'096,
             qPrintable(QString::number(largest.value("inventory/snapshot"))));
    QVERIFY(largest.value("telemetry/sensors") < 200);
}

void TestDemoTraffic::catchesUpWithinBounds()
{
    DemoTraffic traffic(1, start);
    // A machine that slept for a day must not be answered with a day's messages.
    const auto events = traffic.advance(24h);
    QVERIFY2(events.size() > 50 && events.size() < 1'000, qPrintable(QString::number(events.size())));
    QVERIFY(!traffic.advance(24h + 100ms).empty());
}

QTEST_GUILESS_MAIN(TestDemoTraffic)
#include "tst_demotraffic.moc"

#include <algorithm>
