// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/transportslot.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace topicscope::client {

TransportSlot::TransportSlot(TransportFactory factory, base::TopicRegistry &topics, net::TransportListener &listener)
    : m_factory(std::move(factory)), m_topics(topics), m_listener(listener)
{
}

TransportSlot::~TransportSlot() = default;

net::Transport &TransportSlot::make(const net::ConnectionSettings &settings)
{
    Q_ASSERT(!m_present.transport);
    m_present = {
        .number = m_present.number + 1, .transport = m_factory(settings, m_topics, m_listener), .publishing = 0};
    return *m_present.transport;
}

void TransportSlot::retire()
{
    const quint64 number = m_present.number;
    Holder retired = std::exchange(m_present, {.number = number, .transport = {}, .publishing = 0});
    if (retired.publishing > 0)
        m_retired.push_back(std::move(retired));
    else if (retired.transport)
        retired.transport.release()->deleteLater();
}

void TransportSlot::publish(const net::Publication &publication, net::Transport::PublishCallback done)
{
    if (!m_present.transport) {
        done(base::failure(base::ErrorCode::ConnectionLost,
                           QCoreApplication::translate("topicscope::client",
                                                       "Not connected. Connect to a server before publishing.")));
        return;
    }
    ++m_present.publishing;
    m_present.transport->publish(publication,
                                 [this, number = m_present.number, done = std::move(done)](base::Result<void> result) {
                                     done(std::move(result));
                                     publicationAnswered(number);
                                 });
}

void TransportSlot::publicationAnswered(quint64 number)
{
    if (number == m_present.number && m_present.transport) {
        --m_present.publishing;
        return;
    }
    const auto retired = std::find_if(m_retired.begin(), m_retired.end(),
                                      [number](const Holder &each) { return each.number == number; });
    if (--retired->publishing > 0)
        return;
    retired->transport.release()->deleteLater(); // it is what calls this
    m_retired.erase(retired);
}

} // namespace topicscope::client
