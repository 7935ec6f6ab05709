// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/bytes.h"
#include "support/loopbackclient.h"

#include <QTest>

namespace topicscope::test {

using base::bytesOf;

namespace {

client::TransportFactory factoryFor(const auto &shared)
{
    return [shared](const net::ConnectionSettings &settings, base::TopicRegistry &topics,
                    net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
        auto transport = std::make_unique<systems::LoopbackTransport>(topics, listener);
        QObject::connect(
            transport.get(), &systems::LoopbackTransport::acknowledged, transport.get(),
            [shared](const QByteArray &consumer, const base::MessagePtr &message) {
                const QMutexLocker locker(&shared->mutex);
                shared->acknowledgements.push_back({consumer, bytesOf(message->id()), bytesOf(message->payload())});
            });
        const QMutexLocker locker(&shared->mutex);
        shared->connections.push_back(settings);
        shared->transport = transport.get();
        return transport;
    };
}

client::ClientConfig withTopics(client::ClientConfig config)
{
    if (config.topics.isEmpty())
        config.topics << QStringLiteral("*");
    return config;
}

} // namespace

LoopbackClient::LoopbackClient(client::ClientConfig config)
    : m_shared(std::make_shared<Shared>()),
      m_client(std::make_unique<client::PubSubClient>(withTopics(std::move(config)), factoryFor(m_shared)))
{
}

bool LoopbackClient::start()
{
    m_client->start();
    return QTest::qWaitFor([this] { return m_client->status().state == net::ConnectionState::Connected; }, 10'000);
}

bool LoopbackClient::stop(std::chrono::milliseconds drainTimeout)
{
    bool stopped = false;
    const auto connection = QObject::connect(m_client.get(), &client::PubSubClient::stopped, m_client.get(),
                                             [&] { stopped = true; });
    m_client->stop(drainTimeout);
    const bool ended = QTest::qWaitFor([&] { return stopped; }, 30'000);
    QObject::disconnect(connection);
    return ended;
}

void LoopbackClient::onTransport(std::function<void(systems::LoopbackTransport &)> call)
{
    QMetaObject::invokeMethod(
        m_shared->transport, [transport = m_shared->transport.load(), call = std::move(call)] { call(*transport); },
        Qt::QueuedConnection);
}

void LoopbackClient::inject(const QList<QByteArray> &objects)
{
    onTransport([objects](systems::LoopbackTransport &transport) { transport.inject(objects); });
}

void LoopbackClient::settle()
{
    QMetaObject::invokeMethod(
        m_shared->transport, [] {}, Qt::BlockingQueuedConnection);
}

void LoopbackClient::breakConnection()
{
    onTransport([](systems::LoopbackTransport &transport) {
        transport.breakConnection({base::ErrorCode::ConnectionLost, QStringLiteral("The connection broke.")});
    });
}

void LoopbackClient::reopen()
{
    onTransport([](systems::LoopbackTransport &transport) { transport.open(); });
}

std::vector<net::ConnectionSettings> LoopbackClient::connections() const
{
    const QMutexLocker locker(&m_shared->mutex);
    return m_shared->connections;
}

std::vector<LoopbackClient::Acknowledgement> LoopbackClient::acknowledgements() const
{
    const QMutexLocker locker(&m_shared->mutex);
    return m_shared->acknowledgements;
}

} // namespace topicscope::test
