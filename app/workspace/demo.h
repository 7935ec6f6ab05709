// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "dispatch/handler.h"

#include <QUrl>

#include <memory>
#include <vector>

namespace topicscope::broker {
class Broker;
}

namespace topicscope::app {

//! \brief A server with example traffic in this process, and handlers for its topics. Thread: main.
class Demo
{
public:
    Demo();
    ~Demo();
    Q_DISABLE_COPY_MOVE(Demo)

    //! \brief Starts the server. Errors: those of broker::Broker::start().
    [[nodiscard]] base::Result<QUrl> start();
    //! \brief Handlers of every kind: exact topics, patterns, a slow one, and one that now and then fails.
    [[nodiscard]] static base::Result<std::vector<dispatch::HandlerSpec>> handlers();

private:
    std::unique_ptr<broker::Broker> m_broker;
};

} // namespace topicscope::app
