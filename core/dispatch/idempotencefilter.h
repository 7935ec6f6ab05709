// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/hugepages.h"
#include "base/message.h"
#include "dispatch/dispatchsettings.h"

#include <QtGlobal>

#include <array>
#include <string_view>
#include <vector>

namespace topicscope::dispatch {

//! \brief Remembers the latest message ids and tells which one came before, and where.
//!
//! Keeps 128-bit hashes (XXH3, with a random seed, so that nobody can construct collisions) in a ring in order of
//! arrival, and a hash table of ring positions in buckets of one cache line: constant time at any window, 16 bytes an
//! id in the ring 16 for the place of its first copy, and 8 to 16 in the table. Two ids that share all 128 bits would
//! be taken for one: at 10^9 ids the chance is below 10^-20. Thread: one (net).
class IdempotenceFilter
{
public:
    static constexpr quint32 maxWindow = DispatchSettings::maxIdempotenceWindow;

    //! \brief A filter over the latest \a window ids, 1 to maxWindow.
    explicit IdempotenceFilter(quint32 window);

    //! \brief What stands for an id: a hash, or nothing for an empty id.
    struct Key {
        quint64 low = 0;
        quint64 high = 0;
        friend bool operator==(const Key &, const Key &) = default;
    };

    //! \brief The key of \a id, to be inserted soon: fetches what insert() will look at. A window of many ids is in no
    //! cache, so making the keys of some messages before the first is inserted lets them wait for memory together.
    [[nodiscard]] Key prepare(std::string_view id) const noexcept;
    //! \brief Remembers the id of \a key, seen at \a here; where it is a duplicate of one in the window, tells where
    //! that came, and remembers nothing. Null otherwise; what it points to lives until the next call. An empty id is
    //! never a duplicate and not remembered.
    [[nodiscard]] const base::Sighting *insert(const Key &key, const base::Sighting &here);
    [[nodiscard]] const base::Sighting *insert(std::string_view id, const base::Sighting &here = {})
    {
        return insert(prepare(id), here);
    }
    //! \brief Forgets \a id, so that a redelivery is no duplicate, if it is remembered of the message \a sequence: a
    //! later copy takes nothing away from the first. Unknown ids are ignored.
    void forget(std::string_view id, base::Sequence sequence = {});
    void clear();
    //! \brief From now on the latest \a window ids, 1 to maxWindow: of those remembered, as many of the latest. Costs
    //! time in proportion to them.
    void setWindow(quint32 window);

    [[nodiscard]] quint32 window() const noexcept { return m_window; }
    //! \brief Ids remembered now.
    [[nodiscard]] quint32 size() const noexcept { return m_size; }

private:
    IdempotenceFilter(quint32 window, quint64 seed);

    static constexpr std::size_t slotCount = 15;
    //! One cache line. A slot holds 1 + a ring position in its lower bits and bits of the key above them; 0 is empty.
    struct alignas(64) Bucket {
        std::array<quint32, slotCount> slots{};
        quint32 spilled = 0; // ids that found this bucket full on their way to a later one
    };
    struct Place {
        Bucket *bucket = nullptr; // null: nowhere
        int slot = 0;
    };

    [[nodiscard]] std::size_t homeOf(const Key &key) const noexcept { return key.low & m_bucketMask; }
    [[nodiscard]] std::size_t after(std::size_t bucket) const noexcept { return (bucket + 1) & m_bucketMask; }
    [[nodiscard]] quint32 wordOf(const Key &key, quint32 position) const noexcept;
    //! The slots, a bit for each, that hold \a word where \a mask has ones.
    [[nodiscard]] static quint32 matches(const Bucket &bucket, quint32 mask, quint32 word) noexcept;
    [[nodiscard]] Place find(const Key &key) noexcept;
    [[nodiscard]] std::size_t positionAt(const Place &place) const noexcept;
    void place(const Key &key, quint32 position) noexcept;
    void forgetOldest() noexcept;
    void erase(const Key &key, const Place &place) noexcept;

    quint32 m_window;
    quint64 m_seed;
    std::vector<Key, base::HugePageAllocator<Key>> m_ring; // grows up to the window
    // of the ids in m_ring, apart: only duplicates need them
    std::vector<base::Sighting, base::HugePageAllocator<base::Sighting>> m_sightings;
    quint32 m_next = 0; // ring position written next
    int m_positionBits; // of a slot
    quint32 m_positionMask;
    std::vector<Bucket, base::HugePageAllocator<Bucket>> m_buckets; // a power of two of them, about half full
    std::size_t m_bucketMask;
    quint32 m_size = 0;
};

} // namespace topicscope::dispatch
