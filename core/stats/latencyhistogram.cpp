// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stats/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace topicscope::stats {

namespace {

// Below 2,048 ns a bucket is one nanosecond; above, each power of two has 1,024 buckets of equal width.
constexpr int subBucketBits = 10;
constexpr quint32 subBuckets = 1U << subBucketBits;

constexpr quint32 bucketOf(quint64 ns) noexcept
{
    if (ns < 2 * subBuckets)
        return static_cast<quint32>(ns);
    const int shift = std::bit_width(ns) - (subBucketBits + 1);
    return subBuckets * static_cast<quint32>(shift) + static_cast<quint32>(ns >> shift);
}

constexpr int shiftOf(quint32 bucket) noexcept
{
    return bucket < 2 * subBuckets ? 0 : static_cast<int>(bucket / subBuckets) - 1;
}

constexpr quint64 lowestOf(quint32 bucket) noexcept
{
    const int shift = shiftOf(bucket);
    return quint64{bucket - subBuckets * static_cast<quint32>(shift)} << shift;
}

constexpr quint64 endOf(quint32 bucket) noexcept
{
    return lowestOf(bucket) + (quint64{1} << shiftOf(bucket));
}

// So many blocks are searched one by one; more of them get a table of their places.
constexpr std::size_t searchedBlocks = 16;

static_assert(bucketOf(2047) + 1 == bucketOf(2048));
static_assert(bucketOf(4095) + 1 == bucketOf(4096));
constexpr auto maxNs = static_cast<quint64>(LatencyHistogram::maxValue.count());
static_assert(lowestOf(bucketOf(maxNs)) <= maxNs && endOf(bucketOf(maxNs)) > maxNs);
static_assert(bucketOf(maxNs) <= std::numeric_limits<quint16>::max(), "blocks are numbered in 16 bits");

} // namespace

void LatencyHistogram::record(std::chrono::nanoseconds value, quint64 count)
{
    if (count == 0)
        return;
    value = std::clamp(value, std::chrono::nanoseconds::zero(), maxValue);
    addToBucket(bucketOf(static_cast<quint64>(value.count())), count);
    m_count += count;
    m_sum += static_cast<double>(value.count()) * static_cast<double>(count);
    m_min = std::min(m_min, value);
    m_max = std::max(m_max, value);
}

void LatencyHistogram::addToBucket(quint32 bucket, quint64 count)
{
    blockAt(static_cast<quint16>(bucket / blockSize)).counts[bucket % blockSize] += count;
}

LatencyHistogram::Block &LatencyHistogram::blockAt(quint16 index)
{
    if (!m_places.empty()) {
        if (m_places[index] == 0) {
            m_blocks.push_back({.index = index, .counts = {}});
            m_places[index] = static_cast<quint16>(m_blocks.size());
        }
        return m_blocks[m_places[index] - 1U];
    }
    const auto known = std::find_if(m_blocks.begin(), m_blocks.end(),
                                    [index](const Block &block) { return block.index == index; });
    if (known != m_blocks.end())
        return *known;
    m_blocks.push_back({.index = index, .counts = {}});
    if (m_blocks.size() > searchedBlocks) {
        m_places.resize(bucketOf(maxNs) / blockSize + 1);
        for (std::size_t i = 0; i < m_blocks.size(); ++i)
            m_places[m_blocks[i].index] = static_cast<quint16>(i + 1);
    }
    return m_blocks.back();
}

std::vector<const LatencyHistogram::Block *> LatencyHistogram::sortedBlocks() const
{
    std::vector<const Block *> sorted;
    sorted.reserve(m_blocks.size());
    for (const Block &block : m_blocks)
        sorted.push_back(&block);
    std::sort(sorted.begin(), sorted.end(), [](const Block *a, const Block *b) { return a->index < b->index; });
    return sorted;
}

void LatencyHistogram::add(const LatencyHistogram &other)
{
    if (other.m_count == 0)
        return;
    for (const Block &block : other.m_blocks) {
        for (quint32 i = 0; i < blockSize; ++i) {
            if (block.counts[i] > 0)
                addToBucket(block.index * quint32{blockSize} + i, block.counts[i]);
        }
    }
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
}

LatencyHistogram LatencyHistogram::since(const LatencyHistogram &earlier) const
{
    LatencyHistogram difference;
    const std::vector<const Block *> olds = earlier.sortedBlocks();
    auto old = olds.begin();
    for (const Block *block : sortedBlocks()) {
        while (old != olds.end() && (*old)->index < block->index)
            ++old;
        const bool known = old != olds.end() && (*old)->index == block->index;
        for (quint32 i = 0; i < blockSize; ++i) {
            const quint64 before = known ? (*old)->counts[i] : 0;
            if (block->counts[i] <= before)
                continue;
            const quint32 bucket = block->index * quint32{blockSize} + i;
            const quint64 count = block->counts[i] - before;
            difference.addToBucket(bucket, count);
            difference.m_count += count;
            difference.m_min = std::min(difference.m_min, std::chrono::nanoseconds(lowestOf(bucket)));
            difference.m_max = std::min(std::chrono::nanoseconds(endOf(bucket) - 1), m_max);
        }
    }
    difference.m_sum = std::max(m_sum - earlier.m_sum, 0.0);
    return difference;
}

void LatencyHistogram::reset()
{
    *this = {};
}

std::chrono::nanoseconds LatencyHistogram::min() const noexcept
{
    return m_count == 0 ? std::chrono::nanoseconds::zero() : m_min;
}

std::chrono::nanoseconds LatencyHistogram::mean() const noexcept
{
    if (m_count == 0)
        return {};
    return std::chrono::nanoseconds(static_cast<qint64>(m_sum / static_cast<double>(m_count)));
}

std::chrono::nanoseconds LatencyHistogram::percentile(double percent) const
{
    if (m_count == 0)
        return {};
    // 99.9 % of 1,000 is 999, although the product in binary is a hair more.
    constexpr double roundingError = 1e-12;
    const double wanted = std::ceil(std::clamp(percent, 0.0, 100.0) / 100.0 * static_cast<double>(m_count)
                                    * (1.0 - roundingError));
    const quint64 rank = std::clamp<quint64>(static_cast<quint64>(wanted), 1, m_count);
    quint64 seen = 0;
    for (const Block *block : sortedBlocks()) {
        for (quint32 i = 0; i < blockSize; ++i) {
            seen += block->counts[i];
            if (seen >= rank) {
                const quint64 highest = endOf(block->index * quint32{blockSize} + i) - 1;
                return std::min(std::chrono::nanoseconds(highest), m_max);
            }
        }
    }
    return m_max;
}

std::vector<LatencyHistogram::Bucket> LatencyHistogram::buckets() const
{
    std::vector<Bucket> result;
    for (const Block *block : sortedBlocks()) {
        for (quint32 i = 0; i < blockSize; ++i) {
            if (block->counts[i] == 0)
                continue;
            const quint32 bucket = block->index * quint32{blockSize} + i;
            result.push_back({.from = std::chrono::nanoseconds(lowestOf(bucket)),
                              .to = std::chrono::nanoseconds(endOf(bucket)),
                              .count = block->counts[i]});
        }
    }
    return result;
}

} // namespace topicscope::stats
