// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/observer.h"

#include "base/eventthread.h"
#include "client/observersession_p.h"

#include <QSemaphore>

namespace topicscope::client {

class Observer::Private
{
public:
    Private(ObserverConfig observerConfig, net::ObservingFactory factory)
        : config(std::move(observerConfig)), session(new ObserverSession(config, std::move(factory)))
    {
        thread.setObjectName(QStringLiteral("observer"));
        session->moveToThread(&thread);
        connect(&thread, &QThread::finished, session, &QObject::deleteLater);
        thread.start();
    }

    ~Private()
    {
        // Whoever ends us, the server's broadcasts are switched off again where we switched them on.
        const auto left = std::make_shared<QSemaphore>();
        QMetaObject::invokeMethod(
            session, [session = session, left] { session->leave([left] { left->release(); }); }, Qt::QueuedConnection);
        left->tryAcquire(1, static_cast<int>(std::chrono::milliseconds(ObserverSession::farewell).count()));
        thread.end();
    }

    ObserverConfig config;
    net::ConnectionStatus status;
    ObserverSession *session; // lives on, and is deleted by, the thread
    base::EventThread thread;
};

Observer::Observer(ObserverConfig config, QObject *parent) : Observer(std::move(config), registryObserving(), parent) {}

Observer::Observer(ObserverConfig config, net::ObservingFactory factory, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(config), std::move(factory)))
{
    prepareNetwork(d->config.connection);
    connect(d->session, &ObserverSession::statusChanged, this, [this](const net::ConnectionStatus &status) {
        d->status = status;
        Q_EMIT statusChanged(status);
    });
    connect(d->session, &ObserverSession::problemOccurred, this, &Observer::problemOccurred);
    connect(d->session, &ObserverSession::dashboardChanged, this, &Observer::dashboardChanged);
    connect(d->session, &ObserverSession::stopped, this, &Observer::stopped);
}

Observer::~Observer() = default;

const ObserverConfig &Observer::config() const noexcept
{
    return d->config;
}

void Observer::start()
{
    QMetaObject::invokeMethod(
        d->session, [session = d->session] { session->open(); }, Qt::QueuedConnection);
}

void Observer::stop()
{
    QMetaObject::invokeMethod(
        d->session, [session = d->session] { session->close(); }, Qt::QueuedConnection);
}

const net::ConnectionStatus &Observer::status() const noexcept
{
    return d->status;
}

ObserverSnapshot Observer::snapshot() const
{
    return d->session->snapshot();
}

void Observer::refresh(ObserverSnapshot &snapshot) const
{
    d->session->refresh(snapshot);
}

std::vector<ObservedEvent> Observer::takeEvents(quint64 &missed)
{
    return d->session->takeEvents(missed);
}

void Observer::reset()
{
    d->session->reset();
}

} // namespace topicscope::client
