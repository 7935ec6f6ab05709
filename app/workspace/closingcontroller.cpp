// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/closingcontroller.h"

#include "workspace/clientcontroller.h"
#include "common/figuretext.h"

#include <algorithm>
#include <utility>

namespace topicscope::app {

ClosingController::ClosingController(ClientController &client) : QObject(&client), m_client(client)
{
    connect(&client, &ClientController::snapshotTaken, this, &ClosingController::countsChanged);
}

QString ClosingController::unfinished() const
{
    return unfinishedBeyond(m_client.snapshot().handledPerSecond).join(QLatin1Char('\n'));
}

QStringList ClosingController::unfinishedBeyond(double messages) const
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

void ClosingController::notePublication(int sent, int wanted)
{
    m_published = sent;
    m_toPublish = wanted;
}

QString ClosingController::losses() const
{
    const stats::Ledger ledger = m_client.client().ledger();
    QStringList lines = unfinishedBeyond(0.0);
    if (ledger.stored > 0)
        lines << (ledger.stored == 1 ? tr("• 1 message of the stream")
                                     : tr("• %1 messages of the stream").arg(countText(ledger.stored)));
    if (ledger.deadLetters > 0)
        lines << (ledger.deadLetters == 1 ? tr("• 1 dead letter")
                                          : tr("• %1 dead letters").arg(countText(ledger.deadLetters)));
    const auto &handlers = m_client.snapshot().handlers;
    const auto running = std::count_if(handlers.begin(), handlers.end(),
                                       [](const client::HandlerFigures &handler) { return !handler.removed; });
    if (running > 0)
        lines << (running == 1 ? tr("• 1 handler") : tr("• %1 handlers").arg(countText(static_cast<quint64>(running))));
    if (ledger.received > 0)
        lines << tr("• the statistics of %1 received: topics, handlers, latencies, duplicates, ledger")
                     .arg(countText(ledger.received));
    return lines.join(QLatin1Char('\n'));
}

} // namespace topicscope::app
