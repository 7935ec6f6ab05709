// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/idempotencefilter.h"

#include <QRandomGenerator>

#include <algorithm>
#include <bit>

#include <xxhash.h>

namespace topicscope::dispatch {

IdempotenceFilter::IdempotenceFilter(quint32 window)
    : m_window(std::clamp<quint32>(window, 1, maxWindow))
    , m_seed(QRandomGenerator::system()->generate64())
    , m_slots(std::bit_ceil(std::size_t{m_window} * 2), emptySlot)
    , m_mask(m_slots.size() - 1)
{
}

IdempotenceFilter::Hash IdempotenceFilter::hashOf(std::string_view id) const noexcept
{
    const XXH128_hash_t hash = XXH3_128bits_withSeed(id.data(), id.size(), m_seed);
    return {.low = hash.low64, .high = hash.high64};
}

std::size_t IdempotenceFilter::find(const Hash &hash) const noexcept
{
    std::size_t slot = homeOf(hash);
    while (m_slots[slot] != emptySlot && m_ring[m_slots[slot]] != hash)
        slot = (slot + 1) & m_mask;
    return slot;
}

// Linear probing without tombstones: later entries of the run move back into the hole (Knuth, TAOCP vol. 3, 6.4, algorithm R).
void IdempotenceFilter::erase(std::size_t slot) noexcept
{
    std::size_t hole = slot;
    for (std::size_t next = (hole + 1) & m_mask; m_slots[next] != emptySlot; next = (next + 1) & m_mask) {
        const std::size_t home = homeOf(m_ring[m_slots[next]]);
        if (((next - home) & m_mask) >= ((next - hole) & m_mask)) {
            m_slots[hole] = m_slots[next];
            hole = next;
        }
    }
    m_slots[hole] = emptySlot;
    --m_size;
}

bool IdempotenceFilter::insert(std::string_view id)
{
    if (id.empty())
        return true;
    const Hash hash = hashOf(id);
    if (m_slots[find(hash)] != emptySlot)
        return false;

    if (m_ring.size() < m_window) {
        m_ring.emplace_back();
    } else {
        // The oldest id leaves, unless it was forgotten or came again since and lives at a newer position.
        const std::size_t oldest = find(m_ring[m_next]);
        if (m_slots[oldest] == m_next)
            erase(oldest);
    }
    m_ring[m_next] = hash;
    m_slots[find(hash)] = m_next;
    m_next = (m_next + 1) % m_window;
    ++m_size;
    return true;
}

void IdempotenceFilter::forget(std::string_view id)
{
    if (id.empty())
        return;
    const std::size_t slot = find(hashOf(id));
    if (m_slots[slot] != emptySlot)
        erase(slot);
}

void IdempotenceFilter::clear()
{
    m_ring.clear();
    std::fill(m_slots.begin(), m_slots.end(), emptySlot);
    m_next = 0;
    m_size = 0;
}

} // namespace topicscope::dispatch
