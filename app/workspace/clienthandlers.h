// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "workspace/serverid.h"
#include "dispatch/handler.h"

#include <QCoreApplication>
#include <QSet>

#include <optional>
#include <utility>
#include <vector>

namespace topicscope::client {
class PubSubClient;
}

namespace topicscope::app {

//! \brief A handler of the window's, and what else has to come back with it when it does.
struct HandlerRegistration {
    dispatch::HandlerSpec spec{};
    //! what it was made of, such as a script's binding, and what its factory keeps alive; names may be taken by others
    const void *owner = nullptr;
    bool ofDemo = false; //!< it comes and goes with the demo's server
    base::HandlerId id{}; //!< with the present client
};

//! \brief The handlers of the window's client, whichever client that is: they go along to another server's.
//!
//! Those of the demo stay with its server; others may stay behind, stopped.
//! Thread: main.
class ClientHandlers
{
    Q_DECLARE_TR_FUNCTIONS(topicscope::app::ClientHandlers)

public:
    //! \brief Gives the handlers to \a client, and all further ones. Those that it refuses wait, stopped; returns what
    //! is wrong with them. It has to live until the next one is given.
    [[nodiscard]] QString registerWith(client::PubSubClient &client);
    //! \brief Sorts out which handlers go along to the server \a to; with \a stop those of the demo alone.
    void move(bool stop, const ServerId &to);

    //! \brief Registers \a specs: all or none. Errors: as add().
    [[nodiscard]] base::Result<void> addAll(std::vector<dispatch::HandlerSpec> specs);
    //! \brief Registers one more. Errors: as PubSubClient::addHandler().
    [[nodiscard]] base::Result<base::HandlerId> add(HandlerRegistration handler);
    //! \brief Takes a handler away; returns what brings it back through add(). Errors: NotFound.
    [[nodiscard]] base::Result<HandlerRegistration> remove(base::HandlerId id);
    //! \brief Has \a removed wait, as handlers of another server do: stopped, or for the demo.
    void keepAway(HandlerRegistration removed);
    //! \brief Those that the present client has.
    [[nodiscard]] const std::vector<HandlerRegistration> &registered() const { return m_handlers; }
    //! \brief Another number each time that registered() became another.
    [[nodiscard]] quint64 revision() const { return m_revision; }
    //! \brief Handlers that run and would go along to another server.
    [[nodiscard]] std::size_t movable() const;

    //! \brief \a specs come and go with \a server. Errors: as add().
    [[nodiscard]] base::Result<void> setDemo(const ServerId &server, std::vector<dispatch::HandlerSpec> specs);
    [[nodiscard]] bool isDemo(const ServerId &server) const { return m_demo && m_demo->server == server; }

    //! \brief Handlers that did not go along: they consume nothing until they are started.
    [[nodiscard]] const std::vector<HandlerRegistration> &stopped() const { return m_stopped; }
    //! \brief Starts stopped handlers, by their place. Those that cannot be had stay stopped; the first error is
    //! returned.
    [[nodiscard]] base::Result<void> startStopped(const QSet<qsizetype> &places);
    //! \brief Takes stopped handlers off the list; restoreStopped() puts them back.
    [[nodiscard]] std::vector<HandlerRegistration> takeStopped(const QSet<qsizetype> &places);
    void restoreStopped(std::vector<HandlerRegistration> handlers);

private:
    struct Demo {
        ServerId server;
        std::vector<HandlerRegistration> away; // while another server is connected to
    };

    //! \brief \a specs that no client knows yet.
    [[nodiscard]] static std::vector<HandlerRegistration> registrationsOf(std::vector<dispatch::HandlerSpec> specs,
                                                                          bool ofDemo = false);
    //! \brief Registers \a wanted with the client: all or none.
    [[nodiscard]] base::Result<void> registerAll(std::vector<HandlerRegistration> wanted);
    //! \brief Registers \a wanted as far as they can be had: returns those that cannot, and why the first cannot.
    [[nodiscard]] std::pair<std::vector<HandlerRegistration>, QString> registerEach(
        const std::vector<HandlerRegistration> &wanted);

    client::PubSubClient *m_client = nullptr;
    std::vector<HandlerRegistration> m_handlers; // ids are those of the present client
    quint64 m_revision = 1; // of m_handlers
    std::vector<HandlerRegistration> m_stopped;
    std::optional<Demo> m_demo;
};

} // namespace topicscope::app
