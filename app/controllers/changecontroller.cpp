// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/changecontroller.h"

#include "controllers/clientcontroller.h"
#include "models/figuretext.h"

#include <utility>

namespace topicscope::app {

ChangeController::ChangeController(ClientController &client)
    : QObject(&client)
    , m_client(client)
{
}

QString ChangeController::question() const
{
    if (m_losses.isEmpty())
        return tr("The handlers stay behind, stopped, unless you take them along.");
    return tr("The client begins anew for this. What it has gathered so far is gone then, and cannot be brought back:");
}

void ChangeController::connectTo(const QString &url, const QString &consumer, const QString &topics)
{
    m_keepText.clear();
    const auto config = m_client.configFor(url, consumer, topics);
    if (!config || !m_client.isReplacedFor(*config)) {
        m_client.connectTo(url, consumer, topics); // nothing changes, or what is wrong is told
        return;
    }
    const bool moves = m_client.movesWith(*config);
    const auto handlers = moves ? m_client.movableHandlers() : 0;
    if (handlers > 0)
        m_keepText = handlers == 1 ? tr("Keep 1 handler running: it acknowledges there at once")
                                  : tr("Keep %1 handlers running: they acknowledge there at once").arg(countText(handlers));
    ask(moves ? tr("Connect to another server?") : tr("Connect with other settings?"), tr("Discard and connect"), [this, url, consumer, topics](bool keep) {
        m_client.connectTo(url, consumer, topics, keep ? ClientController::Handlers::KeepRunning : ClientController::Handlers::Stop);
    });
}

void ChangeController::setDuplicateFilter(bool on, quint32 window)
{
    m_keepText.clear();
    ask(on ? tr("Turn the duplicate filter on?") : tr("Turn the duplicate filter off?"), on ? tr("Discard and turn on") : tr("Discard and turn off"),
        [this, on, window](bool) { m_client.setDuplicateFilter(on, window); });
}

void ChangeController::setOverflow(int policy)
{
    m_keepText.clear();
    if (policy == m_client.overflow())
        return;
    ask(tr("Change what happens when lanes are full?"), tr("Discard and change"), [this, policy](bool) { m_client.setOverflow(policy); });
}

void ChangeController::ask(const QString &title, const QString &acceptText, Change change)
{
    const stats::Ledger ledger = m_client.client().ledger(); // of this moment, and no copy of a hundred thousand topics
    const quint64 messages = ledger.stored;
    const quint64 letters = ledger.deadLetters;
    m_losses.clear();
    if (messages > 0)
        m_losses << (messages == 1 ? tr("• 1 message of the stream") : tr("• %1 messages of the stream").arg(countText(messages)));
    if (letters > 0)
        m_losses << (letters == 1 ? tr("• 1 dead letter") : tr("• %1 dead letters").arg(countText(letters)));
    if (ledger.received > 0)
        m_losses << tr("• the statistics of %1 received: topics, handlers, latencies, duplicates, ledger").arg(countText(ledger.received));
    m_losesLetters = letters > 0;
    if (m_losses.isEmpty() && m_keepText.isEmpty()) {
        change(false);
        return;
    }
    m_title = title;
    m_acceptText = m_losses.isEmpty() ? tr("Connect") : acceptText;
    m_change = std::move(change);
    Q_EMIT askingChanged();
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
    Q_EMIT cancelled();
}

} // namespace topicscope::app
