// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/access.h"
#include "systems/socketio/pollingcarrier.h"
#include "systems/socketio/websocketstream.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <optional>

namespace topicscope::systems {

class UpgradeProbe;

//! \brief Makes the carriers of one session after the other as the CarrierChoice says: a WebSocket first, long polling
//! where that is refused or not answered, and from polling back to a WebSocket.
//!
//! The carriers' listener is the one given here, without a step between. In Auto, a server that was reached by polling
//! alone is polled first the next time, and a WebSocket tried from there. Thread: the one it lives in (net).
class CarrierSwitch : public QObject
{
    Q_OBJECT

public:
    //! \brief \a listener outlives the switch.
    CarrierSwitch(const net::ConnectionSettings &settings, Carrier::Listener &listener, QObject *parent = nullptr);
    ~CarrierSwitch() override;

    //! \brief Reads what the settings name (files, the system's proxy); before the first begin(). Errors: as
    //! accessFor().
    [[nodiscard]] base::Result<void> prepare();
    //! \brief Makes the carrier of a new attempt; carrier()->open() starts it.
    void begin();
    //! \brief After the carrier failed with \a error before a session was made on it: true when another way is being
    //! tried now; \a error is made to tell of all ways tried where there is none.
    [[nodiscard]] bool fallBack(base::Error &error);
    //! \brief The session is open; \a upgrades are those that the server offers. upgraded() may follow.
    void sessionOpened(const QStringList &upgrades, const QByteArray &sid);
    //! \brief While paused what a carrier hands out waits; for the present one and those to come.
    void setReadingPaused(bool paused);
    //! \brief Ends the carrier without a farewell. It may be in the middle of a call to its listener.
    void discard();

    [[nodiscard]] Carrier *carrier() const noexcept { return m_carrier; }
    //! \brief Carrier::unsentTexts() of the carrier, or of the one before where that was ended and none was made since.
    [[nodiscard]] std::size_t unsentTexts() { return m_carrier != nullptr ? m_carrier->unsentTexts() : m_leftUnsent; }
    //! \brief The carrier, where it is a WebSocket.
    [[nodiscard]] WebSocketStream *webSocket() const noexcept { return m_webSocket; }
    //! \brief Whether long polling carries the session now.
    [[nodiscard]] bool isPolling() const noexcept { return m_polling != nullptr; }

Q_SIGNALS:
    //! \brief The session goes on over a WebSocket; nothing was lost or overtaken.
    void upgraded();

private:
    void use(Carrier *carrier);
    void beginWebSocket();
    void beginPolling();
    void finishUpgrade();
    void abandonUpgrade(const base::Error &error);
    [[nodiscard]] WebSocketStream::Settings webSocketSettings(net::HeaderList headers) const;

    net::ConnectionSettings m_settings;
    Carrier::Listener &m_listener;
    QUrl m_webSocketUrl;
    QUrl m_pollingUrl;
    net::Access m_access;
    Carrier *m_carrier = nullptr; // a child; a new one for each attempt
    WebSocketStream *m_webSocket = nullptr; // the same, where it is one
    PollingCarrier *m_polling = nullptr; // likewise
    QPointer<UpgradeProbe> m_probe;
    QTimer m_patience; // with a WebSocket handshake that is not answered
    std::optional<base::Error> m_webSocketError; // why it is polling now
    std::size_t m_leftUnsent = 0; // by the carrier ended last
    bool m_postSingly = false; // a POST of several packets was too large for somebody
    bool m_pollFirst = false;
    bool m_mayUpgrade = false;
    bool m_sessionOpen = false;
    bool m_paused = false;
};

} // namespace topicscope::systems
