// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/upgradeprobe.h"

namespace topicscope::systems {

using base::Error;
using base::ErrorCode;

UpgradeProbe::UpgradeProbe(WebSocketStream::Settings settings, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent), m_stream(new WebSocketStream(std::move(settings), *this, this))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(timeout);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        giveUp({ErrorCode::Timeout, tr("The server did not answer on the WebSocket.")});
    });
}

UpgradeProbe::~UpgradeProbe()
{
    if (m_stream != nullptr)
        m_stream->abandon();
}

void UpgradeProbe::open()
{
    m_timer.start();
    m_stream->open();
}

WebSocketStream *UpgradeProbe::takeStream()
{
    m_timer.stop();
    return std::exchange(m_stream, nullptr);
}

void UpgradeProbe::streamOpened()
{
    m_stream->sendText("2probe");
}

void UpgradeProbe::textReceived(std::string_view text)
{
    if (text == "6")
        return;
    if (text != "3probe") {
        giveUp({ErrorCode::UnexpectedPacket, tr("The server did not answer the probe on the WebSocket.")});
        return;
    }
    Q_EMIT answered(); // the timer runs on: polling has to come to its end in time, or stays
}

void UpgradeProbe::binaryReceived(const QByteArray &)
{
    giveUp({ErrorCode::UnexpectedPacket, tr("The server did not answer the probe on the WebSocket.")});
}

void UpgradeProbe::streamFailed(const Error &error)
{
    giveUp(error);
}

void UpgradeProbe::giveUp(const Error &error)
{
    if (m_stream == nullptr)
        return;
    m_timer.stop();
    m_stream->abandon();
    std::exchange(m_stream, nullptr)->deleteLater();
    Q_EMIT failed(error);
}

} // namespace topicscope::systems
