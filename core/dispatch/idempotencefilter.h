// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/dispatchsettings.h"

#include <QtGlobal>

#include <string_view>
#include <vector>

namespace topicscope::dispatch {

//! \brief Remembers the latest message ids and tells which one came before.
//!
//! Keeps 128-bit hashes (XXH3, with a random seed, so that nobody can construct collisions) in a ring in order of
//! arrival, and an open-addressing table of ring positions: constant time at any window, 16 bytes an id in the ring and
//! 8 to 16 in the table. Two ids that share all 128 bits would be taken for one: at 10^9 ids the chance is below 10^-20.
//! Thread: one (net).
class IdempotenceFilter
{
public:
    static constexpr quint32 maxWindow = DispatchSettings::maxIdempotenceWindow;

    //! \brief A filter over the latest \a window ids, 1 to maxWindow.
    explicit IdempotenceFilter(quint32 window);

    //! \brief Remembers \a id; false when it is a duplicate of one in the window.
    //! An empty id is never a duplicate and not remembered.
    [[nodiscard]] bool insert(std::string_view id);
    //! \brief Forgets \a id, so that a redelivery is handled. Unknown ids are ignored.
    void forget(std::string_view id);
    void clear();

    [[nodiscard]] quint32 window() const noexcept { return m_window; }
    //! \brief Ids remembered now.
    [[nodiscard]] quint32 size() const noexcept { return m_size; }

private:
    struct Hash {
        quint64 low = 0;
        quint64 high = 0;
        friend bool operator==(const Hash &, const Hash &) = default;
    };
    static constexpr quint32 emptySlot = 0xFFFF'FFFF;

    [[nodiscard]] Hash hashOf(std::string_view id) const noexcept;
    [[nodiscard]] std::size_t homeOf(const Hash &hash) const noexcept { return hash.low & m_mask; }
    //! The slot that refers to \a hash, or the empty slot where it would go.
    [[nodiscard]] std::size_t find(const Hash &hash) const noexcept;
    void erase(std::size_t slot) noexcept;

    quint32 m_window;
    quint64 m_seed;
    std::vector<Hash> m_ring; // grows up to the window
    quint32 m_next = 0; // ring position written next
    std::vector<quint32> m_slots; // ring positions, a power of two of them, at most half full
    std::size_t m_mask;
    quint32 m_size = 0;
};

} // namespace topicscope::dispatch
