// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>

//! What the fuzz targets share: the first byte of an input chooses what is tried, the rest is the text it is tried on.
namespace topicscope::fuzz {

//! Ends the run where a property does not hold; libFuzzer then keeps the input.
inline void require(bool holds, const char *property, int line = __builtin_LINE(), const char *file = __builtin_FILE())
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, property);
    __builtin_trap();
}

//! An input: '0' as its first byte chooses the first of \a choices, '1' the second, and so on; other bytes choose one
//! too.
struct Input {
    Input(const std::uint8_t *data, std::size_t size, unsigned choices)
        : text(reinterpret_cast<const char *>(data), size)
    {
        if (size == 0)
            return;
        choice = static_cast<unsigned char>(data[0] - '0') % choices;
        text.remove_prefix(1);
    }

    //! Takes one byte off the head of the text; 0 at its end.
    std::uint8_t takeByte()
    {
        if (text.empty())
            return 0;
        const auto byte = static_cast<std::uint8_t>(text.front());
        text.remove_prefix(1);
        return byte;
    }

    unsigned choice = 0;
    std::string_view text;
};

//! True when \a part lies within \a whole; an empty part lies anywhere.
inline bool isWithin(std::string_view part, std::string_view whole)
{
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

} // namespace topicscope::fuzz
