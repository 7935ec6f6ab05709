// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/inspectorcontroller.h"

#include "base/bytes.h"
#include "base/visibletext.h"
#include "common/format.h"
#include "common/rebind.h"
#include "topics/topicpalette.h"

namespace topicscope::app {

InspectorController::InspectorController(QObject *parent) : QObject(parent) {}

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
    if (!rebind(m_source, source, this))
        return;
    if (source)
        connect(source, &StreamViewport::currentChanged, this, [this] { setMessage(m_source->current()); });
    setMessage(source ? source->current() : base::MessagePtr());
    Q_EMIT sourceChanged();
}

void InspectorController::show(const base::MessagePtr &message)
{
    if (m_source)
        m_source->setCurrent(message);
    else
        setMessage(message);
}

void InspectorController::setMessage(const base::MessagePtr &message)
{
    m_message = message;
    m_outcome = message ? message->outcome() : base::Outcome();
    m_acknowledgementRefused = message && message->isAcknowledgementRefused();
    m_letter.reset();
    m_letterGone = false;
    findLetter();
    // The frame is shared, not copied: it keeps the payload's bytes alive.
    const QByteArray frame = message ? message->frame() : QByteArray();
    m_json.setJson(message ? message->payload() : std::string_view(), frame);
    m_raw.setBytes(hasPayload() ? message->payload() : base::viewOf(frame), frame, hasPayload());
    Q_EMIT messageChanged();
    Q_EMIT outcomeChanged();
}

void InspectorController::refreshOutcome()
{
    if (!m_message)
        return;
    const bool same = m_message->outcome() == m_outcome
                      && m_message->isAcknowledgementRefused() == m_acknowledgementRefused && !awaitsLetter()
                      && (!hasFailed() || m_letterRevision == m_client->snapshot().deadLetters.revision);
    if (same)
        return;
    // A lane says that a message failed a moment before its letter is written.
    const bool due = awaitsLetter() || m_letter.has_value();
    m_outcome = m_message->outcome();
    m_acknowledgementRefused = m_message->isAcknowledgementRefused();
    findLetter();
    m_letterGone = hasFailed() && !m_letter && (m_letterGone || due);
    Q_EMIT outcomeChanged();
}

bool InspectorController::hasFailed() const
{
    return m_message
           && (m_outcome.state == base::MessageState::Failed || m_outcome.state == base::MessageState::TimedOut);
}

void InspectorController::findLetter()
{
    m_letter = m_client && hasFailed() ? m_client->client().deadLetterOf(m_message->sequence()) : std::nullopt;
    if (m_letter && m_letter->message != m_message)
        m_letter.reset(); // of another client, whose numbers began anew
    m_letterRevision = m_client ? m_client->snapshot().deadLetters.revision : 0;
}

QString InspectorController::failure() const
{
    if (!hasFailed())
        return {};
    if (awaitsLetter())
        return {};
    return m_letter ? m_letter->error.text
                    : tr("No longer known: its dead letter was discarded, or left for newer ones.");
}

QString InspectorController::attempts() const
{
    if (!m_letter)
        return {};
    const QString at = timeOfDayText(m_letter->failedAt);
    return m_letter->calls == 1 ? tr("1 call, which failed at %1").arg(at)
                                : tr("%1 calls, the last of which failed at %2").arg(m_letter->calls).arg(at);
}

double InspectorController::deadLetter() const
{
    return m_letter ? static_cast<double>(m_letter->id) : 0.0;
}

QString InspectorController::acknowledgement() const
{
    return m_acknowledgementRefused ? tr("Given up: the server does not take it, it is too large.") : QString();
}

QString InspectorController::repetition() const
{
    return m_message && m_message->repeats().value != 0
               ? tr("Repeats the id of message %1").arg(countText(m_message->repeats().value))
               : QString();
}

bool InspectorController::hasPayload() const
{
    return m_message && !m_message->payload().empty();
}

QString InspectorController::topic() const
{
    return m_message ? base::textOfWtf8(m_message->topic()) : QString();
}

int InspectorController::topicColor() const
{
    return m_message ? static_cast<int>(TopicPalette::numberOf(m_message->topic())) : 0;
}

QString InspectorController::messageId() const
{
    return m_message ? base::textOfWtf8(m_message->id()) : QString();
}

QString InspectorController::producer() const
{
    return m_message ? base::textOfWtf8(m_message->producer()) : QString();
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
    return bytes < 1024 ? Format::bytesText(bytes)
                        : tr("%1 (%2 bytes)").arg(Format::bytesText(bytes), countText(static_cast<quint64>(bytes)));
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

} // namespace topicscope::app
