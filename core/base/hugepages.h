// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace topicscope::base {

//! \brief Allocates large blocks so that the kernel can back them with huge pages, and says that it should.
//!
//! For tables of many megabytes that are read in no order: with small pages, finding the page costs as much as the
//! memory. Small blocks, and other systems, get ordinary memory. Thread: any.
template<typename T>
class HugePageAllocator
{
public:
    using value_type = T;

    HugePageAllocator() = default;
    template<typename U>
    explicit HugePageAllocator(const HugePageAllocator<U> &) noexcept
    {
    }

    [[nodiscard]] T *allocate(std::size_t count)
    {
        const std::size_t size = count * sizeof(T);
        void *const block = ::operator new(size, alignmentFor(size));
#ifdef __linux__
        if (size >= hugePage)
            ::madvise(block, size, MADV_HUGEPAGE); // where it is refused, small pages do
#endif
        return static_cast<T *>(block);
    }
    void deallocate(T *block, std::size_t count) noexcept
    {
        ::operator delete(block, alignmentFor(count * sizeof(T)));
    }

    friend bool operator==(const HugePageAllocator &, const HugePageAllocator &) noexcept
    {
        return true;
    }

private:
    static constexpr std::size_t hugePage = 2 * 1024 * 1024;
    [[nodiscard]] static std::align_val_t alignmentFor(std::size_t size) noexcept
    {
        return std::align_val_t(size >= hugePage ? hugePage : alignof(T));
    }
};

} // namespace topicscope::base
