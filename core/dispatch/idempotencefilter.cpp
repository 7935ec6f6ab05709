// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/idempotencefilter.h"

#include <QRandomGenerator>

#include <algorithm>
#include <bit>

#define XXH_INLINE_ALL // an id is short: a call would cost as much as the hash
#include <xxhash.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace topicscope::dispatch {

namespace {

constexpr quint32 idsPerBucket = 8; // so that few buckets overflow
constexpr quint32 fetchDistance = 32;

} // namespace

IdempotenceFilter::IdempotenceFilter(quint32 window)
    : IdempotenceFilter(window, QRandomGenerator::system()->generate64())
{
}

IdempotenceFilter::IdempotenceFilter(quint32 window, quint64 seed)
    : m_window(std::clamp<quint32>(window, 1, maxWindow)),
      m_seed(seed),
      m_positionBits(std::bit_width(m_window)),
      m_positionMask((quint32{1} << m_positionBits) - 1),
      m_buckets(std::bit_ceil(m_window / idsPerBucket + 1)),
      m_bucketMask(m_buckets.size() - 1)
{
}

IdempotenceFilter::Key IdempotenceFilter::prepare(std::string_view id) const noexcept
{
    if (id.empty())
        return {};
    const XXH128_hash_t hash = XXH3_128bits_withSeed(id.data(), id.size(), m_seed);
    const Key key{.low = hash.low64, .high = hash.high64};
    __builtin_prefetch(&m_buckets[homeOf(key)], 1);
    return key;
}

quint32 IdempotenceFilter::wordOf(const Key &key, quint32 position) const noexcept
{
    return (static_cast<quint32>(key.high) << m_positionBits) | (position + 1);
}

// Those below are parts of insert(). Left to itself the compiler calls some of them, which costs a tenth of the time.
Q_ALWAYS_INLINE quint32 IdempotenceFilter::matches(const Bucket &bucket, quint32 mask, quint32 word) noexcept
{
    constexpr quint32 allSlots = (1U << slotCount) - 1;
#ifdef __SSE2__
    // The whole line at once. The compiler does not find this by itself, and it halves the time of an insertion.
    const auto *line = reinterpret_cast<const __m128i *>(&bucket);
    const __m128i masks = _mm_set1_epi32(static_cast<int>(mask));
    const __m128i words = _mm_set1_epi32(static_cast<int>(word));
    const auto equal = [&](int i) { return _mm_cmpeq_epi32(_mm_and_si128(_mm_load_si128(line + i), masks), words); };
    const __m128i bytes = _mm_packs_epi16(_mm_packs_epi32(equal(0), equal(1)), _mm_packs_epi32(equal(2), equal(3)));
    return static_cast<quint32>(_mm_movemask_epi8(bytes)) & allSlots;
#else
    quint32 found = 0;
    for (std::size_t i = 0; i < slotCount; ++i)
        found |= (bucket.slots[i] & mask) == word ? 1U << i : 0U;
    return found & allSlots;
#endif
}

Q_ALWAYS_INLINE IdempotenceFilter::Place IdempotenceFilter::find(const Key &key) noexcept
{
    const quint32 tag = static_cast<quint32>(key.high) << m_positionBits;
    for (std::size_t b = homeOf(key);; b = after(b)) {
        Bucket &bucket = m_buckets[b];
        for (quint32 found = matches(bucket, ~m_positionMask, tag); found != 0; found &= found - 1) {
            const int slot = std::countr_zero(found);
            const quint32 position = bucket.slots[static_cast<std::size_t>(slot)] & m_positionMask;
            if (position != 0 && m_ring[position - 1] == key)
                return {&bucket, slot};
        }
        if (bucket.spilled == 0)
            return {};
    }
}

std::size_t IdempotenceFilter::positionAt(const Place &place) const noexcept
{
    return (place.bucket->slots[static_cast<std::size_t>(place.slot)] & m_positionMask) - 1;
}

Q_ALWAYS_INLINE void IdempotenceFilter::place(const Key &key, quint32 position) noexcept
{
    for (std::size_t b = homeOf(key);; b = after(b)) {
        Bucket &bucket = m_buckets[b];
        if (const quint32 free = matches(bucket, ~quint32{0}, 0); free != 0) {
            bucket.slots[static_cast<std::size_t>(std::countr_zero(free))] = wordOf(key, position);
            ++m_size;
            return;
        }
        ++bucket.spilled;
    }
}

Q_ALWAYS_INLINE void IdempotenceFilter::erase(const Key &key, const Place &place) noexcept
{
    place.bucket->slots[static_cast<std::size_t>(place.slot)] = 0;
    --m_size;
    for (std::size_t b = homeOf(key); &m_buckets[b] != place.bucket; b = after(b))
        --m_buckets[b].spilled;
}

Q_ALWAYS_INLINE void IdempotenceFilter::forgetOldest() noexcept
{
    // Those that leave soon are fetched in advance.
    const quint32 soon = m_next + fetchDistance;
    __builtin_prefetch(&m_buckets[homeOf(m_ring[soon < m_window ? soon : 0])], 1);

    // The oldest id is gone already when it was forgotten; if it came again since, it lives at a newer position.
    const Key key = m_ring[m_next];
    const quint32 word = wordOf(key, m_next);
    for (std::size_t b = homeOf(key);; b = after(b)) {
        Bucket &bucket = m_buckets[b];
        if (const quint32 found = matches(bucket, ~quint32{0}, word); found != 0) {
            erase(key, {&bucket, std::countr_zero(found)});
            return;
        }
        if (bucket.spilled == 0)
            return;
    }
}

const base::Sighting *IdempotenceFilter::insert(const Key &key, const base::Sighting &here)
{
    if (key == Key())
        return nullptr;
    if (const Place place = find(key); place.bucket != nullptr)
        return &m_sightings[positionAt(place)];
    // Looked at while its line is at hand, before the oldest id's is: nearly always there is room, and what is free
    // stays free.
    Bucket &home = m_buckets[homeOf(key)];
    const quint32 free = matches(home, ~quint32{0}, 0);
    if (m_ring.size() < m_window) {
        m_ring.emplace_back();
        m_sightings.emplace_back();
    } else {
        forgetOldest();
    }
    m_ring[m_next] = key;
    m_sightings[m_next] = here;
    if (free != 0) {
        home.slots[static_cast<std::size_t>(std::countr_zero(free))] = wordOf(key, m_next);
        ++m_size;
    } else {
        place(key, m_next);
    }
    m_next = m_next + 1 == m_window ? 0 : m_next + 1;
    return nullptr;
}

void IdempotenceFilter::forget(std::string_view id, base::Sequence sequence)
{
    const Key key = prepare(id);
    if (key == Key())
        return;
    if (const Place place = find(key); place.bucket != nullptr && m_sightings[positionAt(place)].sequence == sequence)
        erase(key, place);
}

void IdempotenceFilter::setWindow(quint32 window)
{
    IdempotenceFilter other(window, m_seed);
    if (other.m_window == m_window)
        return;
    const auto held = static_cast<quint32>(m_ring.size());
    const quint32 oldest = held < m_window ? 0 : m_next;
    for (quint32 i = 0; i < held; ++i) {
        const quint32 at = (oldest + i) % held;
        const Place place = find(m_ring[at]);
        if (place.bucket != nullptr && positionAt(place) == at) // else it was forgotten, or came again since
            static_cast<void>(other.insert(m_ring[at], m_sightings[at]));
    }
    *this = std::move(other);
}

void IdempotenceFilter::clear()
{
    m_ring.clear();
    m_sightings.clear();
    std::fill(m_buckets.begin(), m_buckets.end(), Bucket());
    m_next = 0;
    m_size = 0;
}

} // namespace topicscope::dispatch
