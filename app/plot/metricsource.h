// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/metrichistory.h"

#include <QObject>
#include <qqmlregistration.h>

#include <vector>

namespace topicscope::app {

//! \brief Whoever has metrics for the plots, such as the scripts. Thread: main.
class MetricSource : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Scripts have metrics.")

public:
    using QObject::QObject;

    //! \brief All metrics as they stand.
    [[nodiscard]] virtual std::vector<MetricHistory::Totals> metricTotals() const = 0;
};

} // namespace topicscope::app
