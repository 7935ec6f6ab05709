// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/memoryshares.h"

#include <algorithm>
#include <numeric>

namespace topicscope::app {

namespace {

constexpr qint64 growth = 4 * memoryStep; // what a session can take before the shares are reckoned anew

} // namespace

std::vector<qint64> memoryShares(qint64 total, const std::vector<qint64> &used)
{
    if (used.size() == 1)
        return {total};
    std::vector<std::size_t> order(used.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&used](std::size_t a, std::size_t b) { return used[a] < used[b]; });

    std::vector<qint64> shares(used.size());
    qint64 rest = total;
    auto left = static_cast<qint64>(used.size());
    for (const std::size_t session : order) {
        shares[session] = std::min(used[session] + growth, rest / left);
        rest -= shares[session];
        --left;
    }
    const qint64 more = rest / std::max<qint64>(static_cast<qint64>(used.size()), 1);
    for (qint64 &share : shares)
        share = std::max((share + more) / memoryStep * memoryStep, memoryStep);
    return shares;
}

} // namespace topicscope::app
