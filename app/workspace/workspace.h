// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "client/transportfactory.h"
#include "workspace/clientcontroller.h"
#include "common/settingsstore.h"
#include "workspace/demo.h"
#include "workspace/recentconnections.h"

#include <QAbstractListModel>
#include <QTimer>
#include <qqmlregistration.h>

#include <chrono>
#include <memory>
#include <vector>

namespace topicscope::app {

//! \brief The sessions of the window, side by side; one of them is shown. There is always at least one.
//!
//! They share the memory for messages that one alone would have, and threads for handlers: a session that is opened
//! when most threads are taken has fewer, and says so. Thread: main.
class Workspace : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program and injected into the window")

    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(topicscope::app::ClientController *session READ session NOTIFY currentChanged)
    Q_PROPERTY(topicscope::app::RecentConnections *recent READ recent CONSTANT)

public:
    //! \brief The last two are the same in each row: what a delegate works with.
    enum Role { SessionRole = Qt::UserRole, WorkspaceRole, SettingsRole };

    //! \brief Sessions at once.
    static constexpr int maxSessions = 16;
    //! \brief Threads for handlers that all sessions have together, at most, besides one for each.
    static constexpr int maxLanes = 64;
    //! \brief How often the sessions share their memory anew.
    static constexpr std::chrono::milliseconds shareInterval{500};

    //! \brief The first session, and every new one, begins with \a config. Connections are remembered in \a settings,
    //! which outlive it; null: nowhere. With \a factory sessions run on another transport than the network (loopback in
    //! tests).
    explicit Workspace(client::ClientConfig config, SettingsStore *settings = nullptr,
                       client::TransportFactory factory = {}, QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int count() const { return rowCount(); }
    //! \brief The place of the session that is shown.
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int place);
    //! \brief The session that is shown; never null.
    [[nodiscard]] ClientController *session() const
    {
        return m_sessions.at(static_cast<std::size_t>(m_current)).session.get();
    }

    [[nodiscard]] RecentConnections *recent() { return &m_recent; }

    //! \brief Shows a session that nothing came of yet: the one there is, or a new one. False when there are too many.
    Q_INVOKABLE bool openNew();
    //! \brief Connects with \a config, in the session that is shown where that accepts it, else in one for that server,
    //! else in a new one, which is shown then. False when there are too many.
    bool open(client::ClientConfig config);
    //! \brief Connects again as in \a row of recent(); false when that cannot be.
    Q_INVOKABLE bool openRecent(int row);
    //! \brief Shows the demo: a server of the program's own with traffic and handlers. Errors are told in the session.
    Q_INVOKABLE void openDemo();
    //! \brief The same, as \a consumer and for \a topics. Errors: those of Demo::start() and addHandlers().
    [[nodiscard]] base::Result<void> startDemo(const QString &consumer, const QStringList &topics);
    //! \brief Has whoever shows \a session ask whether it is to be closed, with what would be gone.
    Q_INVOKABLE void askToClose(topicscope::app::ClientController *session);
    //! \brief Closes \a session and does not wait for its handlers. What it gathered is gone. Another one is shown; in
    //! place of the last there is a new one.
    Q_INVOKABLE void close(topicscope::app::ClientController *session);
    //! \brief Shows the session that is \a step places on, round and round.
    Q_INVOKABLE void step(int step);

Q_SIGNALS:
    void countChanged();
    void currentChanged();
    void closeWanted(topicscope::app::ClientController *session);

private:
    struct Held {
        std::unique_ptr<Demo> demo; // whose server it is connected to; goes after it
        std::unique_ptr<ClientController> session;
    };

    ClientController *append(client::ClientConfig config);
    [[nodiscard]] bool hasRoom();
    [[nodiscard]] int placeOf(const ClientController *session) const;
    void retire(Held held);
    void remember(const ClientController &session);
    void noteConnection(const ClientController &session);
    void shareMemory();
    [[nodiscard]] int lanesLeft() const;

    client::ClientConfig m_blank;
    QPointer<SettingsStore> m_settings;
    client::TransportFactory m_factory;
    RecentConnections m_recent;
    std::vector<Held> m_retired; // until their last handler calls return
    std::vector<Held> m_sessions;
    int m_current = 0;
    QTimer m_sharing; // while there are several
};

} // namespace topicscope::app
