// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QHostAddress>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

namespace topicscope::broker {

//! \brief How the embedded server listens and what it keeps.
struct BrokerSettings {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0; //!< 0: any free one
    std::chrono::milliseconds pingInterval{25'000};
    std::chrono::milliseconds pingTimeout{20'000};
    std::chrono::milliseconds connectTimeout{45'000}; //!< for a client that opens no namespace
    qint64 maxPayload = 1'000'000; //!< bytes of one packet or request body
    qint64 maxBuffered = 16 * 1024 * 1024; //!< bytes a client may be behind before it is disconnected
    int maxConnections = 500; //!< HTTP and WebSocket together
    std::chrono::milliseconds requestTimeout{30'000}; //!< for sending one HTTP request
    std::chrono::milliseconds upgradeTimeout{10'000}; //!< for moving from polling to a WebSocket
    int historyLimit = 1'000; //!< messages and consumptions kept
    bool dashboardEnabled = true; //!< monitors get broadcasts without POST /dashboard/login
    bool demoTraffic = false; //!< producers of its own (see DemoTraffic)
    quint32 demoSeed = 1; //!< equal seeds produce equal traffic
};

//! \brief Counts of the embedded server.
struct BrokerCounts {
    quint64 published = 0;
    quint64 delivered = 0; //!< "message" events sent
    quint64 consumed = 0; //!< "consumed" events received
    quint64 refused = 0; //!< requests and packets answered with an error
    quint64 slowClients = 0; //!< disconnected because they did not read
    quint64 clients = 0; //!< connected now
};

//! \brief The embedded publish/subscribe server: the whole contract on one port, on a thread of its own.
//!
//! Loopback unless told otherwise. Thread: main; counts() may be called on any thread.
class Broker : public QObject
{
    Q_OBJECT

public:
    explicit Broker(BrokerSettings settings, QObject *parent = nullptr);
    ~Broker() override;

    //! \brief Listens and returns the URL. Errors: InvalidArgument (a setting, an address that is not of this machine),
    //! InputOutput (port in use, not permitted).
    [[nodiscard]] base::Result<QUrl> start();
    //! \brief Closes all connections and waits for the thread.
    void stop();
    [[nodiscard]] BrokerCounts counts() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace topicscope::broker
