// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/ledgermodel.h"

#include "common/figuretext.h"

#include <utility>

namespace topicscope::app {
namespace {

//! Counts are shown in full as long as a pill has room for them.
constexpr quint64 longestInFull = 9'999'999;

} // namespace

LedgerModel::LedgerModel(QObject *parent) : QAbstractListModel(parent)
{
    using stats::Ledger;
    m_entries = {
        {&Ledger::handled, tr("handled"), tr("A handler consumed it without an error."), Tone::Success, true, true,
         StateFilter::Handled},
        {&Ledger::failed, tr("failed"), tr("Its handler reported an error: no acknowledgement is sent."), Tone::Danger,
         true, false, StateFilter::Failed},
        {&Ledger::timedOut, tr("timed out"), tr("Its handler took too long: no acknowledgement is sent."), Tone::Danger,
         true, false, StateFilter::TimedOut},
        {&Ledger::duplicate, tr("duplicate"), tr("Its id was seen before, so the filter kept it from the handlers."),
         Tone::Violet, true, false, StateFilter::Duplicate},
        {&Ledger::unrouted, tr("unrouted"), tr("No handler wants its topic: shown, but not consumed."), Tone::Neutral,
         true, true, StateFilter::Unrouted},
        {&Ledger::malformed, tr("malformed"),
         tr("It is not a message of the protocol: kept as it came, with the reason."), Tone::Danger, true, false,
         StateFilter::Malformed},
        {&Ledger::dropped, tr("dropped"), tr("Its lane was full, and the settings say to drop."), Tone::Warning, true,
         false, StateFilter::Dropped},
        {&Ledger::queued, tr("queued"), tr("It waits for its handler."), Tone::Info, true, true},
        {&Ledger::running, tr("running"), tr("Its handler works on it now."), Tone::Info, true, true},
        {&Ledger::repeated, tr("repeated"),
         tr("Its id came before, within the window: what the duplicate filter keeps from the handlers, or would keep."),
         Tone::Violet, false, false, StateFilter::Repeated},
        {&Ledger::acked, tr("acked"), tr("Acknowledgements sent to the server."), Tone::Neutral, false, true},
        {&Ledger::ackPending, tr("ack pending"), tr("Handled; the acknowledgement is not sent yet."), Tone::Warning,
         false, false},
        {&Ledger::ackWithheld, tr("ack withheld"), tr("Handled, and not acknowledged because the handler said so."),
         Tone::Neutral, false, false},
        {&Ledger::ackRepeated, tr("ack repeated"),
         tr("Acknowledgements sent once more: the server sent the message again after a connection had broken."),
         Tone::Neutral, false, false},
        {&Ledger::ackRefused, tr("ack refused"),
         tr("Acknowledgements given up because the server does not take them: too large."), Tone::Danger, false, false},
        {&Ledger::ackLost, tr("ack lost"),
         tr("Acknowledgements given up: too many waited for a connection, or the client stopped."), Tone::Danger, false,
         false},
        {&Ledger::retryWaiting, tr("retry waiting"),
         tr("Queued messages whose handler failed: it gets them again after a wait."), Tone::Warning, false, false},
        {&Ledger::retried, tr("retried"), tr("Failed calls after which the handler got the message again."),
         Tone::Neutral, false, false},
        {&Ledger::deadLetters, tr("dead letters"), tr("Failed messages kept to look at and to run again."),
         Tone::Danger, false, false},
        {&Ledger::rerun, tr("rerun"), tr("Failed messages that were queued again on request."), Tone::Neutral, false,
         false},
        {&Ledger::stored, tr("stored"), tr("Messages kept in memory for the stream."), Tone::Neutral, false, true},
        {&Ledger::evicted, tr("evicted"), tr("The oldest stored messages, given up to stay within the memory limit."),
         Tone::Neutral, false, false},
        {&Ledger::recorded, tr("recorded"), tr("Messages written to a capture file."), Tone::Neutral, false, false},
        {&Ledger::otherEvents, tr("other events"),
         tr("What the server sent that is no message, such as broadcasts to monitors."), Tone::Neutral, false, false},
        {&Ledger::protocolErrors, tr("protocol errors"),
         tr("Packets that could not be understood or taken whole, and subscriptions that the server refused."),
         Tone::Danger, false, false},
    };
    m_seen = QList<bool>(m_entries.size(), false);
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    const quint64 count = m_ledger.*entry.count;
    switch (role) {
    case LabelRole:
        return entry.label;
    case CountRole:
        return count <= longestInFull ? countText(count) : shortCountText(count);
    case ShortCountRole:
        return shortCountText(count);
    case ExactCountRole:
        return countText(count);
    case ExplanationRole:
        return entry.explanation;
    case ToneRole:
        return count == 0 ? Tone::Neutral : entry.tone;
    case ZeroRole:
        return count == 0;
    case SeenRole:
        return entry.always || m_seen.at(index.row());
    case StateRole:
        return entry.state;
    case FilterRole:
        return QVariant::fromValue(entry.filter);
    case RankRole:
        return static_cast<int>(rankOf(index.row()));
    default:
        return {};
    }
}

LedgerModel::Rank LedgerModel::rankOf(int row) const
{
    const Entry &entry = m_entries.at(row);
    if (!m_seen.at(row))
        return Rank::NeverSeen;
    // What is to be done something about, and what it is measured by; what waits or runs comes and goes.
    if (entry.tone == Tone::Danger || entry.tone == Tone::Violet || entry.tone == Tone::Success
        || (entry.tone == Tone::Warning && entry.state))
        return Rank::Telling;
    return entry.state || entry.tone == Tone::Warning ? Rank::Passing : Rank::Beside;
}

QHash<int, QByteArray> LedgerModel::roleNames() const
{
    return {{LabelRole, "label"},
            {CountRole, "count"},
            {ShortCountRole, "shortCount"},
            {ExactCountRole, "exactCount"},
            {ExplanationRole, "explanation"},
            {ToneRole, "tone"},
            {ZeroRole, "zero"},
            {SeenRole, "seen"},
            {StateRole, "isState"},
            {FilterRole, "filter"},
            {RankRole, "rank"}};
}

void LedgerModel::setLedger(const stats::Ledger &ledger)
{
    const stats::Ledger before = std::exchange(m_ledger, ledger);
    for (int row = 0; row < m_entries.size(); ++row) {
        const auto count = m_entries.at(row).count;
        if (before.*count == ledger.*count)
            continue;
        if (ledger.*count > 0)
            m_seen[row] = true;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void LedgerModel::clear()
{
    m_seen.fill(false);
    m_ledger = {};
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace topicscope::app
