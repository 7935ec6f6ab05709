// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/dryruncontroller.h"

#include "capture/messagefile.h"
#include "models/figuretext.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <limits>

namespace topicscope::app {

namespace {

constexpr std::chrono::milliseconds progressInterval{100};

} // namespace

DryRunController::DryRunController(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(progressInterval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_progress = m_total == 0 ? -1.0 : static_cast<double>(m_running->done.load()) / static_cast<double>(m_total);
        Q_EMIT changed();
    });
}

DryRunController::~DryRunController()
{
    if (m_running)
        m_running->cancelled.store(true);
}

void DryRunController::setScripts(ScriptController *scripts)
{
    if (m_scripts == scripts)
        return;
    if (m_scripts)
        m_scripts->disconnect(this);
    m_scripts = scripts;
    if (m_scripts) {
        // What was found is about another script.
        connect(m_scripts, &ScriptController::currentChanged, this, [this] {
            cancel();
            m_figures.clear();
            m_differences.setDifferences({});
            tell({}, false);
        });
    }
    Q_EMIT scriptsChanged();
}

void DryRunController::runOnStored()
{
    if (!m_scripts || !m_scripts->client())
        return;
    auto messages = m_scripts->client()->client().store().readAfter({}, std::numeric_limits<std::size_t>::max()).messages;
    const quint64 total = messages.size();
    if (total == 0) {
        tell(tr("There is no message in memory yet. Connect first, or run over a file."), true);
        return;
    }
    begin([messages = std::move(messages), next = std::size_t{0}](Run &) mutable { return next < messages.size() ? messages[next++] : base::MessagePtr(); }, total);
}

void DryRunController::runOnFile(const QUrl &file)
{
    // Opened there: a recording is read and parsed as a whole. A shared pointer, because what std::function holds has to be copyable.
    begin([path = file.toLocalFile(), reader = std::shared_ptr<capture::MessageFileReader>()](Run &run) mutable {
        if (!reader) {
            auto opened = capture::MessageFileReader::open(path);
            if (!opened) {
                run.readFault = opened.error().text;
                return base::MessagePtr();
            }
            reader = *std::move(opened);
        }
        auto message = reader->next();
        if (!message)
            run.readFault = message.error().text;
        return message.value_or(base::MessagePtr());
    }, 0);
}

void DryRunController::begin(Source source, quint64 total)
{
    const Script *script = m_scripts->current();
    if (!script || m_running)
        return;
    auto after = script::ScriptProgram::fromText(script->draft, script->path);
    if (!after) {
        tell(after.error().toString(), true);
        return;
    }
    // What runs now is what it is compared with; before it was started, what was saved. A broken text has no figures.
    script::ScriptProgramPtr before = script->active ? script->binding->program() : script::ScriptProgramPtr();
    if (!before) {
        if (const auto saved = script::ScriptProgram::fromText(script->saved, script->path))
            before = *saved;
    }
    const script::ScriptIdentity identity{.name = script->name, .pattern = script->pattern, .parallel = script->parallel};
    // Somebody waits for the end of it, and wants to be able to cancel it.
    const script::ScriptLimits limits{.timeout = std::min(script->timeout, ScriptController::longestTrial), .pauseAfter = 0};
    m_running = std::make_shared<Run>();
    m_total = total;
    m_progress = total == 0 ? -1.0 : 0.0;
    m_timer.start();
    tell({}, false);
    QThreadPool::globalInstance()->start([self = QPointer<DryRunController>(this), run = m_running, before = std::move(before), after = std::move(*after), identity, limits, source = std::move(source)]() mutable {
        auto result = script::dryRun(before, after, identity, limits, [&source, &run] { return source(*run); }, [&run](quint64 done) {
            run->done.store(done);
            return !run->cancelled.load();
        });
        QMetaObject::invokeMethod(qApp, [self, run, result = std::move(result)] {
            if (self)
                self->finish(run, result);
        }, Qt::QueuedConnection);
    });
}

void DryRunController::finish(const std::shared_ptr<Run> &run, const script::ScriptResult<script::DryRunComparison> &result)
{
    if (m_running != run)
        return;
    m_timer.stop();
    m_running.reset();
    if (!result) {
        tell(result.error().toString(), true);
        return;
    }
    m_figures.setComparison(*result);
    m_differences.setDifferences(result->first);
    const QString part = run->cancelled.load() ? tr("Cancelled. ") : QString();
    const quint64 shown = result->first.size();
    const QString differences = result->differences == 0 ? tr("Both versions do the same with all of them.")
        : result->differences == shown                  ? tr("The versions differ in %1 of them.").arg(countText(shown))
                                                        : tr("The versions differ in %1 of them; the first %2 are shown.").arg(countText(result->differences), countText(shown));
    const QString fault = result->after.lastFault.isEmpty() ? QString() : QStringLiteral(" ") + tr("Last error: %1").arg(result->after.lastFault);
    const QString readFault = run->readFault.isEmpty() ? QString() : QStringLiteral(" ") + run->readFault;
    tell(part + tr("%1 messages.").arg(countText(result->after.messages)) + QLatin1Char(' ') + differences + fault + readFault, !readFault.isEmpty());
}

void DryRunController::cancel()
{
    if (m_running)
        m_running->cancelled.store(true);
}

void DryRunController::tell(const QString &summary, bool failed)
{
    m_summary = summary;
    m_failed = failed;
    Q_EMIT changed();
}

} // namespace topicscope::app
