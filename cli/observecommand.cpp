// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "observecommand.h"

#include "base/terminationsignals.h"
#include "clientoptions.h"
#include "commandline.h"
#include "net/serverurl.h"
#include "observerreport.h"
#include "terminal.h"

#include <QCoreApplication>
#include <QTimer>

namespace topicscope::cli {

namespace {

constexpr std::chrono::milliseconds readInterval{20};
constexpr std::size_t eventsKept = 20'000; // between two readings

//! An observer's life in the command: tells how it goes on stderr, prints what comes, and ends in time or at Ctrl-C.
class Observation
{
public:
    struct Limits {
        std::optional<std::chrono::milliseconds> duration; // counted from the first connection
        bool waitForServer = false; // the first connection may fail
        bool json = false;
    };

    Observation(client::ObserverConfig config, Limits limits);
    [[nodiscard]] int run();

private:
    void statusChanged(const net::ConnectionStatus &status);
    void printEvents();
    void stop(int exitCode);

    Limits m_limits;
    client::Observer m_observer;
    base::TerminationSignals m_signals;
    QTimer m_timer;
    std::optional<client::ObserverSnapshot> m_report; // as it was when the end began
    bool m_wasConnected = false;
    int m_exitCode = Success;
};

Observation::Observation(client::ObserverConfig config, Limits limits) : m_limits(limits), m_observer(std::move(config))
{
    QObject::connect(&m_observer, &client::Observer::statusChanged, &m_observer,
                     [this](const net::ConnectionStatus &status) { statusChanged(status); });
    QObject::connect(&m_observer, &client::Observer::problemOccurred, &m_observer,
                     [](const base::Error &error) { printNote(error.text); });
    QObject::connect(&m_observer, &client::Observer::stopped, &m_observer,
                     [this] { QCoreApplication::exit(m_exitCode); });
    QObject::connect(&m_signals, &base::TerminationSignals::received, &m_observer, [this] { stop(Success); });
    QObject::connect(&m_timer, &QTimer::timeout, &m_observer, [this] { printEvents(); });
    QObject::connect(&m_observer, &client::Observer::dashboardChanged, &m_observer, [](client::DashboardState state) {
        if (state == client::DashboardState::LoggedIn)
            printNote(QStringLiteral("Logged in to the server's dashboard, so that it sends its broadcasts."));
    });
}

int Observation::run()
{
    m_timer.start(readInterval);
    m_observer.start();
    const int exitCode = QCoreApplication::exec();
    printEvents();
    printReport(m_report.value_or(m_observer.snapshot()), m_limits.json);
    return exitCode;
}

void Observation::stop(int exitCode)
{
    if (m_report)
        return;
    m_report = m_observer.snapshot(); // the clients are not gone only because we go
    m_exitCode = exitCode;
    m_observer.stop();
}

void Observation::statusChanged(const net::ConnectionStatus &status)
{
    using net::ConnectionState;
    const QString reason = status.error ? status.error->text : QString();
    if (status.state == ConnectionState::Connected) {
        printNote(QStringLiteral("Observing %1 (%2).")
                      .arg(net::readableUrl(m_observer.config().connection.url), status.detail));
        if (!std::exchange(m_wasConnected, true) && m_limits.duration)
            QTimer::singleShot(*m_limits.duration, &m_observer, [this] { stop(Success); });
    } else if (status.waiting && (m_wasConnected || m_limits.waitForServer)) {
        printNote(QStringLiteral("%1 (%2)").arg(reason, status.detail));
    } else if ((status.waiting || status.state == ConnectionState::Disconnected) && !m_report) {
        printError(reason.isEmpty() ? QStringLiteral("The connection was closed.") : reason);
        stop(m_wasConnected ? ConnectionEnded : CannotConnect);
    }
}

void Observation::printEvents()
{
    quint64 missed = 0;
    for (const client::ObservedEvent &event : m_observer.takeEvents(missed))
        printEvent(event, m_limits.json);
    if (missed > 0)
        printNote(QStringLiteral("%1 events were counted but not printed: the output is too slow.").arg(missed));
}

} // namespace

int observe(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Watches publications and consumptions without subscribing, and tells how long each consumer takes from\n"
        "publication to consumption, on the server's clock. Ends after --duration or at Ctrl-C, with a table by "
        "consumer."));
    addConnectionOptions(parser);
    parser.addOptions({
        {QStringLiteral("late-after"),
         QStringLiteral("A consumption that takes longer, or does not come, is late (seconds, or 300ms; default 10)."),
         QStringLiteral("TIME")},
        {QStringLiteral("no-login"),
         QStringLiteral("Do not log in to the server's dashboard, even where it sends nothing without.")},
        {QStringLiteral("summary"), QStringLiteral("Print the report at the end only.")},
        {QStringLiteral("duration"), QStringLiteral("End after this time (seconds, or 300ms)."),
         QStringLiteral("TIME")},
        {QStringLiteral("json"), QStringLiteral("One JSON object a line; the last one is the report.")},
    });
    if (const auto exitCode = parse(parser, arguments))
        return *exitCode;

    const auto connection = connectionConfigOf(parser);
    if (!connection)
        return usageError(connection.error());
    if (const net::System &system = systems::systemOf(connection->connection.url); !system.makeObserving)
        return usageError({base::ErrorCode::NotSupported,
                           QStringLiteral("Servers of %1 do not tell who consumes what.").arg(system.name)});
    const auto lateAfter = durationOf(parser, QStringLiteral("late-after"));
    if (!lateAfter)
        return usageError(lateAfter.error());
    const auto duration = durationOf(parser, QStringLiteral("duration"));
    if (!duration)
        return usageError(duration.error());

    client::ObserverConfig config;
    config.connection = connection->connection;
    config.observation.lateAfter = lateAfter->value_or(config.observation.lateAfter);
    config.login = !parser.isSet(QStringLiteral("no-login"));
    config.maxEvents = parser.isSet(QStringLiteral("summary")) ? 0 : eventsKept;
    Observation observation(std::move(config), {.duration = *duration,
                                                .waitForServer = parser.isSet(QStringLiteral("wait")),
                                                .json = parser.isSet(QStringLiteral("json"))});
    return observation.run();
}

} // namespace topicscope::cli
