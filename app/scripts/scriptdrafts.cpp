// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptdrafts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

namespace topicscope::app {

namespace {

QString fileFor(const QString &path)
{
    const QByteArray name = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    return ScriptDrafts::folder() + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".js");
}

void write(const QString &path, const QString &text)
{
    QSaveFile file(fileFor(path));
    const QByteArray bytes = text.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && file.write(bytes) == bytes.size())
        file.commit(); // where that fails, the one before is still there
}

} // namespace

ScriptDrafts::ScriptDrafts(const std::vector<Script> &scripts)
    : m_scripts(scripts)
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

int ScriptDrafts::restore(std::vector<Script> &scripts)
{
    QDir().mkpath(folder());
    m_lock = std::make_unique<QLockFile>(folder() + QStringLiteral("/lock"));
    m_lock->setStaleLockTime(0); // only where its program is gone
    if (!m_lock->tryLock()) {
        m_lock.reset();
        return 0;
    }
    int restored = 0;
    for (Script &script : scripts) {
        QFile file(fileFor(script.path));
        if (!file.open(QIODevice::ReadOnly) || file.size() > script::ScriptProgram::maxFileBytes)
            continue;
        script.draft = QString::fromUtf8(file.readAll());
        m_kept.insert(script.path, script.draft);
        restored += script.isModified() ? 1 : 0;
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
    for (const Script &script : m_scripts) {
        if (!script.isModified() || script.draft.size() > script::ScriptProgram::maxFileBytes)
            continue;
        const auto before = gone.constFind(script.path);
        if (before == gone.constEnd() || *before != script.draft)
            m_thread.start([path = script.path, text = script.draft] { write(path, text); });
        gone.remove(script.path);
        m_kept.insert(script.path, script.draft);
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
