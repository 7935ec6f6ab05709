// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/dryruncontroller.h"

#include "capture/messagefile.h"
#include "common/figuretext.h"
#include "common/rebind.h"
#include "scripts/scripttrial.h"

#include <QCoreApplication>

namespace topicscope::app {

namespace {

constexpr std::chrono::milliseconds progressInterval{100};
constexpr std::size_t readAtOnce = 4096; // messages: the store waits for us meanwhile

//! The messages of \a store, as they are while this begins: those that come later are not for this run.
std::vector<base::MessagePtr> messagesUpTo(const capture::MessageSource &store, base::Sequence last)
{
    std::vector<base::MessagePtr> all;
    base::Sequence seen;
    while (seen < last) {
        const std::vector<base::MessagePtr> some = store.readAfter(seen, readAtOnce).messages;
        if (some.empty())
            break;
        seen = some.back()->sequence();
        all.insert(all.end(), some.begin(), some.end());
    }
    while (!all.empty() && last < all.back()->sequence())
        all.pop_back();
    return all;
}

//! What runs with the pool: \a text, or why it cannot.
struct Version {
    script::ScriptProgramPtr program; // compiled already
    QString text{}; // otherwise
    QString path{};

    [[nodiscard]] script::ScriptResult<script::ScriptProgramPtr> load() const
    {
        return program ? script::ScriptResult<script::ScriptProgramPtr>(program)
                       : script::ScriptProgram::fromText(text, path);
    }
};

} // namespace

DryRunController::DryRunController(QObject *parent) : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
    m_timer.setInterval(progressInterval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const quint64 total = m_running->total.load();
        m_progress = total == 0 ? -1.0 : static_cast<double>(m_running->done.load()) / static_cast<double>(total);
        Q_EMIT changed();
    });
}

DryRunController::~DryRunController()
{
    cancel();
    m_thread.waitForDone();
}

void DryRunController::setScripts(ScriptController *scripts)
{
    if (!rebind(m_scripts, scripts, this))
        return;
    if (m_scripts) {
        connect(m_scripts, &ScriptController::currentChanged, this, &DryRunController::forget);
    }
    Q_EMIT scriptsChanged();
}

//! What was found is about another script, and so is what a run still finds.
void DryRunController::forget()
{
    cancel();
    m_timer.stop();
    m_running.reset();
    m_figures.clear();
    m_differences.setDifferences({});
    tell({}, false);
}

void DryRunController::runOnStored()
{
    if (!m_scripts || !m_scripts->client())
        return;
    auto store = m_scripts->client()->client().sharedSource(); // not const: the run lets go of it
    const capture::MessageSource::Usage usage = store->usage();
    if (usage.count == 0) {
        tell(tr("There is no message in memory yet. Connect first, or run over a file."), true);
        return;
    }
    begin([store, last = usage.last, messages = std::vector<base::MessagePtr>(),
           next = std::size_t{0}](Run &run) mutable {
        if (messages.empty()) {
            messages = messagesUpTo(*store, last);
            store.reset();
            run.total.store(messages.size());
        }
        return next < messages.size() ? messages[next++] : base::MessagePtr();
    });
}

void DryRunController::runOnFile(const QUrl &file)
{
    // Opened there: a recording is read and parsed as a whole. A shared pointer, because what std::function holds has
    // to be copyable.
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
    });
}

void DryRunController::begin(Source source)
{
    const ScriptPtr script = m_scripts->current();
    if (!script || m_running)
        return;
    const Version after{.program = {}, .text = script->draft, .path = script->path};
    // What runs now is what it is compared with; before it was started, what was saved. A broken text has no figures.
    const Version before{.program = script->active ? script->binding->program() : script::ScriptProgramPtr(),
                         .text = script->saved,
                         .path = script->path};
    const script::ScriptIdentity identity{
        .name = script->name, .pattern = script->pattern, .parallel = script->parallel};
    const script::ScriptLimits limits = trialLimitsOf(*script);
    m_running = std::make_shared<Run>();
    m_running->beforeRuns = before.program != nullptr;
    // a broken file is not what runs
    m_running->sameText = !script->isModified() && (!before.program || (!script->fault && !script->compiling));
    m_progress = -1.0;
    m_timer.start();
    tell({}, false);
    m_thread.start([self = QPointer<DryRunController>(this), run = m_running, before, after, identity, limits,
                    source = std::move(source)]() mutable {
        // Compiled here, too: that takes a long script most of a second.
        auto result = after.load().and_then([&](const script::ScriptProgramPtr &program) {
            return script::dryRun(
                before.load().value_or(nullptr), program, identity, limits, [&source, &run] { return source(*run); },
                [&run](quint64 done) {
                    run->done.store(done);
                    return !run->cancelled.load();
                });
        });
        QMetaObject::invokeMethod(
            qApp,
            [self, run, result = std::move(result)] {
                if (self)
                    self->finish(run, result);
            },
            Qt::QueuedConnection);
    });
}

void DryRunController::finish(const std::shared_ptr<Run> &run,
                              const script::ScriptResult<script::DryRunComparison> &result)
{
    if (m_running != run)
        return;
    m_timer.stop();
    m_running.reset();
    const bool unread = result && result->after.messages == 0 && !run->readFault.isEmpty();
    if (!result || unread) { // there is nothing to compare: neither now, nor what a run before found
        m_figures.clear();
        m_differences.setDifferences({});
        tell(unread ? run->readFault : result.error().toString(), true);
        return;
    }
    m_figures.setComparison(*result);
    m_differences.setDifferences(result->first);
    QStringList sentences;
    if (run->cancelled.load())
        sentences << tr("Cancelled.");
    if (const quint64 messages = result->after.messages; messages > 0)
        sentences << (messages == 1 ? tr("1 message.") : tr("%1 messages.").arg(countText(messages)))
                  << comparisonText(*run, *result);
    else
        sentences << (run->cancelled.load() ? tr("No message was run.")
                                            : tr("There is no message in it, so nothing was run."));
    if (!result->after.lastFault.isEmpty())
        sentences << tr("Last error: %1").arg(result->after.lastFault);
    if (!run->readFault.isEmpty())
        sentences << run->readFault;
    tell(sentences.join(QLatin1Char(' ')), !run->readFault.isEmpty());
}

QString DryRunController::comparisonText(const Run &run, const script::DryRunComparison &result)
{
    const quint64 shown = result.first.size();
    const QString other = run.beforeRuns ? tr("the version that runs") : tr("the version in the file");
    if (result.differences == 0 && run.sameText)
        return tr("Nothing is edited: the text in the editor is %1, and was run beside itself.").arg(other);
    if (result.differences == 0)
        return tr("The text in the editor and %1 do the same with all of them.").arg(other);
    QString text = tr("The text in the editor and %1 differ in %2 of them").arg(other, countText(result.differences));
    if (run.sameText) // such as one that asks for the time
        text += tr(", although nothing is edited");
    if (result.differences > shown)
        text += tr("; the first %1 are shown").arg(countText(shown));
    return text + QLatin1Char('.');
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
