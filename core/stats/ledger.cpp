// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/ledger.h"

namespace topicscope::stats {

quint64 Ledger::accounted() const noexcept
{
    return malformed + duplicate + unrouted + dropped + queued + running + handled + failed + timedOut;
}

QJsonObject Ledger::toJson() const
{
    const auto number = [](quint64 value) { return QJsonValue(static_cast<qint64>(value)); };
    return {
        {QStringLiteral("received"), number(received)},
        {QStringLiteral("malformed"), number(malformed)},
        {QStringLiteral("duplicate"), number(duplicate)},
        {QStringLiteral("unrouted"), number(unrouted)},
        {QStringLiteral("dropped"), number(dropped)},
        {QStringLiteral("queued"), number(queued)},
        {QStringLiteral("running"), number(running)},
        {QStringLiteral("handled"), number(handled)},
        {QStringLiteral("failed"), number(failed)},
        {QStringLiteral("timedOut"), number(timedOut)},
        {QStringLiteral("repeated"), number(repeated)},
        {QStringLiteral("stored"), number(stored)},
        {QStringLiteral("evicted"), number(evicted)},
        {QStringLiteral("recorded"), number(recorded)},
        {QStringLiteral("acked"), number(acked)},
        {QStringLiteral("ackPending"), number(ackPending)},
        {QStringLiteral("ackLost"), number(ackLost)},
        {QStringLiteral("ackRefused"), number(ackRefused)},
        {QStringLiteral("ackRepeated"), number(ackRepeated)},
        {QStringLiteral("ackWithheld"), number(ackWithheld)},
        {QStringLiteral("retryWaiting"), number(retryWaiting)},
        {QStringLiteral("retried"), number(retried)},
        {QStringLiteral("deadLetters"), number(deadLetters)},
        {QStringLiteral("rerun"), number(rerun)},
        {QStringLiteral("otherEvents"), number(otherEvents)},
        {QStringLiteral("protocolErrors"), number(protocolErrors)},
        {QStringLiteral("balanced"), isBalanced()},
    };
}

} // namespace topicscope::stats
