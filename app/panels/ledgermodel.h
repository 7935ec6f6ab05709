// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/statefilter.h"
#include "stats/ledger.h"
#include "common/tone.h"

#include <QAbstractListModel>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief The counts of the ledger, in words: first the states whose sum is what was received, then those beside them.
//!
//! The rows are always the same; a row's "seen" is true once its count was not zero. Its "filter" is the one that
//! narrows the stream to the messages that it counts, Any where there is none. Thread: main.
class LedgerModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a LedgerController")

public:
    enum Role {
        LabelRole = Qt::DisplayRole,
        CountRole = Qt::UserRole,
        ShortCountRole,
        ExactCountRole,
        ExplanationRole,
        ToneRole,
        ZeroRole,
        SeenRole,
        StateRole,
        FilterRole,
        RankRole
    };

    //! \brief How much a count matters where not all have room. It follows from what was ever seen, so that nothing
    //! flickers.
    enum class Rank { Telling, Passing, Beside, NeverSeen };
    Q_ENUM(Rank)

    explicit LedgerModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void setLedger(const stats::Ledger &ledger);
    [[nodiscard]] const stats::Ledger &ledger() const noexcept { return m_ledger; }
    //! \brief Forgets what was seen: another client begins.
    void clear();

private:
    struct Entry {
        quint64 stats::Ledger::*count;
        QString label;
        QString explanation;
        Tone::Value tone; // of a count that is not zero
        bool state; // one of the states that add up
        bool always; // shown even while it never was anything but zero
        StateFilter::Value filter = StateFilter::Any; // shows the messages that it counts
    };

    [[nodiscard]] Rank rankOf(int row) const;

    QList<Entry> m_entries;
    QList<bool> m_seen;
    stats::Ledger m_ledger;
};

} // namespace topicscope::app
