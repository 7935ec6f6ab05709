// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/retrypolicy.h"

#include "dispatch/builtinhandlers.h"

#include <algorithm>
#include <cmath>

namespace topicscope::dispatch {

namespace {

base::Error unusable(const QString &text, const QString &why)
{
    return {base::ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" is no retry policy: %2. Write retry=ATTEMPTS,FIRST,MAX, such as retry=5,100ms,5s.")
                .arg(text, why)};
}

base::Result<std::chrono::milliseconds> readDelay(const QString &text)
{
    return parseDuration(text).map(
        [](std::chrono::microseconds delay) { return std::chrono::ceil<std::chrono::milliseconds>(delay); });
}

QString durationText(std::chrono::milliseconds duration)
{
    return duration.count() % 1000 == 0 ? QStringLiteral("%1s").arg(duration.count() / 1000)
                                        : QStringLiteral("%1ms").arg(duration.count());
}

} // namespace

std::chrono::milliseconds RetryPolicy::delay(int attempt, double random) const noexcept
{
    const double whole = std::min(std::ldexp(static_cast<double>(firstDelay.count()), std::clamp(attempt - 1, 0, 60)),
                                  static_cast<double>(maxDelay.count()));
    return std::chrono::milliseconds(std::llround(whole * (1.0 - jitter * std::clamp(random, 0.0, 1.0))));
}

QString RetryPolicy::toString() const
{
    if (attempts == 0)
        return {};
    return QStringLiteral("%1,%2,%3,%4%")
        .arg(attempts)
        .arg(durationText(firstDelay), durationText(maxDelay))
        .arg(qRound(jitter * 100.0));
}

base::Result<RetryPolicy> RetryPolicy::parse(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char(','));
    RetryPolicy policy;
    bool ok = false;
    policy.attempts = parts.first().trimmed().toInt(&ok);
    if (!ok || policy.attempts < 1 || policy.attempts > maxAttempts)
        return tl::unexpected(
            unusable(text, QStringLiteral("the number of attempts has to be from 1 to %1").arg(maxAttempts)));
    if (parts.size() > 4)
        return tl::unexpected(unusable(text, QStringLiteral("it has more than four parts")));
    if (parts.size() > 1) {
        const auto first = readDelay(parts.at(1).trimmed());
        if (!first)
            return tl::unexpected(first.error());
        policy.firstDelay = *first;
        policy.maxDelay = std::max(policy.maxDelay, policy.firstDelay);
    }
    if (parts.size() > 2) {
        const auto longest = readDelay(parts.at(2).trimmed());
        if (!longest)
            return tl::unexpected(longest.error());
        if (*longest < policy.firstDelay)
            return tl::unexpected(unusable(text, QStringLiteral("the longest wait is shorter than the first")));
        policy.maxDelay = *longest;
    }
    if (parts.size() > 3) {
        const QString jitter = parts.at(3).trimmed();
        const double percent = jitter.endsWith(QLatin1Char('%')) ? jitter.chopped(1).toDouble(&ok) : (ok = false, 0.0);
        if (!ok || !(percent >= 0.0) || percent > 100.0)
            return tl::unexpected(unusable(text, QStringLiteral("the jitter has to be from 0% to 100%")));
        policy.jitter = percent / 100.0;
    }
    return policy;
}

} // namespace topicscope::dispatch
