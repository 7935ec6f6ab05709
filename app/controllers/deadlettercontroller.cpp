// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/deadlettercontroller.h"

#include "models/figuretext.h"

#include <QFileDialog>
#include <QSaveFile>

namespace topicscope::app {

DeadLetterController::DeadLetterController(QObject *parent)
    : QObject(parent)
{
}

void DeadLetterController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    forget();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &DeadLetterController::update);
        connect(m_client, &ClientController::clientChanged, this, &DeadLetterController::forget);
        update(m_client->snapshot());
    }
    Q_EMIT clientChanged();
}

//! The letters of a client go with it.
void DeadLetterController::forget()
{
    m_usage = {};
    m_model.update({});
    dismiss();
    Q_EMIT figuresChanged();
}

void DeadLetterController::update(const client::ClientSnapshot &snapshot)
{
    if (snapshot.deadLetters.revision == m_usage.revision)
        return;
    m_usage = snapshot.deadLetters;
    m_model.update(m_client->client().deadLetters());
    Q_EMIT figuresChanged();
}

QString DeadLetterController::evictedText() const
{
    return m_usage.evicted == 0 ? QString() : tr("%1 older ones were given up to keep the bound").arg(countText(m_usage.evicted));
}

void DeadLetterController::inspect(double letterId, InspectorController *inspector) const
{
    if (const client::DeadLetter *letter = m_model.letter(static_cast<quint64>(letterId)); letter && inspector)
        inspector->setMessage(letter->message);
}

void DeadLetterController::rerun(double letterId)
{
    if (m_client)
        m_client->client().rerunDeadLetters({static_cast<quint64>(letterId)});
}

void DeadLetterController::rerunAll()
{
    if (m_client)
        m_client->client().rerunDeadLetters(m_model.ids());
}

void DeadLetterController::discard(double letterId)
{
    if (!m_client)
        return;
    m_discarded = m_client->client().discardDeadLetters({static_cast<quint64>(letterId)});
    m_model.update(m_client->client().deadLetters());
    Q_EMIT discardedChanged();
}

void DeadLetterController::undoDiscard()
{
    if (!m_client)
        return;
    m_client->client().restoreDeadLetters(std::exchange(m_discarded, {}));
    m_model.update(m_client->client().deadLetters());
    Q_EMIT discardedChanged();
}

void DeadLetterController::dismiss()
{
    m_discarded.clear();
    m_errorText.clear();
    Q_EMIT discardedChanged();
    Q_EMIT errorTextChanged();
}

void DeadLetterController::exportAll()
{
    auto *dialog = new QFileDialog(nullptr, tr("Export dead letters"), QString(), tr("Lines of JSON (*.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, &DeadLetterController::writeTo);
    dialog->open();
}

bool DeadLetterController::writeTo(const QString &path)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    for (const quint64 id : m_model.ids()) {
        if (!written)
            break;
        written = file.write(client::toJson(*m_model.letter(id)) + '\n') > 0;
    }
    written = written && file.commit();
    m_errorText = written ? QString() : tr("%1 could not be written: %2.").arg(path, file.errorString());
    Q_EMIT errorTextChanged();
    return written;
}

} // namespace topicscope::app
