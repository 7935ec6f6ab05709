// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loadserver/connection.h"

#include "loadserver/websocket.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace topicscope::bench {

namespace {

constexpr std::size_t bufferSize = 4 * websocket::maxFrame;
constexpr std::size_t readSize = 256 * 1024; // at once, so that sending and receiving take turns

} // namespace

Connection::Connection(int fd) : m_fd(fd), m_buffer(bufferSize)
{
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Connection::~Connection()
{
    ::close(m_fd);
}

bool Connection::receive()
{
    if (m_begin == m_end) {
        m_begin = m_end = 0;
    } else if (m_buffer.size() - m_end < readSize) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    const ssize_t count = ::recv(m_fd, m_buffer.data() + m_end, std::min(readSize, m_buffer.size() - m_end), 0);
    if (count > 0)
        m_end += static_cast<std::size_t>(count);
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

std::size_t Connection::send(std::string_view bytes)
{
    const ssize_t count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

} // namespace topicscope::bench
