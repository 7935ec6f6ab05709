// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/publishcontroller.h"

#include "inspect/jsontextcheck.h"
#include "workspace/closingcontroller.h"

#include <QScopedValueRollback>
#include <QUuid>

#include <algorithm>

namespace topicscope::app {
namespace {

constexpr std::chrono::milliseconds sendInterval{10};

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

PublishController::PublishController(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(sendInterval);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PublishController::sendDue);
    connect(this, &PublishController::draftChanged, this, &PublishController::hindranceChanged);
    connect(this, &PublishController::payloadChanged, this, &PublishController::hindranceChanged);
    // What was typed since is not for undo to throw away.
    const auto forgetReuses = [this] {
        if (m_client && !m_takingDraft)
            m_client->undoStack()->forget(&m_reuses);
    };
    connect(this, &PublishController::draftChanged, this, forgetReuses);
    connect(this, &PublishController::payloadChanged, this, forgetReuses);
    // Who ends the client says before that the run ends with it.
    connect(this, &PublishController::progressChanged, this, [this] {
        if (m_client)
            m_client->closing()->notePublication(sent(), wanted());
    });
    setPayload(QStringLiteral("{}"));
}

PublishController::~PublishController()
{
    if (m_client)
        m_client->closing()->notePublication(0, 0);
}

void PublishController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_run)
        endRun(tr("Stopped: the session was closed."));
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (m_client) {
        connect(m_client, &ClientController::statusChanged, this, [this] {
            // A run goes on only where a new one could begin, or soon can: a connection is made anew for other
            // settings. Answers to what is on its way are still counted.
            if (m_run && !isConnected() && !isConnectingAnew())
                endRun(m_client->isActive() ? tr("Stopped: the connection broke.")
                                            : tr("Stopped: the connection ended."));
            Q_EMIT hindranceChanged();
        });
    }
    Q_EMIT clientChanged();
    Q_EMIT hindranceChanged();
}

void PublishController::setPayload(const QString &payload)
{
    if (m_payload == payload)
        return;
    m_payload = payload;
    const auto fault = findJsonFault(payload);
    m_payloadFault = fault ? tr("Line %1, column %2: %3").arg(fault->line).arg(fault->column).arg(fault->text)
                           : QString();
    m_faultPosition = fault ? static_cast<int>(fault->position) : -1;
    Q_EMIT payloadChanged();
}

bool PublishController::isConnected() const
{
    return m_client && m_client->state() == ClientController::State::Connected;
}

bool PublishController::isConnectingAnew() const
{
    return m_client->state() == ClientController::State::Connecting && m_client->errorText().isEmpty();
}

QString PublishController::hindrance() const
{
    if (!isConnected())
        return tr("Not connected: connect to a server first.");
    if (!m_client->client().capabilities().testFlag(net::Capability::Publish))
        return tr("This server takes no messages from here.");
    if (m_topic.trimmed().isEmpty())
        return tr("Enter the topic to publish to.");
    if (!m_payloadFault.isEmpty())
        return tr("The payload is not valid JSON.");
    return {};
}

void PublishController::send(int repeats, int perSecond)
{
    if (m_run || !hindrance().isEmpty())
        return;
    const QString id = m_messageId.trimmed();
    const int wanted = std::clamp(repeats, 1, maxRepeats);
    const QString producer = m_producer.trimmed().isEmpty() ? m_client->consumer() : m_producer.trimmed();
    m_run = Run{.number = ++m_lastRun,
                .message = {.topic = m_topic.trimmed(),
                            .id = id,
                            .payload = m_payload.trimmed().toUtf8(),
                            .producer = producer},
                .ownIds = id.isEmpty(),
                .wanted = wanted,
                .perSecond = std::clamp(perSecond, 1, maxRate)};
    if (m_run->ownIds && wanted == 1) {
        m_run->message.id = newId();
        m_run->ownIds = false;
    }
    m_history.add({.run = m_run->number,
                   .at = base::wallNow(),
                   .topic = m_run->message.topic,
                   .messageId = m_run->message.id,
                   .producer = producer,
                   .payload = m_payload.trimmed(),
                   .wanted = wanted,
                   .error = {}});
    m_runTime.start();
    m_timer.start();
    Q_EMIT progressChanged();
    sendDue();
}

void PublishController::cancel()
{
    if (!m_run)
        return;
    m_run->cancelled = true;
    m_timer.stop();
    if (m_run->answered == m_run->started)
        endRun(tr("Stopped by you."));
}

void PublishController::generateId()
{
    m_messageId = newId();
    Q_EMIT draftChanged();
}

void PublishController::formatPayload()
{
    if (m_payloadFault.isEmpty())
        setPayload(formattedJson(m_payload));
}

void PublishController::reuse(int row)
{
    if (row < 0 || row >= m_history.count())
        return;
    const SentModel::Entry entry = m_history.rows()[static_cast<std::size_t>(row)];
    if (m_client) {
        m_client->undoStack()->push(
            tr("Undo reuse of a sent message"), &m_reuses,
            [this, topic = m_topic, producer = m_producer, id = m_messageId, payload = m_payload] {
                setDraft(topic, producer, id, payload);
                return true;
            });
    }
    setDraft(entry.topic, entry.producer, {}, entry.payload);
}

void PublishController::setDraft(const QString &topic, const QString &producer, const QString &messageId,
                                 const QString &payload)
{
    const QScopedValueRollback taking(m_takingDraft, true);
    m_topic = topic;
    m_producer = producer;
    m_messageId = messageId;
    Q_EMIT draftChanged();
    setPayload(payload);
}

void PublishController::clearHistory()
{
    std::deque<SentModel::Entry> entries = m_history.clear();
    if (!m_client || entries.empty())
        return;
    m_client->undoStack()->push(tr("Undo clear what was sent"), this, [this, entries = std::move(entries)] {
        m_history.restore(entries);
        return true;
    });
}

void PublishController::sendDue()
{
    if (!m_run || m_run->cancelled || !isConnected())
        return;
    // The first goes at once, the others follow at the rate asked for.
    const auto due = 1
                     + static_cast<int>(std::min<qint64>(m_runTime.elapsed() * m_run->perSecond / 1000, m_run->wanted));
    while (m_run && m_run->started < std::min(due, m_run->wanted) && m_run->started - m_run->answered < maxInFlight) {
        if (m_run->ownIds)
            m_run->message.id = newId();
        ++m_run->started;
        const QPointer<PublishController> self(this);
        m_client->client().publish(m_run->message, [self, number = m_run->number](const base::Result<void> &result) {
            if (self)
                self->answer(number, result);
        });
    }
    if (m_run && m_run->started == m_run->wanted)
        m_timer.stop();
}

void PublishController::answer(quint64 number, const base::Result<void> &result)
{
    m_history.record(number, result);
    if (!m_run || m_run->number != number)
        return;
    ++m_run->answered;
    if (m_run->answered == m_run->wanted)
        endRun({});
    else if (m_run->cancelled && m_run->answered == m_run->started)
        endRun(tr("Stopped by you."));
    else
        Q_EMIT progressChanged();
}

void PublishController::endRun(const QString &reason)
{
    m_timer.stop();
    m_history.end(m_run->number, reason);
    m_run.reset();
    Q_EMIT progressChanged();
}

} // namespace topicscope::app
