// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/reconnectpolicy.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <utility>

namespace topicscope::net {

//! \brief How Engine.IO packets travel.
enum class CarrierChoice : quint8 {
    Auto, //!< a WebSocket; long polling where the WebSocket handshake is refused or not answered
    WebSocket, //!< a WebSocket or nothing
    Polling, //!< long polling, for good
    Upgrade, //!< long polling, then a WebSocket where the server offers one and it works
};

//! \brief The way to the server's host.
struct ProxySettings {
    enum class Mode : quint8 {
        System, //!< what the system says (such as http_proxy, https_proxy and no_proxy); never for loopback addresses
        None,
        Manual, //!< url
    };
    Mode mode = Mode::System;
    QUrl url; //!< http or socks5, host and port; user and password where the proxy asks for them

    friend bool operator==(const ProxySettings &, const ProxySettings &) = default;
};

//! \brief Whom to trust, and who we are. All files are PEM; empty names mean none.
struct TlsSettings {
    QString caFile; //!< certificates trusted instead of the system's
    QString certificateFile; //!< our certificate, and those between it and its CA
    QString keyFile; //!< the certificate's key; empty: in the certificate's file
    QByteArray keyPassphrase; //!< of an encrypted key

    friend bool operator==(const TlsSettings &, const TlsSettings &) = default;
};

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

//! \brief What a connection needs to know.
struct ConnectionSettings {
    //! http, https, ws or wss; the root of the server; user and password: Basic auth
    QUrl url{QStringLiteral("http://127.0.0.1:5000")};
    QString path{QStringLiteral("/socket.io/")};
    QString nsp{QStringLiteral("/")}; //!< Socket.IO namespace
    QString consumer; //!< the name given in "subscribe"
    CarrierChoice transport = CarrierChoice::Auto;
    //! a JSON object for the server's auth check, sent with the request for the namespace; empty: none
    QByteArray auth;
    HeaderList headers; //!< sent with every HTTP request and WebSocket handshake
    ProxySettings proxy;
    TlsSettings tls;
    std::chrono::milliseconds connectTimeout{10'000};
    qint64 maxFrameBytes = 16 * 1024 * 1024;
    ReconnectSettings reconnect;

    friend bool operator==(const ConnectionSettings &, const ConnectionSettings &) = default;
};

} // namespace topicscope::net
