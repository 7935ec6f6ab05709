// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/broker.h"

#include "base/eventthread.h"
#include "broker/brokerserver.h"

namespace topicscope::broker {

using base::ErrorCode;
using base::failure;

namespace {

base::Result<void> check(const BrokerSettings &settings)
{
    using std::chrono::milliseconds;
    if (settings.pingInterval <= milliseconds(0) || settings.pingTimeout <= milliseconds(0))
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("The broker's ping interval and timeout must be positive."));
    if (settings.connectTimeout <= milliseconds(0) || settings.upgradeTimeout <= milliseconds(0)
        || settings.requestTimeout <= milliseconds(0))
        return failure(ErrorCode::InvalidArgument, QStringLiteral("The broker's time limits must be positive."));
    if (settings.maxPayload < 1024 || settings.maxPayload > Q_INT64_C(1) << 30)
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("The broker's payload limit must be between 1 KiB and 1 GiB."));
    if (settings.maxBuffered < settings.maxPayload)
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("A client must be allowed to be at least one payload behind."));
    if (settings.maxConnections < 1 || settings.historyLimit < 0)
        return failure(ErrorCode::InvalidArgument,
                       QStringLiteral("The broker needs room for a connection, and a history that is not negative."));
    return {};
}

} // namespace

class Broker::Private
{
public:
    explicit Private(BrokerSettings chosen) : settings(std::move(chosen)) {}

    const BrokerSettings settings;
    BrokerCounters counters;
    base::EventThread thread;
    QObject *context = nullptr; // lives on the thread, so that calls can be sent there
    std::unique_ptr<BrokerServer> server; // created and destroyed on the thread
};

Broker::Broker(BrokerSettings settings, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(settings)))
{
    d->thread.setObjectName(QStringLiteral("broker"));
}

Broker::~Broker()
{
    stop();
}

base::Result<QUrl> Broker::start()
{
    if (d->thread.isRunning())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("The broker is running already."));
    if (auto checked = check(d->settings); !checked)
        return tl::unexpected(std::move(checked.error()));

    d->thread.start();
    d->context = new QObject;
    d->context->moveToThread(&d->thread);
    base::Result<QUrl> url;
    QMetaObject::invokeMethod(
        d->context,
        [this, &url] {
            d->server = std::make_unique<BrokerServer>(d->settings, d->counters);
            url = d->server->start();
        },
        Qt::BlockingQueuedConnection);
    if (!url)
        stop();
    return url;
}

void Broker::stop()
{
    if (!d->thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        d->context, [this] { d->server.reset(); }, Qt::BlockingQueuedConnection);
    d->context->deleteLater();
    d->context = nullptr;
    d->thread.end();
}

BrokerCounts Broker::counts() const
{
    return d->counters.snapshot();
}

} // namespace topicscope::broker
