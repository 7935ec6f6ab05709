// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scripts/dryrunmodels.h"
#include "scripts/scriptcontroller.h"

#include <QThreadPool>

#include <atomic>

namespace topicscope::app {

//! \brief Runs the text in the editor over messages received before, beside the version saved last, and compares the
//! two. Nothing is published or acknowledged. Thread: main; the run has a thread of its own, as what is short is not to
//! wait for it.
class DryRunController : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(topicscope::app::ScriptController *scripts READ scripts WRITE setScripts NOTIFY scriptsChanged)
    Q_PROPERTY(topicscope::app::TableModelBase *figures READ figures CONSTANT)
    Q_PROPERTY(topicscope::app::TableModelBase *differences READ differences CONSTANT)
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)

public:
    explicit DryRunController(QObject *parent = nullptr);
    ~DryRunController() override;

    [[nodiscard]] ScriptController *scripts() const { return m_scripts; }
    void setScripts(ScriptController *scripts);
    [[nodiscard]] DryRunFiguresModel *figures() { return &m_figures; }
    [[nodiscard]] DryRunDifferenceModel *differences() { return &m_differences; }
    [[nodiscard]] bool isRunning() const { return m_running != nullptr; }
    //! \brief 0 to 1; -1 while nothing is known of the end.
    [[nodiscard]] double progress() const { return m_progress; }
    //! \brief What came of the last run, in a sentence; empty before the first.
    [[nodiscard]] QString summary() const { return m_summary; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }

    //! \brief Runs over the messages in memory.
    Q_INVOKABLE void runOnStored();
    //! \brief Runs over the messages of \a file: JSON lines, or a recording (see capture::MessageFileReader).
    Q_INVOKABLE void runOnFile(const QUrl &file);
    //! \brief Ends the run; what it found so far is shown.
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void scriptsChanged();
    void changed();

private:
    struct Run {
        std::atomic<bool> cancelled{false};
        std::atomic<quint64> done{0};
        std::atomic<quint64> total{0}; //!< 0 while it is not known
        bool sameText = false; //!< nothing was edited: the text runs beside itself
        bool beforeRuns = false; //!< what it is compared with is registered; otherwise it is what was saved
        QString readFault; //!< why a file ended early; set before the run is finished
    };

    using Source = std::function<base::MessagePtr(Run &)>;

    void begin(Source source);
    void finish(const std::shared_ptr<Run> &run, const script::ScriptResult<script::DryRunComparison> &result);
    void forget();
    void tell(const QString &summary, bool failed);
    //! How the two versions compare, in a sentence.
    [[nodiscard]] static QString comparisonText(const Run &run, const script::DryRunComparison &result);

    QPointer<ScriptController> m_scripts;
    DryRunFiguresModel m_figures;
    DryRunDifferenceModel m_differences;
    std::shared_ptr<Run> m_running;
    QTimer m_timer;
    double m_progress = 0.0;
    QString m_summary;
    bool m_failed = false;
    QThreadPool m_thread; // one
};

} // namespace topicscope::app
