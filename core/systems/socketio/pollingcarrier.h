// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/access.h"
#include "systems/socketio/carrier.h"
#include "protocol/engineio.h"

#include <QPointer>
#include <QSslError>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace topicscope::systems {

//! \brief Engine.IO packets over HTTP long polling.
//!
//! One GET waits for packets, POSTs bring ours one after the other, each with at most packetsPerPost packets and as
//! many bytes as the server takes. Packets are handed out as they arrive, also of an answer that is not complete. While
//! paused no more of it is read and no GET is sent, so what is meant for us waits at the server, whatever its size;
//! POSTs go on. Cookies are kept, for servers that stand behind a balancer. Source: the Engine.IO protocol document,
//! revision 4, "HTTP long-polling". An object is good for one session. Thread: the one it lives in (net).
class PollingCarrier final : public Carrier
{
    Q_OBJECT

public:
    //! \brief Servers on python-engineio refuse more.
    static constexpr qsizetype packetsPerPost = 16;

    struct Settings {
        QUrl url; //!< http or https, with EIO and transport, without a session id
        net::Access access;
        qint64 maxPacketBytes = 16 * 1024 * 1024; //!< of one packet received
        qsizetype packetsPerPost = PollingCarrier::packetsPerPost;
        //! nothing is heard of a POST for so long: the connection is lost
        std::chrono::milliseconds postTimeout{30'000};
        QString givenPath; //!< of the URL as it was given, without the server's own; for error texts
    };
    //! \brief A packet to be sent.
    struct Packet {
        QByteArray text;
        bool counted = false; //!< it came with queueText(), or is the last of the bytes that belong to such a text
        bool binary = false; //!< its text is that of bytes (engineio::encodeBinaryForPolling())
    };

    //! \brief \a listener outlives the carrier.
    PollingCarrier(Settings settings, Listener &listener, QObject *parent = nullptr);
    ~PollingCarrier() override;

    void open() override;
    [[nodiscard]] bool isOpen() const noexcept override { return m_state == State::Open; }
    void sendText(std::string_view text) override;
    void queueText(std::string_view text) override;
    void queueBinary(std::string_view bytes) override;
    [[nodiscard]] std::size_t unsentTexts() override { return m_posting + m_waitingTexts; }
    void flush() override;
    //! \brief The server, or somebody on the way, found a POST of several packets too large (HTTP 413): none of them
    //! may be too large by itself, so the next carrier had better send them one by one.
    [[nodiscard]] bool refusedTogether() const noexcept { return m_refusedTogether; }
    void close() override;
    void abandon() override;
    void setReadingPaused(bool paused) override;

    //! \brief Sends no more requests, and calls \a drained from the event loop when those under way are answered and
    //! all they brought is handed out: the moment to go on over a WebSocket.
    void drain(std::function<void()> drained);
    //! \brief Goes on as if drain() had not been called.
    void endDrain();
    //! \brief What was queued and not sent, in order; it is not sent here any more.
    [[nodiscard]] std::deque<Packet> takeUnsent();
    //! \brief The Cookie header for a request to the same server; may be empty.
    [[nodiscard]] QByteArray cookies() const;

private:
    enum class State : quint8 { Idle, Opening, Open, Closing, Closed };

    //! An answer that brings packets.
    struct Answer {
        QByteArray body; // as far as it is read, and from some packet on that was not handed out when more was read
        qsizetype handedOut = 0; // bytes of it that are
        qsizetype searched = 0; // up to here there is no separator but those before handedOut, and maybe one right here
        bool begun = false; // a packet was handed out
        bool finished = false; // it has arrived as a whole
        bool complete = false; // and is in body to its end
    };

    [[nodiscard]] QNetworkRequest request() const;
    void watch(QNetworkReply *reply, qint64 maxBytes);
    void forget(QPointer<QNetworkReply> &reply);
    void get();
    void readGet();
    void takeAnswer();
    //! The whole of an answer that is no packets, or begins the session.
    void takeWhole(QNetworkReply &reply);
    [[nodiscard]] bool takeHandshake();
    void queue(std::string_view text, bool counted);
    void post();
    void takePosted();
    [[nodiscard]] bool isReading() const noexcept { return !m_paused || m_end; }
    //! Hands out what the answer has brought so far, and reads on.
    void handOut();
    //! The next packet of the answer, if it is there as a whole.
    [[nodiscard]] std::optional<std::string_view> nextPacket();
    //! More of the answer; false where there is no more as yet.
    [[nodiscard]] bool readMore();
    void endAnswer();
    [[nodiscard]] bool hasPacket();
    //! Where the packet at \a begin ends; -1 where that is not there as yet.
    [[nodiscard]] qsizetype separatorFrom(qsizetype begin);
    [[nodiscard]] bool take(std::string_view packet);
    void proceed();
    void goOnSoon();
    void fail(const QNetworkReply &reply);
    void fail(const base::Error &error);
    void end(const base::Error &error);
    void finishClosing();

    Settings m_settings;
    QNetworkAccessManager *m_manager;
    QPointer<QNetworkReply> m_get;
    QPointer<QNetworkReply> m_post;
    QTimer m_closeTimer;
    QList<QSslError> m_sslErrors;
    State m_state = State::Idle;
    QByteArray m_sid;
    qint64 m_maxPayload = 1'000'000;
    QByteArray m_receiving; // the body of an answer that is no packets, or begins the session
    Answer m_answer; // the one that arrives
    std::deque<Packet> m_out;
    qint64 m_outBytes = 0;
    std::size_t m_waitingTexts = 0; // of m_out, those that count
    std::size_t m_posting = 0; // likewise, of the POST under way until the server says that it took them
    qsizetype m_postedPackets = 0; // of the POST under way, until it is answered
    bool m_refusedTogether = false;
    std::function<void()> m_drained;
    std::optional<base::Error> m_end; // of the session, told once what was received is handed out, whatever is paused
    bool m_paused = false;
    bool m_congested = false; // the peer does not take what is sent
    bool m_flushQueued = false;
    bool m_handingOut = false;
};

} // namespace topicscope::systems
