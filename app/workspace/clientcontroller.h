// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "client/clientsnapshot.h"
#include "client/pubsubclient.h"
#include "workspace/clienthandlers.h"
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

class ChangeController;

//! \brief The client behind the window: connects, tells how it stands, takes a snapshot every 250 ms for all views.
//!
//! Owns the PubSubClient. It works on with other settings; a new one is made for another server alone. clientChanged()
//! says so, and all that belongs to the old one (sequences, topic and handler numbers) is void then. Thread: main.
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
    Q_PROPERTY(QString url READ url NOTIFY settingsChanged)
    Q_PROPERTY(QString consumer READ consumer NOTIFY settingsChanged)
    Q_PROPERTY(QString topics READ topics NOTIFY settingsChanged)
    Q_PROPERTY(int overflow READ overflow WRITE setOverflow NOTIFY dispatchChanged)
    Q_PROPERTY(topicscope::app::ChangeController *changes READ changes CONSTANT)
    Q_PROPERTY(topicscope::app::UndoStack *undoStack READ undoStack CONSTANT)
    Q_MOC_INCLUDE("workspace/changecontroller.h")

public:
    enum class State { Disconnected, Connecting, Connected, Reconnecting };
    Q_ENUM(State)
    //! \brief What connectTo() takes, for who shows where an error is.
    enum class Field { None, Server, Consumer, Topics };
    Q_ENUM(Field)
    //! \brief What becomes of the handlers when another server is connected to.
    enum class Handlers { KeepRunning, Stop };
    Q_ENUM(Handlers)

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
    //! \brief True while the demo's server is the one it is set to.
    [[nodiscard]] bool isDemo() const;
    //! \brief Tells that this server is the demo's: \a handlers come and go with it. Errors: as addHandler().
    [[nodiscard]] base::Result<void> setDemo(std::vector<dispatch::HandlerSpec> handlers);

    [[nodiscard]] QString url() const;
    //! \brief The server that it is set to: url() alone does not tell it from others.
    [[nodiscard]] ServerId server() const { return ServerId::of(m_client->config().connection); }
    [[nodiscard]] QString consumer() const;
    //! \brief The subscribed topics, separated by commas.
    [[nodiscard]] QString topics() const;

    //! \brief What happens to a message whose lane is full, a dispatch::OverflowPolicy.
    [[nodiscard]] int overflow() const;
    void setOverflow(int policy);

    //! \brief The client now; never null. connectTo() another server replaces it: see clientChanged().
    [[nodiscard]] client::PubSubClient &client() const { return *m_client; }
    //! \brief What makes a transport, for who needs another connection to the same server; empty for the network's own.
    [[nodiscard]] const client::TransportFactory &transportFactory() const { return m_factory; }
    //! \brief The latest snapshot.
    [[nodiscard]] const client::ClientSnapshot &snapshot() const { return m_snapshot; }
    //! \brief Name of handler \a id as the latest snapshot knows it; "#7" when it does not.
    [[nodiscard]] QString handlerName(base::HandlerId id) const;
    //! \brief Handlers that every client made from now on starts with, the present one included.
    [[nodiscard]] base::Result<void> setHandlers(std::vector<dispatch::HandlerSpec> specs);
    //! \brief Registers one more handler, with this client and every later one. Errors: as PubSubClient::addHandler().
    //! \a owner tells it from others of its name (see HandlerRegistration).
    [[nodiscard]] base::Result<base::HandlerId> addHandler(dispatch::HandlerSpec spec, const void *owner = nullptr);
    //! \brief Takes a handler away; returns what brings it back through restoreHandler(). Errors: NotFound.
    [[nodiscard]] base::Result<HandlerRegistration> removeHandler(base::HandlerId id);
    //! \brief Brings back what removeHandler() took at \a server. At another one it is stopped, or waits with the demo:
    //! it would acknowledge where it was never meant to. Errors: as addHandler().
    [[nodiscard]] base::Result<void> restoreHandler(HandlerRegistration removed, const ServerId &server);
    //! \brief All handlers, of this server and stopped.
    [[nodiscard]] const ClientHandlers &handlers() const { return m_handlers; }
    //! \brief Handlers that run and would go along to another server; those of the demo stay with it.
    [[nodiscard]] std::size_t movableHandlers() const { return m_handlers.movable(); }
    //! \brief Handlers that did not go along to this server: they consume nothing until they are started.
    [[nodiscard]] const std::vector<HandlerRegistration> &stoppedHandlers() const { return m_handlers.stopped(); }
    //! \brief Starts stopped handlers, by their place. Those that cannot be had stay stopped; tells the first error.
    [[nodiscard]] base::Result<void> startStopped(const QSet<qsizetype> &places);
    //! \brief Takes stopped handlers off the list; restoreStopped() puts them back.
    std::vector<HandlerRegistration> takeStopped(const QSet<qsizetype> &places);
    void restoreStopped(std::vector<HandlerRegistration> handlers);

    //! \brief The question before another server is connected to.
    [[nodiscard]] ChangeController *changes() const { return m_changes; }
    [[nodiscard]] UndoStack *undoStack() { return &m_undoStack; }

    //! \brief What connectTo() uses besides URL, consumer and topics, instead of what the client has.
    void setNextConnection(net::ConnectionSettings settings) { m_next = std::move(settings); }
    //! \brief Forgets what setNextConnection() was given, and has all who show settings show those that hold.
    void keepSettings();
    //! \brief What connectTo() would have the client be. Errors: InvalidArgument, in a sentence about what was typed.
    [[nodiscard]] base::Result<client::ClientConfig> configFor(const QString &url, const QString &consumer,
                                                               const QString &topics) const;
    //! \brief Whether \a config is for another server, which takes another client: that one begins at zero.
    [[nodiscard]] bool isReplacedFor(const client::ClientConfig &config) const;
    //! \brief Whether \a config leads from a server that was reached to another one.
    [[nodiscard]] bool movesWith(const client::ClientConfig &config) const;
    //! \brief Connects to \a url as \a consumer for \a topics (comma-separated). An unusable URL becomes errorText().
    //! What was gathered stays, unless that is another server. Asks nothing: ChangeController::connectTo() does.
    Q_INVOKABLE void connectTo(const QString &url, const QString &consumer, const QString &topics,
                               topicscope::app::ClientController::Handlers handlers =
                                   topicscope::app::ClientController::Handlers::KeepRunning);
    Q_INVOKABLE void disconnectFromServer();
    //! \brief Switches the duplicate filter; \a window is how many ids it remembers.
    Q_INVOKABLE void setDuplicateFilter(bool on, quint32 window);
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
    //! \brief client() is another one from now on, for another server: what was known of the other is void.
    void clientChanged();
    void stoppedChanged();
    //! \brief Four times a second, and once after each change of the connection.
    void snapshotTaken(const topicscope::client::ClientSnapshot &snapshot);

private:
    void retire(std::unique_ptr<client::PubSubClient> old);
    void noteGap();
    void createClient(client::ClientConfig config);
    void replaceClient(client::ClientConfig config, Handlers handlers); // goes to another server
    void reconfigure(client::ClientConfig config); // stays at this one, with other settings
    void changeDispatch(const dispatch::DispatchSettings &settings);
    void takeSnapshot();

    client::TransportFactory m_factory;
    ClientHandlers m_handlers;
    std::vector<std::unique_ptr<client::PubSubClient>> m_retired; // until their last handler calls return
    std::unique_ptr<client::PubSubClient> m_client;
    std::optional<net::ConnectionSettings> m_next;
    client::ClientSnapshot m_snapshot;
    QString m_inputError;
    Field m_inputFault = Field::None; // what m_inputError is about
    QString m_problem;
    QTimer m_timer;
    UndoStack m_undoStack;
    ChangeController *m_changes; // a child
    // when other settings were given to a connection, which may close it to be made anew
    std::optional<base::WallTime> m_closedAt;
    std::optional<base::WallTime> m_lostAt; // when the line broke that is tried again now
    bool m_wasConnected = false; // to the present server, once, whatever client did
};

} // namespace topicscope::app
