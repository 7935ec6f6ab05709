// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "client/clientfigures.h"
#include "client/pubsubclient.h"
#include "client/refusedacknowledgements.h"
#include "client/retryqueue.h"
#include "client/sentacknowledgements.h"
#include "dispatch/dispatcher.h"
#include "dispatch/idempotencefilter.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>

class QTimer;

namespace topicscope::client {

//! \brief The way of a message: transport, filter, routing, lanes, acknowledgements and the taps beside it.
//!
//! Thread: net, where it is used after moveToThread() and deleted; what other threads may call says so.
class Pipeline : public QObject, private net::TransportListener
{
    Q_OBJECT

public:
    //! \brief Acknowledgements that wait for a connection at most; further ones are lost, and counted.
    static constexpr std::size_t maxPendingAcknowledgements = 100'000;

    //! \brief \a topics and \a store outlive the pipeline.
    Pipeline(const ClientConfig &config, TransportFactory factory, base::TopicRegistry &topics, capture::MessageStore &store);
    ~Pipeline() override;

    void open();
    //! \brief Waits for the lanes at most \a drainTimeout, closes and emits stopped().
    void close(std::chrono::milliseconds drainTimeout);
    void setTopics(const QStringList &topics);
    void publish(const net::Publication &publication, net::Transport::PublishCallback done);
    //! \brief Hands the dead letters \a ids to those who consume their topics now. Those that cannot be stay, with a note.
    [[nodiscard]] RerunStart rerun(const std::vector<quint64> &ids);

    //! \brief Replaces the handlers. Thread: any.
    void postTable(std::unique_ptr<const dispatch::HandlerTable> table);
    //! \brief Thread: any.
    [[nodiscard]] stats::Ledger ledger() const;
    //! \brief Thread: any.
    [[nodiscard]] DeadLetterList &deadLetters() noexcept { return m_deadLetters; }
    //! \brief All but the handlers' names. Thread: any.
    [[nodiscard]] ClientSnapshot snapshot() const;
    //! \brief Brings all but the handlers' names up to date. Thread: any.
    void refresh(ClientSnapshot &snapshot);

Q_SIGNALS:
    void statusChanged(const topicscope::net::ConnectionStatus &status);
    void problemOccurred(const topicscope::base::Error &error);
    void stopped();

private:
    struct PendingAcknowledgement {
        QByteArray consumer;
        base::MessagePtr message;
    };

    void connectionStatusChanged(const net::ConnectionStatus &status) override;
    void messageReceived(base::MessagePtr message) override;
    void batchFinished() override;
    void otherEventReceived() override;
    void protocolErrorOccurred(const base::Error &error) override;
    void protocolErrorsRepeated(quint64 count) override { m_figures.countProtocolErrors(count); }

    void createTransport();
    //! Filters, routes, counts and stores the messages of m_batch, and hands them to lanes.
    void commit();
    void stage(const base::MessagePtr &message);
    void dispatchStaged();
    void drop(const base::MessagePtr &message);
    //! A redelivery of \a message is not to be taken for a duplicate.
    void forget(const base::Message &message);
    void setReadingPaused(bool paused);
    void drain();
    void sweep();
    void takeCompletions();
    //! Lets those completions wait for another attempt that are to have one.
    void takeRetries();
    void retryDue();
    void armRetryTimer();
    //! Ends all waits for an attempt after \a deadline: those messages have failed.
    void giveUpRetries(base::SteadyTime deadline);
    void fail(const base::MessagePtr &message, const dispatch::HandlerEntry &handler, const base::Error &error, int calls);
    //! Leaves \a message where its acknowledgement was sent: rememberUnsent() follows.
    void acknowledge(const QByteArray &consumer, base::MessagePtr &message);
    void flushAcknowledgements();
    void sendPendingAcknowledgements();
    //! A duplicate came: its acknowledgement may have been lost with a connection.
    void acknowledgeAgain(const base::MessagePtr &duplicate);
    [[nodiscard]] net::AckOutcome send(const QByteArray &consumer, const base::Message &message);
    //! After a flush: keeps those of m_completions that were acknowledged, as far as that has not left the process.
    void rememberUnsent();
    void trimUnsent(std::size_t unsent);
    //! The connection is over: acknowledgements that never went out wait for the next one.
    void takeBackUnsent();
    //! The server ended the connection over the size of a packet, as \a error says: gives up an acknowledgement that did so before.
    void judgeAcknowledgements(const base::Error &error, std::size_t unsent);
    void boundPending();
    void finishClosing();
    [[nodiscard]] bool hasWork() const;
    void report(const base::Error &error);
    void addStoreFigures(stats::Ledger &ledger) const;
    //! What snapshot() and refresh() know beside the figures.
    void complete(ClientSnapshot &snapshot) const;

    dispatch::DispatchSettings m_settings;
    TransportFactory m_factory;
    base::TopicRegistry &m_topics;
    capture::MessageStore &m_store;
    ClientFigures m_figures;
    dispatch::IdempotenceFilter m_filter; // asked about every message; the settings say what happens to duplicates
    QStringList m_subscribed;
    std::unique_ptr<net::Transport> m_transport; // made on the net thread by the first open()
    std::vector<base::MessagePtr> m_batch; // received, and nothing more
    std::vector<dispatch::IdempotenceFilter::Key> m_keys; // of m_batch
    std::vector<base::Sighting> m_firsts; // of m_batch: where the one came that it repeats; sequence 0 where it repeats none
    std::vector<dispatch::Completion> m_completions; // kept for its memory
    std::vector<std::chrono::nanoseconds> m_ackLatencies; // of acknowledgements not counted yet
    base::SteadyTime m_ackTime; // when acknowledgements are being sent
    bool m_readingPaused = false;
    SentAcknowledgements m_sent; // used while duplicates are filtered
    RefusedAcknowledgements m_refused;
    bool m_repeated = false; // acknowledgements that wait for the end of the batch
    std::deque<PendingAcknowledgement> m_pending; // handled while there was no connection, or not sent when it broke
    std::deque<PendingAcknowledgement> m_unsent; // the latest given to the transport: at least those that did not leave the process
    RetryQueue m_retries;
    DeadLetterList m_deadLetters;
    QTimer *m_drainTimer;
    QTimer *m_sweepTimer; // while messages are with lanes: a lane in a long call may not have told of all completions
    QTimer *m_retryTimer;
    base::SteadyTime m_closeDeadline; // while closing
    net::ConnectionState m_state = net::ConnectionState::Disconnected;
    bool m_closing = false;
    base::SteadyTime m_reportWindow; // start of the second that m_reports counts
    int m_reports = 0;
    dispatch::Dispatcher m_dispatcher; // last: its lanes stop before anything else goes
};

} // namespace topicscope::client
