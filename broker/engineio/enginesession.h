// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "broker/http/httphandler.h"
#include "broker/engineio/outgoingpacket.h"
#include "protocol/engineio.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>

class QWebSocket;

namespace topicscope::broker {

class EngineSession;

//! \brief How Engine.IO sessions behave. Times in milliseconds go to the client in the handshake.
struct EngineSettings {
    std::chrono::milliseconds pingInterval{25'000};
    std::chrono::milliseconds pingTimeout{20'000};
    std::chrono::milliseconds upgradeTimeout{10'000}; //!< from the WebSocket's opening to its "5"
    qint64 maxPayload = 1'000'000; //!< bytes of one packet or request body
    qint64 maxBuffered = 16 * 1024 * 1024; //!< bytes a client may be behind before it is disconnected
    int maxSessions = 500;
};

//! \brief Why a session ended.
enum class CloseReason : quint8 {
    ByClient, //!< it sent "1"
    ByServer,
    TransportLost, //!< the WebSocket was closed or broke
    PingTimeout,
    ProtocolError,
    TooSlow, //!< more than EngineSettings::maxBuffered bytes behind
};

//! \brief Takes what sessions receive. All calls come on the sessions' thread.
class EngineListener
{
public:
    virtual ~EngineListener() = default;

    virtual void sessionOpened(EngineSession &session) = 0;
    //! \brief The data of a text message packet; valid during the call only.
    virtual void textReceived(EngineSession &session, std::string_view text) = 0;
    virtual void binaryReceived(EngineSession &session, const QByteArray &bytes) = 0;
    //! \brief Called once; the session is deleted later.
    virtual void sessionClosed(EngineSession &session, CloseReason reason) = 0;
    //! \brief A request or packet was answered with an error.
    virtual void engineErrorOccurred() = 0;
};

//! \brief One Engine.IO v4 session of a client, over polling, over a WebSocket, or on the way from one to the other.
//!
//! Source: the Engine.IO protocol document, revision 4. send() never calls the listener, so it is safe while
//! walking over receivers: a session that has to end because of it ends in the next turn of the event loop.
//! Thread: the one it lives in.
class EngineSession : public QObject
{
    Q_OBJECT

public:
    EngineSession(QByteArray sid, const EngineSettings &settings, EngineListener &listener, QObject *parent);
    ~EngineSession() override;

    [[nodiscard]] const QByteArray &sid() const noexcept { return m_sid; }
    [[nodiscard]] const EngineSettings &settings() const noexcept { return m_settings; }
    [[nodiscard]] bool isOpen() const noexcept { return m_state == State::Open; }
    //! \brief It still polls and no WebSocket has been opened for it.
    [[nodiscard]] bool mayUpgrade() const noexcept { return isOpen() && !m_webSocket && !m_probe; }
    [[nodiscard]] bool usesWebSocket() const noexcept { return m_webSocket != nullptr; }
    //! \brief Ends the session if its client owes a pong for too long; true when it did. The timer that watches over
    //! this may be a little late, and what comes after the deadline must not be served.
    bool closeIfOverdue();
    //! \brief The client has closed it a moment ago; a GET that it sent at the same time may still come, and is
    //! welcome.
    [[nodiscard]] bool awaitsCrossingPoll() const noexcept { return m_crossingTimer.isActive(); }

    //! \brief Starts over polling: the handshake answers \a reply.
    void openPolling(HttpReply reply);
    //! \brief Starts over \a socket.
    void openWebSocket(std::unique_ptr<QWebSocket> socket);
    //! \brief A GET: answered when there is something to send. A second one at a time ends the session.
    //! One that crossed the client's own "1" on another connection is answered at once.
    void poll(HttpReply reply);
    //! \brief The body of a POST is under way for as long as the result lives; null when that of another one is.
    [[nodiscard]] std::shared_ptr<void> beginPost();
    //! \brief A POST of packets.
    void post(const QByteArray &body, HttpReply reply);
    //! \brief Begins the move to \a socket, which is the client's if it says "2probe" and "5".
    void probe(std::unique_ptr<QWebSocket> socket);

    //! \brief Sends, or keeps for the next poll.
    void send(const OutgoingPtr &packet);
    //! \brief Ends the session and tells the listener.
    void close(CloseReason reason);

private:
    enum class State : quint8 { Open, Ending, Closed };

    //! \brief Sockets are deleted in the event loop, never while one of their signals is being handled.
    struct Retire {
        void operator()(QWebSocket *socket) const;
    };
    using WebSocketPtr = std::unique_ptr<QWebSocket, Retire>;

    void start(bool upgradable);
    void useWebSocket(WebSocketPtr socket);
    void letGo(WebSocketPtr &socket);
    void receivePacket(const protocol::engineio::Packet &packet);
    void receiveBinary(const QByteArray &bytes);
    void receiveProbe(const QString &text);
    void completeUpgrade();
    void abandonProbe();
    void heard();
    void startHeartbeat(base::SteadyTime from, std::chrono::milliseconds time);
    void onHeartbeat();
    void flushPoll();
    void answerPoll(const OutgoingPtr &last);
    void sendOverWebSocket(const OutgoingPacket &packet);
    void endSoon(CloseReason reason);
    void finishCrossing();
    void protocolError();
    [[nodiscard]] QByteArray takePayload();

    QByteArray m_sid;
    const EngineSettings m_settings;
    EngineListener &m_listener;
    State m_state = State::Open;
    WebSocketPtr m_webSocket;
    WebSocketPtr m_probe; // until the upgrade is complete
    bool m_probed = false;
    HttpReply m_poll; // the GET that waits
    std::weak_ptr<void> m_posting; // alive while the body of a POST is under way
    HttpReply m_farewell; // the POST that closed the session, answered last
    std::deque<OutgoingPtr> m_buffer; // while polling
    qint64 m_bufferedBytes = 0;
    bool m_awaitingPong = false;
    QTimer m_heartbeat;
    base::SteadyTime m_heartbeatDue; // when the timer is meant to fire
    base::SteadyTime m_pingDue; // of the latest ping
    QTimer m_upgradeTimer;
    QTimer m_crossingTimer;
    QTimer m_releaseTimer; // sends a waiting GET home while the client moves to its WebSocket
};

} // namespace topicscope::broker
