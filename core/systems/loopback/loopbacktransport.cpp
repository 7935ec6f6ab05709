// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/loopback/loopbacktransport.h"

#include "base/bytes.h"

#include <QUuid>

namespace topicscope::systems {

using base::viewOf;

LoopbackTransport::LoopbackTransport(base::TopicRegistry &registry, net::TransportListener &listener, QObject *parent)
    : Transport(listener, parent), m_builder(registry)
{
}

LoopbackTransport::~LoopbackTransport() = default;

void LoopbackTransport::open()
{
    if (m_open)
        return;
    m_open = true;
    listener().connectionStatusChanged(
        {.state = net::ConnectionState::Connected, .error = {}, .detail = tr("in this process")});
}

void LoopbackTransport::close()
{
    m_open = false;
    m_waiting.clear();
    listener().connectionStatusChanged({.state = net::ConnectionState::Disconnected, .error = {}, .detail = {}});
}

void LoopbackTransport::subscribe(const QStringList &topics)
{
    m_topics = topics;
}

net::AckOutcome LoopbackTransport::acknowledge(const QByteArray &consumer, const base::Message &message)
{
    if (!m_open)
        return net::AckOutcome::NotConnected;
    Q_EMIT acknowledged(consumer, base::MessagePtr(&message));
    return net::AckOutcome::Sent;
}

void LoopbackTransport::publish(const net::Publication &publication, PublishCallback done)
{
    if (!m_open) {
        done(base::failure(base::ErrorCode::ConnectionLost, tr("Not published: there is no connection.")));
        return;
    }
    const QByteArray id = publication.id.isEmpty() ? QUuid::createUuid().toByteArray(QUuid::WithoutBraces)
                                                   : publication.id.toUtf8();
    const QByteArray object = protocol::encodeMessageObject(viewOf(publication.topic.toUtf8()), viewOf(id),
                                                            viewOf(publication.payload),
                                                            viewOf(publication.producer.toUtf8()));
    done({});
    QList<QByteArray> copies;
    if (m_topics.contains(publication.topic))
        copies.append(object);
    if (m_topics.contains(QLatin1String("*")))
        copies.append(object);
    if (!copies.isEmpty())
        inject(copies);
}

void LoopbackTransport::setReadingPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        QMetaObject::invokeMethod(this, &LoopbackTransport::deliver, Qt::QueuedConnection);
}

void LoopbackTransport::inject(const QList<QByteArray> &objects)
{
    if (!m_open)
        return;
    m_waiting.insert(m_waiting.end(), objects.begin(), objects.end());
    deliver();
}

void LoopbackTransport::deliver()
{
    if (m_delivering) // injected from inside a delivery
        return;
    m_delivering = true;
    while (m_open && !m_paused && !m_waiting.empty()) {
        const QByteArray object = std::move(m_waiting.front());
        m_waiting.pop_front();
        listener().messageReceived(m_builder.fromObject(viewOf(object), base::Moment::now()));
    }
    m_delivering = false;
    listener().batchFinished();
}

void LoopbackTransport::breakConnection(const base::Error &error)
{
    m_open = false;
    m_waiting.clear();
    listener().connectionStatusChanged({.state = net::ConnectionState::Disconnected, .error = error, .detail = {}});
}

} // namespace topicscope::systems
