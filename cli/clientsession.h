// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/pubsubclient.h"
#include "terminal.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace topicscope::cli {

//! \brief A client's life in a command: connects, tells how it goes on stderr, and ends in time or at Ctrl-C.
class ClientSession : public QObject
{
    Q_OBJECT

public:
    struct Limits {
        std::optional<std::chrono::milliseconds> duration; //!< counted from the first connection
        bool waitForServer = false; //!< the first connection may fail
    };

    ClientSession(client::ClientConfig config, Limits limits, QObject *parent = nullptr);

    [[nodiscard]] client::PubSubClient &client() noexcept { return *m_client; }

    //! \brief Connects and runs the event loop until stop(), a limit, or a failure. Returns the exit code.
    [[nodiscard]] int run();
    //! \brief Ends the session well, with \a exitCode; lets queued messages be handled for a short while.
    void stop(int exitCode = Success);

private:
    void statusChanged(const net::ConnectionStatus &status);

    Limits m_limits;
    client::PubSubClient *m_client;
    bool m_isConnected = false;
    bool m_wasConnected = false;
    bool m_stopping = false;
    int m_exitCode = Success;
};

//! \brief Prints the ledger to stderr, in words or as JSON.
void printLedgerNote(const stats::Ledger &ledger, bool json);

} // namespace topicscope::cli
