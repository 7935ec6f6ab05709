// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observersnapshot.h"
#include "protocol/broadcastdecoder.h"
#include "stats/ratemeter.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace topicscope::client {

//! \brief How long a consumption may take, and how much is remembered.
struct ObservationSettings {
    std::chrono::milliseconds lateAfter{10'000}; //!< a consumption that takes longer, or does not come, is late
    std::size_t maxMessages = 100'000; //!< messages remembered for their consumptions
    std::size_t maxConsumptions = 500'000; //!< consumptions remembered with those messages
    std::size_t maxRows = 2'000; //!< pairs of consumer and topic; further ones share one
    std::size_t maxTopics = 10'000; //!< further ones share one
    std::size_t maxClients = 10'000; //!< further ones are not listed
};

//! \brief Joins publications with their consumptions, both timed by the server's one clock.
//!
//! A consumer is expected to consume every message of a topic that is published after its first consumption there; when
//! a client of the topic leaves, or broadcasts were missed, from its next consumption on. Ids are kept as 128-bit
//! seeded hashes. Thread: one at a time.
class Observation
{
public:
    explicit Observation(const ObservationSettings &settings);

    //! \brief What a consumption turned out to be.
    struct Verdict {
        std::optional<std::chrono::microseconds> latency; //!< from publication; absent when that was not seen
        bool doubled = false; //!< the consumer had consumed the message before
    };

    //! \brief new_message; \a now is when it came.
    void addMessage(const protocol::Broadcast &broadcast, base::SteadyTime now);
    //! \brief new_consumption.
    Verdict addConsumption(const protocol::Broadcast &broadcast, base::SteadyTime now);
    //! \brief new_client.
    void addClient(const protocol::Broadcast &broadcast);
    //! \brief client_disconnected.
    void removeClient(const protocol::Broadcast &broadcast);
    //! \brief The server's whole list (GET /clients).
    void setClients(std::vector<ObservedClient> clients);
    void countUnreadable() { ++m_totals.unreadable; }

    //! \brief What one call of judge() did.
    struct Judged {
        std::size_t steps = 0; //!< messages and expected consumers that were looked at
        bool more = false; //!< the call ended before all that is due was judged
    };
    //! \brief How many steps one call of judge() may take, but for the consumers of its last message.
    static constexpr std::size_t maxSteps = 50'000;

    //! \brief Judges the messages whose time is up: who has not consumed them is late. To be called again where there
    //! is more.
    Judged judge(base::SteadyTime now);
    //! \brief Broadcasts were missed (the connection broke): open messages are not judged, and nobody is known to be
    //! connected.
    void interrupt();
    //! \brief Forgets all but the clients.
    void reset();

    //! \brief The figures at \a now; connection and dashboard are left to the caller.
    [[nodiscard]] ObserverSnapshot snapshot(base::SteadyTime now) const;
    //! \brief Makes \a snapshot what snapshot() gives, and copies only the latencies of consumers whose figures
    //! changed.
    void refresh(ObserverSnapshot &snapshot, base::SteadyTime now) const;

private:
    struct Key {
        quint64 low = 0;
        quint64 high = 0;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key &key) const noexcept { return static_cast<std::size_t>(key.low); }
    };
    // a consumption. Who has not consumed is remembered by the spans of its row: two numbers for any count of messages
    struct Mark {
        quint32 row;
        base::WallTime at;
    };
    struct Span { // of numbers of messages
        quint64 from;
        quint64 end;
    };
    struct Entry {
        Key key;
        quint32 topic = 0;
        std::optional<base::WallTime> published; // absent: only a consumption was seen so far
        base::SteadyTime seenAt;
        bool judged = false;
        bool expected = false; // judged, and those who had not consumed it were counted
        bool unconsumed = false; // was counted as such
        std::vector<Mark> marks; // in order of rows
    };
    struct Row {
        std::string consumer;
        quint32 topic = 0;
        // number of the first message that it is expected to consume; the largest: of none now
        quint64 firstMessage = 0;
        std::vector<Span> spans; // messages that it was expected to consume earlier
        ConsumptionFigures figures;
    };
    struct Topic {
        std::string name;
        QString text; // the name
        quint64 published = 0;
        quint64 unconsumed = 0;
        std::vector<quint32> rows;
    };

    [[nodiscard]] Key keyOf(std::string_view id) const noexcept;
    [[nodiscard]] Entry *find(const Key &key);
    Entry &append(const Key &key, quint32 topic, base::SteadyTime now);
    void evict();
    [[nodiscard]] quint32 topicIndex(std::string_view name);
    [[nodiscard]] quint32 rowIndex(std::string_view consumer, quint32 topic);
    std::chrono::microseconds record(Row &row, base::WallTime published, base::WallTime consumed, bool alreadyLate);
    std::size_t judgeEntry(Entry &entry, quint64 number);
    //! Whether \a row is counted as missing the message with \a number, unless it has consumed it.
    [[nodiscard]] bool wasExpected(const Row &row, const Entry &entry, quint64 number) const;
    void suspend(std::string_view topic);

    ObservationSettings m_settings;
    quint64 m_seed;
    std::deque<Entry> m_entries; // in order of arrival
    quint64 m_first = 0; // number of m_entries.front()
    quint64 m_nextDue = 0; // number of the first entry that is not judged
    std::unordered_map<Key, quint64, KeyHash> m_index; // number by id
    std::size_t m_marks = 0; // of all entries
    std::vector<Topic> m_topics; // 0: those past the bound
    std::unordered_map<std::string, quint32> m_topicIndex;
    std::vector<Row> m_rows; // 0: those past the bound
    std::unordered_map<std::string, quint32> m_rowIndex;
    std::string m_name; // for looking up
    std::vector<ObservedClient> m_clients;
    ObserverTotals m_totals;
    stats::RateMeter m_messageRate;
    stats::RateMeter m_consumptionRate;
};

} // namespace topicscope::client
