// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/duplicatecontroller.h"

#include "common/rebind.h"
#include "common/figuretext.h"

#include <QClipboard>
#include <QGuiApplication>

namespace topicscope::app {

DuplicateController::DuplicateController(QObject *parent) : QObject(parent)
{
    m_proxy.setSourceModel(&m_model);
    m_proxy.setUsualSort(m_model.columnOf(u"lastAt"), Qt::DescendingOrder);
    update({});
}

void DuplicateController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    forget();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &DuplicateController::update);
        connect(m_client, &ClientController::dispatchChanged, this, [this] { update(m_client->snapshot()); });
        update(m_client->snapshot());
    }
    Q_EMIT clientChanged();
}

void DuplicateController::forget()
{
    m_model.clear();
    m_shownHits = 0;
}

void DuplicateController::setShown(bool shown)
{
    if (std::exchange(m_shown, shown) == shown)
        return;
    Q_EMIT shownChanged();
    if (m_client)
        update(m_client->snapshot());
}

void DuplicateController::update(const client::ClientSnapshot &snapshot)
{
    if (!m_shown)
        return;
    const client::FilterFigures &filter = snapshot.filter;
    if (filter.recent.empty() || std::exchange(m_shownHits, filter.hits) != filter.hits)
        m_model.update(filter.recent, [this](base::TopicId topic) {
            return m_client ? m_client->client().source().topics().name(topic) : tr("Topic %1").arg(topic.value);
        });
    const dispatch::DispatchSettings settings = m_client ? m_client->client().config().dispatch
                                                         : dispatch::DispatchSettings();
    m_enabled = settings.idempotence; // as the switch says; the snapshot follows
    m_window = static_cast<int>(settings.idempotenceWindow);
    m_hits = countText(filter.hits);
    m_filtered = countText(snapshot.ledger.duplicate);
    m_share = shareText(filter.hits, snapshot.ledger.received);
    m_rate = tr("%1/s").arg(rateText(snapshot.duplicatesPerSecond));
    m_held = countText(filter.held);
    Q_EMIT figuresChanged();
}

void DuplicateController::select(double sequence, StreamViewport *stream)
{
    const base::Sequence wanted{static_cast<quint64>(sequence)};
    if (!m_client || stream == nullptr)
        return;
    if (stream->selectMessage(wanted)) {
        setNotice({});
        return;
    }
    const capture::MessageSource::Usage usage = m_client->client().source().usage();
    const QString number = countText(wanted.value);
    if (usage.count == 0 || wanted < usage.first)
        setNotice(tr("Message %1 has left memory: when the store is full, the oldest messages go.").arg(number));
    else
        setNotice(tr("Message %1 is in memory, but the stream does not show it now: it is paused, was cleared, or is "
                     "narrowed to other topics or states.")
                      .arg(number));
}

void DuplicateController::setNotice(const QString &notice)
{
    if (std::exchange(m_notice, notice) != notice)
        Q_EMIT noticeChanged();
}

void DuplicateController::copyText(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace topicscope::app
