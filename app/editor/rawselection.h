// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>

namespace topicscope::app {

//! \brief A cursor among bytes, and where the selection began that ends at it.
struct RawSelection {
    std::size_t anchor = 0;
    std::size_t cursor = 0;

    [[nodiscard]] std::size_t begin() const { return std::min(anchor, cursor); }
    [[nodiscard]] std::size_t end() const { return std::max(anchor, cursor); }
    [[nodiscard]] bool isEmpty() const { return anchor == cursor; }
    void moveTo(std::size_t offset, bool extend)
    {
        cursor = offset;
        if (!extend)
            anchor = offset;
    }

    friend bool operator==(const RawSelection &, const RawSelection &) = default;
};

} // namespace topicscope::app
