// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"
#include "broker/demo/demopayloads.h"

#include <chrono>
#include <vector>

namespace topicscope::broker {

//! \brief One thing that a demo producer sends.
struct DemoEvent {
    bool malformed = false; //!< \a payload is the raw argument of a broken "message" event; the other fields are empty
    QByteArray topic;
    QByteArray id;
    QByteArray payload;
    QByteArray producer;

    //! \brief Views of this event, which must outlive them.
    [[nodiscard]] base::Envelope envelope() const;
};

//! \brief Producers of its own, so that every view has something true to show: eight topics, three producers.
//!
//! Each topic is a Poisson process whose rate follows a slow sine wave, in total roughly 150 to 400 messages a second.
//! Now and then one topic bursts for some seconds. About 2 % of the messages come a second time with the same id,
//! shortly after; about every five seconds comes one that is malformed. It has no clock of its own, and equal seeds
//! yield equal traffic. Thread: one at a time.
class DemoTraffic
{
public:
    static constexpr double duplicateShare = 0.02;
    //! \brief The longest gap between two calls that is caught up on; what was due before it is skipped.
    static constexpr std::chrono::seconds maxCatchUp{1};

    //! \brief \a start is the time of day that the payloads count from.
    DemoTraffic(quint32 seed, base::WallTime start);

    //! \brief All that is due up to \a elapsed since the start, in order of time. \a elapsed must not go back.
    [[nodiscard]] std::vector<DemoEvent> advance(std::chrono::microseconds elapsed);

    //! \brief The topics' names, in the order of DemoTopic.
    [[nodiscard]] static QList<QByteArray> topics();

private:
    struct Due {
        double at; // seconds since the start
        DemoEvent event;
    };

    [[nodiscard]] double rate(std::size_t stream, double at) const;
    void publish(std::size_t stream, std::vector<Due> &out);
    void burst();
    [[nodiscard]] DemoEvent malformed();

    DemoRandom m_random;
    DemoPayloads m_payloads;
    base::WallTime m_start;
    std::array<double, 8> m_next{}; // when each topic speaks next
    std::vector<Due> m_repeats; // duplicates that wait for their time
    double m_now = 0;
    double m_nextMalformed;
    int m_malformedCount = 0;
    std::size_t m_burstStream = 0;
    double m_burstFrom;
    double m_burstUntil;
    double m_burstFactor = 1;
};

} // namespace topicscope::broker
