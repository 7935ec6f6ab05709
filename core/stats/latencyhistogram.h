// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <array>
#include <chrono>
#include <vector>

namespace topicscope::stats {

//! \brief Counts durations from 1 us (and below, in steps of 1 ns) to 30 days with three significant digits.
//!
//! Log-linear as in HdrHistogram (Gil Tene): each power of two is cut into 1,024 equal buckets, so a value read back is
//! wrong by less than 0.1 %. Buckets exist in small blocks once they are hit: an unused histogram costs 80 bytes, one
//! with a few values some hundred, one with many different values 22 KiB and up to 10 KiB a factor of two. Durations
//! past 30 days count as 30 days: a figure that is maxValue means that or more, and is to be told so. Thread: one
//! writer; copy it to read it elsewhere.
class LatencyHistogram
{
public:
    static constexpr std::chrono::nanoseconds maxValue = std::chrono::hours(30 * 24);

    void record(std::chrono::nanoseconds value, quint64 count = 1);
    //! \brief Adds all of \a other.
    void add(const LatencyHistogram &other);
    void reset();
    //! \brief What was recorded after \a earlier, an older copy of this histogram, was taken. Its min and max are
    //! those of the buckets.
    [[nodiscard]] LatencyHistogram since(const LatencyHistogram &earlier) const;

    [[nodiscard]] quint64 count() const noexcept { return m_count; }
    [[nodiscard]] std::chrono::nanoseconds max() const noexcept { return m_max; }
    [[nodiscard]] std::chrono::nanoseconds min() const noexcept;
    [[nodiscard]] std::chrono::nanoseconds mean() const noexcept;
    //! \brief The smallest recorded value (to three digits) that \a percent (0 to 100) of the values do not exceed; 0
    //! when empty.
    [[nodiscard]] std::chrono::nanoseconds percentile(double percent) const;

    //! \brief One hit bucket: values from \a from up to, not including, \a to.
    struct Bucket {
        std::chrono::nanoseconds from;
        std::chrono::nanoseconds to;
        quint64 count;
    };
    //! \brief The buckets that were hit, in ascending order.
    [[nodiscard]] std::vector<Bucket> buckets() const;

private:
    static constexpr int blockSize = 4;
    struct Block {
        quint16 index;
        std::array<quint64, blockSize> counts;
    };

    void addToBucket(quint32 bucket, quint64 count);
    [[nodiscard]] Block &blockAt(quint16 index);
    [[nodiscard]] std::vector<const Block *> sortedBlocks() const;

    std::vector<Block> m_blocks; // in the order in which they were first hit
    std::vector<quint16> m_places; // by block index: 1 + its place in m_blocks, 0 for none; empty while blocks are few
    quint64 m_count = 0;
    double m_sum = 0.0; // in ns; months add up to more than 64 bits hold
    std::chrono::nanoseconds m_min{maxValue};
    std::chrono::nanoseconds m_max{};
};

} // namespace topicscope::stats
