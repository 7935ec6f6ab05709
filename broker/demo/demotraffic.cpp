// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/demo/demotraffic.h"

#include "base/bytes.h"

#include <algorithm>
#include <iterator>
#include <numbers>

namespace topicscope::broker {

using base::viewOf;

namespace {

struct Stream {
    const char *topic;
    const char *producer;
    double perSecond;
    double swing; // share of the rate by which it goes up and down
    double period; // seconds
    DemoTopic kind;
};

constexpr std::array<Stream, 8> streams{{
    {"orders/created", "webshop", 26.0, 0.5, 47.0, DemoTopic::OrdersCreated},
    {"orders/paid", "webshop", 20.0, 0.5, 53.0, DemoTopic::OrdersPaid},
    {"orders/cancelled", "webshop", 1.6, 0.4, 31.0, DemoTopic::OrdersCancelled},
    {"payments/authorized", "payments", 22.0, 0.5, 41.0, DemoTopic::PaymentsAuthorized},
    {"payments/declined", "payments", 1.4, 0.7, 37.0, DemoTopic::PaymentsDeclined},
    {"inventory/reserved", "warehouse", 18.0, 0.3, 61.0, DemoTopic::InventoryReserved},
    {"inventory/snapshot", "warehouse", 1.5, 0.2, 67.0, DemoTopic::InventorySnapshot},
    {"telemetry/sensors", "warehouse", 150.0, 0.2, 73.0, DemoTopic::TelemetrySensors},
}};

} // namespace

base::Envelope DemoEvent::envelope() const
{
    return {.topic = viewOf(topic),
            .id = viewOf(id),
            .producer = viewOf(producer),
            .payload = viewOf(payload),
            .timestamp = {},
            .unescaped = {}};
}

DemoTraffic::DemoTraffic(quint32 seed, base::WallTime start)
    : m_random(seed), m_payloads(m_random), m_start(start), m_nextMalformed(m_random.between(2.0, 4.0))
{
    for (std::size_t stream = 0; stream < streams.size(); ++stream)
        m_next[stream] = m_random.exponential() / rate(stream, 0);
    m_burstFrom = m_random.between(4.0, 8.0);
    m_burstUntil = m_burstFrom;
}

QList<QByteArray> DemoTraffic::topics()
{
    QList<QByteArray> names;
    for (const Stream &stream : streams)
        names.append(stream.topic);
    return names;
}

double DemoTraffic::rate(std::size_t stream, double at) const
{
    const Stream &source = streams[stream];
    const double wave = 1.0 + source.swing * std::sin(2.0 * std::numbers::pi * at / source.period);
    const bool bursting = stream == m_burstStream && at >= m_burstFrom && at < m_burstUntil;
    return source.perSecond * wave * (bursting ? m_burstFactor : 1.0);
}

std::vector<DemoEvent> DemoTraffic::advance(std::chrono::microseconds elapsed)
{
    const double until = std::chrono::duration<double>(elapsed).count();
    const double from = std::max(m_now, until - std::chrono::duration<double>(maxCatchUp).count());
    m_now = until;
    std::vector<Due> due;

    for (std::size_t stream = 0; stream < streams.size(); ++stream) {
        if (m_next[stream] < from)
            m_next[stream] = from + m_random.exponential() / rate(stream, from);
        while (m_next[stream] <= until)
            publish(stream, due);
    }
    for (; m_nextMalformed <= until; m_nextMalformed = std::max(m_nextMalformed, from) + m_random.between(4.0, 6.0))
        due.push_back({m_nextMalformed, malformed()});
    if (until >= m_burstUntil)
        burst();

    const auto waiting = std::stable_partition(m_repeats.begin(), m_repeats.end(),
                                               [&](const Due &repeat) { return repeat.at > until; });
    std::move(waiting, m_repeats.end(), std::back_inserter(due));
    m_repeats.erase(waiting, m_repeats.end());

    std::stable_sort(due.begin(), due.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    std::vector<DemoEvent> events;
    events.reserve(due.size());
    for (Due &entry : due)
        events.push_back(std::move(entry.event));
    return events;
}

void DemoTraffic::publish(std::size_t stream, std::vector<Due> &out)
{
    const double at = m_next[stream];
    const auto now = m_start + std::chrono::microseconds(static_cast<qint64>(at * 1e6));
    const Stream &source = streams[stream];
    DemoEvent event{.malformed = false,
                    .topic = source.topic,
                    .id = m_random.uuid(),
                    .payload = m_payloads.make(source.kind, now),
                    .producer = source.producer};
    // Of all messages, the repeated ones included, duplicateShare are repetitions.
    if (m_random.chance(duplicateShare / (1.0 - duplicateShare)))
        m_repeats.push_back({at + m_random.between(0.05, 0.8), event});
    out.push_back({at, std::move(event)});
    m_next[stream] = at + m_random.exponential() / rate(stream, at);
}

void DemoTraffic::burst()
{
    // Telemetry is left out: a burst of it would hide everything else.
    m_burstStream = static_cast<std::size_t>(m_random.between(0, static_cast<int>(streams.size()) - 3));
    m_burstFrom = m_now + m_random.between(8.0, 20.0);
    m_burstUntil = m_burstFrom + m_random.between(1.5, 3.5);
    m_burstFactor = m_random.between(3.0, 5.0);
}

DemoEvent DemoTraffic::malformed()
{
    const QByteArray id = m_random.uuid();
    QByteArray raw;
    switch (m_malformedCount++ % 3) {
    case 0: // no topic
        raw = R"({"message_id":")" + id + R"(","message":{"order_id":"O-100001"},"producer":"webshop"})";
        break;
    case 1: // an id that is a number
        raw = R"({"topic":"payments/authorized","message_id":)" + QByteArray::number(m_random.between(1'000, 9'999))
              + R"(,"message":{"total":12.5},"producer":"payments"})";
        break;
    default: // no JSON
        raw = R"({"topic":"telemetry/sensors","message_id":")" + id + R"(","message":{"celsius":21.)";
        break;
    }
    return {.malformed = true, .topic = {}, .id = {}, .payload = std::move(raw), .producer = {}};
}

} // namespace topicscope::broker
