// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/ledgercontroller.h"

#include "common/rebind.h"
#include "common/figuretext.h"

namespace topicscope::app {

LedgerController::LedgerController(QObject *parent) : QObject(parent) {}

void LedgerController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    m_counts.clear();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &LedgerController::update);
        update(m_client->snapshot());
    }
    Q_EMIT clientChanged();
}

QString LedgerController::received() const
{
    return countText(m_counts.ledger().received);
}

QString LedgerController::rate() const
{
    return rateText(m_rate);
}

QString LedgerController::balanceText() const
{
    const stats::Ledger &ledger = m_counts.ledger();
    if (ledger.isBalanced())
        return tr("The ledger balances: each of the %1 received messages is in exactly one state.")
            .arg(countText(ledger.received));
    return tr("The ledger does not balance: %1 messages were received, but the states add up to %2. "
              "This is a defect of Topicscope; please report it.")
        .arg(countText(ledger.received), countText(ledger.accounted()));
}

void LedgerController::update(const client::ClientSnapshot &snapshot)
{
    const QString rateBefore = rate();
    const stats::Ledger before = m_counts.ledger();
    m_counts.setLedger(snapshot.ledger);
    m_rate = snapshot.receivedPerSecond;
    if (before.received != snapshot.ledger.received || before.accounted() != snapshot.ledger.accounted())
        Q_EMIT countsChanged();
    if (rateBefore != rate())
        Q_EMIT rateChanged();
}

} // namespace topicscope::app
