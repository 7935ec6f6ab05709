// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/transportfactory.h"

#include <vector>

namespace topicscope::client {

//! \brief The transport of a client: made when it is needed, and put away when its settings changed.
//!
//! One that was put away lives on until the publications it took are answered. Thread: net.
class TransportSlot
{
public:
    //! \brief \a topics and \a listener outlive the slot.
    TransportSlot(TransportFactory factory, base::TopicRegistry &topics, net::TransportListener &listener);
    ~TransportSlot();
    Q_DISABLE_COPY_MOVE(TransportSlot)

    //! \brief The present one; null before make() and after retire().
    [[nodiscard]] net::Transport *get() const noexcept { return m_present.transport.get(); }
    //! \brief Makes one for \a settings; there must be none.
    net::Transport &make(const net::ConnectionSettings &settings);
    //! \brief Puts the present one away. It has to be closed; the call may come from inside of it.
    void retire();
    //! \brief Publishes over the present one. Errors: ConnectionLost where there is none; see
    //! net::Transport::publish().
    void publish(const net::Publication &publication, net::Transport::PublishCallback done);

private:
    struct Holder {
        quint64 number = 0;
        std::unique_ptr<net::Transport> transport;
        int publishing = 0; // not answered yet
    };

    void publicationAnswered(quint64 number);

    TransportFactory m_factory;
    base::TopicRegistry &m_topics;
    net::TransportListener &m_listener;
    Holder m_present;
    std::vector<Holder> m_retired; // with publications under way
};

} // namespace topicscope::client
