// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/pubsubservice.h"

#include "base/bytes.h"
#include "base/logging.h"
#include "protocol/jsontext.h"

namespace topicscope::broker {

using namespace protocol;
using base::bytesOf;
using base::viewOf;
using base::ErrorCode;
using base::failure;
using base::logBroker;
using base::Result;

namespace {

const QByteArray wildcard("*");

//! Unix seconds, as JSON.
QByteArray timestamp()
{
    return QByteArray::number(static_cast<double>(base::wallNow().time_since_epoch().count()) / 1e6, 'f', 6);
}

QByteArray eventJson(std::string_view name, std::string_view argument)
{
    QByteArray json("[\"");
    json.append(name.data(), static_cast<qsizetype>(name.size())).append("\",");
    json.append(argument.data(), static_cast<qsizetype>(argument.size()));
    return json.append(']');
}

OutgoingPtr encode(const QByteArray &name, std::string_view argument)
{
    const QByteArray json = eventJson(viewOf(name), argument);
    return SocketIoPeer::encodeEvent("/", viewOf(json));
}

void appendField(QByteArray &object, const char *key, std::string_view value)
{
    object.append(object.endsWith('{') ? "\"" : ",\"").append(key).append("\":");
    appendJsonString(object, value);
}

//! With the braces still open, so that a time can follow.
QByteArray clientObject(const QByteArray &consumer, const QByteArray &topic)
{
    QByteArray object("{");
    appendField(object, "consumer", viewOf(consumer));
    appendField(object, "topic", viewOf(topic));
    return object;
}

QByteArray statusObject(const Result<void> &outcome)
{
    if (outcome)
        return QByteArrayLiteral(R"({"status":"ok"})");
    QByteArray object(R"({"status":"error")");
    appendField(object, "message", viewOf(outcome.error().text.toUtf8()));
    return object.append('}');
}

} // namespace

PubSubService::PubSubService(int historyLimit, bool dashboardEnabled, BrokerCounters &counters)
    : m_counters(counters), m_messages(historyLimit), m_consumptions(historyLimit), m_dashboardEnabled(dashboardEnabled)
{
}

PubSubService::~PubSubService() = default;

void PubSubService::publish(const base::Envelope &message)
{
    QByteArray object = encodeMessageObject(message.topic, message.id, message.payload, message.producer);
    const QByteArray topic = bytesOf(message.topic);
    m_counters.published.fetch_add(1, std::memory_order_relaxed);
    m_graph.addPublication(bytesOf(message.producer), topic);

    const OutgoingPtr packet = encode(QByteArrayLiteral("message"), viewOf(object));
    deliver(topic, packet);
    if (topic != wildcard)
        deliver(wildcard, packet);

    object.chop(1);
    object.append(",\"timestamp\":").append(timestamp()).append('}');
    broadcast(QByteArrayLiteral("new_message"), object);
    m_messages.add(std::move(object));
}

void PubSubService::publishRaw(std::string_view raw)
{
    m_counters.published.fetch_add(1, std::memory_order_relaxed);
    deliver(wildcard, encode(QByteArrayLiteral("message"), raw));
}

void PubSubService::deliver(const QByteArray &room, const OutgoingPtr &packet)
{
    const QList<SocketIoPeer *> members = m_rooms.members(room);
    for (SocketIoPeer *peer : members)
        peer->send(packet);
    m_counters.delivered.fetch_add(static_cast<quint64>(members.size()), std::memory_order_relaxed);
}

void PubSubService::broadcast(const QByteArray &name, const QByteArray &object, const QList<QByteArray> &attachments)
{
    if (!m_dashboardEnabled || m_peers.isEmpty())
        return;
    if (!attachments.isEmpty()) {
        const QByteArray json = eventJson(viewOf(name), viewOf(object));
        for (SocketIoPeer *peer : std::as_const(m_peers))
            peer->emitEvent(viewOf(json), attachments);
        return;
    }
    const OutgoingPtr packet = encode(name, viewOf(object));
    for (SocketIoPeer *peer : std::as_const(m_peers))
        peer->send(packet);
}

void PubSubService::peerConnected(SocketIoPeer &peer, std::string_view)
{
    m_peers.append(&peer);
    m_counters.clients.fetch_add(1, std::memory_order_relaxed);
}

void PubSubService::eventReceived(SocketIoPeer &peer, const SocketIoEvent &event)
{
    Result<void> outcome;
    if (event.content.name == "subscribe") {
        outcome = subscribe(peer, event.content);
        peer.emitEvent(viewOf(eventJson("subscribed", viewOf(statusObject(outcome)))));
    } else if (event.content.name == "consumed") {
        outcome = consume(event.content, event.attachments);
    } else {
        outcome = failure(ErrorCode::NotSupported, QStringLiteral("This server knows no such event."));
    }
    if (!outcome) {
        qCInfo(logBroker) << "Refused the event" << event.content.name << "of a client:" << outcome.error().text;
        m_counters.refused.fetch_add(1, std::memory_order_relaxed);
    }
    if (event.ackId)
        peer.acknowledge(*event.ackId, viewOf('[' + statusObject(outcome) + ']'));
}

Result<void> PubSubService::subscribe(SocketIoPeer &peer, const ClientEvent &event)
{
    const auto subscription = m_reader.readSubscribe(event);
    if (!subscription)
        return tl::unexpected(subscription.error());
    if (m_rooms.roomCount(peer) + subscription->topics.size() > maxTopicsPerClient)
        return failure(ErrorCode::TooLarge,
                       QStringLiteral("A client may subscribe to at most %1 topics.").arg(maxTopicsPerClient));
    for (const QByteArray &topic : subscription->topics) {
        if (!m_rooms.join(peer, topic))
            continue;
        const Client &client = m_clients.emplace_back(Client{&peer, subscription->consumer, topic, timestamp()});
        m_graph.addConsumer(topic, client.consumer);
        broadcast(QByteArrayLiteral("new_client"),
                  clientObject(client.consumer, topic) + ",\"connected_at\":" + client.connectedAt + '}');
    }
    return {};
}

Result<void> PubSubService::consume(const ClientEvent &event, const QList<QByteArray> &attachments)
{
    const auto consumption = m_reader.readConsumed(event);
    if (!consumption)
        return tl::unexpected(consumption.error());
    const base::Envelope &message = consumption->envelope;
    m_counters.consumed.fetch_add(1, std::memory_order_relaxed);
    m_graph.addConsumer(bytesOf(message.topic), consumption->consumer);

    QByteArray object = clientObject(consumption->consumer, bytesOf(message.topic));
    object.append(",\"message_id\":");
    if (message.id.empty())
        object.append("null");
    else
        appendJsonString(object, message.id);
    object.append(",\"message\":").append(message.payload.data(), static_cast<qsizetype>(message.payload.size()));
    object.append(",\"timestamp\":").append(timestamp()).append('}');
    broadcast(QByteArrayLiteral("new_consumption"), object, attachments);
    m_consumptions.add(std::move(object));
    return {};
}

void PubSubService::peerDisconnected(SocketIoPeer &peer)
{
    m_peers.removeOne(&peer);
    m_rooms.leaveAll(peer);
    m_counters.clients.fetch_sub(1, std::memory_order_relaxed);
    std::vector<Client> gone;
    std::erase_if(m_clients, [&](Client &client) {
        if (client.peer != &peer)
            return false;
        gone.push_back(std::move(client));
        return true;
    });
    for (const Client &client : gone)
        broadcast(QByteArrayLiteral("client_disconnected"), clientObject(client.consumer, client.topic) + '}');
}

QByteArray PubSubService::clientsJson() const
{
    QByteArray json("[");
    for (const Client &client : m_clients) {
        if (!json.endsWith('['))
            json.append(',');
        json.append(clientObject(client.consumer, client.topic))
            .append(",\"connected_at\":")
            .append(client.connectedAt)
            .append('}');
    }
    return json.append(']');
}

} // namespace topicscope::broker
