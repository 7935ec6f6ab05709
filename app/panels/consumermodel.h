// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/observersnapshot.h"
#include "common/tablemodel.h"

#include <vector>

namespace topicscope::app {

//! \brief What a consumer did with a topic.
struct ConsumptionRow {
    QString consumer;
    QString topic;
    quint64 count = 0;
    quint64 late = 0;
    quint64 missing = 0;
    quint64 doubled = 0;
    std::chrono::nanoseconds p50{};
    std::chrono::nanoseconds p99{};
    std::chrono::nanoseconds max{};
    base::WallTime lastAt{};
    quint64 measured = 0; //!< consumptions whose latency is known
};

//! \brief One row per pair of consumer and topic that an observer saw, with its figures.
//!
//! Rows are in order of appearance and never move. Thread: main.
class ConsumerModel : public TableModel<ConsumptionRow>
{
    Q_OBJECT

public:
    explicit ConsumerModel(QObject *parent = nullptr);

    //! \brief Takes the rows of a snapshot. Those of another observation replace all.
    void update(const std::vector<client::ConsumptionFigures> &consumers);

private:
    [[nodiscard]] static TableDescription<ConsumptionRow> description();
};

} // namespace topicscope::app
