// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/topicregistry.h"
#include "systems/socketio/socketiotransport.h"
#include "support/fakesocketioserver.h"
#include "support/recordinglistener.h"

#include <QTest>

#include <memory>

namespace topicscope::test {

inline QString messageEvent(const QString &object)
{
    return QStringLiteral("42[\"message\",%1]").arg(object);
}

//! A transport and what hears it, made anew for each test function.
class TransportFixture
{
protected:
    void prepare()
    {
        using namespace std::chrono_literals;
        m_settings = {};
        m_settings.consumer = QStringLiteral("me");
        m_settings.connectTimeout = 20s;
        m_settings.reconnect = {.enabled = false, .attempts = 0, .delay = 20ms, .delayMax = 20ms};
        m_registry = std::make_unique<base::TopicRegistry>();
        m_listener = std::make_unique<RecordingListener>();
    }

    void create(const QUrl &url)
    {
        m_settings.url = url;
        m_transport = std::make_unique<systems::SocketIoTransport>(m_settings, *m_registry, *m_listener);
    }

    template<typename Server>
    void connectTo(Server &server)
    {
        create(server.url());
        m_transport->open();
        QTRY_COMPARE(m_listener->state(), net::ConnectionState::Connected);
    }

    net::ConnectionSettings m_settings;
    std::unique_ptr<base::TopicRegistry> m_registry;
    std::unique_ptr<RecordingListener> m_listener;
    std::unique_ptr<systems::SocketIoTransport> m_transport;
};

} // namespace topicscope::test
