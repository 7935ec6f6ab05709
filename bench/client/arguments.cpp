// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/arguments.h"

#include "dispatch/builtinhandlers.h"

#include <QCoreApplication>

#include <ctime>

namespace topicscope::bench {

namespace {

//! Keeps a core busy: counted in CPU time of its thread, so that lanes that share a core do not look as if each had
//! one.
class BusyHandler final : public dispatch::Handler
{
public:
    explicit BusyHandler(std::chrono::nanoseconds cpuTime) : m_cpuTime(cpuTime) {}

    [[nodiscard]] base::Result<dispatch::Verdict> handle(const base::Message &) override
    {
        for (const auto end = threadTime() + m_cpuTime; threadTime() < end;) {
        }
        return {};
    }

private:
    static std::chrono::nanoseconds threadTime()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }

    std::chrono::nanoseconds m_cpuTime;
};

base::Result<qint64> numberOf(const QCommandLineParser &parser, const QString &option, qint64 min, qint64 max)
{
    bool ok = false;
    const qint64 number = parser.value(option).toLongLong(&ok);
    if (!ok || number < min || number > max)
        return base::failure(base::ErrorCode::InvalidArgument,
                             QStringLiteral("--%1 has to be a number from %2 to %3.").arg(option).arg(min).arg(max));
    return number;
}

} // namespace

void parseArguments(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("The client of the end-to-end benchmarks: the whole way of a message through PubSubClient.\n"
                       "Ends when the connection does, and prints its ledger as one line of JSON."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("url"), QStringLiteral("Server."), QStringLiteral("URL")},
        {QStringLiteral("lanes"), QStringLiteral("Handler workers."), QStringLiteral("N"), QStringLiteral("10")},
        {QStringLiteral("busy"),
         QStringLiteral("Let handlers use this much CPU a message (50us); without it they count."),
         QStringLiteral("TIME")},
        {QStringLiteral("script"), QStringLiteral("Let handlers run this script instead."), QStringLiteral("FILE")},
        {QStringLiteral("parallel"), QStringLiteral("Run each handler on every lane.")},
        {QStringLiteral("handlers"), QStringLiteral("Register this many, one a topic; 0: a single one on *."),
         QStringLiteral("N"), QStringLiteral("0")},
        {QStringLiteral("idempotence"), QStringLiteral("Ids the filter remembers; 0: no filter."), QStringLiteral("N"),
         QStringLiteral("1000")},
        {QStringLiteral("store"), QStringLiteral("Bound of the message store in MiB."), QStringLiteral("N"),
         QStringLiteral("1")},
    });
    parser.process(*QCoreApplication::instance());
}

base::Result<client::ClientConfig> configOf(const QCommandLineParser &parser)
{
    client::ClientConfig config;
    auto url = client::ClientConfig::parseUrl(parser.value(QStringLiteral("url")));
    if (!url)
        return tl::unexpected(url.error());
    const auto lanes = numberOf(parser, QStringLiteral("lanes"), 1, 256);
    const auto window = numberOf(parser, QStringLiteral("idempotence"), 0,
                                 dispatch::DispatchSettings::maxIdempotenceWindow);
    const auto store = numberOf(parser, QStringLiteral("store"), 1, 1024);
    for (const auto &number : {lanes, window, store}) {
        if (!number)
            return tl::unexpected(number.error());
    }
    config.connection.url = *url;
    config.connection.consumer = QStringLiteral("bench");
    config.connection.reconnect.enabled = false;
    config.topics = {QStringLiteral("*")};
    config.dispatch.lanes = static_cast<int>(*lanes);
    config.dispatch.idempotence = *window > 0;
    if (*window > 0)
        config.dispatch.idempotenceWindow = static_cast<quint32>(*window);
    config.storeMaxBytes = *store * 1024 * 1024;
    return config;
}

base::Result<std::vector<dispatch::HandlerSpec>> handlersOf(const QCommandLineParser &parser,
                                                            client::HandlerLoader &scripts)
{
    auto factory = dispatch::builtinFactory(QStringLiteral("builtin:count"));
    if (parser.isSet(QStringLiteral("busy"))) {
        const auto time = dispatch::parseDuration(parser.value(QStringLiteral("busy")));
        if (!time)
            return tl::unexpected(time.error());
        factory = [time = *time]() -> base::Result<std::unique_ptr<dispatch::Handler>> {
            return std::make_unique<BusyHandler>(time);
        };
    }
    const auto count = numberOf(parser, QStringLiteral("handlers"), 0, 100'000);
    if (!count || !factory)
        return tl::unexpected(count ? factory.error() : count.error());
    const bool parallel = parser.isSet(QStringLiteral("parallel"));
    std::vector<dispatch::HandlerSpec> specs;
    if (const QString file = parser.value(QStringLiteral("script")); !file.isEmpty()) {
        for (qint64 i = 0; i < std::max<qint64>(*count, 1); ++i) {
            const QString pattern = *count == 0 ? QStringLiteral("*")
                                                : QStringLiteral("bench/%1").arg(i, 5, 10, QLatin1Char('0'));
            auto spec = scripts.load(pattern + QLatin1Char('=') + file, parallel);
            if (!spec)
                return tl::unexpected(spec.error());
            specs.push_back(std::move(*spec));
        }
        return specs;
    }
    if (*count == 0)
        specs.push_back({.name = QStringLiteral("bench"),
                         .pattern = QStringLiteral("*"),
                         .parallel = parallel,
                         .factory = *factory});
    for (qint64 i = 0; i < *count; ++i) {
        const QString number = QStringLiteral("%1").arg(i, 5, 10, QLatin1Char('0'));
        specs.push_back({.name = QStringLiteral("handler-") + number,
                         .pattern = QStringLiteral("bench/") + number,
                         .parallel = parallel,
                         .factory = *factory});
    }
    return specs;
}

} // namespace topicscope::bench
