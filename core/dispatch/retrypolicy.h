// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <chrono>

namespace topicscope::dispatch {

//! \brief How often, and after which waits, a message is handed to its handler again after a failure. A plain value;
//! thread: any.
struct RetryPolicy {
    static constexpr int maxAttempts = 100;

    int attempts = 0; //!< further calls after the first one failed; 0: none
    std::chrono::milliseconds firstDelay{1'000};
    std::chrono::milliseconds maxDelay{30'000}; //!< each wait is twice the one before, up to this
    //! by this share, 0 to 1, a wait is shortened at random, so that many do not come back at once
    double jitter = 0.2;

    //! \brief The wait before further call \a attempt, from 1; \a random is from 0 to 1.
    [[nodiscard]] std::chrono::milliseconds delay(int attempt, double random) const noexcept;
    //! \brief "5,100ms,5s,20%" as parse() takes it; empty for none.
    [[nodiscard]] QString toString() const;
    //! \brief Reads "ATTEMPTS[,FIRST[,MAX[,JITTER%]]]". Without a maximal wait it is that of the default, or the first
    //! one where that is longer. Errors: InvalidArgument.
    [[nodiscard]] static base::Result<RetryPolicy> parse(const QString &text);

    friend bool operator==(const RetryPolicy &, const RetryPolicy &) = default;
};

} // namespace topicscope::dispatch
