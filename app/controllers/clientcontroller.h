// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientconfig.h"
#include "client/clientsnapshot.h"
#include "client/pubsubclient.h"
#include "tone.h"

#include <QObject>
#include <QTimer>
#include <qqmlregistration.h>

#include <memory>
#include <optional>
#include <utility>

namespace topicscope::app {

//! \brief The client behind the window: connects, tells how it stands, and takes one snapshot every 250 ms for all views.
//!
//! Owns the PubSubClient. A new one is made when another server or consumer is asked for; clientChanged() says so,
//! and everything that belongs to the old one (sequences, topic and handler numbers) is void then.
//! Thread: main.
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
    Q_PROPERTY(QString problemText READ problemText NOTIFY problemChanged)
    Q_PROPERTY(bool active READ isActive NOTIFY statusChanged)
    Q_PROPERTY(bool demo READ isDemo CONSTANT)
    Q_PROPERTY(QString url READ url NOTIFY settingsChanged)
    Q_PROPERTY(QString consumer READ consumer NOTIFY settingsChanged)
    Q_PROPERTY(QString topics READ topics NOTIFY settingsChanged)
    Q_PROPERTY(int overflow READ overflow WRITE setOverflow NOTIFY settingsChanged)

public:
    enum class State { Disconnected, Connecting, Connected, Reconnecting };
    Q_ENUM(State)

    static constexpr std::chrono::milliseconds snapshotInterval{250};

    //! \brief With \a factory the client runs on another transport than the network (loopback in tests).
    explicit ClientController(client::ClientConfig config, client::TransportFactory factory = {}, QObject *parent = nullptr);
    ~ClientController() override;

    [[nodiscard]] State state() const;
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] Tone::Value tone() const;
    [[nodiscard]] QString detail() const;
    //! \brief Why it is not connected, in a sentence; empty when all is well.
    [[nodiscard]] QString errorText() const;
    //! \brief The latest thing that went wrong while connected (malformed message, failed handler...).
    [[nodiscard]] QString problemText() const { return m_problem; }
    //! \brief True while a connection exists or is being sought.
    [[nodiscard]] bool isActive() const { return state() != State::Disconnected; }
    [[nodiscard]] bool isDemo() const { return m_demo; }
    void setDemo(bool demo) { m_demo = demo; }

    [[nodiscard]] QString url() const;
    [[nodiscard]] QString consumer() const;
    //! \brief The subscribed topics, separated by commas.
    [[nodiscard]] QString topics() const;

    //! \brief What happens to a message whose lane is full, a dispatch::OverflowPolicy. The client is made anew for another one.
    [[nodiscard]] int overflow() const;
    void setOverflow(int policy);

    //! \brief The client now; never null. It is replaced by connectTo(): see clientChanged().
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
    [[nodiscard]] base::Result<base::HandlerId> addHandler(dispatch::HandlerSpec spec);
    //! \brief Takes a handler away; returns what brings it back through addHandler(). Errors: NotFound.
    [[nodiscard]] base::Result<dispatch::HandlerSpec> removeHandler(base::HandlerId id);

    //! \brief What connectTo() uses besides URL, consumer and topics, instead of what the client has.
    void setNextConnection(net::ConnectionSettings settings) { m_next = std::move(settings); }
    //! \brief Connects to \a url as \a consumer for \a topics (comma-separated). An unusable URL becomes errorText().
    Q_INVOKABLE void connectTo(const QString &url, const QString &consumer, const QString &topics);
    Q_INVOKABLE void disconnectFromServer();
    //! \brief Switches the duplicate filter; \a window is how many ids it remembers. The client is made anew for it.
    Q_INVOKABLE void setDuplicateFilter(bool on, quint32 window);
    Q_INVOKABLE void dismissProblem();
    //! \brief Shows \a text as problemText(): something of ours calls for attention.
    Q_INVOKABLE void noteProblem(const QString &text);

Q_SIGNALS:
    void statusChanged();
    void problemChanged();
    void settingsChanged();
    //! \brief client() is another one from now on.
    void clientChanged();
    //! \brief Four times a second, and once after each change of the connection.
    void snapshotTaken(const topicscope::client::ClientSnapshot &snapshot);

private:
    struct Registration {
        base::HandlerId id;
        dispatch::HandlerSpec spec;
    };

    [[nodiscard]] base::Result<void> registerAll(const std::vector<dispatch::HandlerSpec> &specs);
    //! \brief Gives the new client the handlers of the one before; returns what is wrong with those that it refused.
    [[nodiscard]] QString registerAgain();
    void retire(std::unique_ptr<client::PubSubClient> old);
    void createClient(client::ClientConfig config);
    //! Makes the client anew for \a settings, unless it has them, and connects it as the one before was.
    void changeDispatch(const dispatch::DispatchSettings &settings);
    void takeSnapshot();

    client::TransportFactory m_factory;
    std::vector<Registration> m_handlers; // ids are those of the present client
    std::vector<dispatch::HandlerSpec> m_refused; // by the present client; the next one is asked again
    std::vector<std::unique_ptr<client::PubSubClient>> m_retired; // until their last handler calls return
    std::unique_ptr<client::PubSubClient> m_client;
    std::optional<net::ConnectionSettings> m_next;
    client::ClientSnapshot m_snapshot;
    QString m_inputError;
    QString m_problem;
    QTimer m_timer;
    bool m_demo = false;
};

} // namespace topicscope::app
