// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/deadlettercontroller.h"

#include "common/rebind.h"
#include "common/filechooser.h"
#include "common/figuretext.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <iterator>

namespace topicscope::app {

namespace {

const QString exportFolderKey = QStringLiteral("folders/export");

//! Why \a letters could not be written to \a path; empty when they were.
QString writeLetters(const QString &path, const std::vector<client::DeadLetter> &letters)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    for (const client::DeadLetter &letter : letters) {
        if (!written)
            break;
        written = file.write(client::toJson(letter) + '\n') > 0;
    }
    return written && file.commit() ? QString() : file.errorString();
}

} // namespace

DeadLetterController::DeadLetterController(QObject *parent) : QObject(parent) {}

void DeadLetterController::setClient(ClientController *client)
{
    if (!rebind(m_client, client, this))
        return;
    m_discarded.setUndoStack(client ? client->undoStack() : nullptr);
    forget();
    if (m_client) {
        connect(m_client, &ClientController::snapshotTaken, this, &DeadLetterController::update);
        update(m_client->snapshot());
    }
    Q_EMIT clientChanged();
}

//! The letters of a client go with it.
void DeadLetterController::forget()
{
    m_usage = m_shown = {};
    m_touched.clear();
    m_savedUpTo = 0;
    m_model.clear();
    m_discarded.forget();
    dismissExport();
    m_rerun.clear(); // what is under way ends with the client
    Q_EMIT rerunChanged();
    Q_EMIT figuresChanged();
}

void DeadLetterController::update(const client::ClientSnapshot &snapshot)
{
    if (m_rerun.update())
        Q_EMIT rerunChanged();
    const bool same = snapshot.deadLetters.revision == m_usage.revision;
    if (same && (m_held || m_usage.revision == m_shown.revision))
        return;
    m_usage = snapshot.deadLetters;
    refresh();
}

void DeadLetterController::setHeld(bool held)
{
    if (std::exchange(m_held, held) != held)
        Q_EMIT heldChanged(); // rows move with the next figures, and not while the list tells us this
}

void DeadLetterController::refresh()
{
    m_held ? takeTouched() : takeChanges();
}

void DeadLetterController::takeChanges()
{
    if (!m_client)
        return;
    const client::DeadLetterList::Changes changes = m_client->client().deadLettersSince(m_shown.revision);
    m_usage = m_shown = changes.usage;
    m_touched.clear();
    m_model.update(changes);
    Q_EMIT figuresChanged();
    Q_EMIT changesTaken();
}

//! Takes what became of the letters that the user did something to, and leaves all others where they are.
void DeadLetterController::takeTouched()
{
    client::DeadLetterList::Changes changes;
    for (auto id = m_touched.begin(); id != m_touched.end();) {
        const std::optional<client::DeadLetter> letter = m_client->client().deadLetter(*id);
        const client::DeadLetter *const shown = m_model.letter(*id);
        const bool changed = !letter || !shown || letter->note != shown->note;
        if (!letter)
            changes.gone.push_back(*id);
        else if (changed)
            changes.present.push_back(*letter);
        id = changed ? m_touched.erase(id) : std::next(id);
    }
    m_model.update(changes);
    Q_EMIT figuresChanged();
}

int DeadLetterController::waiting() const
{
    return static_cast<int>(std::min(m_usage.latest - m_shown.latest, m_usage.count));
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
    // Those that wait for the list may be in a file already.
    const quint64 from = std::max(m_shown.latest, m_savedUpTo);
    const quint64 unsavedWaiting = m_usage.latest > from ? m_usage.latest - from : 0;
    return static_cast<int>(
        std::min(static_cast<quint64>(m_model.countAfter(m_savedUpTo)) + unsavedWaiting, m_usage.count));
}

QString DeadLetterController::evictedText() const
{
    return m_usage.evicted == 0 ? QString()
                                : tr("%1 older ones were given up to keep the bound").arg(countText(m_usage.evicted));
}

void DeadLetterController::inspect(double letterId, InspectorController *inspector) const
{
    if (const client::DeadLetter *letter = m_model.letter(static_cast<quint64>(letterId)); letter && inspector)
        inspector->show(letter->message);
}

void DeadLetterController::rerun(double letterId)
{
    if (!m_client)
        return;
    run({static_cast<quint64>(letterId)});
}

void DeadLetterController::run(std::vector<quint64> ids)
{
    m_touched.insert(ids.begin(), ids.end());
    m_client->client().rerunDeadLetters(
        std::move(ids), [self = QPointer(this), of = QPointer(&m_client->client())](const client::RerunStart &start) {
            if (!self || !self->m_client || of != &self->m_client->client())
                return;
            self->m_rerun.add(start);
            Q_EMIT self->rerunChanged();
        });
}

void DeadLetterController::rerunAll()
{
    if (!m_client)
        return;
    takeChanges(); // all there are
    run(m_model.ids());
}

void DeadLetterController::discard(double letterId)
{
    if (!m_client)
        return;
    const auto id = static_cast<quint64>(letterId);
    std::vector<client::DeadLetter> letters = m_client->client().discardDeadLetters({id});
    m_touched.insert(id);
    refresh(); // also where it had left meanwhile
    if (letters.empty())
        return;
    const QString topic = shownText(letters.front().message->topic());
    m_discarded.note(topic, tr("Undo discard dead letter of %1").arg(topic),
                     [this, id, saved = m_savedUpTo, letters = std::move(letters)] {
                         m_client->client().restoreDeadLetters(letters);
                         // an export in between did not have it, and what came after it may be saved once more
                         if (id > saved)
                             m_savedUpTo = std::min(m_savedUpTo, saved);
                         m_touched.insert(id);
                         refresh();
                         return true;
                     });
}

void DeadLetterController::dismiss()
{
    if (!m_errorText.isEmpty() || (!m_discarded.isPresent() && !m_exportedText.isEmpty()))
        dismissExport();
    else if (m_discarded.isPresent())
        m_discarded.dismiss();
    else
        dismissRerun();
}

void DeadLetterController::dismissExport()
{
    m_errorText.clear();
    m_exportedText.clear();
    Q_EMIT errorTextChanged();
    Q_EMIT exportChanged();
}

void DeadLetterController::dismissRerun()
{
    if (m_rerun.isRunning())
        return; // it would go on untold
    m_rerun.clear();
    Q_EMIT rerunChanged();
}

QString DeadLetterController::suggestedPath() const
{
    const QString usual = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString folder = m_settings ? m_settings->text(exportFolderKey, usual) : usual;
    static const QRegularExpression unsuitable(QStringLiteral("[^A-Za-z0-9.-]+"));
    const QUrl server = m_client ? m_client->client().config().connection.url : QUrl();
    QString name = server.port() > 0 ? QStringLiteral("%1-%2").arg(server.host(), QString::number(server.port()))
                                     : server.host();
    name.replace(unsuitable, QStringLiteral("_"));
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return QDir(QDir(folder).exists() ? folder : QDir::homePath())
        .filePath(QStringLiteral("dead-letters-%1-%2.jsonl").arg(name, time));
}

void DeadLetterController::exportAll()
{
    const auto write = [this](const QString &path) {
        if (m_settings)
            m_settings->setText(exportFolderKey, QFileInfo(path).absolutePath());
        writeTo(path);
    };
    askForFile({.title = tr("Export dead letters"),
                .filters = {tr("Lines of JSON (*.jsonl)"), tr("All files (*)")},
                .path = suggestedPath(),
                .suffix = QStringLiteral("jsonl"),
                .saving = true},
               this, write, [this] { Q_EMIT exportFinished(false); });
}

void DeadLetterController::writeTo(const QString &path)
{
    dismissExport();
    if (!m_client)
        return;
    // All there are now, also those that came after the latest snapshot.
    std::vector<client::DeadLetter> letters = m_client->client().deadLetters();
    const std::size_t count = letters.size();
    const quint64 upTo = letters.empty() ? 0 : letters.back().id;
    const QPointer<const client::PubSubClient> of(&m_client->client());
    const auto work = [path, letters = std::move(letters)](const std::atomic<bool> &) {
        return writeLetters(path, letters);
    };
    m_export.start(work, [this, path, count, upTo, of](const QString &problem) {
        if (!problem.isEmpty())
            m_errorText = tr("%1 could not be written: %2.").arg(path, problem);
        else
            m_exportedText = count == 1 ? tr("1 dead letter written to %1.").arg(path)
                                        : tr("%1 dead letters written to %2.").arg(countText(count), path);
        if (m_client && of == &m_client->client()) {
            if (problem.isEmpty())
                m_savedUpTo = std::max(m_savedUpTo, upTo);
            // who waits for the end of it asks what failed meanwhile
            m_usage = of->deadLettersSince(m_shown.revision).usage;
        }
        Q_EMIT figuresChanged();
        Q_EMIT errorTextChanged();
        Q_EMIT exportChanged();
        Q_EMIT exportFinished(problem.isEmpty());
    });
    Q_EMIT exportChanged();
}

} // namespace topicscope::app
