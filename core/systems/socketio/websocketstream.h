// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "systems/socketio/carrier.h"
#include "protocol/websocket.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <memory>
#include <optional>
#include <string_view>

class QSslSocket;
class QTcpSocket;

namespace topicscope::systems {

//! \brief One WebSocket connection as a client, plain or over TLS.
//!
//! Made for many small messages: a message is handed out as a view into the read buffer, what is sent in one go is
//! written in one go, and reading can be paused, so that the kernel's buffers fill and the peer feels it (QWebSocket
//! offers none of the three, see docs/performance.md). A peer that does not read what is sent is not read from either,
//! so that what waits to be written stays bounded. An object is good for one connection. Thread: the one it lives in
//! (net).
class WebSocketStream final : public Carrier
{
    Q_OBJECT

public:
    struct Settings {
        QUrl url; //!< ws or wss
        protocol::websocket::Headers headers; //!< added to the handshake
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        QString caFile; //!< where the CAs in tls come from; for error texts
        QString givenPath; //!< of the URL as it was given, without the server's own; for error texts
        QNetworkProxy proxy{QNetworkProxy::NoProxy};
        qint64 maxMessageBytes = 16 * 1024 * 1024;
    };

    //! \brief \a listener outlives the stream.
    WebSocketStream(Settings settings, Listener &listener, QObject *parent = nullptr);
    ~WebSocketStream() override;

    void open() override;
    [[nodiscard]] bool isOpen() const noexcept override { return m_state == State::Open; }
    void sendText(std::string_view text) override;
    void queueText(std::string_view text) override;
    void queueBinary(std::string_view bytes) override;
    [[nodiscard]] std::size_t unsentTexts() override;
    void flush() override;
    void close() override;
    void abandon() override;
    void setReadingPaused(bool paused) override;
    void checkPeer() override;
    [[nodiscard]] base::SteadyClock::duration stalledFor(base::SteadyTime now) const override;
    //! \brief Where the connection begins; null where a proxy stands in between.
    [[nodiscard]] QHostAddress localAddress() const;

private:
    enum class State : quint8 { Idle, Connecting, Handshake, Open, Closing, Closed };

    void sendRequest();
    void readAvailable();
    void readHandshake();
    bool handOut();
    void take(const protocol::websocket::Message &message);
    void takeClose(std::string_view payload);
    void queue(protocol::websocket::Opcode opcode, std::string_view data);
    void flushLater();
    [[nodiscard]] bool isReading() const noexcept { return m_toTheEnd || (!m_paused && !m_congested); }
    void noteWritten();
    void resume();
    [[nodiscard]] bool isPeerGone() const;
    void salvage();
    void takeSalvaged();
    void socketFailed();
    void socketEnded();
    void failWhenRead();
    void failSaying(const QByteArray &closePayload, const base::Error &error);
    void fail(base::Error error);
    void finishClosing();

    Settings m_settings;
    QTcpSocket *m_socket;
    QSslSocket *m_secure; // the same, for wss; else null
    State m_state = State::Idle;
    QByteArray m_key;
    protocol::websocket::Decoder m_decoder;
    QByteArray m_out; // frames not handed to the socket yet
    quint64 m_handedOver = 0; // bytes of frames the socket got
    quint64 m_unwritten = 0; // of them, those it has not written; it forgets them when the line breaks
    // where the texts of queueText() end in all bytes of frames; without those known to be written
    std::deque<quint64> m_textEnds;
    QRandomGenerator m_masks;
    QTimer m_closeTimer;
    base::SteadyTime m_takenAt; // when the peer took something last, while something waits to be written
    bool m_paused = false;
    bool m_toTheEnd = false; // the peer is gone: what it sent is read, whatever is paused
    bool m_congested = false; // the peer does not take what is sent
    bool m_partTaken = false; // but some of it, and that is to be told
    bool m_flushQueued = false;
    bool m_handingOut = false;
    QByteArray m_salvaged; // for the decoder, when its views are no longer in use
    std::optional<base::Error> m_end; // the peer is gone, but not all it sent is handed out
};

} // namespace topicscope::systems
