// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/pubsubclient.h"
#include "systems/loopback/loopbacktransport.h"

#include <QMutex>

#include <atomic>
#include <memory>

namespace topicscope::test {

//! \brief A client over the loopback transport, and the "server's" side of it.
class LoopbackClient
{
public:
    struct Acknowledgement {
        QByteArray consumer;
        QByteArray messageId;
        QByteArray payload;
    };

    explicit LoopbackClient(client::ClientConfig config = {});
    //! \brief Starts and waits for the connection; false when there is none after ten seconds.
    [[nodiscard]] bool start();
    //! \brief Stops and waits for stopped(); false when it does not come.
    [[nodiscard]] bool stop(std::chrono::milliseconds drainTimeout = std::chrono::seconds(10));

    [[nodiscard]] client::PubSubClient &client() noexcept { return *m_client; }
    //! \brief Delivers messages; returns at once.
    void inject(const QList<QByteArray> &objects);
    //! \brief Waits until the client's thread has done all that it was asked for so far.
    void settle();
    void breakConnection();
    //! \brief Connects anew after breakConnection().
    void reopen();
    //! \brief What the transports so far were made with.
    [[nodiscard]] std::vector<net::ConnectionSettings> connections() const;
    //! \brief The acknowledgements that arrived so far.
    [[nodiscard]] std::vector<Acknowledgement> acknowledgements() const;

private:
    struct Shared {
        QMutex mutex; // of the next two
        std::vector<Acknowledgement> acknowledgements;
        std::vector<net::ConnectionSettings> connections;
        // lives on net; set before the client is connected
        std::atomic<systems::LoopbackTransport *> transport = nullptr;
    };

    void onTransport(std::function<void(systems::LoopbackTransport &)> call);

    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<client::PubSubClient> m_client;
};

} // namespace topicscope::test
