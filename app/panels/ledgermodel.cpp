// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/ledgermodel.h"

#include "common/figuretext.h"

#include <utility>

namespace topicscope::app {
namespace {

//! Counts are shown in full as long as a pill has room for them.
constexpr quint64 longestInFull = 9'999'999;

LedgerRank::Value rankOf(const LedgerEntry &entry)
{
    if (!entry.seen)
        return LedgerRank::NeverSeen;
    // What is to be done something about, and what it is measured by; what waits or runs comes and goes.
    if (entry.tone == Tone::Danger || entry.tone == Tone::Violet || entry.tone == Tone::Success
        || (entry.tone == Tone::Warning && entry.state))
        return LedgerRank::Telling;
    return entry.state || entry.tone == Tone::Warning ? LedgerRank::Passing : LedgerRank::Beside;
}

} // namespace

LedgerModel::LedgerModel(QObject *parent) : TableModel(description(), parent)
{
    resetRows(entries());
}

std::vector<LedgerEntry> LedgerModel::entries()
{
    using stats::Ledger;
    return {
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
}

TableDescription<LedgerEntry> LedgerModel::description()
{
    using Entry = LedgerEntry;
    return {.roles = {{"label", [](const Entry &entry) { return entry.label; }},
                      {"count",
                       [](const Entry &entry) {
                           return entry.count <= longestInFull ? countText(entry.count) : shortCountText(entry.count);
                       }},
                      {"shortCount", [](const Entry &entry) { return shortCountText(entry.count); }},
                      {"exactCount", [](const Entry &entry) { return countText(entry.count); }},
                      {"explanation", [](const Entry &entry) { return entry.explanation; }},
                      {"tone", [](const Entry &entry) { return entry.count == 0 ? Tone::Neutral : entry.tone; }},
                      {"zero", [](const Entry &entry) { return entry.count == 0; }},
                      {"seen", [](const Entry &entry) { return entry.always || entry.seen; }},
                      {"isState", [](const Entry &entry) { return entry.state; }},
                      {"filter", [](const Entry &entry) { return QVariant::fromValue(entry.filter); }},
                      {"rank", [](const Entry &entry) { return int{rankOf(entry)}; }}}};
}

void LedgerModel::setLedger(const stats::Ledger &ledger)
{
    m_ledger = ledger;
    for (std::size_t place = 0; place < rows().size(); ++place) {
        LedgerEntry &entry = at(place);
        const quint64 count = ledger.*entry.member;
        if (std::exchange(entry.count, count) == count)
            continue;
        entry.seen = entry.seen || count > 0;
        tellChanged(place, place);
    }
}

void LedgerModel::clear()
{
    m_ledger = {};
    for (std::size_t place = 0; place < rows().size(); ++place) {
        at(place).count = 0;
        at(place).seen = false;
    }
    tellChanged(0, rows().size() - 1);
}

} // namespace topicscope::app
