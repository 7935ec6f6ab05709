// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace topicscope::app {

//! \brief How much of a long job the GUI thread may do before it has to look after its events again.
//!
//! The clock is read once in some steps, so a short job is done in one go whatever the machine does meanwhile.
class FrameBudget
{
public:
    //! \brief A job that was cut goes on after this long.
    static constexpr std::chrono::milliseconds frame{16};

    //! \brief To be asked before each step, which takes some microseconds at most.
    [[nodiscard]] bool allowsMore() { return ++m_steps % stepsPerLook != 0 || allowsAnother(); }

    //! \brief The same before a step that takes longer.
    [[nodiscard]] bool allowsAnother() const { return std::chrono::steady_clock::now() - m_begun < length; }

private:
    static constexpr std::chrono::milliseconds length{4};
    static constexpr unsigned stepsPerLook = 1'024;

    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    unsigned m_steps = 0;
};

} // namespace topicscope::app
