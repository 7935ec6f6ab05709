// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/pubsubclient.h"
#include "support/serverprocess.h"

#include <QHash>
#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace topicscope::test {

//! \brief A client under load from a real server, and the comparison of their books.
//!
//! Three books are kept: the server's (what it published, and what it got as consumed, by id; in a journal, so that it
//! outlives the server), the handler's record of ids, and the client's ledger, which a thread of its own reads all the
//! time.
class FaultRun
{
public:
    struct Settings {
        ServerProcess::Kind server = ServerProcess::Kind::Node;
        bool redeliver = true; //!< the server sends again, at each subscription, what nobody has consumed
        std::chrono::microseconds handlerTime{0};
        std::chrono::milliseconds pingTimeout{600}; //!< short, as half-open connections are awaited with it
    };

    explicit FaultRun(const Settings &settings);
    ~FaultRun();

    [[nodiscard]] ServerProcess &server() noexcept { return m_server; }
    [[nodiscard]] bool startServer();
    //! \brief Connects a client to \a url, once, and waits until the server knows of its subscription.
    [[nodiscard]] bool startClient(const QUrl &url);
    //! \brief Waits until the server knows of a subscription.
    [[nodiscard]] bool awaitSubscription();
    [[nodiscard]] client::PubSubClient &client() noexcept { return *m_client; }

    //! \brief The server begins to publish.
    void startLoad(int count, int rate, const QString &prefix = QStringLiteral("load"));
    //! \brief Messages that handlers have finished.
    [[nodiscard]] quint64 handled() const { return m_client->ledger().handled; }
    //! \brief Ends the load, and waits until nothing moves any more: a message published last was handled, everything
    //! published was consumed where it is delivered again, and the ledger has nothing under way.
    [[nodiscard]] bool awaitQuiet();

    //! \brief What is wrong with the books, in words, one a line; empty: nothing. Call it when nothing moves any more.
    [[nodiscard]] QString disagreements();
    //! \brief The figures, to print beside a failure.
    [[nodiscard]] QString figures();

private:
    void watchLedger();
    base::Result<void> handle(const base::Message &message);
    [[nodiscard]] bool wasHandled(const QString &id);
    [[nodiscard]] bool awaitAllConsumed();

    Settings m_settings;
    QTemporaryDir m_folder;
    ServerProcess m_server;
    std::mutex m_mutex; // m_handledIds
    QHash<QString, int> m_handledIds;
    std::unique_ptr<client::PubSubClient> m_client;
    std::atomic<bool> m_watching{true};
    std::atomic<quint64> m_unbalanced{0}; // times that the ledger did not add up
    std::thread m_watcher;
};

} // namespace topicscope::test
