// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "dispatch/lane.h"
#include "stats/duplicatelog.h"
#include "stats/ratemeter.h"
#include "stats/topicstats.h"

#include <deque>
#include <mutex>
#include <span>
#include <vector>

namespace topicscope::client {

//! \brief All counts of a running client, in one place and consistent with each other.
//!
//! Thread: written on net, once for a batch of messages or completions; copied on any thread. The lock protects
//! everything and is uncontended but for the few copies a second.
class ClientFigures
{
public:
    //! \brief Counts messages that arrived. Each is Malformed, Duplicate, Unrouted, or Queued on its way to a lane,
    //! which must not have got it yet. \a firsts tells of each where the message came that it repeats, sequence 0: it
    //! repeats none. \a filterHeld is the filter's size now.
    void countReceived(std::span<const base::MessagePtr> messages, std::span<const base::Sighting> firsts,
                       quint64 filterHeld);
    //! \brief What the filter is set to, and holds now.
    void noteFilter(bool enabled, quint64 window, quint64 held);
    //! \brief A message counted as Queued found no room.
    void countDropped();
    //! \brief Handlers have finished with these; those without an error count as waiting for their acknowledgement.
    void countCompleted(std::span<const dispatch::Completion> completions);
    //! \brief Acknowledgements were sent, so long after their messages came.
    void countAcknowledged(std::span<const std::chrono::nanoseconds> latencies);
    //! \brief So many of them turned out not to have been: they wait again.
    void countAcknowledgementsReturned(quint64 count);
    //! \brief These failed and wait for their next attempt.
    void countRetried(std::span<const dispatch::Completion> completions);
    //! \brief So many of them are handed to their handlers again.
    void countRetriesDue(quint64 count);
    //! \brief One of them is not: its failure is final.
    void countGivenUp(const base::Message &message);
    //! \brief \a message, counted as its state says (failed, timed out), is on its way to a lane again, which must not
    //! have got it yet.
    void countRerun(const base::Message &message);
    void countAcknowledgementsLost(quint64 count);
    //! \brief One that waited was given up, as the server does not take it.
    void countAcknowledgementRefused();
    void countAcknowledgementRepeated();
    void countOtherEvent();
    void countProtocolError(const base::Error &error);
    //! \brief More of them, which are not told.
    void countProtocolErrors(quint64 count);

    //! \brief The counts now; \a started tells the calls begun so far (Dispatcher::started). Thread: any.
    [[nodiscard]] stats::Ledger ledger(const std::function<quint64()> &started) const;
    //! \brief All but names, store and settings: handlers have their ids and figures only. Thread: any.
    [[nodiscard]] ClientSnapshot snapshot(const std::function<quint64()> &started) const;
    //! \brief Brings \a snapshot up to date; it costs what changed, as long as it is the one that was refreshed last.
    //! Topics and handlers are copied a few at a time, so that net never waits for long. Thread: any.
    void refresh(ClientSnapshot &snapshot, const std::function<quint64()> &started);

private:
    struct HandlerCounts {
        quint64 calls = 0;
        quint64 failures = 0;
        quint64 timeouts = 0;
        quint64 withheld = 0;
        quint64 retries = 0;
        QString lastError;
        stats::LatencyHistogram latency;
        bool listed = false; // in m_changedHandlers
    };

    void countReceivedLocked(const base::Message &message);
    void countRepeatedLocked(const base::Message &message, const base::Sighting &first);
    [[nodiscard]] stats::Ledger ledgerLocked(const std::function<quint64()> &started) const;
    //! What does not grow with topics and handlers.
    void copyTotalsLocked(ClientSnapshot &snapshot, const std::function<quint64()> &started) const;
    void copyDuplicatesLocked(ClientSnapshot &snapshot) const;
    void copyHandlerLocked(ClientSnapshot &snapshot, std::size_t id) const;
    void refreshTopics(ClientSnapshot &snapshot, std::unique_lock<std::mutex> &lock);
    void refreshHandlers(ClientSnapshot &snapshot, std::unique_lock<std::mutex> &lock);
    [[nodiscard]] HandlerCounts &handlerCounts(base::HandlerId id);
    void listHandler(quint32 id);
    HandlerCounts &countCall(const dispatch::Completion &completion);
    //! The count of final failures that a message in \a state belongs to.
    [[nodiscard]] quint64 &failuresIn(base::MessageState state);

    mutable std::mutex m_mutex; // everything below
    stats::Ledger m_ledger; // queued and running are derived
    quint64 m_offered = 0; // messages on their way to a lane, or there, or done
    quint64 m_completed = 0;
    stats::TopicStats m_topics;
    stats::DuplicateLog m_duplicates;
    std::vector<HandlerCounts> m_handlers; // by handler id
    std::deque<quint32> m_changedHandlers; // since the latest refresh, each once
    quint64 m_refreshed = 0; // number of the latest refresh
    stats::LatencyHistogram m_handlerLatency;
    stats::LatencyHistogram m_ackLatency;
    stats::RateMeter m_receivedRate;
    stats::RateMeter m_handledRate;
    stats::RateMeter m_duplicateRate;
    bool m_filterEnabled = false;
    quint64 m_filterWindow = 0;
    quint64 m_filterHeld = 0;
    QString m_lastProblem;
};

} // namespace topicscope::client
