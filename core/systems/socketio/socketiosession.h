// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "protocol/engineio.h"
#include "protocol/pubsubcodec.h"
#include "protocol/socketio.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <string_view>

namespace topicscope::systems {

//! \brief One Engine.IO session with one Socket.IO namespace: frames in, events out.
//!
//! Knows no socket, no clock and no timer: who uses it hands over frames and the time, and asks for the next deadline.
//! It does not know its carrier either, which may change under it. An event that asks for an acknowledgement gets an
//! empty one once the listener has taken it. Thread: net.
class SocketIoSession
{
public:
    struct Settings {
        QByteArray nsp = "/";
        QByteArray auth{}; //!< a JSON object sent with the request for the namespace; empty: none
        std::chrono::milliseconds connectTimeout{10'000}; //!< from start() to the namespace's answer
        qint64 maxFrameBytes = 16 * 1024 * 1024; //!< bound of a binary packet with its attachments
    };

    //! \brief Takes what the session yields; calls come from inside the session's own functions. Views live as long as
    //! the call.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void sendText(const QByteArray &packet) = 0;
        //! \brief The namespace is open.
        virtual void sessionOpened() = 0;
        //! \brief The array of an event named "message".
        virtual void messageArrived(std::string_view json) = 0;
        //! \brief A "message" event with binary \a attachments; \a json is its array with placeholders.
        virtual void binaryMessageArrived(std::string_view json, QList<QByteArray> attachments) = 0;
        virtual void otherEventArrived() = 0;
        //! \brief The array of a broadcast to monitors, known by its name alone.
        virtual void broadcastArrived([[maybe_unused]] protocol::ServerEvent event,
                                      [[maybe_unused]] std::string_view json)
        {
            otherEventArrived();
        }
        //! \brief Something could not be understood; the session lives on.
        virtual void protocolErrorOccurred(const base::Error &error) = 0;
        //! \brief The session is over; nothing more comes.
        virtual void sessionEnded(const base::Error &error) = 0;
    };

    //! \brief \a listener outlives the session.
    SocketIoSession(Settings settings, Listener &listener);

    //! \brief A new session begins: the carrier is connecting.
    void start(base::SteadyTime now);
    //! \brief The carrier is connected; the server has to say its handshake.
    void carrierOpened(base::SteadyTime now);
    void receiveText(std::string_view frame, base::SteadyTime now);
    void receiveBinary(QByteArray frame, base::SteadyTime now);
    //! \brief When checkDeadline() has to be called next; nothing while no session runs.
    [[nodiscard]] std::optional<base::SteadyTime> deadline() const;
    //! \brief Ends the session when \a now is past what it waits for.
    void checkDeadline(base::SteadyTime now);

    //! \brief Sends an event; \a json is its array. False when the namespace is not open.
    [[nodiscard]] bool sendEvent(std::string_view json);
    //! \brief What stands before the array of an event in its packet, for those who put the packet together themselves.
    [[nodiscard]] const QByteArray &eventHead() const noexcept { return m_eventHead; }
    //! \brief Likewise, of an event that \a attachments follow.
    [[nodiscard]] QByteArray binaryEventHead(std::size_t attachments) const;
    //! \brief Nothing is being read now, or a packet that takes its time: silence is not held against the server, and a
    //! pong goes out where the server's ping, unread, must be waiting for it.
    void keepAlive(base::SteadyTime now);
    //! \brief The machine slept for \a duration, in which no clock of ours ran and nothing can have been heard.
    void noteAsleep(std::chrono::milliseconds duration);
    //! \brief True until the server has sent its handshake.
    [[nodiscard]] bool isBeforeHandshake() const noexcept
    {
        return m_state == State::CarrierOpening || m_state == State::HandshakeAwaited;
    }
    //! \brief Says goodbye to namespace and server; nothing more is read.
    void close();

    [[nodiscard]] bool isOpen() const noexcept { return m_state == State::Open; }
    [[nodiscard]] const protocol::engineio::Handshake &handshake() const noexcept { return m_handshake; }

private:
    enum class State : quint8 { Idle, CarrierOpening, HandshakeAwaited, NamespaceAwaited, Open };

    void receiveHandshake(std::string_view frame);
    void receivePacket(const protocol::engineio::Packet &packet, base::SteadyTime now);
    void receiveSocketIo(std::string_view text);
    void receiveConnect();
    void receiveRefusal(std::string_view json);
    void receiveEvent(std::string_view json, std::optional<quint64> ackId, QList<QByteArray> attachments = {});
    bool handOver(std::string_view json, QList<QByteArray> attachments);
    void receiveSubscribed(std::string_view json);
    void receiveBinaryHead(std::string_view text, quint32 attachments);
    void receiveAssembled(protocol::socketio::BinaryAssembler::Assembled whole);
    void sendPong(std::string_view data, base::SteadyTime now);
    void sendSocketIo(const protocol::socketio::Packet &packet);
    void report(base::ErrorCode code, QString text);
    void end(base::ErrorCode code, QString text);

    Settings m_settings;
    QByteArray m_eventHead;
    Listener &m_listener;
    State m_state = State::Idle;
    protocol::engineio::Handshake m_handshake;
    protocol::socketio::BinaryAssembler m_assembler;
    base::SteadyTime m_connectDeadline;
    base::SteadyTime m_lastHeard;
    base::SteadyTime m_lastPong;
};

} // namespace topicscope::systems
