// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../app/panelclient.h"

#include <QObject>
#include <qqmlregistration.h>

#include <memory>

namespace topicscope::tests {

//! \brief What the panels' QML tests steer: the window's client over a server in the same process.
class PanelFixture : public QObject
{
    Q_OBJECT
    Q_PROPERTY(topicscope::app::ClientController *client READ client CONSTANT)

public:
    PanelFixture()
        : m_client(makePanelClient())
    {
    }

    [[nodiscard]] app::ClientController *client() const { return m_client.get(); }

    Q_INVOKABLE bool start() { return isConnected(*m_client); }
    Q_INVOKABLE void stop() { m_client->client().stop(); }
    //! \brief Publishes \a count messages, all with \a id, or each with its own where that is empty.
    Q_INVOKABLE void publish(const QString &topic, int count, const QString &id)
    {
        for (int i = 0; i < count; ++i)
            m_client->client().publish({.topic = topic, .id = id, .payload = "{}", .producer = QStringLiteral("tests")}, [](const base::Result<void> &) {});
    }

private:
    std::unique_ptr<app::ClientController> m_client;
};

} // namespace topicscope::tests
