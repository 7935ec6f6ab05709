// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "systems/socketio/websocketstream.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace topicscope::systems {

//! \brief Tries whether a session that polls can go on over a WebSocket: opens one, says "2probe" and awaits "3probe".
//!
//! Source: the Engine.IO protocol document, revision 4, "Upgrade". What is left to do after answered() is to drain the
//! polling and to say "5". Thread: the one it lives in (net).
class UpgradeProbe : public QObject, private Carrier::Listener
{
    Q_OBJECT

public:
    //! \brief \a settings name the session; \a timeout is how long the server may take.
    UpgradeProbe(WebSocketStream::Settings settings, std::chrono::milliseconds timeout, QObject *parent = nullptr);
    ~UpgradeProbe() override;

    void open();
    //! \brief Hands over the open WebSocket, which gets another owner and listener; call it after answered().
    [[nodiscard]] WebSocketStream *takeStream();

Q_SIGNALS:
    void answered();
    //! \brief It does not work, or does not work any more; at most once.
    void failed(const topicscope::base::Error &error);

private:
    void streamOpened() override;
    void textReceived(std::string_view text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void readFinished() override {}
    void streamFailed(const base::Error &error) override;
    void streamClosed() override {}
    void giveUp(const base::Error &error);

    WebSocketStream *m_stream;
    QTimer m_timer;
};

} // namespace topicscope::systems
