// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/acknowledgementoutbox.h"
#include "client/clientconfig.h"
#include "client/clientfigures.h"
#include "client/pubsubclient.h"
#include "client/retryqueue.h"
#include "client/transportslot.h"
#include "dispatch/dispatcher.h"
#include "dispatch/idempotencefilter.h"

#include <QObject>

#include <atomic>
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
    //! \brief \a topics and \a store outlive the pipeline.
    Pipeline(const ClientConfig &config, TransportFactory factory, base::TopicRegistry &topics,
             capture::MessageStore &store);
    ~Pipeline() override;

    void open();
    //! \brief Waits for the lanes at most \a drainTimeout, closes and emits stopped().
    void close(std::chrono::milliseconds drainTimeout);
    //! \brief Works on with other settings; see PubSubClient::reconfigure().
    void reconfigure(const ClientConfig &config);
    void publish(const net::Publication &publication, net::Transport::PublishCallback done);
    //! \brief Hands the dead letters \a ids to those who consume their topics now. Those that cannot be stay, with a
    //! note.
    [[nodiscard]] RerunStart rerun(const std::vector<quint64> &ids);

    //! \brief Replaces the handlers. Thread: any.
    void postTable(std::unique_ptr<const dispatch::HandlerTable> table);
    //! \brief Thread: any.
    [[nodiscard]] stats::Ledger ledger() const;
    //! \brief What the latest transport can; nothing before the first one. Thread: any.
    [[nodiscard]] net::Capabilities capabilities() const noexcept
    {
        return net::Capabilities::fromInt(m_capabilities.load(std::memory_order_relaxed));
    }
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
    void connectionStatusChanged(const net::ConnectionStatus &status) override;
    void messageReceived(base::MessagePtr message) override;
    void batchFinished() override;
    void otherEventReceived() override;
    void protocolErrorOccurred(const base::Error &error) override;
    void protocolErrorsRepeated(quint64 count) override { m_figures.countProtocolErrors(count); }

    //! Has the next connection made with the settings that hold now; one that there is ends, and is made anew.
    void replaceTransport();
    void openTransport();
    void configureDispatch(const dispatch::DispatchSettings &settings);
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
    void fail(const base::MessagePtr &message, const dispatch::HandlerEntry &handler, const base::Error &error,
              int calls);
    //! Why a dead letter cannot be handed to \a handler now; empty where it can, and then its id is remembered again.
    [[nodiscard]] QString whyNotAgain(const base::Message &message, const dispatch::HandlerEntry *handler);
    void finishClosing();
    [[nodiscard]] bool hasWork() const;
    void report(const base::Error &error);
    void addStoreFigures(stats::Ledger &ledger) const;
    //! What snapshot() and refresh() know beside the figures.
    void complete(ClientSnapshot &snapshot) const;

    dispatch::DispatchSettings m_settings;
    net::ConnectionSettings m_connection;
    capture::MessageStore &m_store;
    ClientFigures m_figures;
    dispatch::IdempotenceFilter m_filter; // asked about every message; the settings say what happens to duplicates
    QStringList m_subscribed;
    std::atomic<net::Capabilities::Int> m_capabilities{0};
    TransportSlot m_transport; // filled on the net thread by open()
    bool m_replacing = false; // the transport closes, and another one takes its place
    base::Sequence m_lastReceived;
    std::vector<base::MessagePtr> m_batch; // received, and nothing more
    std::vector<dispatch::IdempotenceFilter::Key> m_keys; // of m_batch
    // of m_batch: where the one came that it repeats; sequence 0 where it repeats none
    std::vector<base::Sighting> m_firsts;
    std::vector<dispatch::Completion> m_completions; // kept for its memory
    bool m_readingPaused = false;
    dispatch::MemoryBudget m_waiting; // of lanes, retries and acknowledgements together
    AcknowledgementOutbox m_acknowledgements;
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
