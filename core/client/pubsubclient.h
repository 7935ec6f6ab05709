// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/topicregistry.h"
#include "capture/messagestore.h"
#include "client/clientconfig.h"
#include "client/clientsnapshot.h"
#include "client/transportfactory.h"
#include "dispatch/handler.h"
#include "net/transport.h"

#include <QObject>

#include <memory>
#include <optional>

namespace topicscope::client {

//! \brief A client: a transport wired to filter, dispatcher, taps and acknowledgements.
//!
//! Owns the net thread and the lanes. Thread: main; snapshot() and source() may be used on any thread.
class PubSubClient : public QObject
{
    Q_OBJECT

public:
    //! \brief A client of the system that the server's URL in \a config is of.
    explicit PubSubClient(ClientConfig config, QObject *parent = nullptr);
    //! \brief A client over another transport (loopback in tests).
    PubSubClient(ClientConfig config, TransportFactory factory, QObject *parent = nullptr);
    //! \brief Stops, waits for the handler calls that run, and releases the threads.
    ~PubSubClient() override;

    [[nodiscard]] const ClientConfig &config() const noexcept;

    //! \brief Registers one handler. Errors: InvalidArgument (pattern, name), or what its factory says.
    base::Result<base::HandlerId> addHandler(dispatch::HandlerSpec spec);
    //! \brief Registers many at the cost of one new table: all of them, or none.
    base::Result<std::vector<base::HandlerId>> addHandlers(std::vector<dispatch::HandlerSpec> specs);
    //! \brief Takes a handler away; what is queued for it is still handled. Returns what addHandler() makes another
    //! like it from. Errors: NotFound.
    base::Result<dispatch::HandlerSpec> removeHandler(base::HandlerId id);

    //! \brief Connects (again). Outcomes come as statusChanged().
    void start();
    //! \brief Says goodbye, lets queued messages be handled for at most \a drainTimeout, closes, and emits stopped().
    void stop(std::chrono::milliseconds drainTimeout = std::chrono::seconds(2));
    //! \brief Ends the client for good and does not wait: closes the connection without draining, then emits released()
    //! when the handler calls that run have returned and destroying the client takes no time. Call nothing else
    //! afterwards.
    void release();
    //! \brief Works on with other settings: topics, filter and window, overflow, limits, connection. What was gathered
    //! stays, and so do handlers and their state. A connection that there is, or is being sought, is made anew where
    //! its settings changed or topics were taken away, which a server cannot be told otherwise; meanwhile the state is
    //! Connecting. The number of lanes stays what it was. Another server wants another client: this one would
    //! acknowledge there what came from here. Thread: main.
    void reconfigure(ClientConfig config);
    //! \brief Replaces the subscribed topics, as reconfigure() does.
    void setTopics(const QStringList &topics);
    //! \brief Publishes; \a done comes once, on the main thread, unless the client is destroyed before. Thread: any.
    void publish(const net::Publication &publication, std::function<void(base::Result<void>)> done);

    //! \brief Messages whose handlers failed for good, oldest first; ClientSnapshot::deadLetters tells when they
    //! change. Thread: any.
    [[nodiscard]] std::vector<DeadLetter> deadLetters() const;
    //! \brief What changed in them since \a revision, which an earlier call or a snapshot told; 0 for nothing known.
    //! Thread: any.
    [[nodiscard]] DeadLetterList::Changes deadLettersSince(quint64 revision) const;
    //! \brief The letter \a id; nothing when there is none (any more). Thread: any.
    [[nodiscard]] std::optional<DeadLetter> deadLetter(quint64 id) const;
    //! \brief The letter of the message \a sequence; nothing when there is none (any more). Thread: any.
    [[nodiscard]] std::optional<DeadLetter> deadLetterOf(base::Sequence sequence) const;
    //! \brief Hands dead letters to those who consume their topics now: they are queued again. Those without a handler,
    //! and those whose id came again meanwhile, stay with a note. \a done is called on the main thread once they are
    //! queued, unless the client is gone by then.
    void rerunDeadLetters(std::vector<quint64> ids, std::function<void(const RerunStart &)> done = {});
    //! \brief Forgets dead letters, and returns what brings them back through restoreDeadLetters(). Thread: any.
    std::vector<DeadLetter> discardDeadLetters(const std::vector<quint64> &ids);
    void restoreDeadLetters(std::vector<DeadLetter> letters);

    [[nodiscard]] const net::ConnectionStatus &status() const noexcept;
    //! \brief What the connection can besides handing over messages, or what its system can at best before there was
    //! one; statusChanged() follows a change. Thread: any.
    [[nodiscard]] net::Capabilities capabilities() const;
    //! \brief All figures now. Thread: any. Cost grows with topics and handlers; meant for up to ten times a second.
    [[nodiscard]] ClientSnapshot snapshot() const;
    //! \brief Brings \a snapshot up to date, at the cost of what changed since it was refreshed before; one that is
    //! empty, or that was not refreshed last, costs as much as a new one. Thread: main.
    void refresh(ClientSnapshot &snapshot);
    //! \brief The figures of the ledger alone: cheap. Thread: any.
    [[nodiscard]] stats::Ledger ledger() const;
    //! \brief The latest messages. Thread: any.
    [[nodiscard]] const capture::MessageSource &source() const noexcept;
    //! \brief The same, for who goes on reading when this client is gone. Thread: any.
    [[nodiscard]] std::shared_ptr<const capture::MessageSource> sharedSource() const noexcept;

Q_SIGNALS:
    void statusChanged(const topicscope::net::ConnectionStatus &status);
    //! \brief Something to tell the user: a malformed message, a refused subscription, a failed handler. At most ten a
    //! second.
    void problemOccurred(const topicscope::base::Error &error);
    void stopped();
    //! \brief After release(): nothing runs any more.
    void released();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace topicscope::client
