// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "client/clientsnapshot.h"
#include "client/pubsubclient.h"
#include "workspace/serverid.h"
#include "common/undostack.h"
#include "common/tone.h"

#include <QObject>
#include <QSet>
#include <QTimer>
#include <qqmlregistration.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace topicscope::app {

class ClosingController;

//! \brief A session: one connection to one server and all that was gathered from it. It connects, tells how it stands,
//! and takes one snapshot every 250 ms for all views.
//!
//! Owns the PubSubClient, for life: other settings change it in place, and another server is another session (see
//! Workspace), unless nothing came of this one yet. Thread: main.
class ClientController : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program and injected into the window")

    Q_PROPERTY(State state READ state NOTIFY statusChanged)
    Q_PROPERTY(QString stateText READ stateText NOTIFY statusChanged)
    Q_PROPERTY(topicscope::app::Tone::Value tone READ tone NOTIFY statusChanged)
    Q_PROPERTY(QString detail READ detail NOTIFY statusChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY statusChanged)
    Q_PROPERTY(Field errorField READ errorField NOTIFY statusChanged)
    Q_PROPERTY(QString problemText READ problemText NOTIFY problemChanged)
    Q_PROPERTY(bool active READ isActive NOTIFY statusChanged)
    Q_PROPERTY(bool demo READ isDemo NOTIFY settingsChanged)
    Q_PROPERTY(bool fresh READ isFresh NOTIFY freshChanged)
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    Q_PROPERTY(double rate READ rate NOTIFY rateChanged)
    Q_PROPERTY(QString url READ url NOTIFY settingsChanged)
    Q_PROPERTY(QString consumer READ consumer NOTIFY settingsChanged)
    Q_PROPERTY(QString topics READ topics NOTIFY settingsChanged)
    Q_PROPERTY(int overflow READ overflow WRITE setOverflow NOTIFY dispatchChanged)
    Q_PROPERTY(topicscope::app::ClosingController *closing READ closing CONSTANT)
    Q_PROPERTY(topicscope::app::UndoStack *undoStack READ undoStack CONSTANT)
    Q_MOC_INCLUDE("workspace/closingcontroller.h")

public:
    enum class State { Disconnected, Connecting, Connected, Reconnecting };
    Q_ENUM(State)
    //! \brief What connectTo() takes, for who shows where an error is.
    enum class Field { None, Server, Consumer, Topics };
    Q_ENUM(Field)
    static constexpr std::chrono::milliseconds snapshotInterval{250};

    //! \brief With \a factory the client runs on another transport than the network (loopback in tests).
    explicit ClientController(client::ClientConfig config, client::TransportFactory factory = {},
                              QObject *parent = nullptr);
    ~ClientController() override;

    [[nodiscard]] State state() const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] Tone::Value tone() const;
    [[nodiscard]] QString detail() const;
    //! \brief Why it is not connected, in a sentence; empty when all is well.
    [[nodiscard]] QString errorText() const;
    //! \brief What of connectTo() errorText() is about.
    [[nodiscard]] Field errorField() const;
    //! \brief The latest thing that went wrong while connected (malformed message, failed handler...).
    [[nodiscard]] QString problemText() const { return m_problem; }
    //! \brief True while a connection exists or is being sought.
    [[nodiscard]] bool isActive() const { return state() != State::Disconnected; }
    //! \brief Whether the server is the demo's.
    [[nodiscard]] bool isDemo() const { return m_demo; }
    void setDemo(bool demo);
    //! \brief Whether nothing came of it yet: it was never connected and has no handlers, so that it can still be for
    //! any server.
    [[nodiscard]] bool isFresh() const { return m_fresh; }
    //! \brief What the list of sessions calls it: its server, or that there is none yet.
    [[nodiscard]] QString title() const;
    //! \brief Messages received per second.
    [[nodiscard]] double rate() const { return m_snapshot.receivedPerSecond; }

    [[nodiscard]] QString url() const;
    //! \brief The server that it is set to: url() alone does not tell it from others.
    [[nodiscard]] ServerId server() const { return ServerId::of(m_client->config().connection); }
    [[nodiscard]] QString consumer() const;
    //! \brief The subscribed topics, separated by commas.
    [[nodiscard]] QString topics() const;

    //! \brief What happens to a message whose lane is full, a dispatch::OverflowPolicy.
    [[nodiscard]] int overflow() const;
    void setOverflow(int policy);

    //! \brief The client, the same as long as the session lives.
    [[nodiscard]] client::PubSubClient &client() const { return *m_client; }
    //! \brief What makes a transport, for who needs another connection to the same server; empty for the network's own.
    [[nodiscard]] const client::TransportFactory &transportFactory() const { return m_factory; }
    //! \brief The latest snapshot.
    [[nodiscard]] const client::ClientSnapshot &snapshot() const { return m_snapshot; }
    //! \brief Name of handler \a id as the latest snapshot knows it; "#7" when it does not.
    [[nodiscard]] QString handlerName(base::HandlerId id) const;
    //! \brief Registers handlers: all or none. Errors: as PubSubClient::addHandler().
    [[nodiscard]] base::Result<std::vector<base::HandlerId>> addHandlers(std::vector<dispatch::HandlerSpec> specs);
    [[nodiscard]] base::Result<base::HandlerId> addHandler(dispatch::HandlerSpec spec);
    //! \brief Takes a handler away; returns what brings another like it back through addHandler(). Errors: NotFound.
    [[nodiscard]] base::Result<dispatch::HandlerSpec> removeHandler(base::HandlerId id);

    [[nodiscard]] ClosingController *closing() const { return m_closing; }
    [[nodiscard]] UndoStack *undoStack() { return &m_undoStack; }

    //! \brief What connectTo() uses besides URL, consumer and topics, instead of what the client has.
    void setNextConnection(net::ConnectionSettings settings) { m_next = std::move(settings); }
    //! \brief Forgets what setNextConnection() was given, and has all who show settings show those that hold.
    void keepSettings();
    //! \brief What connectTo() would have the client be. Errors: InvalidArgument, in a sentence about what was typed.
    [[nodiscard]] base::Result<client::ClientConfig> configFor(const QString &url, const QString &consumer,
                                                               const QString &topics) const;
    //! \brief Whether it can be for the server of \a config: for its own, and for any while it is fresh.
    [[nodiscard]] bool accepts(const client::ClientConfig &config) const;
    //! \brief Goes on with \a config, which it accepts(), and connects. What was gathered stays.
    void connectWith(client::ClientConfig config);
    //! \brief Connects to \a url as \a consumer for \a topics (comma-separated). What is of no use becomes errorText();
    //! where it is for a server that it does not accept, otherServerWanted() says so.
    Q_INVOKABLE void connectTo(const QString &url, const QString &consumer, const QString &topics);
    //! \brief Bytes of messages that it stores, and of those that wait, at most.
    void setMemory(qsizetype stored, qint64 waiting);
    Q_INVOKABLE void disconnectFromServer();
    //! \brief Switches the duplicate filter; \a window is how many ids it remembers.
    Q_INVOKABLE void setDuplicateFilter(bool on, quint32 window);
    //! \brief Ends the session for good and does not wait for its handlers: released() tells when nothing runs any
    //! more. Nobody may use it meanwhile.
    void release();
    Q_INVOKABLE void dismissProblem();
    //! \brief Shows \a text as problemText(): something of ours calls for attention.
    Q_INVOKABLE void noteProblem(const QString &text);

Q_SIGNALS:
    void statusChanged();
    void problemChanged();
    //! \brief What connectTo() takes: what holds is to be shown, whatever was typed.
    void settingsChanged();
    //! \brief The duplicate filter, or what happens when lanes are full.
    void dispatchChanged();
    //! \brief What connectTo() was given is for another session.
    void otherServerWanted(const topicscope::client::ClientConfig &config);
    void released();
    void titleChanged();
    //! \brief There is a connection, or it is there with other settings.
    void connected();
    void freshChanged();
    void rateChanged();
    //! \brief Four times a second, and once after each change of the connection.
    void snapshotTaken(const topicscope::client::ClientSnapshot &snapshot);

private:
    void forgetSecrets(net::ConnectionSettings &connection) const;
    void noteGap();
    void noteUse();
    void reconfigure(client::ClientConfig config);
    void changeDispatch(const dispatch::DispatchSettings &settings);
    void takeSnapshot();

    client::TransportFactory m_factory;
    std::unique_ptr<client::PubSubClient> m_client;
    std::optional<net::ConnectionSettings> m_next;
    client::ClientSnapshot m_snapshot;
    QString m_inputError;
    Field m_inputFault = Field::None; // what m_inputError is about
    QString m_problem;
    QTimer m_timer;
    UndoStack m_undoStack;
    ClosingController *m_closing; // a child
    // when other settings were given to a connection, which may close it to be made anew
    std::optional<base::WallTime> m_closedAt;
    std::optional<base::WallTime> m_lostAt; // when the line broke that is tried again now
    bool m_wasConnected = false; // once
    bool m_fresh = true;
    bool m_demo = false;
};

} // namespace topicscope::app
