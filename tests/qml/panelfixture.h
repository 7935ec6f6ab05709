// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "panelclient.h"

#include "panels/ledgercontroller.h"
#include "common/settingsstore.h"
#include "scripts/scriptfigures.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QObject>
#include <QTemporaryDir>
#include <qqmlregistration.h>

#include <memory>

namespace topicscope::tests {

//! \brief What the panels' QML tests steer: the window's client over a server in the same process.
class PanelFixture : public QObject
{
    Q_OBJECT
    Q_PROPERTY(topicscope::app::ClientController *client READ client CONSTANT)
    Q_PROPERTY(topicscope::app::SettingsStore *settings READ settings CONSTANT)

public:
    PanelFixture() : m_client(makePanelClient()) {}

    [[nodiscard]] app::ClientController *client() const { return m_client.get(); }
    [[nodiscard]] app::SettingsStore *settings() { return &m_settings; }

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

private:
    static QFileDialog *fileDialog()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QFileDialog *>(widget); dialog && dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }

    std::unique_ptr<app::ClientController> m_client;
    QTemporaryDir m_folder;
    app::SettingsStore m_settings{app::SettingsStore::Lifetime::Transient};
};

} // namespace topicscope::tests
