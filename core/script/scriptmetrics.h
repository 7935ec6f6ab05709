// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <map>
#include <mutex>
#include <vector>

namespace topicscope::script {

//! \brief The values that a script gave to ctx.metric(), by name: sums, from which a reader makes a time series.
//! Thread: any.
class ScriptMetrics
{
public:
    static constexpr std::size_t maxNames = 32; //!< for one script
    static constexpr qsizetype maxNameLength = 100;

    struct Figures {
        QString name;
        quint64 count = 0;
        double sum = 0.0; //!< of all values: the mean of a stretch of time is the difference of sums by that of counts
        double last = 0.0;
        double min = 0.0;
        double max = 0.0;
    };

    //! \brief Errors: TooLarge for too many names or too long a name.
    [[nodiscard]] base::Result<void> record(const QString &name, double value);
    //! \brief By name.
    [[nodiscard]] std::vector<Figures> figures() const;

private:
    mutable std::mutex m_mutex; // m_figures
    std::map<QString, Figures> m_figures;
};

} // namespace topicscope::script
