// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/statefilter.h"
#include "common/tablemodel.h"
#include "stats/ledger.h"

#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief How much a count matters where not all have room. It follows from what was ever seen, so that nothing
//! flickers.
namespace LedgerRank {
Q_NAMESPACE
QML_ELEMENT

enum Value { Telling, Passing, Beside, NeverSeen };
Q_ENUM_NS(Value)

} // namespace LedgerRank

//! \brief A count of the ledger, in words.
struct LedgerEntry {
    quint64 stats::Ledger::*member;
    QString label;
    QString explanation;
    Tone::Value tone; //!< of a count that is not zero
    bool state; //!< one of the states that add up
    bool always; //!< shown even while it never was anything but zero
    StateFilter::Value filter = StateFilter::Any; //!< shows the messages that it counts
    quint64 count = 0;
    bool seen = false; //!< was not zero once
};

//! \brief The counts of the ledger, in words: first the states whose sum is what was received, then those beside them.
//!
//! The rows are always the same; a row's "seen" is true once its count was not zero. Its "filter" is the one that
//! narrows the stream to the messages that it counts, Any where there is none. Thread: main.
class LedgerModel : public TableModel<LedgerEntry>
{
    Q_OBJECT

public:
    explicit LedgerModel(QObject *parent = nullptr);

    void setLedger(const stats::Ledger &ledger);
    [[nodiscard]] const stats::Ledger &ledger() const noexcept { return m_ledger; }
    //! \brief Forgets what was seen: another client begins.
    void clear();

private:
    [[nodiscard]] static TableDescription<LedgerEntry> description();
    [[nodiscard]] static std::vector<LedgerEntry> entries();

    stats::Ledger m_ledger;
};

} // namespace topicscope::app
