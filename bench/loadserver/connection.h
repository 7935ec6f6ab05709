// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace topicscope::bench {

//! \brief A connected, non-blocking TCP socket with a bounded buffer of what came.
class Connection
{
public:
    //! \brief Takes \a fd over.
    explicit Connection(int fd);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] int fd() const noexcept { return m_fd; }

    //! \brief Reads once. False when the peer has closed, or the socket failed.
    [[nodiscard]] bool receive();
    //! \brief What came and was not consumed; may be changed in place.
    [[nodiscard]] std::span<char> received() noexcept { return {m_buffer.data() + m_begin, m_end - m_begin}; }
    void consume(std::size_t bytes) noexcept { m_begin += bytes; }

    //! \brief Bytes that the socket took, 0 when it is full. Errors show in receive().
    [[nodiscard]] std::size_t send(std::string_view bytes);

private:
    int m_fd;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace topicscope::bench
