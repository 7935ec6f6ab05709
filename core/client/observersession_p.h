// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/topicregistry.h"
#include "client/observer.h"

#include <QTimer>

#include <mutex>

namespace topicscope::client {

//! \brief The observer's side of the connection: takes broadcasts, asks for them, and keeps the figures.
//!
//! Thread: net, where it is used after moveToThread() and deleted; what other threads may call says so.
class ObserverSession : public QObject, private net::TransportListener, private net::BroadcastListener
{
    Q_OBJECT

public:
    ObserverSession(ObserverConfig config, net::ObservingFactory factory);
    ~ObserverSession() override;

    //! \brief How long the server has to answer the logout.
    static constexpr std::chrono::seconds farewell{2};

    void open();
    void close();
    //! \brief Calls \a left when the server's broadcasts are switched off again, where we owe it that, or cannot be.
    //! The last call.
    void leave(std::function<void()> left);

    //! \brief Thread: any.
    [[nodiscard]] ObserverSnapshot snapshot() const;
    //! \brief Likewise.
    void refresh(ObserverSnapshot &snapshot) const;
    //! \brief Thread: any.
    [[nodiscard]] std::vector<ObservedEvent> takeEvents(quint64 &missed);
    //! \brief Thread: any.
    void reset();

Q_SIGNALS:
    void statusChanged(const topicscope::net::ConnectionStatus &status);
    void problemOccurred(const topicscope::base::Error &error);
    void dashboardChanged(topicscope::client::DashboardState state);
    void stopped();

private:
    void connectionStatusChanged(const net::ConnectionStatus &status) override;
    void messageReceived(base::MessagePtr) override {} // nothing is subscribed
    void batchFinished() override {}
    void otherEventReceived() override {}
    void broadcastReceived(const protocol::Broadcast &broadcast) override;
    void broadcastUnreadable(const base::Error &error) override;
    void protocolErrorOccurred(const base::Error &error) override;

    void askForBroadcasts();
    void logIn();
    void logOut();
    //! Asks whether the server still sends: another observer may have switched that off.
    void checkBroadcasts();
    void broadcastsEnded();
    void askForClients();
    //! Whether that is another one.
    bool setDashboard(DashboardState state);
    void closeTransport();
    void keepEvent(const protocol::Broadcast &broadcast, const Observation::Verdict &verdict);
    void report(const base::Error &error);

    ObserverConfig m_config;
    net::ObservingFactory m_factory;
    base::TopicRegistry m_topics; // what a transport wants; no message comes here
    std::unique_ptr<net::Observing> m_server; // made on the net thread by the first open()
    QTimer *m_judgeTimer;
    QTimer *m_checkTimer;
    QTimer *m_closeTimer; // the server has to answer the farewell until then
    net::ConnectionState m_state = net::ConnectionState::Disconnected;
    bool m_closing = false;
    bool m_loggingIn = false;
    bool m_loginRefused = false; // by the server, so that asking again is of no use
    bool m_owesLogout = false; // the broadcasts are on because of us
    std::function<void()> m_left;
    base::SteadyTime m_reportWindow; // start of the second that m_reports counts
    int m_reports = 0;

    mutable std::mutex m_mutex; // everything below
    Observation m_observation;
    DashboardState m_dashboard = DashboardState::Unknown;
    std::vector<ObservedEvent> m_events;
    quint64 m_missedEvents = 0;
};

} // namespace topicscope::client
