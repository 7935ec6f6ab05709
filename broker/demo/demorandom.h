// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <cmath>
#include <random>

namespace topicscope::broker {

//! \brief Random numbers that are the same on every machine for the same seed. Thread: one at a time.
//!
//! The distributions of the standard library differ between its implementations; the engine does not.
class DemoRandom
{
public:
    explicit DemoRandom(quint32 seed) : m_engine(seed) {}

    //! \brief At least 0, less than 1.
    [[nodiscard]] double unit() { return static_cast<double>(m_engine()) / 4294967296.0; }
    [[nodiscard]] double between(double low, double high) { return low + (high - low) * unit(); }
    //! \brief From \a low to \a high, both included.
    [[nodiscard]] int between(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
    [[nodiscard]] bool chance(double probability) { return unit() < probability; }
    //! \brief Waiting time of a Poisson process with one event per unit of time on average.
    [[nodiscard]] double exponential() { return -std::log(1.0 - unit()); }
    template<typename Container>
    [[nodiscard]] const auto &pick(const Container &container)
    {
        return container[static_cast<std::size_t>(unit() * static_cast<double>(std::size(container)))];
    }
    //! \brief A version 4 UUID (RFC 9562, section 5.4) in its usual spelling.
    [[nodiscard]] QByteArray uuid();

private:
    std::mt19937 m_engine;
};

} // namespace topicscope::broker
