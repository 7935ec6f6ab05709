// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "broker/broker.h"

#include <QTest>

#include <memory>

namespace topicscope::test {

//! What a test of the whole broker inherits: one that listens on loopback, on a port the system chooses.
class BrokerFixture
{
protected:
    void start(broker::BrokerSettings settings = {})
    {
        m_broker = std::make_unique<broker::Broker>(settings);
        const auto url = m_broker->start();
        QVERIFY2(url, url ? "" : qPrintable(url.error().text));
        m_url = *url;
    }

    std::unique_ptr<broker::Broker> m_broker;
    QUrl m_url;
};

//! A message as POST /publish takes it and "message" carries it.
[[nodiscard]] inline QByteArray messageJson(const QByteArray &topic, const QByteArray &id,
                                            const QByteArray &payload = "{\"n\":1}",
                                            const QByteArray &producer = "shop")
{
    return "{\"topic\":\"" + topic + "\",\"message_id\":\"" + id + "\",\"message\":" + payload + ",\"producer\":\""
           + producer + "\"}";
}

} // namespace topicscope::test
