// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/messagebuilder.h"
#include "net/transport.h"

#include <QList>

#include <deque>

namespace topicscope::base {
class TopicRegistry;
}

namespace topicscope::systems {

//! \brief A server in the same process: for tests, and for the window without a network.
//!
//! Publications come back as messages when their topic is subscribed (or "*"; twice when both are, as the servers do),
//! and raw frames can be injected. Everything happens at once, inside the call that causes it.
//! Thread: net; the signals are emitted there.
class LoopbackTransport : public net::Transport
{
    Q_OBJECT

public:
    //! \brief \a registry outlives the transport.
    LoopbackTransport(base::TopicRegistry &registry, net::TransportListener &listener, QObject *parent = nullptr);
    ~LoopbackTransport() override;

    [[nodiscard]] net::Capabilities capabilities() const override { return m_capabilities; }
    //! \brief Plays a system that can something else; to be called before open().
    void setCapabilities(net::Capabilities capabilities) { m_capabilities = capabilities; }
    void open() override;
    void close() override;
    void subscribe(const QStringList &topics) override;
    [[nodiscard]] net::AckOutcome acknowledge(const QByteArray &consumer, const base::Message &message) override;
    void flush() override {}
    void publish(const net::Publication &publication, PublishCallback done) override;
    void setReadingPaused(bool paused) override;
    void continueAfter(base::Sequence last) override { m_builder.continueAfter(last); }

    //! \brief Delivers \a objects, each the JSON of a message object (or something broken), as one batch of received
    //! messages. Nothing arrives while it is not open; what is injected while paused waits.
    void inject(const QList<QByteArray> &objects);
    //! \brief Breaks the connection as a network failure would; open() connects again.
    void breakConnection(const base::Error &error);

Q_SIGNALS:
    //! \brief A handler's acknowledgement arrived "at the server".
    void acknowledged(const QByteArray &consumer, const topicscope::base::MessagePtr &message);

private:
    void deliver();

    net::MessageBuilder m_builder;
    QStringList m_topics;
    std::deque<QByteArray> m_waiting;
    net::Capabilities m_capabilities = net::Capability::Acknowledge | net::Capability::Publish;
    bool m_open = false;
    bool m_paused = false;
    bool m_delivering = false;
};

} // namespace topicscope::systems
