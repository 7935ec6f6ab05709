// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace/clientcontroller.h"
#include "systems/loopback/loopbacktransport.h"
#include "support/messages.h"

#include <QTest>

#include <atomic>
#include <memory>

namespace topicscope::tests {

//! \brief The window's controller over the loopback transport, and the "server's" side of it.
class LoopbackController
{
public:
    explicit LoopbackController(qsizetype storeMaxBytes = capture::MessageStore::defaultMaxBytes)
        : m_transport(std::make_shared<std::atomic<systems::LoopbackTransport *>>(nullptr)),
          m_controller(std::make_unique<app::ClientController>(configFor(storeMaxBytes), factoryFor(m_transport)))
    {
    }

    [[nodiscard]] app::ClientController &controller() { return *m_controller; }

    [[nodiscard]] bool start()
    {
        m_controller->connectTo(m_controller->url(), QStringLiteral("tests"), QStringLiteral("*"));
        return QTest::qWaitFor([this] { return m_controller->state() == app::ClientController::State::Connected; },
                               10'000);
    }

    void inject(const QList<QByteArray> &objects)
    {
        systems::LoopbackTransport *transport = m_transport->load();
        QMetaObject::invokeMethod(
            transport, [transport, objects] { transport->inject(objects); }, Qt::QueuedConnection);
    }

    //! \brief Delivers \a count messages and waits until the store has taken them all.
    [[nodiscard]] bool deliver(int count, const QByteArray &topic = "orders/created", const QByteArray &payload = "{}")
    {
        QList<QByteArray> objects;
        for (int i = 0; i < count; ++i)
            objects.append(test::messageJson(topic, "id-" + QByteArray::number(++m_delivered), payload));
        inject(objects);
        return QTest::qWaitFor([this] { return m_controller->client().source().usage().last.value >= m_delivered; },
                               20'000);
    }

    //! \brief Waits until the client's thread has done all that it was asked for so far, such as to make the connection
    //! anew.
    [[nodiscard]] bool settle()
    {
        bool settled = false;
        m_controller->client().rerunDeadLetters({}, [&settled](const client::RerunStart &) { settled = true; });
        return QTest::qWaitFor([&settled] { return settled; }, 10'000);
    }

private:
    using Slot = std::shared_ptr<std::atomic<systems::LoopbackTransport *>>;

    static client::ClientConfig configFor(qsizetype storeMaxBytes)
    {
        client::ClientConfig config;
        config.connection.consumer = QStringLiteral("tests");
        config.topics << QStringLiteral("*");
        config.storeMaxBytes = storeMaxBytes;
        return config;
    }

    static client::TransportFactory factoryFor(const Slot &slot)
    {
        return [slot](const net::ConnectionSettings &, base::TopicRegistry &topics,
                      net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
            auto transport = std::make_unique<systems::LoopbackTransport>(topics, listener);
            slot->store(transport.get());
            return transport;
        };
    }

    Slot m_transport;
    std::unique_ptr<app::ClientController> m_controller;
    quint64 m_delivered = 0;
};

} // namespace topicscope::tests
