// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/pubsubclient.h"

#include "base/eventthread.h"
#include "client/handlerregistry.h"
#include "client/pipeline.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

namespace topicscope::client {

class PubSubClient::Private
{
public:
    Private(ClientConfig clientConfig, TransportFactory factory)
        : config(std::move(clientConfig)),
          received(std::make_shared<Received>(config.storeMaxBytes)),
          handlers(config.dispatch.lanes),
          pipeline(new Pipeline(config, std::move(factory), received->topics, received->store))
    {
        thread.setObjectName(QStringLiteral("net"));
        pipeline->moveToThread(&thread);
        connect(&thread, &QThread::finished, pipeline, &QObject::deleteLater);
        thread.start();
    }

    ~Private()
    {
        thread.end();
        // Up to some hundred MiB in small pieces: whoever lets go of the client does not wait until they are freed.
        QThreadPool::globalInstance()->start([received = std::move(received)]() mutable { received.reset(); });
    }

    struct Received {
        explicit Received(qsizetype maxBytes) : store(topics, maxBytes) {}

        base::TopicRegistry topics;
        capture::MessageStore store;
    };

    ClientConfig config;
    std::shared_ptr<Received> received;
    HandlerRegistry handlers;
    net::ConnectionStatus status;
    Pipeline *pipeline; // lives on, and is deleted by, the thread
    base::EventThread thread;
};

PubSubClient::PubSubClient(ClientConfig config, QObject *parent)
    : PubSubClient(std::move(config), registryTransports(), parent)
{
}

PubSubClient::PubSubClient(ClientConfig config, TransportFactory factory, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(config), std::move(factory)))
{
    prepareNetwork(d->config.connection);
    connect(d->pipeline, &Pipeline::statusChanged, this, [this](const net::ConnectionStatus &status) {
        d->status = status;
        Q_EMIT statusChanged(status);
    });
    connect(d->pipeline, &Pipeline::problemOccurred, this, &PubSubClient::problemOccurred);
    connect(d->pipeline, &Pipeline::stopped, this, &PubSubClient::stopped);
}

PubSubClient::~PubSubClient() = default;

const ClientConfig &PubSubClient::config() const noexcept
{
    return d->config;
}

base::Result<base::HandlerId> PubSubClient::addHandler(dispatch::HandlerSpec spec)
{
    std::vector<dispatch::HandlerSpec> specs;
    specs.push_back(std::move(spec));
    return addHandlers(std::move(specs)).map([](const std::vector<base::HandlerId> &ids) { return ids.front(); });
}

base::Result<std::vector<base::HandlerId>> PubSubClient::addHandlers(std::vector<dispatch::HandlerSpec> specs)
{
    auto ids = d->handlers.add(std::move(specs));
    if (ids)
        d->pipeline->postTable(d->handlers.table());
    return ids;
}

base::Result<dispatch::HandlerSpec> PubSubClient::removeHandler(base::HandlerId id)
{
    auto removed = d->handlers.remove(id);
    if (removed)
        d->pipeline->postTable(d->handlers.table());
    return removed;
}

void PubSubClient::start()
{
    QMetaObject::invokeMethod(
        d->pipeline, [pipeline = d->pipeline] { pipeline->open(); }, Qt::QueuedConnection);
}

void PubSubClient::stop(std::chrono::milliseconds drainTimeout)
{
    QMetaObject::invokeMethod(
        d->pipeline, [pipeline = d->pipeline, drainTimeout] { pipeline->close(drainTimeout); }, Qt::QueuedConnection);
}

void PubSubClient::release()
{
    constexpr std::chrono::seconds farewell{2}; // a server that does not answer holds nothing up
    // The pipeline waits for its lanes when the thread deletes it; it tells when that is done.
    connect(d->pipeline, &QObject::destroyed, this, &PubSubClient::released);
    connect(d->pipeline, &Pipeline::stopped, &d->thread, &QThread::quit, Qt::DirectConnection);
    QTimer::singleShot(farewell, &d->thread, &QThread::quit);
    stop(std::chrono::milliseconds(0));
}

void PubSubClient::reconfigure(ClientConfig config)
{
    config.dispatch.lanes = d->config.dispatch.lanes;
    if (config == d->config)
        return;
    if (config.connection != d->config.connection)
        prepareNetwork(config.connection);
    d->config = config;
    QMetaObject::invokeMethod(
        d->pipeline, [pipeline = d->pipeline, config = std::move(config)] { pipeline->reconfigure(config); },
        Qt::QueuedConnection);
}

void PubSubClient::setTopics(const QStringList &topics)
{
    ClientConfig config = d->config;
    config.topics = topics;
    reconfigure(std::move(config));
}

void PubSubClient::publish(const net::Publication &publication, std::function<void(base::Result<void>)> done)
{
    const QPointer<PubSubClient> self(this);
    auto answer = [self, done = std::move(done)](base::Result<void> result) {
        // Back to the main thread; the client may be gone by then, and with it whoever waits for the answer.
        QMetaObject::invokeMethod(
            qApp,
            [self, done, result = std::move(result)] {
                if (self)
                    done(result);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        d->pipeline,
        [pipeline = d->pipeline, publication, answer = std::move(answer)]() mutable {
            pipeline->publish(publication, std::move(answer));
        },
        Qt::QueuedConnection);
}

std::vector<DeadLetter> PubSubClient::deadLetters() const
{
    return d->pipeline->deadLetters().letters();
}

DeadLetterList::Changes PubSubClient::deadLettersSince(quint64 revision) const
{
    return d->pipeline->deadLetters().changesSince(revision);
}

std::optional<DeadLetter> PubSubClient::deadLetter(quint64 id) const
{
    return d->pipeline->deadLetters().letter(id);
}

std::optional<DeadLetter> PubSubClient::deadLetterOf(base::Sequence sequence) const
{
    return d->pipeline->deadLetters().letterOf(sequence);
}

void PubSubClient::rerunDeadLetters(std::vector<quint64> ids, std::function<void(const RerunStart &)> done)
{
    const QPointer<PubSubClient> self(this);
    QMetaObject::invokeMethod(
        d->pipeline,
        [self, pipeline = d->pipeline, ids = std::move(ids), done = std::move(done)] {
            RerunStart start = pipeline->rerun(ids);
            if (!done)
                return;
            QMetaObject::invokeMethod(
                qApp,
                [self, done, start = std::move(start)] {
                    if (self)
                        done(start);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

std::vector<DeadLetter> PubSubClient::discardDeadLetters(const std::vector<quint64> &ids)
{
    return d->pipeline->deadLetters().take(ids);
}

void PubSubClient::restoreDeadLetters(std::vector<DeadLetter> letters)
{
    d->pipeline->deadLetters().restore(std::move(letters));
}

const net::ConnectionStatus &PubSubClient::status() const noexcept
{
    return d->status;
}

net::Capabilities PubSubClient::capabilities() const
{
    const net::Capabilities known = d->pipeline->capabilities();
    return known ? known : systems::systemOf(d->config.connection.url).capabilities;
}

ClientSnapshot PubSubClient::snapshot() const
{
    ClientSnapshot snapshot = d->pipeline->snapshot();
    d->handlers.describe(snapshot);
    return snapshot;
}

void PubSubClient::refresh(ClientSnapshot &snapshot)
{
    d->pipeline->refresh(snapshot);
    d->handlers.describe(snapshot);
}

stats::Ledger PubSubClient::ledger() const
{
    return d->pipeline->ledger();
}

const capture::MessageSource &PubSubClient::source() const noexcept
{
    return d->received->store;
}

std::shared_ptr<const capture::MessageSource> PubSubClient::sharedSource() const noexcept
{
    return {d->received, &d->received->store};
}

} // namespace topicscope::client
