// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptdrafts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

namespace topicscope::app {

namespace {

constexpr qint64 maxFileBytes = 8 * script::ScriptProgram::maxFileBytes; // JSON may write a character as six

QString fileFor(const QString &path)
{
    const QByteArray name = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    return ScriptDrafts::folder() + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".json");
}

const QString baseKey = QStringLiteral("base");
const QString textKey = QStringLiteral("text");

void write(const QString &path, const QByteArray &base, const QString &text)
{
    QSaveFile file(fileFor(path));
    const QByteArray bytes = QJsonDocument(QJsonObject{{baseKey, QString::fromLatin1(base)}, {textKey, text}})
                                 .toJson(QJsonDocument::Compact);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(bytes) == bytes.size())
        file.commit(); // where that fails, the one before is still there
}

} // namespace

ScriptDrafts::ScriptDrafts(const std::vector<ScriptPtr> &scripts) : m_scripts(scripts)
{
    m_thread.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { settle(); });
}

ScriptDrafts::~ScriptDrafts()
{
    if (m_timer.isActive()) // the program ends, and nobody discarded them
        settle();
    m_thread.waitForDone(); // before the lock is given back
}

QString ScriptDrafts::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts");
}

QByteArray ScriptDrafts::baseOf(const QString &saved)
{
    return QCryptographicHash::hash(saved.toUtf8(), QCryptographicHash::Sha256).toHex();
}

int ScriptDrafts::restore(std::vector<ScriptPtr> &scripts)
{
    QDir().mkpath(folder());
    static std::weak_ptr<QLockFile> ofProgram;
    m_lock = ofProgram.lock();
    if (m_lock)
        return 0; // another session has what was kept
    m_lock = std::make_shared<QLockFile>(folder() + QStringLiteral("/lock"));
    m_lock->setStaleLockTime(0); // only where its program is gone
    if (!m_lock->tryLock()) {
        m_lock.reset();
        return 0;
    }
    ofProgram = m_lock;
    int restored = 0;
    for (const ScriptPtr &script : scripts) {
        QFile file(fileFor(script->path));
        if (!file.open(QIODevice::ReadOnly) || file.size() > maxFileBytes)
            continue;
        const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
        if (!kept.value(textKey).isString())
            continue;
        script->draft = kept.value(textKey).toString();
        const QByteArray base = kept.value(baseKey).toString().toLatin1();
        script->draftBase = script->isModified() && base != baseOf(script->saved) ? base : QByteArray();
        m_kept.insert(script->path, script->draft);
        restored += script->isModified() ? 1 : 0;
    }
    return restored;
}

void ScriptDrafts::noteEdit()
{
    if (m_lock && !m_timer.isActive())
        m_timer.start();
}

void ScriptDrafts::settle()
{
    if (!m_lock)
        return;
    m_timer.stop();
    QHash<QString, QString> gone = std::exchange(m_kept, {});
    for (const ScriptPtr &script : m_scripts) {
        if (!script->isModified() || script->draft.size() > script::ScriptProgram::maxFileBytes)
            continue;
        const auto before = gone.constFind(script->path);
        if (before == gone.constEnd() || *before != script->draft)
            m_thread.start([path = script->path, base = script->draftBase, saved = script->saved,
                            text = script->draft] { write(path, base.isEmpty() ? baseOf(saved) : base, text); });
        gone.remove(script->path);
        m_kept.insert(script->path, script->draft);
    }
    for (auto it = gone.keyBegin(); it != gone.keyEnd(); ++it)
        remove(*it);
}

void ScriptDrafts::discardAll()
{
    m_timer.stop();
    const QHash<QString, QString> gone = std::exchange(m_kept, {});
    for (auto it = gone.keyBegin(); it != gone.keyEnd(); ++it)
        remove(*it);
}

void ScriptDrafts::remove(const QString &path)
{
    m_thread.start([path] { QFile::remove(fileFor(path)); });
}

} // namespace topicscope::app
