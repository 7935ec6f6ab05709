// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/message.h"
#include "net/capabilities.h"
#include "net/publisher.h"

#include <QObject>
#include <QStringList>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

namespace topicscope::base {
class TopicRegistry;
}

namespace topicscope::net {
Q_NAMESPACE

struct ConnectionSettings;

enum class ConnectionState : quint8 {
    Disconnected,
    Connecting, //!< and there was no connection yet, however many attempts were made
    Connected,
    Reconnecting, //!< after a connection that was lost
};
Q_ENUM_NS(ConnectionState)

//! \brief How the connection is, and why.
struct ConnectionStatus {
    ConnectionState state = ConnectionState::Disconnected;
    std::optional<base::Error> error; //!< why it is not connected, or what the server objected to
    QString detail; //!< "WebSocket, session 3fa9..." or "next try in 4.0 s"
    //! an attempt failed, or the connection was lost, and the time for the next attempt has not come
    bool waiting = false;

    friend bool operator==(const ConnectionStatus &, const ConnectionStatus &) = default;
};

//! \brief What became of an acknowledgement.
enum class AckOutcome : quint8 {
    Sent,
    NotConnected, //!< the caller keeps it for later
    Refused, //!< it can never be sent; told as a protocol error
};

//! \brief Takes what a transport yields. All calls come on the transport's thread (net).
class TransportListener
{
public:
    virtual ~TransportListener() = default;

    virtual void connectionStatusChanged(const ConnectionStatus &status) = 0;
    //! \brief One message, malformed ones included (Message::outcome() says so). Where it finds no room, the listener
    //! pauses the transport from inside this call: that is the back-pressure.
    virtual void messageReceived(base::MessagePtr message) = 0;
    //! \brief Everything that had been read is handed over. Not called when the connection ends meanwhile: then its
    //! status changes.
    virtual void batchFinished() = 0;
    //! \brief Something that is no message arrived and was not needed (broadcasts to monitors, unknown events).
    virtual void otherEventReceived() = 0;
    //! \brief The server objected, or sent what could not be understood, and the connection lives on.
    virtual void protocolErrorOccurred(const base::Error &error) = 0;
    //! \brief \a count more of a kind that was told on this connection before: to be counted, and not told again.
    virtual void protocolErrorsRepeated([[maybe_unused]] quint64 count) {}
};

//! \brief The seam to a publish/subscribe system: yields messages, takes publications and acknowledgements.
//!
//! What only some systems can stands beside it: Publisher, Observing. Thread: net, all of it; it is created there by
//! its factory.
class Transport : public QObject
{
    Q_OBJECT

public:
    using PublishCallback = net::PublishCallback;

    //! \brief \a listener outlives the transport.
    explicit Transport(TransportListener &listener, QObject *parent = nullptr);
    ~Transport() override;

    //! \brief What can be asked of it; what cannot does nothing, or fails with NotSupported.
    [[nodiscard]] virtual Capabilities capabilities() const = 0;
    //! \brief Connects, and keeps connected as far as the settings say. Outcomes come as connectionStatusChanged().
    virtual void open() = 0;
    //! \brief Says goodbye and closes; ends with the state Disconnected, at once or after a bounded time.
    virtual void close() = 0;
    //! \brief Replaces the set of topics asked for; sent now when connected and after every reconnect.
    virtual void subscribe(const QStringList &topics) = 0;
    //! \brief Takes "consumed" for \a message in the name of \a consumer (UTF-8) to be sent; flush() follows.
    [[nodiscard]] virtual AckOutcome acknowledge(const QByteArray &consumer, const base::Message &message) = 0;
    //! \brief Writes the acknowledgements taken since the last call, in one go.
    virtual void flush() = 0;
    //! \brief How many of the acknowledgements taken last have not left this process; all before them have. Of the
    //! present connection, or of the one that ended until the next is tried: what is told then never went out.
    [[nodiscard]] virtual std::size_t unsentAcknowledgements() { return 0; }
    //! \brief Publishes; \a done is called once, on the net thread.
    virtual void publish(const Publication &publication, PublishCallback done) = 0;
    //! \brief While paused no message is handed over and, past a small buffer, nothing is read, so the peer feels it;
    //! heartbeats and acknowledgements go on.
    virtual void setReadingPaused(bool paused) = 0;
    //! \brief Messages are numbered on from \a last instead of from 1; to be called before open().
    virtual void continueAfter(base::Sequence last) = 0;

protected:
    [[nodiscard]] TransportListener &listener() const noexcept { return m_listener; }

private:
    TransportListener &m_listener;
};

//! \brief Makes a transport to the server of the settings, on the thread it will live in.
using TransportFactory =
    std::function<std::unique_ptr<Transport>(const ConnectionSettings &, base::TopicRegistry &, TransportListener &)>;

} // namespace topicscope::net

Q_DECLARE_METATYPE(topicscope::net::ConnectionStatus)
