// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/clientcontroller.h"

#include "base/logging.h"

#include <algorithm>
#include <utility>

namespace topicscope::app {

namespace {

QStringList splitTopics(const QString &text)
{
    QStringList topics;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString topic = part.trimmed();
        if (!topic.isEmpty() && !topics.contains(topic))
            topics.append(topic);
    }
    return topics;
}

} // namespace

ClientController::ClientController(client::ClientConfig config, client::TransportFactory factory, QObject *parent)
    : QObject(parent)
    , m_factory(std::move(factory))
{
    createClient(std::move(config));
    m_timer.setInterval(snapshotInterval);
    connect(&m_timer, &QTimer::timeout, this, &ClientController::takeSnapshot);
    m_timer.start();
}

ClientController::~ClientController() = default;

ClientController::State ClientController::state() const
{
    switch (m_client->status().state) {
    case net::ConnectionState::Disconnected:
        return State::Disconnected;
    case net::ConnectionState::Connecting:
        return State::Connecting;
    case net::ConnectionState::Connected:
        return State::Connected;
    case net::ConnectionState::Reconnecting:
        return State::Reconnecting;
    }
    Q_UNREACHABLE();
}

QString ClientController::stateText() const
{
    switch (state()) {
    case State::Disconnected:
        return errorText().isEmpty() ? tr("Not connected") : tr("Connection failed");
    case State::Connecting:
        return tr("Connecting");
    case State::Connected:
        return tr("Connected");
    case State::Reconnecting:
        return tr("Reconnecting");
    }
    Q_UNREACHABLE();
}

Tone::Value ClientController::tone() const
{
    switch (state()) {
    case State::Disconnected:
        return errorText().isEmpty() ? Tone::Neutral : Tone::Danger;
    case State::Connecting:
        return errorText().isEmpty() ? Tone::Info : Tone::Warning;
    case State::Connected:
        return Tone::Success;
    case State::Reconnecting:
        return Tone::Warning;
    }
    Q_UNREACHABLE();
}

QString ClientController::detail() const
{
    return m_client->status().detail;
}

QString ClientController::errorText() const
{
    if (!m_inputError.isEmpty())
        return m_inputError;
    const auto &error = m_client->status().error;
    return error ? error->text : QString();
}

QString ClientController::url() const
{
    return m_client->config().connection.url.toString();
}

QString ClientController::consumer() const
{
    return m_client->config().connection.consumer;
}

QString ClientController::topics() const
{
    return m_client->config().topics.join(QStringLiteral(", "));
}

QString ClientController::handlerName(base::HandlerId id) const
{
    const auto &handlers = m_snapshot.handlers; // by id, from 1
    return id.value > 0 && id.value <= handlers.size() ? handlers[id.value - 1].name : QStringLiteral("#%1").arg(id.value);
}

base::Result<void> ClientController::setHandlers(std::vector<dispatch::HandlerSpec> specs)
{
    return registerAll(specs);
}

base::Result<base::HandlerId> ClientController::addHandler(dispatch::HandlerSpec spec)
{
    const auto id = m_client->addHandler(spec);
    if (id) {
        m_handlers.push_back({*id, std::move(spec)});
        takeSnapshot();
    }
    return id;
}

base::Result<dispatch::HandlerSpec> ClientController::removeHandler(base::HandlerId id)
{
    const auto known = std::find_if(m_handlers.begin(), m_handlers.end(), [id](const Registration &r) { return r.id == id; });
    if (known == m_handlers.end())
        return base::failure(base::ErrorCode::NotFound, tr("This handler was removed already."));
    if (const auto removed = m_client->removeHandler(id); !removed)
        return tl::unexpected(removed.error());
    dispatch::HandlerSpec spec = std::move(known->spec);
    m_handlers.erase(known);
    takeSnapshot();
    return spec;
}

base::Result<void> ClientController::registerAll(const std::vector<dispatch::HandlerSpec> &specs)
{
    const auto ids = m_client->addHandlers(specs);
    if (!ids)
        return tl::unexpected(ids.error());
    for (std::size_t i = 0; i < specs.size(); ++i)
        m_handlers.push_back({ids->at(i), specs[i]});
    return {};
}

QString ClientController::registerAgain()
{
    std::vector<dispatch::HandlerSpec> specs = std::exchange(m_refused, {});
    for (Registration &registration : std::exchange(m_handlers, {}))
        specs.push_back(std::move(registration.spec));
    // All at once costs one table; one by one is for finding out which of them cannot be had now.
    if (registerAll(specs))
        return {};
    QString problem;
    for (dispatch::HandlerSpec &spec : specs) {
        if (const auto added = registerAll({spec}); !added) {
            qCWarning(base::logApp) << "handler could not be registered again:" << added.error().text;
            if (problem.isEmpty())
                problem = added.error().text;
            m_refused.push_back(std::move(spec));
        }
    }
    if (m_refused.empty())
        return {};
    return tr("Handlers that could not be registered with the new connection: %1. %2").arg(m_refused.size()).arg(problem);
}

void ClientController::retire(std::unique_ptr<client::PubSubClient> old)
{
    client::PubSubClient *const retired = m_retired.emplace_back(std::move(old)).get();
    // Queued: it is not to be deleted while it emits.
    connect(retired, &client::PubSubClient::released, this, [this, retired] {
        const auto at = std::find_if(m_retired.begin(), m_retired.end(), [retired](const auto &client) { return client.get() == retired; });
        if (at != m_retired.end())
            m_retired.erase(at);
    }, Qt::QueuedConnection);
    retired->release();
}

void ClientController::connectTo(const QString &url, const QString &consumer, const QString &topics)
{
    const QStringList wanted = splitTopics(topics);
    const auto parsed = client::ClientConfig::parseUrl(url.trimmed());
    if (!parsed || consumer.trimmed().isEmpty() || wanted.isEmpty()) {
        m_inputError = !parsed ? parsed.error().text
            : wanted.isEmpty() ? tr("Enter at least one topic, or * for all topics.")
                               : tr("Enter a consumer name: the server shows this client under it.");
        Q_EMIT statusChanged();
        return;
    }
    m_inputError.clear();

    client::ClientConfig config = m_client->config();
    net::ConnectionSettings connection = m_next.value_or(config.connection);
    connection.url = *parsed;
    connection.consumer = consumer.trimmed();
    if (connection != config.connection || config.topics != wanted) {
        config.connection = std::move(connection);
        config.topics = wanted;
        createClient(std::move(config));
    }
    m_client->start();
    Q_EMIT statusChanged();
}

void ClientController::disconnectFromServer()
{
    m_inputError.clear();
    m_client->stop();
    Q_EMIT statusChanged();
}

void ClientController::setDuplicateFilter(bool on, quint32 window)
{
    dispatch::DispatchSettings settings = m_client->config().dispatch;
    settings.idempotence = on;
    settings.idempotenceWindow = window;
    changeDispatch(settings);
}

int ClientController::overflow() const
{
    return static_cast<int>(m_client->config().dispatch.overflow);
}

void ClientController::setOverflow(int policy)
{
    dispatch::DispatchSettings settings = m_client->config().dispatch;
    settings.overflow = static_cast<dispatch::OverflowPolicy>(std::clamp(policy, 0, static_cast<int>(dispatch::OverflowPolicy::DropOldest)));
    changeDispatch(settings);
}

void ClientController::changeDispatch(const dispatch::DispatchSettings &settings)
{
    client::ClientConfig config = m_client->config();
    if (config.dispatch == settings)
        return;
    const bool wasActive = isActive();
    config.dispatch = settings;
    createClient(std::move(config));
    if (wasActive)
        m_client->start();
}

void ClientController::dismissProblem()
{
    m_problem.clear();
    Q_EMIT problemChanged();
}

void ClientController::noteProblem(const QString &text)
{
    m_problem = text;
    Q_EMIT problemChanged();
}

void ClientController::createClient(client::ClientConfig config)
{
    // The old client stays until everybody has let go of what it owns.
    std::unique_ptr<client::PubSubClient> old = std::move(m_client);
    if (old)
        old->disconnect(this);
    m_client = m_factory ? std::make_unique<client::PubSubClient>(std::move(config), m_factory)
                         : std::make_unique<client::PubSubClient>(std::move(config));
    connect(m_client.get(), &client::PubSubClient::statusChanged, this, [this] {
        takeSnapshot();
        Q_EMIT statusChanged();
    });
    connect(m_client.get(), &client::PubSubClient::problemOccurred, this, [this](const base::Error &error) { noteProblem(error.text); });
    m_snapshot = {};
    m_next.reset();
    const QString problem = registerAgain();
    dismissProblem();
    if (!problem.isEmpty())
        noteProblem(problem);
    Q_EMIT clientChanged();
    Q_EMIT settingsChanged();
    Q_EMIT statusChanged();
    takeSnapshot();
    if (old)
        retire(std::move(old));
}

void ClientController::takeSnapshot()
{
    m_client->refresh(m_snapshot);
    Q_EMIT snapshotTaken(m_snapshot);
}

} // namespace topicscope::app
