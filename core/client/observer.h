// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/bytes.h"
#include "client/observation.h"
#include "client/pubsubclient.h"

#include <QObject>

#include <memory>

namespace topicscope::client {

//! \brief How to observe a server.
struct ObserverConfig {
    net::ConnectionSettings connection;
    ObservationSettings observation;
    //! where the server wants it, ask for its broadcasts (POST /dashboard/login), and log out at the end
    bool login = true;
    std::size_t maxEvents = 0; //!< events kept for takeEvents() at most; 0: none
    std::chrono::milliseconds checkEvery{2000}; //!< how often the server is asked whether it still sends its broadcasts
};

//! \brief One broadcast, for showing it as it comes.
struct ObservedEvent {
    protocol::ServerEvent kind = protocol::ServerEvent::Other;
    QByteArray topic;
    QByteArray messageId;
    QByteArray who; //!< the producer of a message, the consumer of anything else
    std::optional<base::WallTime> at; //!< server's time
    Observation::Verdict verdict; //!< of a consumption
};

//! \brief Watches a server without subscribing: who published what, who consumed it, and how long that took.
//!
//! It has a connection and a thread of its own, so that neither the traffic of the broadcasts nor a client under
//! back-pressure disturbs the other. Thread: main; snapshot(), takeEvents() and reset() may be called on any thread.
class Observer : public QObject
{
    Q_OBJECT

public:
    //! \brief An observer of the system that the settings are for.
    explicit Observer(ObserverConfig config, QObject *parent = nullptr);
    //! \brief An observer by other means (over loopback in tests).
    Observer(ObserverConfig config, net::ObservingFactory factory, QObject *parent = nullptr);
    //! \brief Logs out where we logged in and did not yet, which may take two seconds; closes at once otherwise.
    ~Observer() override;

    [[nodiscard]] const ObserverConfig &config() const noexcept;
    //! \brief Connects (again). Outcomes come as statusChanged().
    void start();
    //! \brief Logs out where we logged in, closes and emits stopped(); waits for the server two seconds at most.
    void stop();
    [[nodiscard]] const net::ConnectionStatus &status() const noexcept;

    //! \brief All figures now.
    [[nodiscard]] ObserverSnapshot snapshot() const;
    //! \brief Makes \a snapshot what snapshot() gives; costs less, since most of an older snapshot of ours stays as it
    //! is. Thread: any.
    void refresh(ObserverSnapshot &snapshot) const;
    //! \brief The events since the last call, oldest first; \a missed counts those that found no room.
    [[nodiscard]] std::vector<ObservedEvent> takeEvents(quint64 &missed);
    //! \brief Forgets all figures; the clients stay.
    void reset();

Q_SIGNALS:
    void statusChanged(const topicscope::net::ConnectionStatus &status);
    //! \brief Something to tell the user: the login refused, a broadcast that cannot be read. At most ten a second.
    void problemOccurred(const topicscope::base::Error &error);
    //! \brief Whether the server sends its broadcasts is known now.
    void dashboardChanged(topicscope::client::DashboardState state);
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace topicscope::client
