// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/deadlettercontroller.h"

#include "models/figuretext.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace topicscope::app {

namespace {

const QString exportFolderKey = QStringLiteral("folders/export");

} // namespace

DeadLetterController::DeadLetterController(QObject *parent)
    : QObject(parent)
{
}

void DeadLetterController::setClient(ClientController *client)
{
    if (m_client == client)
        return;
    if (m_client) {
        m_client->disconnect(this);
        m_client->undoStack()->disconnect(this);
    }
    m_client = client;
    forget();
    if (m_client) {
        connect(m_client->undoStack(), &UndoStack::changed, this, &DeadLetterController::forgetUndone);
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
    m_savedUpTo = 0;
    m_model.update({});
    if (m_client)
        m_client->undoStack()->forget(this);
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

void DeadLetterController::setSettings(SettingsStore *settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    Q_EMIT settingsChanged();
}

int DeadLetterController::unsaved() const
{
    const std::vector<quint64> ids = m_model.ids(); // in order
    return static_cast<int>(ids.end() - std::upper_bound(ids.begin(), ids.end(), m_savedUpTo));
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
    std::vector<client::DeadLetter> letters = m_client->client().discardDeadLetters({static_cast<quint64>(letterId)});
    if (letters.empty())
        return;
    m_discarded = static_cast<int>(letters.size());
    const QString topic = shownText(letters.front().message->topic());
    m_discard = m_client->undoStack()->push(tr("Undo discard dead letter of %1").arg(topic), this, [this, letters = std::move(letters)] {
        m_client->client().restoreDeadLetters(letters);
        m_model.update(m_client->client().deadLetters());
        return true;
    });
    m_model.update(m_client->client().deadLetters());
    Q_EMIT discardedChanged();
}

void DeadLetterController::undoDiscard()
{
    if (m_client)
        m_client->undoStack()->undo(m_discard);
}

void DeadLetterController::forgetUndone()
{
    if (m_discard == 0 || m_client->undoStack()->contains(m_discard))
        return;
    m_discard = 0;
    m_discarded = 0;
    Q_EMIT discardedChanged();
}

void DeadLetterController::dismiss()
{
    m_discard = 0;
    m_discarded = 0;
    m_errorText.clear();
    Q_EMIT discardedChanged();
    Q_EMIT errorTextChanged();
}

QString DeadLetterController::suggestedPath() const
{
    const QString usual = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString folder = m_settings ? m_settings->text(exportFolderKey, usual) : usual;
    static const QRegularExpression unsuitable(QStringLiteral("[^A-Za-z0-9.-]+"));
    const QUrl server = m_client ? m_client->client().config().connection.url : QUrl();
    QString name = server.port() > 0 ? QStringLiteral("%1-%2").arg(server.host()).arg(server.port()) : server.host();
    name.replace(unsuitable, QStringLiteral("_"));
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return QDir(QDir(folder).exists() ? folder : QDir::homePath()).filePath(QStringLiteral("dead-letters-%1-%2.jsonl").arg(name, time));
}

void DeadLetterController::exportAll()
{
    auto *dialog = new QFileDialog(nullptr, tr("Export dead letters"), QString(), tr("Lines of JSON (*.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("jsonl"));
    const QFileInfo suggested(suggestedPath());
    dialog->setDirectory(suggested.absolutePath());
    dialog->selectFile(suggested.fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (m_settings)
            m_settings->setText(exportFolderKey, QFileInfo(path).absolutePath());
        Q_EMIT exportFinished(writeTo(path));
    });
    connect(dialog, &QFileDialog::rejected, this, [this] { Q_EMIT exportFinished(false); });
    dialog->open();
}

bool DeadLetterController::writeTo(const QString &path)
{
    // All there are now, also those that came after the latest snapshot.
    const std::vector<client::DeadLetter> letters = m_client ? m_client->client().deadLetters() : std::vector<client::DeadLetter>();
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    for (const client::DeadLetter &letter : letters) {
        if (!written)
            break;
        written = file.write(client::toJson(letter) + '\n') > 0;
    }
    written = written && file.commit();
    if (written && !letters.empty())
        m_savedUpTo = letters.back().id;
    m_errorText = written ? QString() : tr("%1 could not be written: %2.").arg(path, file.errorString());
    Q_EMIT figuresChanged();
    Q_EMIT errorTextChanged();
    return written;
}

} // namespace topicscope::app
