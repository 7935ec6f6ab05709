// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/inspectorcontroller.h"

#include "base/bytes.h"
#include "format.h"

namespace topicscope::app {

InspectorController::InspectorController(QObject *parent)
    : QObject(parent)
{
}

void InspectorController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (client)
        connect(client, &ClientController::snapshotTaken, this, &InspectorController::refreshOutcome);
    Q_EMIT clientChanged();
}

void InspectorController::setSource(StreamViewport *source)
{
    if (m_source == source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source)
        connect(source, &StreamViewport::currentChanged, this, [this] { setMessage(m_source->current()); });
    setMessage(source ? source->current() : base::MessagePtr());
    Q_EMIT sourceChanged();
}

void InspectorController::setMessage(const base::MessagePtr &message)
{
    m_message = message;
    m_outcome = message ? message->outcome() : base::Outcome();
    m_rawShown = rawStep;
    // The frame is shared, not copied: it keeps the payload's bytes alive.
    m_json.setJson(message ? message->payload() : std::string_view(), message ? message->frame() : QByteArray());
    Q_EMIT messageChanged();
    Q_EMIT outcomeChanged();
    Q_EMIT rawChanged();
}

void InspectorController::refreshOutcome()
{
    if (!m_message || m_message->outcome() == m_outcome)
        return;
    m_outcome = m_message->outcome();
    Q_EMIT outcomeChanged();
}

bool InspectorController::hasPayload() const
{
    return m_message && !m_message->payload().empty();
}

QString InspectorController::topic() const
{
    return m_message ? base::textOf(m_message->topic()) : QString();
}

int InspectorController::topicId() const
{
    return m_message ? static_cast<int>(m_message->topicId().value) : 0;
}

QString InspectorController::messageId() const
{
    return m_message ? base::textOf(m_message->id()) : QString();
}

QString InspectorController::producer() const
{
    return m_message ? base::textOf(m_message->producer()) : QString();
}

QString InspectorController::received() const
{
    return m_message ? Format::dateTimeText(m_message->receivedWallTime()) : QString();
}

QString InspectorController::sequence() const
{
    return m_message ? countText(m_message->sequence().value) : QString();
}

QString InspectorController::size() const
{
    if (!m_message)
        return {};
    const qsizetype bytes = m_message->size();
    return bytes < 1024 ? Format::bytesText(bytes) : tr("%1 (%2 bytes)").arg(Format::bytesText(bytes), countText(static_cast<quint64>(bytes)));
}

QString InspectorController::error() const
{
    return m_message ? m_message->error().text : QString();
}

QString InspectorController::state() const
{
    return m_message ? Format::stateText(m_outcome.state) : QString();
}

int InspectorController::tone() const
{
    return static_cast<int>(Format::stateTone(m_outcome.state));
}

QString InspectorController::handler() const
{
    return m_client && m_outcome.handler.value != 0 ? m_client->handlerName(m_outcome.handler) : QString();
}

QString InspectorController::latency() const
{
    return m_outcome.latency.count() > 0 ? durationText(m_outcome.latency) : QString();
}

std::string_view InspectorController::rawBytes() const
{
    if (!m_message)
        return {};
    const QByteArray &frame = m_message->frame();
    return hasPayload() ? m_message->payload() : base::viewOf(frame);
}

QString InspectorController::raw() const
{
    std::string_view bytes = rawBytes();
    if (static_cast<qsizetype>(bytes.size()) > m_rawShown) {
        std::size_t end = static_cast<std::size_t>(m_rawShown);
        // Not in the middle of a character: the bytes 10xxxxxx continue one.
        while (end > 0 && (static_cast<unsigned char>(bytes[end]) & 0xc0U) == 0x80U)
            --end;
        bytes = bytes.substr(0, end);
    }
    return base::textOf(bytes);
}

QString InspectorController::rawNote() const
{
    const auto size = static_cast<qsizetype>(rawBytes().size());
    return size > m_rawShown ? tr("Showing the first %1 of %2").arg(Format::bytesText(m_rawShown), Format::bytesText(size)) : QString();
}

void InspectorController::showAllRaw()
{
    m_rawShown = static_cast<qsizetype>(rawBytes().size());
    Q_EMIT rawChanged();
}

QString InspectorController::wholeRaw() const
{
    return base::textOf(rawBytes());
}

} // namespace topicscope::app
