// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "standardinput.h"

#include <QCoreApplication>

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace topicscope::cli {

namespace {

constexpr int pollMilliseconds = 50;

} // namespace

StandardInput::StandardInput(std::function<bool()> isCancelled) : m_isCancelled(std::move(isCancelled))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 StandardInput::readData(char *data, qint64 maxSize)
{
    while (!m_isCancelled()) {
        pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&input, 1, pollMilliseconds);
        if (ready <= 0) {
            QCoreApplication::processEvents();
            continue;
        }
        const auto got = ::read(STDIN_FILENO, data, static_cast<std::size_t>(maxSize));
        if (got > 0)
            return got;
        if (got < 0 && errno == EINTR)
            continue;
        break;
    }
    return -1;
}

} // namespace topicscope::cli
