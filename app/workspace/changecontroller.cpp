// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/changecontroller.h"

#include "workspace/clientcontroller.h"
#include "common/figuretext.h"

#include <utility>

namespace topicscope::app {

ChangeController::ChangeController(ClientController &client) : QObject(&client), m_client(client)
{
    connect(&client, &ClientController::snapshotTaken, this, &ChangeController::updateCounts);
}

QString ChangeController::unfinishedText() const
{
    return unfinishedBeyond(m_client.snapshot().handledPerSecond).join(QLatin1Char('\n'));
}

QStringList ChangeController::unfinishedBeyond(double messages) const
{
    const stats::Ledger ledger = m_client.client().ledger(); // of this moment, and no copy of a hundred thousand topics
    const quint64 waiting = ledger.queued + ledger.running;
    QStringList lines;
    if (static_cast<double>(waiting) > messages)
        lines << (waiting == 1 ? tr("• 1 message waits for a handler and will not be handled")
                               : tr("• %1 messages wait for handlers and will not be handled").arg(countText(waiting)));
    if (static_cast<double>(ledger.ackPending) > messages)
        lines << (ledger.ackPending == 1
                      ? tr("• 1 acknowledgement has not been sent")
                      : tr("• %1 acknowledgements have not been sent").arg(countText(ledger.ackPending)));
    if (m_toPublish > 0)
        lines << (m_toPublish == 1 ? tr("• The publication of 1 message stops before the server answered")
                                   : tr("• The publication of %1 messages stops at %2")
                                         .arg(countText(static_cast<quint64>(m_toPublish)),
                                              countText(static_cast<quint64>(m_published))));
    return lines;
}

void ChangeController::notePublication(int sent, int wanted)
{
    m_published = sent;
    m_toPublish = wanted;
}

void ChangeController::connectTo(const QString &url, const QString &consumer, const QString &topics)
{
    const auto config = m_client.configFor(url, consumer, topics);
    if (!config || !m_client.isReplacedFor(*config)) {
        m_client.connectTo(url, consumer, topics); // nothing is lost, or what is wrong is told
        return;
    }
    const std::size_t handlers = m_client.movesWith(*config) ? m_client.movableHandlers() : 0;
    m_keepText = handlers == 0 ? QString()
                 : handlers == 1
                     ? tr("Keep 1 handler running: it acknowledges there at once")
                     : tr("Keep %1 handlers running: they acknowledge there at once").arg(countText(handlers));
    m_change = [this, url, consumer, topics](bool keep) {
        m_client.connectTo(url, consumer, topics,
                           keep ? ClientController::Handlers::KeepRunning : ClientController::Handlers::Stop);
    };
    countLosses();
    if (m_losses.isEmpty() && m_keepText.isEmpty()) {
        std::exchange(m_change, nullptr)(false);
        return;
    }
    Q_EMIT lossesChanged();
    Q_EMIT askingChanged();
}

void ChangeController::countLosses()
{
    const stats::Ledger ledger = m_client.client().ledger();
    m_losses = unfinished();
    if (ledger.stored > 0)
        m_losses << (ledger.stored == 1 ? tr("• 1 message of the stream")
                                        : tr("• %1 messages of the stream").arg(countText(ledger.stored)));
    if (ledger.deadLetters > 0)
        m_losses << (ledger.deadLetters == 1 ? tr("• 1 dead letter")
                                             : tr("• %1 dead letters").arg(countText(ledger.deadLetters)));
    if (ledger.received > 0)
        m_losses << tr("• the statistics of %1 received: topics, handlers, latencies, duplicates, ledger")
                        .arg(countText(ledger.received));
    m_losesLetters = ledger.deadLetters > 0;
}

void ChangeController::updateCounts()
{
    if (isAsking()) {
        const QStringList before = m_losses;
        countLosses();
        if (m_losses != before)
            Q_EMIT lossesChanged();
    }
    Q_EMIT countsChanged();
}

void ChangeController::accept(bool keepHandlers)
{
    const Change change = std::exchange(m_change, nullptr);
    if (!change)
        return;
    Q_EMIT askingChanged();
    change(keepHandlers);
}

void ChangeController::cancel()
{
    if (!std::exchange(m_change, nullptr))
        return;
    Q_EMIT askingChanged();
    m_client.keepSettings();
}

} // namespace topicscope::app
