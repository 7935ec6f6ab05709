// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faultrun.h"

#include "support/handlers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace topicscope::test {

using namespace std::chrono_literals;

namespace {

constexpr int timeoutMs = 180'000; // servers take seconds for a few acknowledgements where all cores are busy
constexpr quint32 window = 1'000'000; // larger than any run: an id handled twice is a fault

QStringList argumentsOf(const FaultRun::Settings &settings, const QString &journal)
{
    QStringList arguments{QStringLiteral("--limit"),         QStringLiteral("400"),
                          QStringLiteral("--journal"),       journal,
                          QStringLiteral("--ping-interval"), QStringLiteral("1000"),
                          QStringLiteral("--ping-timeout"),  QString::number(settings.pingTimeout.count())};
    if (settings.redeliver)
        arguments << QStringLiteral("--redeliver");
    return arguments;
}

} // namespace

FaultRun::FaultRun(const Settings &settings)
    : m_settings(settings),
      m_server(settings.server, argumentsOf(settings, m_folder.filePath(QStringLiteral("journal"))))
{
}

FaultRun::~FaultRun()
{
    m_watching = false;
    if (m_watcher.joinable())
        m_watcher.join();
}

bool FaultRun::startServer()
{
    return m_server.start();
}

bool FaultRun::startClient(const QUrl &url)
{
    client::ClientConfig config;
    config.connection.url = url;
    config.connection.consumer = QStringLiteral("tests");
    config.connection.connectTimeout = 3s;
    config.connection.reconnect = {.enabled = true, .attempts = 0, .delay = 10ms, .delayMax = 40ms};
    config.topics = {QStringLiteral("*")};
    config.dispatch.idempotence = true;
    config.dispatch.idempotenceWindow = window;
    config.dispatch.lanes = 2;
    config.dispatch.laneCapacity = 200;
    config.storeMaxBytes = 4 * 1024 * 1024;
    m_client = std::make_unique<client::PubSubClient>(config);
    if (!m_client->addHandler(handlerSpec(
            QStringLiteral("witness"), QStringLiteral("*"),
            [this](const base::Message &message) { return handle(message); }, true)))
        return false;
    m_client->start();
    m_watcher = std::thread([this] { watchLedger(); });
    return awaitSubscription();
}

bool FaultRun::awaitSubscription()
{
    return QTest::qWaitFor(
        [this] { return m_server.get(QStringLiteral("/test/counts")).value(QLatin1String("clients")).toInt() > 0; },
        timeoutMs);
}

void FaultRun::startLoad(int count, int rate, const QString &prefix)
{
    m_server.post(
        QStringLiteral("/test/load"),
        {{QStringLiteral("count"), count}, {QStringLiteral("rate"), rate}, {QStringLiteral("prefix"), prefix}});
}

base::Result<void> FaultRun::handle(const base::Message &message)
{
    if (m_settings.handlerTime.count() > 0)
        std::this_thread::sleep_for(m_settings.handlerTime);
    const std::lock_guard lock(m_mutex);
    ++m_handledIds[QString::fromUtf8(message.id().data(), static_cast<qsizetype>(message.id().size()))];
    return {};
}

void FaultRun::watchLedger()
{
    while (m_watching) {
        if (!m_client->ledger().isBalanced())
            ++m_unbalanced;
        std::this_thread::sleep_for(200us);
    }
}

bool FaultRun::awaitAllConsumed()
{
    return QTest::qWaitFor(
        [this] {
            const QJsonObject counts = m_server.get(QStringLiteral("/test/books"));
            return !counts.isEmpty() && counts.value(QLatin1String("outstanding")).toInt() == 0;
        },
        timeoutMs);
}

bool FaultRun::wasHandled(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    return m_handledIds.contains(id);
}

bool FaultRun::awaitQuiet()
{
    // What was sent before a message has come when it has. It may be lost itself where the line breaks just now, so
    // others follow.
    const auto lastWasHandled = [this](int attempt) {
        const QString prefix = QStringLiteral("last-%1").arg(attempt);
        startLoad(1, 1'000, prefix);
        return QTest::qWaitFor([&] { return wasHandled(prefix + QStringLiteral("-1")); }, 10'000);
    };
    int attempt = 1;
    while (!lastWasHandled(attempt)) {
        if (++attempt > 6)
            return false;
    }
    if (m_settings.redeliver && !awaitAllConsumed())
        return false;
    return QTest::qWaitFor(
        [this] {
            const stats::Ledger now = m_client->ledger();
            return now.queued + now.running + now.ackPending == 0;
        },
        timeoutMs);
}

QString FaultRun::disagreements()
{
    const QJsonObject ids = m_server.get(QStringLiteral("/test/books/ids"));
    const QJsonArray outstanding = ids.value(QLatin1String("outstanding")).toArray();
    const QJsonObject consumed = ids.value(QLatin1String("consumed")).toObject();
    const stats::Ledger ledger = m_client->ledger();
    const std::lock_guard lock(m_mutex);
    QStringList faults;
    const auto expect = [&faults](bool holds, const QString &fault) {
        if (!holds)
            faults << fault;
    };
    qint64 calls = 0;
    for (auto it = m_handledIds.cbegin(); it != m_handledIds.cend(); ++it) {
        calls += it.value();
        expect(it.value() == 1, QStringLiteral("%1 was handled %2 times").arg(it.key()).arg(it.value()));
        expect(consumed.contains(it.key()) || outstanding.contains(it.key()),
               QStringLiteral("%1 was handled, but never published").arg(it.key()));
    }
    for (const QString &id : consumed.keys())
        expect(m_handledIds.contains(id), QStringLiteral("%1 was acknowledged, but never handled").arg(id));
    expect(!m_settings.redeliver || outstanding.isEmpty(),
           QStringLiteral("%1 messages were never consumed").arg(outstanding.size()));
    expect(m_unbalanced == 0, QStringLiteral("the ledger did not add up %1 times").arg(m_unbalanced));
    expect(ledger.isBalanced(), QStringLiteral("the ledger does not add up"));
    expect(ledger.handled == static_cast<quint64>(calls),
           QStringLiteral("the ledger knows of %1 handled, the handler of %2").arg(ledger.handled).arg(calls));
    expect(ledger.handled == ledger.acked + ledger.ackPending + ledger.ackLost + ledger.ackRefused,
           QStringLiteral("handled %1, but acknowledged %2, waiting %3 and lost %4")
               .arg(ledger.handled)
               .arg(ledger.acked)
               .arg(ledger.ackPending)
               .arg(ledger.ackLost));
    expect(ledger.ackPending == 0, QStringLiteral("%1 acknowledgements still wait").arg(ledger.ackPending));
    expect(ledger.failed + ledger.unrouted + ledger.dropped + ledger.timedOut == 0,
           QStringLiteral("messages went astray"));
    return faults.mid(0, 20).join(QLatin1Char('\n'));
}

QString FaultRun::figures()
{
    const auto text = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    return text(m_client->ledger().toJson()) + QLatin1Char('\n') + text(m_server.get(QStringLiteral("/test/books")));
}

} // namespace topicscope::test
