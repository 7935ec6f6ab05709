// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientfigures.h"
#include "client/refusedacknowledgements.h"
#include "client/sentacknowledgements.h"
#include "dispatch/lane.h"
#include "dispatch/memorybudget.h"
#include "net/transport.h"

#include <deque>
#include <functional>
#include <span>
#include <vector>

namespace topicscope::client {

//! \brief Acknowledgements on their way out: sent in order, kept while there is no connection, and taken back when one
//! breaks before they left.
//!
//! Messages that are kept here count in the budget. Thread: net.
class AcknowledgementOutbox
{
public:
    //! \brief Acknowledgements that wait for a connection at most; further ones are lost, and counted.
    static constexpr std::size_t maxPending = 100'000;

    using Report = std::function<void(const base::Error &)>;

    //! \brief \a figures and \a budget outlive the outbox. With \a remember, duplicates may be acknowledged again. \a
    //! report is called with what the user has to know.
    AcknowledgementOutbox(ClientFigures &figures, dispatch::MemoryBudget &budget, bool remember, Report report);
    //! \brief What still waits is lost, and counted.
    ~AcknowledgementOutbox();
    Q_DISABLE_COPY_MOVE(AcknowledgementOutbox)

    //! \brief Where they go from now on; null: nowhere, so that they wait. takeBack() comes before another one is set.
    void setTransport(net::Transport *transport) { m_transport = transport; }

    //! \brief Whether duplicates may be acknowledged again, from now on.
    void setRemember(bool remember) { m_remember = remember; }
    //! \brief Takes the acknowledgement of each of \a completions that still has its message, and writes them.
    void send(std::span<dispatch::Completion> completions);
    //! \brief There is a connection: sends what waited for it.
    void sendPending();
    //! \brief A duplicate came: its acknowledgement may have been lost with a connection. flushRepeated() follows.
    void repeat(const base::MessagePtr &duplicate);
    void flushRepeated();
    //! \brief Lets go of what has left this process.
    void trim();
    //! \brief The connection is over: what never left waits for the next one. Where the server ended it over the size
    //! of a packet, as \a error says, an acknowledgement that did so before is given up. connectionLost() follows, once
    //! what came before the end is accounted for.
    void takeBack(const std::optional<base::Error> &error);
    void connectionLost() { m_sent.connectionLost(); }

private:
    struct Entry {
        QByteArray consumer;
        base::MessagePtr message;
    };
    //! A row of them whose messages count in the budget.
    class Row
    {
    public:
        explicit Row(dispatch::MemoryBudget &budget) : m_budget(budget) {}

        [[nodiscard]] bool isEmpty() const noexcept { return m_entries.empty(); }
        [[nodiscard]] std::size_t size() const noexcept { return m_entries.size(); }
        [[nodiscard]] const Entry &first() const { return m_entries.front(); }
        void append(Entry entry);
        void prepend(Entry entry);
        [[nodiscard]] Entry takeFirst();
        [[nodiscard]] Entry takeLast();
        //! False where there is none of \a message.
        [[nodiscard]] bool remove(const base::MessagePtr &message);
        [[nodiscard]] bool contains(const base::MessagePtr &message) const;

    private:
        [[nodiscard]] std::deque<Entry>::const_iterator find(const base::MessagePtr &message) const;

        dispatch::MemoryBudget &m_budget;
        std::deque<Entry> m_entries;
    };

    [[nodiscard]] net::AckOutcome send(const QByteArray &consumer, const base::Message &message);
    //! Leaves \a message where its acknowledgement was sent: rememberUnsent() follows.
    void add(const QByteArray &consumer, base::MessagePtr &message);
    void flush();
    [[nodiscard]] std::size_t unsentByTransport() const
    {
        return m_transport != nullptr ? m_transport->unsentAcknowledgements() : 0;
    }
    //! After a flush: keeps those of \a completions that were acknowledged, as far as that has not left the process.
    void rememberUnsent(std::span<dispatch::Completion> completions);
    void trimTo(std::size_t unsent);
    void boundPending();
    void judge(const base::Error &error, std::size_t unsent);

    ClientFigures &m_figures;
    bool m_remember;
    Report m_report;
    net::Transport *m_transport = nullptr;
    base::SteadyTime m_time; // when acknowledgements are being sent
    std::vector<std::chrono::nanoseconds> m_latencies; // of acknowledgements not counted yet
    bool m_repeated = false; // acknowledgements that wait for the end of the batch
    Row m_pending; // handled while there was no connection, or not sent when it broke
    Row m_unsent; // the latest given to the transport: at least those that did not leave the process
    SentAcknowledgements m_sent; // used while duplicates are filtered
    RefusedAcknowledgements m_refused;
};

} // namespace topicscope::client
