// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/inspectorcontroller.h"

#include "base/bytes.h"
#include "base/visibletext.h"
#include "common/figuretext.h"
#include "common/format.h"
#include "common/rebind.h"
#include "topics/topicpalette.h"

namespace topicscope::app {

InspectorController::InspectorController(QObject *parent) : QObject(parent) {}

void InspectorController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
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
    readPayload();
    Q_EMIT messageChanged();
    Q_EMIT outcomeChanged();
}

void InspectorController::readPayload()
{
    m_payloadJob.cancel();
    if (!hasPayload()) { // everything received, where it was no message
        const QByteArray frame = m_message ? m_message->frame() : QByteArray();
        showPayload({.encoding = base::Encoding::Text,
                     .bytes = base::viewOf(frame),
                     .buffer = frame,
                     .tree = {},
                     .treeBuffer = {},
                     .problem = {}});
        return;
    }
    const auto wanted = static_cast<base::Encoding>(chosenEncoding());
    if (isShownAtOnce(*m_message, wanted)) {
        showPayload(shownPayload(*m_message, wanted));
        return;
    }
    m_payloadJob.start(
        [message = m_message, wanted](const std::atomic<bool> &) { return shownPayload(*message, wanted); },
        [this](ShownPayload payload) { showPayload(std::move(payload)); });
    showPayload({}); // nothing until then
}

void InspectorController::showPayload(ShownPayload payload)
{
    m_payload = std::move(payload);
    m_json.setJson(m_payload.tree, m_payload.treeBuffer);
    const bool json = hasPayload() && m_payload.encoding == base::Encoding::Json && m_payload.problem.isEmpty();
    m_raw.setBytes(m_payload.bytes, m_payload.buffer,
                   json                 ? RawDocument::Kind::Json
                   : m_payload.isText() ? RawDocument::Kind::Text
                                        : RawDocument::Kind::Binary);
    Q_EMIT payloadChanged();
}

int InspectorController::chosenEncoding() const
{
    const auto topic = m_message ? base::bytesOf(m_message->topic()) : QByteArray();
    return static_cast<int>(m_choices.value(topic, base::Encoding::Unknown));
}

void InspectorController::chooseEncoding(int encoding)
{
    if (!m_message || encoding < Automatic || encoding > Binary)
        return;
    if (encoding == Automatic)
        m_choices.remove(base::bytesOf(m_message->topic()));
    else
        m_choices.insert(base::bytesOf(m_message->topic()), static_cast<base::Encoding>(encoding));
    readPayload();
}

QString InspectorController::encodingText(int encoding) const
{
    switch (encoding) {
    case Json:
        return tr("JSON");
    case Text:
        return tr("Text");
    case MessagePack:
        return QStringLiteral("MessagePack");
    case Cbor:
        return QStringLiteral("CBOR");
    case Binary:
        return tr("Bytes");
    default:
        return tr("Automatic");
    }
}

QString InspectorController::payloadProblem() const
{
    if (!hasPayload() || isReading() || !m_payload.tree.empty())
        return {};
    return m_payload.problem.isEmpty()
               ? tr("These are bytes, and nothing tells what they mean. The Raw tab shows them; the button above reads "
                    "them in another way.")
               : m_payload.problem;
}

QString InspectorController::attributes() const
{
    constexpr std::size_t mostLines = 100;
    QStringList lines;
    const auto attributes = m_message ? m_message->attributes() : std::span<const base::Attribute>();
    for (const base::Attribute &attribute : attributes.first(std::min(attributes.size(), mostLines)))
        lines.append(shownText(base::viewOf(attribute.name)) + QStringLiteral(": ")
                     + shownText(base::viewOf(attribute.value)));
    if (attributes.size() > mostLines)
        lines.append(tr("%1 more").arg(countText(attributes.size() - mostLines)));
    return lines.join(QLatin1Char('\n'));
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
    return m_message && m_message->error().text.isEmpty();
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
