// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/acknowledgementoutbox.h"

#include "base/printabletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace topicscope::client {

using net::AckOutcome;

void AcknowledgementOutbox::Row::append(Entry entry)
{
    m_budget.add(entry.message->memoryCost());
    m_entries.push_back(std::move(entry));
}

void AcknowledgementOutbox::Row::prepend(Entry entry)
{
    m_budget.add(entry.message->memoryCost());
    m_entries.push_front(std::move(entry));
}

AcknowledgementOutbox::Entry AcknowledgementOutbox::Row::takeFirst()
{
    Entry entry = std::move(m_entries.front());
    m_entries.pop_front();
    m_budget.remove(entry.message->memoryCost());
    return entry;
}

AcknowledgementOutbox::Entry AcknowledgementOutbox::Row::takeLast()
{
    Entry entry = std::move(m_entries.back());
    m_entries.pop_back();
    m_budget.remove(entry.message->memoryCost());
    return entry;
}

std::deque<AcknowledgementOutbox::Entry>::const_iterator AcknowledgementOutbox::Row::find(
    const base::MessagePtr &message) const
{
    return std::find_if(m_entries.begin(), m_entries.end(),
                        [&](const Entry &entry) { return entry.message == message; });
}

bool AcknowledgementOutbox::Row::contains(const base::MessagePtr &message) const
{
    return find(message) != m_entries.end();
}

bool AcknowledgementOutbox::Row::remove(const base::MessagePtr &message)
{
    const auto entry = find(message);
    if (entry == m_entries.end())
        return false;
    m_budget.remove(message->memoryCost());
    m_entries.erase(entry);
    return true;
}

AcknowledgementOutbox::AcknowledgementOutbox(ClientFigures &figures, dispatch::MemoryBudget &budget, bool remember,
                                             Report report)
    : m_figures(figures), m_remember(remember), m_report(std::move(report)), m_pending(budget), m_unsent(budget)
{
}

AcknowledgementOutbox::~AcknowledgementOutbox()
{
    m_figures.countAcknowledgementsLost(m_pending.size());
}

void AcknowledgementOutbox::send(std::span<dispatch::Completion> completions)
{
    m_time = base::SteadyClock::now();
    for (dispatch::Completion &completion : completions) {
        if (completion.message)
            add(completion.handler->consumer, completion.message);
    }
    flush();
    rememberUnsent(completions);
}

void AcknowledgementOutbox::add(const QByteArray &consumer, base::MessagePtr &message)
{
    // Behind those that wait, so that acknowledgements keep their order.
    const AckOutcome outcome = m_pending.isEmpty() ? send(consumer, *message) : AckOutcome::NotConnected;
    if (outcome == AckOutcome::Sent)
        return;
    if (outcome == AckOutcome::NotConnected) {
        m_pending.append({.consumer = consumer, .message = message});
        boundPending();
    }
    message.reset();
}

void AcknowledgementOutbox::boundPending()
{
    while (m_pending.size() > maxPending) {
        static_cast<void>(m_pending.takeFirst());
        m_figures.countAcknowledgementsLost(1);
    }
}

void AcknowledgementOutbox::sendPending()
{
    m_time = base::SteadyClock::now();
    while (!m_pending.isEmpty()) {
        const AckOutcome outcome = send(m_pending.first().consumer, *m_pending.first().message);
        if (outcome == AckOutcome::NotConnected)
            break;
        Entry entry = m_pending.takeFirst();
        if (outcome == AckOutcome::Sent)
            m_unsent.append(std::move(entry));
    }
    flush();
    trim();
}

AckOutcome AcknowledgementOutbox::send(const QByteArray &consumer, const base::Message &message)
{
    if (m_transport == nullptr)
        return AckOutcome::NotConnected;
    const AckOutcome outcome = m_refused.isGivenUp(message) ? AckOutcome::Refused
                                                            : m_transport->acknowledge(consumer, message);
    if (outcome == AckOutcome::Sent) {
        m_refused.sent(consumer, message);
        m_latencies.push_back(m_time - message.receivedAt());
        if (m_remember)
            m_sent.add(message.id(), consumer);
    } else if (outcome == AckOutcome::Refused) {
        message.markAcknowledgementRefused();
        m_figures.countAcknowledgementRefused();
    }
    return outcome;
}

void AcknowledgementOutbox::flush()
{
    if (m_latencies.empty())
        return;
    m_figures.countAcknowledged(m_latencies);
    m_latencies.clear();
    m_transport->flush();
}

void AcknowledgementOutbox::rememberUnsent(std::span<dispatch::Completion> completions)
{
    const std::size_t unsent = unsentByTransport();
    if (unsent > 0) { // seldom: the line takes less than is acknowledged
        for (dispatch::Completion &completion : completions) {
            if (completion.message)
                m_unsent.append({.consumer = completion.handler->consumer, .message = std::move(completion.message)});
        }
    }
    trimTo(unsent);
}

void AcknowledgementOutbox::trim()
{
    if (!m_unsent.isEmpty())
        trimTo(unsentByTransport());
}

void AcknowledgementOutbox::trimTo(std::size_t unsent)
{
    m_refused.noteUnsent(unsent);
    while (m_unsent.size() > unsent)
        static_cast<void>(m_unsent.takeFirst());
}

void AcknowledgementOutbox::repeat(const base::MessagePtr &duplicate)
{
    const std::optional<QByteArray> consumer = m_sent.takeUncertain(duplicate->id());
    if (!consumer || m_refused.isGivenUp(*duplicate))
        return;
    m_sent.add(duplicate->id(), *consumer); // this one may be lost as well
    if (m_transport != nullptr && m_transport->acknowledge(*consumer, *duplicate) == AckOutcome::Sent) {
        m_refused.sent(*consumer, *duplicate);
        m_figures.countAcknowledgementRepeated();
        m_unsent.append({.consumer = *consumer, .message = duplicate});
        m_repeated = true;
    }
}

void AcknowledgementOutbox::flushRepeated()
{
    if (!std::exchange(m_repeated, false))
        return;
    m_transport->flush();
    trim();
}

void AcknowledgementOutbox::takeBack(const std::optional<base::Error> &error)
{
    const std::size_t unsent = unsentByTransport();
    trimTo(unsent);
    m_figures.countAcknowledgementsReturned(m_unsent.size());
    while (!m_unsent.isEmpty()) {
        Entry entry = m_unsent.takeLast();
        m_sent.takeBackLatest(entry.message->id()); // what is known not to have arrived is not uncertain
        m_pending.prepend(std::move(entry));
    }
    boundPending();
    if (error && error->code == base::ErrorCode::TooLargeForPeer)
        judge(*error, unsent);
    m_refused.connectionLost();
}

void AcknowledgementOutbox::judge(const base::Error &error, std::size_t unsent)
{
    std::optional<RefusedAcknowledgements::Culprit> culprit = m_refused.blame(unsent);
    if (!culprit)
        return;
    const base::Message &message = *culprit->message;
    if (!culprit->givenUp && m_pending.contains(culprit->message))
        return; // goes out once more
    const bool taken = m_pending.remove(culprit->message);
    // else it was sent for one that counts by itself
    const bool counts = taken || message.outcome().state != base::MessageState::Duplicate;
    if (!taken && counts)
        m_figures.countAcknowledgementsReturned(1); // it had left as a whole
    if (!culprit->givenUp) {
        if (counts)
            // before those that had not left
            m_pending.prepend({.consumer = culprit->consumer, .message = culprit->message});
        return;
    }
    message.markAcknowledgementRefused();
    if (counts)
        m_figures.countAcknowledgementRefused();
    m_report(
        {error.code,
         QCoreApplication::translate(
             "topicscope::client",
             "The acknowledgement of message %1 (topic %2, %3 bytes) was given up: it ended the connection twice. %4")
             .arg(base::shortText(message.id()), base::shortText(message.topic()), QString::number(message.size()),
                  error.text)});
}

} // namespace topicscope::client
