// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "panelclient.h"

#include "dispatch/builtinhandlers.h"
#include "panels/ledgercontroller.h"
#include "common/settingsstore.h"
#include "scripts/scriptfigures.h"
#include "workspace/workspace.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QObject>
#include <QTemporaryDir>
#include <qqmlregistration.h>

#include <memory>
#include <utility>

namespace topicscope::tests {

//! \brief What the panels' QML tests steer: the window's client, and its sessions, over servers in the same process.
class PanelFixture : public QObject
{
    Q_OBJECT
    Q_PROPERTY(topicscope::app::ClientController *client READ client NOTIFY clientChanged)
    Q_PROPERTY(topicscope::app::Workspace *workspace READ workspace NOTIFY workspaceChanged)
    Q_PROPERTY(topicscope::app::SettingsStore *settings READ settings CONSTANT)

public:
    PanelFixture() : m_client(makePanelClient()), m_workspace(makeWorkspace()) {}

    [[nodiscard]] app::ClientController *client() const { return m_client.get(); }
    [[nodiscard]] app::SettingsStore *settings() { return &m_settings; }

    [[nodiscard]] app::Workspace *workspace() { return m_workspace.get(); }

    //! \brief Another client, from zero, whatever the panels tested before have received.
    Q_INVOKABLE void renewClient()
    {
        const std::unique_ptr<app::ClientController> before = std::exchange(m_client, makePanelClient());
        Q_EMIT clientChanged();
    }
    //! \brief Other sessions: one that is fresh, and no connections remembered. Nobody may show those before.
    Q_INVOKABLE void renewWorkspace()
    {
        m_settings.setText(QStringLiteral("connection/recent"), {});
        const std::unique_ptr<app::Workspace> before = std::exchange(m_workspace, makeWorkspace());
        Q_EMIT workspaceChanged();
    }
    //! \brief A handler that lets all messages fail.
    Q_INVOKABLE static bool addFailingHandler(topicscope::app::ClientController *session)
    {
        const auto spec = dispatch::parseHandlerSpec(QStringLiteral("failing=builtin:require=risk"));
        return spec && session->addHandler(*spec);
    }
    Q_INVOKABLE static void publishIn(topicscope::app::ClientController *session, const QString &topic, int count)
    {
        for (int i = 0; i < count; ++i)
            session->client().publish({.topic = topic, .id = {}, .payload = "{}", .producer = QStringLiteral("tests")},
                                      [](const base::Result<void> &) {});
    }
    //! \brief Messages that \a session has received.
    Q_INVOKABLE static double receivedBy(topicscope::app::ClientController *session)
    {
        return static_cast<double>(session->client().ledger().received);
    }

    Q_INVOKABLE bool start() { return isConnected(*m_client); }
    Q_INVOKABLE void stop() { m_client->client().stop(); }
    //! \brief Publishes \a count messages, all with \a id, or each with its own where that is empty.
    Q_INVOKABLE void publish(const QString &topic, int count, const QString &id)
    {
        for (int i = 0; i < count; ++i)
            m_client->client().publish({.topic = topic, .id = id, .payload = "{}", .producer = QStringLiteral("tests")},
                                       [](const base::Result<void> &) {});
    }

    //! \brief Shows a ledger in which every state holds \a count messages.
    Q_INVOKABLE void showLedger(topicscope::app::LedgerController *ledger, double count)
    {
        const auto each = static_cast<quint64>(count);
        client::ClientSnapshot snapshot;
        stats::Ledger &counts = snapshot.ledger;
        for (quint64 stats::Ledger::*state :
             {&stats::Ledger::malformed, &stats::Ledger::duplicate, &stats::Ledger::unrouted, &stats::Ledger::dropped,
              &stats::Ledger::queued, &stats::Ledger::running, &stats::Ledger::handled, &stats::Ledger::failed,
              &stats::Ledger::timedOut, &stats::Ledger::acked, &stats::Ledger::stored, &stats::Ledger::evicted})
            counts.*state = each;
        counts.received = counts.accounted();
        snapshot.receivedPerSecond = count;
        ledger->update(snapshot);
    }

    //! \brief What the bar shows where some messages came twice and some failed.
    Q_INVOKABLE void showTrouble(topicscope::app::LedgerController *ledger)
    {
        client::ClientSnapshot snapshot;
        stats::Ledger &counts = snapshot.ledger;
        counts.handled = counts.acked = 54'321;
        counts.failed = counts.deadLetters = counts.retryWaiting = 1'234;
        counts.duplicate = counts.repeated = 321;
        counts.received = counts.accounted();
        counts.stored = counts.received;
        ledger->update(snapshot);
    }

    //! \brief Whether a dialog asks for a file now.
    Q_INVOKABLE static bool asksForFile() { return fileDialog() != nullptr; }
    //! \brief Chooses \a path in that dialog; an empty path cancels it.
    Q_INVOKABLE static void answerFileDialog(const QString &path)
    {
        QFileDialog *dialog = fileDialog();
        if (path.isEmpty()) {
            dialog->reject();
        } else {
            dialog->selectFile(path);
            static_cast<QDialog *>(dialog)->accept();
        }
    }
    //! \brief Writes a file that ends with this program; returns its path.
    Q_INVOKABLE QString makeFile(const QString &name, const QString &text)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 ? file.fileName() : QString();
    }

    //! \brief Shows \a calls calls of a script, each twice as long as the one before, and so many metrics.
    Q_INVOKABLE void showFigures(topicscope::app::ScriptFigures *figures, int calls, int metricCount)
    {
        client::HandlerFigures handler;
        std::vector<script::ScriptMetrics::Figures> metrics;
        for (int call = 0; call < calls; ++call) {
            handler.latency.record(std::chrono::microseconds(1) * (1 << (call % 20)));
            ++handler.calls;
        }
        for (int metric = 0; metric < metricCount; ++metric)
            metrics.push_back(
                {.name = QString::number(metric), .count = 1, .sum = 1.0, .last = 1.0, .min = 1.0, .max = 1.0});
        figures->update(&handler, metrics);
    }

Q_SIGNALS:
    void clientChanged();
    void workspaceChanged();

private:
    [[nodiscard]] std::unique_ptr<app::Workspace> makeWorkspace()
    {
        return std::make_unique<app::Workspace>(panelConfig(), &m_settings, fussyTransports());
    }

    static QFileDialog *fileDialog()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QFileDialog *>(widget); dialog && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }

    app::SettingsStore m_settings{app::SettingsStore::Lifetime::Transient};
    std::unique_ptr<app::ClientController> m_client;
    std::unique_ptr<app::Workspace> m_workspace;
    QTemporaryDir m_folder;
};

} // namespace topicscope::tests
