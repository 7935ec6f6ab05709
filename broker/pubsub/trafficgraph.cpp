// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/trafficgraph.h"

#include "protocol/jsontext.h"

namespace topicscope::broker {

namespace {

void appendString(QByteArray &json, const QByteArray &text)
{
    protocol::appendJsonString(json, {text.constData(), static_cast<std::size_t>(text.size())});
}

void appendNames(QByteArray &json, const char *key, const std::set<QByteArray> &names)
{
    json.append('"').append(key).append("\":[");
    for (const QByteArray &name : names) {
        if (!json.endsWith('['))
            json.append(',');
        appendString(json, name);
    }
    json.append("],");
}

} // namespace

void TrafficGraph::addPublication(const QByteArray &producer, const QByteArray &topic)
{
    if (m_publications.size() < maxLinks)
        m_publications.emplace(producer, topic);
}

void TrafficGraph::addConsumer(const QByteArray &topic, const QByteArray &consumer)
{
    if (m_consumptions.size() < maxLinks)
        m_consumptions.emplace(topic, consumer);
}

QByteArray TrafficGraph::toJson() const
{
    std::set<QByteArray> producers;
    std::set<QByteArray> consumers;
    std::set<QByteArray> topics;
    QByteArray links("\"links\":[");
    const auto appendLink = [&links](const Link &link, const char *type) {
        if (!links.endsWith('['))
            links.append(',');
        links.append("{\"source\":");
        appendString(links, link.first);
        links.append(",\"target\":");
        appendString(links, link.second);
        links.append(",\"type\":\"").append(type).append("\"}");
    };
    for (const Link &link : m_publications) {
        producers.insert(link.first);
        topics.insert(link.second);
        appendLink(link, "publish");
    }
    for (const Link &link : m_consumptions) {
        topics.insert(link.first);
        consumers.insert(link.second);
        appendLink(link, "consume");
    }
    QByteArray json("{");
    appendNames(json, "producers", producers);
    appendNames(json, "consumers", consumers);
    appendNames(json, "topics", topics);
    return json.append(links).append("]}");
}

} // namespace topicscope::broker
