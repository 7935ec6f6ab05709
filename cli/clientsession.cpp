// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clientsession.h"

#include "base/terminationsignals.h"
#include "net/serverurl.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

namespace topicscope::cli {

using net::ConnectionState;

ClientSession::ClientSession(client::ClientConfig config, Limits limits, QObject *parent)
    : QObject(parent), m_limits(limits), m_client(new client::PubSubClient(std::move(config), this))
{
    connect(m_client, &client::PubSubClient::statusChanged, this, &ClientSession::statusChanged);
    connect(m_client, &client::PubSubClient::problemOccurred, this,
            [](const base::Error &error) { printNote(error.text); });
    connect(m_client, &client::PubSubClient::stopped, this, [this] { QCoreApplication::exit(m_exitCode); });
    connect(new base::TerminationSignals(this), &base::TerminationSignals::received, this, [this] { stop(); });
}

int ClientSession::run()
{
    m_client->start();
    return QCoreApplication::exec();
}

void ClientSession::stop(int exitCode)
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_exitCode = exitCode;
    m_client->stop();
}

void ClientSession::statusChanged(const net::ConnectionStatus &status)
{
    const QString reason = status.error ? status.error->text : QString();
    const bool connectedBefore = std::exchange(m_isConnected, status.state == ConnectionState::Connected);
    switch (status.state) {
    case ConnectionState::Connecting:
        if (!status.waiting)
            break;
        if (m_limits.waitForServer) {
            printNote(QStringLiteral("%1 (%2)").arg(reason, status.detail));
        } else {
            printError(reason);
            stop(CannotConnect);
        }
        break;
    case ConnectionState::Connected:
        if (connectedBefore) {
            printNote(QStringLiteral("Upgraded to %1.").arg(status.detail));
            break;
        }
        // A URL may carry a name, a password or a token: none is shown.
        printNote(QStringLiteral("Connected to %1 (%2).")
                      .arg(net::readableUrl(m_client->config().connection.url), status.detail));
        if (!std::exchange(m_wasConnected, true) && m_limits.duration)
            QTimer::singleShot(*m_limits.duration, this, [this] { stop(); });
        break;
    case ConnectionState::Reconnecting:
        if (status.waiting)
            printNote(QStringLiteral("%1 (%2)").arg(reason, status.detail));
        break;
    case ConnectionState::Disconnected:
        if (m_stopping)
            break;
        printError(reason.isEmpty() ? QStringLiteral("The connection was closed.") : reason);
        stop(m_wasConnected ? ConnectionEnded : CannotConnect);
        break;
    }
}

void printLedgerNote(const stats::Ledger &ledger, bool json)
{
    const QJsonObject object = ledger.toJson();
    if (json) {
        printNote(QString::fromUtf8(
            QJsonDocument(QJsonObject{{QStringLiteral("ledger"), object}}).toJson(QJsonDocument::Compact)));
        return;
    }
    QStringList states;
    for (const char *name :
         {"malformed", "duplicate", "unrouted", "dropped", "queued", "running", "handled", "failed", "timedOut"}) {
        const qint64 count = object.value(QLatin1String(name)).toInteger();
        if (count > 0)
            states << QStringLiteral("%1 %2").arg(count).arg(QLatin1String(name));
    }
    const QString refused = ledger.ackRefused > 0 ? QStringLiteral(", refused %1").arg(ledger.ackRefused) : QString();
    printNote(QStringLiteral("Received %1 = %2; acknowledged %3, waiting %4, lost %5%6; %7")
                  .arg(ledger.received)
                  .arg(states.isEmpty() ? QStringLiteral("0") : states.join(QStringLiteral(" + ")))
                  .arg(ledger.acked)
                  .arg(ledger.ackPending)
                  .arg(ledger.ackLost)
                  .arg(refused)
                  .arg(ledger.isBalanced() ? QStringLiteral("the counts add up.")
                                           : QStringLiteral("THE COUNTS DO NOT ADD UP.")));
}

} // namespace topicscope::cli
