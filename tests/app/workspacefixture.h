// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/builtinhandlers.h"
#include "systems/loopback/loopbacktransport.h"
#include "workspace/workspace.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace topicscope::tests {

using app::ClientController;
using app::Workspace;

inline const QString first = QStringLiteral("http://first:1");
inline const QString second = QStringLiteral("http://second:2");
inline const QString away = QStringLiteral("http://away:3");

// Looks for its server and never finds it.
class AwayTransport : public systems::LoopbackTransport
{
public:
    using systems::LoopbackTransport::LoopbackTransport;

    void open() override
    {
        listener().connectionStatusChanged({.state = net::ConnectionState::Connecting, .error = {}, .detail = {}});
    }
};

inline client::TransportFactory loopback()
{
    return [](const net::ConnectionSettings &settings, base::TopicRegistry &topics,
              net::TransportListener &listener) -> std::unique_ptr<net::Transport> {
        if (settings.url == QUrl(away))
            return std::make_unique<AwayTransport>(topics, listener);
        return std::make_unique<systems::LoopbackTransport>(topics, listener);
    };
}

inline client::ClientConfig blank()
{
    client::ClientConfig config;
    config.connection.consumer = QStringLiteral("tests");
    config.topics << QStringLiteral("*");
    config.dispatch.lanes = 2;
    return config;
}

inline dispatch::HandlerSpec specOf(const char *text)
{
    return dispatch::parseHandlerSpec(QString::fromLatin1(text)).value();
}

//! The window's sessions over the loopback transport.
class Sessions : public Workspace
{
public:
    explicit Sessions(app::SettingsStore *settings = nullptr, const client::TransportFactory &factory = loopback())
        : Workspace(blank(), settings, factory)
    {
    }

    [[nodiscard]] ClientController *at(int place) const
    {
        return index(place).data(SessionRole).value<ClientController *>();
    }

    //! Connects from the session that is shown; false when that does not lead to a connection with \a url.
    [[nodiscard]] bool connectTo(const QString &url, const QString &topics = QStringLiteral("*"),
                                 const QString &consumer = QStringLiteral("tests"))
    {
        session()->connectTo(url, consumer, topics);
        return QTest::qWaitFor(
            [&] {
                net::ConnectionSettings wanted = session()->client().config().connection;
                wanted.url = QUrl(url); // a session keeps its own way of writing it
                return session()->server() == app::ServerId::of(wanted) && session()->topics() == topics
                       && session()->state() == ClientController::State::Connected;
            },
            10'000);
    }

private:
    QAbstractItemModelTester m_tester{this, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester m_recentTester{recent(), QAbstractItemModelTester::FailureReportingMode::QtTest};
};

inline void publish(ClientController &session, const char *topic, const char *id = "")
{
    session.client().publish(
        {.topic = QString::fromLatin1(topic), .id = QString::fromLatin1(id), .payload = "{}", .producer = {}},
        [](const base::Result<void> &) {});
}

inline QStringList recents(const app::RecentConnections &recent)
{
    QStringList rows;
    for (int row = 0; row < recent.count(); ++row) {
        const QModelIndex index = recent.index(row);
        rows << QStringLiteral("%1 %2 %3")
                    .arg(index.data(app::RecentConnections::UrlRole).toString(),
                         index.data(app::RecentConnections::ConsumerRole).toString(),
                         index.data(app::RecentConnections::TopicsRole).toString());
    }
    return rows;
}

} // namespace topicscope::tests
