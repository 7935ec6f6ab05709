// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "dispatch/handler.h"

#include <QCoreApplication>
#include <QSet>
#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

namespace topicscope::client {
class PubSubClient;
}

namespace topicscope::app {

//! \brief The handlers of the window's client, whichever client that is: they go from one to the next.
//!
//! Those of the demo stay with its server; others may stay behind, stopped, when another server is connected to.
//! Thread: main.
class ClientHandlers
{
    Q_DECLARE_TR_FUNCTIONS(topicscope::app::ClientHandlers)

public:
    //! \brief Gives the handlers to \a client, and all further ones; returns what is wrong with those that it refused. It has to
    //! live until the next one is given.
    [[nodiscard]] QString registerWith(client::PubSubClient &client);
    //! \brief Sorts out which handlers go along to the server \a to; true when some are stopped for it.
    [[nodiscard]] bool move(bool stop, const QUrl &to);

    //! \brief Registers \a specs: all or none. Errors: as add().
    [[nodiscard]] base::Result<void> addAll(std::vector<dispatch::HandlerSpec> specs);
    //! \brief Registers one more. Errors: as PubSubClient::addHandler().
    [[nodiscard]] base::Result<base::HandlerId> add(dispatch::HandlerSpec spec);
    //! \brief Takes a handler away; returns what brings it back through add(). Errors: NotFound.
    [[nodiscard]] base::Result<dispatch::HandlerSpec> remove(base::HandlerId id);
    //! \brief Handlers that run and would go along to another server.
    [[nodiscard]] std::size_t movable() const;

    //! \brief \a specs come and go with the server \a url. Errors: as add().
    [[nodiscard]] base::Result<void> setDemo(const QUrl &url, std::vector<dispatch::HandlerSpec> specs);
    [[nodiscard]] bool isDemo(const QUrl &url) const { return m_demo && m_demo->url == url; }

    //! \brief Handlers that did not go along: they consume nothing until they are started.
    [[nodiscard]] const std::vector<dispatch::HandlerSpec> &stopped() const { return m_stopped; }
    //! \brief Starts stopped handlers, by their place. Those that cannot be had stay stopped; the first error is returned.
    [[nodiscard]] base::Result<void> startStopped(const QSet<qsizetype> &places);
    //! \brief Takes stopped handlers off the list; restoreStopped() puts them back.
    [[nodiscard]] std::vector<dispatch::HandlerSpec> takeStopped(const QSet<qsizetype> &places);
    void restoreStopped(std::vector<dispatch::HandlerSpec> specs);

private:
    struct Registration {
        base::HandlerId id;
        dispatch::HandlerSpec spec;
        bool ofDemo = false;
    };
    struct Demo {
        QUrl url;
        std::vector<Registration> away; // while another server is connected to
    };

    //! \brief \a specs that no client knows yet.
    [[nodiscard]] static std::vector<Registration> registrationsOf(std::vector<dispatch::HandlerSpec> specs, bool ofDemo = false);
    //! \brief Registers \a wanted with the client: all or none.
    [[nodiscard]] base::Result<void> registerAll(std::vector<Registration> wanted);
    //! \brief Registers \a wanted as far as they can be had: returns those that cannot, and why the first cannot.
    [[nodiscard]] std::pair<std::vector<Registration>, QString> registerEach(const std::vector<Registration> &wanted);

    client::PubSubClient *m_client = nullptr;
    std::vector<Registration> m_handlers; // ids are those of the present client
    std::vector<Registration> m_refused; // by the present client; the next one is asked again
    std::vector<dispatch::HandlerSpec> m_stopped;
    std::optional<Demo> m_demo;
};

} // namespace topicscope::app
