// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "systems/loopback/loopbacktransport.h"

#include <QTest>

#include <memory>
#include <utility>

namespace topicscope::tests {

//! \brief A server in the same process that refuses the topic "refused", never answers for the topic "silent", and is
//! gone after a message of the topic "break": it cannot be reached again.
class FussyTransport : public systems::LoopbackTransport
{
public:
    using systems::LoopbackTransport::LoopbackTransport;

    // It says so, and tells nothing.
    [[nodiscard]] net::Capabilities capabilities() const override
    {
        return LoopbackTransport::capabilities() | net::Capability::Observe;
    }

    void open() override
    {
        if (std::exchange(m_opened, true) && !m_gone)
            return;
        listener().connectionStatusChanged(
            {.state = m_gone ? net::ConnectionState::Reconnecting : net::ConnectionState::Connecting,
             .error = {},
             .detail = {}});
        if (!m_gone)
            systems::LoopbackTransport::open();
    }

    void close() override
    {
        m_opened = false;
        systems::LoopbackTransport::close();
    }

    void publish(const net::Publication &publication, PublishCallback done) override
    {
        if (publication.topic == QLatin1String("refused"))
            done(base::failure(base::ErrorCode::ServerError, QStringLiteral("The server says: no such topic.")));
        else if (publication.topic == QLatin1String("break"))
            goAway();
        else if (publication.topic != QLatin1String("silent"))
            systems::LoopbackTransport::publish(publication, std::move(done));
    }

private:
    void goAway()
    {
        m_gone = true;
        listener().connectionStatusChanged({.state = net::ConnectionState::Reconnecting, .error = {}, .detail = {}});
    }

    bool m_gone = false;
    bool m_opened = false;
};

[[nodiscard]] inline client::TransportFactory fussyTransports()
{
    return [](const net::ConnectionSettings &, base::TopicRegistry &topics,
              net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
        return std::make_unique<FussyTransport>(topics, listener);
    };
}

[[nodiscard]] inline client::ClientConfig panelConfig(bool idempotence = false)
{
    client::ClientConfig config;
    config.connection.consumer = QStringLiteral("tests");
    config.topics << QStringLiteral("*");
    config.dispatch.lanes = 2;
    config.dispatch.idempotence = idempotence;
    return config;
}

//! \brief The window's client over that server.
[[nodiscard]] inline std::unique_ptr<app::ClientController> makePanelClient(bool idempotence = false)
{
    return std::make_unique<app::ClientController>(panelConfig(idempotence), fussyTransports());
}

[[nodiscard]] inline bool isConnected(app::ClientController &controller)
{
    controller.client().start();
    return QTest::qWaitFor([&] { return controller.state() == app::ClientController::State::Connected; }, 10'000);
}

} // namespace topicscope::tests
