// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/scriptwatcher.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSet>
#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace topicscope::client {

using script::ScriptBinding;
using script::ScriptProgram;
using script::ScriptProgramPtr;

namespace {

constexpr std::chrono::milliseconds settleTime{50};
constexpr std::chrono::milliseconds longestSettling{500};
constexpr std::chrono::milliseconds pollInterval{1000};
constexpr int mostLoads = 3;

QByteArray contentsOf(const QStringList &paths)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QString &path : paths) {
        QFile file(path);
        // A file that is not there is something else than an empty one.
        hash.addData(file.open(QIODevice::ReadOnly) ? file.read(ScriptProgram::maxFileBytes + 1)
                                                    : QByteArrayLiteral("?"));
        hash.addData(QByteArrayView("\0", 1));
    }
    return hash.result();
}

bool areSame(const ScriptProgram &a, const ScriptProgram &b)
{
    const auto &left = a.units();
    const auto &right = b.units();
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const ScriptProgram::Unit &one, const ScriptProgram::Unit &other) {
                          return one.file == other.file && one.code == other.code && one.imports == other.imports;
                      });
}

//! The folder that says when \a path comes to be: its own, or the nearest one that is there.
QString folderOf(const QString &path)
{
    QString folder = QFileInfo(path).path();
    while (!QFileInfo(folder).isDir() && !QDir(folder).isRoot())
        folder = QFileInfo(folder).path();
    return folder;
}

} // namespace

ScriptWatcher::ScriptWatcher(QObject *parent) : QObject(parent)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &ScriptWatcher::lookAtAll);
    connect(&m_poll, &QTimer::timeout, this, &ScriptWatcher::lookAtAll);
    connect(&m_files, &QFileSystemWatcher::fileChanged, this, &ScriptWatcher::changed);
    connect(&m_files, &QFileSystemWatcher::directoryChanged, this, &ScriptWatcher::changed);
}

void ScriptWatcher::watch(const std::shared_ptr<ScriptBinding> &binding)
{
    const ScriptProgramPtr program = binding->program();
    auto script = std::find_if(m_scripts.begin(), m_scripts.end(),
                               [&program](const Script &candidate) { return candidate.file == program->file(); });
    if (script == m_scripts.end())
        script = m_scripts.insert(
            script,
            Script{.file = program->file(), .bindings = {}, .paths = program->paths(), .contents = {}, .fault = {}});
    script->bindings.push_back(binding);
    // Something may have changed since it was loaded; the look compares, and begins to watch.
    script->contents.clear();
    changed();
}

void ScriptWatcher::changed()
{
    const base::SteadyTime now = base::SteadyClock::now();
    if (!m_settle.isActive())
        m_latest = now + longestSettling;
    m_settle.start(std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(m_latest - now),
                              std::chrono::milliseconds::zero(), settleTime));
}

void ScriptWatcher::lookAtAll()
{
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    for (Script &script : m_scripts)
        std::erase_if(script.bindings, [](const auto &binding) { return binding.expired(); });
    std::erase_if(m_scripts, [](const Script &script) { return script.bindings.empty(); });
    watchPaths();
    if (m_scripts.empty())
        return;
    std::vector<Look> looks;
    for (const Script &script : m_scripts)
        looks.push_back({.file = script.file, .paths = script.paths, .contents = script.contents});
    m_looking = true;
    QThreadPool::globalInstance()->start([self = QPointer<ScriptWatcher>(this), looks = std::move(looks)]() mutable {
        for (Look &look : looks)
            lookAt(look);
        std::erase_if(looks, [](const Look &look) { return !look.program; });
        QMetaObject::invokeMethod(
            qApp,
            [self, looks = std::move(looks)]() mutable {
                if (self)
                    self->take(std::move(looks));
            },
            Qt::QueuedConnection);
    });
}

void ScriptWatcher::lookAt(Look &look)
{
    // Read before the files are loaded: what changes in between is seen as another change.
    QByteArray contents = contentsOf(look.paths);
    if (contents == look.contents)
        return;
    look.contents = std::move(contents);
    look.program = ScriptProgram::load(look.file, &look.looked);
}

void ScriptWatcher::take(std::vector<Look> looks)
{
    m_looking = false;
    bool more = std::exchange(m_lookAgain, false);
    for (const Look &look : looks) {
        // Signals may have the list changed: a script is found again by its file.
        const auto script = std::find_if(m_scripts.begin(), m_scripts.end(),
                                         [&look](const Script &candidate) { return candidate.file == look.file; });
        if (script == m_scripts.end())
            continue;
        // Files that it did not import before have to be watched before they are read.
        const bool isNew = !std::all_of(look.looked.begin(), look.looked.end(),
                                        [&script](const QString &path) { return script->paths.contains(path); });
        if (isNew && ++script->loads < mostLoads) {
            script->paths = look.looked;
            script->contents.clear();
            more = true;
            continue;
        }
        script->loads = 0;
        script->contents = look.contents;
        if (*look.program)
            give(*script, **look.program);
        else
            refuse(*script, look.program->error());
    }
    watchPaths();
    if (more)
        lookAtAll();
}

void ScriptWatcher::give(Script &script, const ScriptProgramPtr &program)
{
    const bool mended = std::exchange(script.fault, std::nullopt).has_value();
    for (const auto &weak : std::vector(script.bindings)) {
        const auto binding = weak.lock();
        if (!binding)
            continue;
        const bool same = areSame(*binding->program(), *program);
        if (same && !mended)
            continue;
        if (same)
            binding->console().append(script::ConsoleLevel::Notice, QStringLiteral("The file is again as it runs."));
        else
            binding->setProgram(program);
        Q_EMIT reloaded(binding);
    }
}

void ScriptWatcher::refuse(Script &script, const script::ScriptFault &fault)
{
    if (script.fault == fault)
        return;
    script.fault = fault;
    for (const auto &weak : std::vector(script.bindings)) {
        const auto binding = weak.lock();
        if (!binding)
            continue;
        binding->console().append(
            script::ConsoleLevel::Error,
            QStringLiteral("The changed file cannot run, the version before goes on: %1").arg(fault.toString()), fault);
        Q_EMIT refused(binding, fault);
    }
}

void ScriptWatcher::watchPaths()
{
    QSet<QString> wanted;
    for (const Script &script : m_scripts) {
        for (const QString &path : script.paths) {
            if (path.startsWith(u':'))
                continue; // a resource: it does not change
            // The folder tells of a file that another one replaces: the watch itself stays with the one that is gone.
            wanted.insert(folderOf(path));
            if (QFileInfo::exists(path))
                wanted.insert(path);
        }
    }
    const QStringList watched = m_files.files() + m_files.directories();
    QStringList leftOver;
    for (const QString &path : watched) {
        if (!wanted.remove(path))
            leftOver << path;
    }
    if (!leftOver.isEmpty())
        m_files.removePaths(leftOver);
    const QStringList failed = wanted.isEmpty() ? QStringList()
                                                : m_files.addPaths(QStringList(wanted.begin(), wanted.end()));
    if (std::any_of(failed.begin(), failed.end(), [](const QString &path) { return QFileInfo::exists(path); }))
        m_poll.start(pollInterval);
    else
        m_poll.stop();
}

} // namespace topicscope::client
