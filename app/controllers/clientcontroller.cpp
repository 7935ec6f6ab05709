// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/clientcontroller.h"

#include "base/logging.h"
#include "controllers/changecontroller.h"

#include <algorithm>
#include <iterator>
#include <tuple>
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

//! What tells servers apart: neither user nor query, and a port that is left out is the usual one.
auto serverOf(const net::ConnectionSettings &connection)
{
    const QUrl &url = connection.url;
    const bool secure = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
    return std::tuple(secure, url.host(), url.port(secure ? 443 : 80), connection.path, connection.nsp);
}

} // namespace

ClientController::ClientController(client::ClientConfig config, client::TransportFactory factory, QObject *parent)
    : QObject(parent)
    , m_factory(std::move(factory))
    , m_changes(new ChangeController(*this))
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

bool ClientController::isDemo() const
{
    return m_demo && m_demo->url == m_client->config().connection.url;
}

base::Result<void> ClientController::setDemo(std::vector<dispatch::HandlerSpec> handlers)
{
    std::vector<Registration> wanted;
    for (dispatch::HandlerSpec &spec : handlers)
        wanted.push_back({.id = {}, .spec = std::move(spec), .ofDemo = true});
    m_demo = Demo{.url = m_client->config().connection.url, .away = {}};
    Q_EMIT settingsChanged();
    return registerAll(std::move(wanted));
}

base::Result<void> ClientController::setHandlers(std::vector<dispatch::HandlerSpec> specs)
{
    std::vector<Registration> wanted;
    for (dispatch::HandlerSpec &spec : specs)
        wanted.push_back({.id = {}, .spec = std::move(spec)});
    return registerAll(std::move(wanted));
}

base::Result<base::HandlerId> ClientController::addHandler(dispatch::HandlerSpec spec)
{
    const auto id = m_client->addHandler(spec);
    if (id) {
        m_handlers.push_back({.id = *id, .spec = std::move(spec)});
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

std::size_t ClientController::movableHandlers() const
{
    return static_cast<std::size_t>(std::count_if(m_handlers.begin(), m_handlers.end(), [](const Registration &r) { return !r.ofDemo; }));
}

base::Result<void> ClientController::startStopped(const QSet<qsizetype> &places)
{
    std::vector<Registration> wanted;
    for (dispatch::HandlerSpec &spec : takeStopped(places))
        wanted.push_back({.id = {}, .spec = std::move(spec)});
    auto [refused, problem] = registerEach(wanted);
    std::vector<dispatch::HandlerSpec> back;
    for (Registration &registration : refused)
        back.push_back(std::move(registration.spec));
    restoreStopped(std::move(back));
    takeSnapshot();
    return problem.isEmpty() ? base::Result<void>() : base::failure(base::ErrorCode::InvalidArgument, problem);
}

std::vector<dispatch::HandlerSpec> ClientController::takeStopped(const QSet<qsizetype> &places)
{
    std::vector<dispatch::HandlerSpec> taken;
    std::vector<dispatch::HandlerSpec> rest;
    for (std::size_t place = 0; place < m_stopped.size(); ++place)
        (places.contains(static_cast<qsizetype>(place)) ? taken : rest).push_back(std::move(m_stopped[place]));
    m_stopped = std::move(rest);
    if (!taken.empty())
        Q_EMIT stoppedChanged();
    return taken;
}

void ClientController::restoreStopped(std::vector<dispatch::HandlerSpec> specs)
{
    if (specs.empty())
        return;
    m_stopped.insert(m_stopped.end(), std::make_move_iterator(specs.begin()), std::make_move_iterator(specs.end()));
    Q_EMIT stoppedChanged();
}

base::Result<void> ClientController::registerAll(std::vector<Registration> wanted)
{
    std::vector<dispatch::HandlerSpec> specs;
    for (const Registration &registration : wanted)
        specs.push_back(registration.spec);
    const auto ids = m_client->addHandlers(std::move(specs));
    if (!ids)
        return tl::unexpected(ids.error());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        m_handlers.push_back({ids->at(i), std::move(wanted[i].spec), wanted[i].ofDemo});
    return {};
}

std::pair<std::vector<ClientController::Registration>, QString> ClientController::registerEach(const std::vector<Registration> &wanted)
{
    // All at once costs one table; one by one is for finding out which of them cannot be had now.
    if (registerAll(wanted))
        return {};
    std::vector<Registration> refused;
    QString problem;
    for (const Registration &registration : wanted) {
        if (const auto added = registerAll({registration}); !added) {
            qCWarning(base::logApp) << "handler could not be registered:" << added.error().text;
            if (problem.isEmpty())
                problem = added.error().text;
            refused.push_back(registration);
        }
    }
    return {std::move(refused), problem};
}

QString ClientController::registerAgain()
{
    std::vector<Registration> wanted = std::exchange(m_refused, {});
    for (Registration &registration : std::exchange(m_handlers, {}))
        wanted.push_back(std::move(registration));
    auto [refused, problem] = registerEach(wanted);
    m_refused = std::move(refused);
    if (m_refused.empty())
        return {};
    return tr("Handlers that could not be registered with the new connection: %1. %2").arg(m_refused.size()).arg(problem);
}

void ClientController::move(Handlers handlers, const QUrl &to)
{
    std::vector<Registration> before = std::exchange(m_handlers, {});
    std::move(m_refused.begin(), m_refused.end(), std::back_inserter(before));
    m_refused.clear();
    std::vector<dispatch::HandlerSpec> stopped;
    for (Registration &registration : before) {
        if (registration.ofDemo)
            m_demo->away.push_back(std::move(registration));
        else if (handlers == Handlers::Stop)
            stopped.push_back(std::move(registration.spec));
        else
            m_handlers.push_back(std::move(registration));
    }
    restoreStopped(std::move(stopped));
    if (m_demo && m_demo->url == to) {
        for (Registration &registration : std::exchange(m_demo->away, {}))
            m_handlers.push_back(std::move(registration));
    }
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

base::Result<client::ClientConfig> ClientController::configFor(const QString &url, const QString &consumer, const QString &topics) const
{
    const QStringList wanted = splitTopics(topics);
    const auto parsed = client::ClientConfig::parseUrl(url.trimmed());
    if (!parsed)
        return tl::unexpected(parsed.error());
    if (wanted.isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument, tr("Enter at least one topic, or * for all topics."));
    if (consumer.trimmed().isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument, tr("Enter a consumer name: the server shows this client under it."));
    client::ClientConfig config = m_client->config();
    config.connection = m_next.value_or(config.connection);
    config.connection.url = *parsed;
    config.connection.consumer = consumer.trimmed();
    config.topics = wanted;
    return config;
}

bool ClientController::isReplacedFor(const client::ClientConfig &config) const
{
    const client::ClientConfig &now = m_client->config();
    return config.connection != now.connection || config.topics != now.topics || config.dispatch != now.dispatch;
}

bool ClientController::movesWith(const client::ClientConfig &config) const
{
    return m_wasConnected && serverOf(config.connection) != serverOf(m_client->config().connection);
}

void ClientController::connectTo(const QString &url, const QString &consumer, const QString &topics, Handlers handlers)
{
    auto config = configFor(url, consumer, topics);
    m_inputError = config ? QString() : config.error().text;
    if (config) {
        if (isReplacedFor(*config))
            createClient(std::move(*config), handlers);
        m_client->start();
    }
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
    config.dispatch = settings;
    if (!isReplacedFor(config))
        return;
    const bool wasActive = isActive();
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

void ClientController::createClient(client::ClientConfig config, Handlers handlers)
{
    const bool moves = m_client && serverOf(config.connection) != serverOf(m_client->config().connection);
    if (moves)
        move(m_wasConnected ? handlers : Handlers::KeepRunning, config.connection.url);
    // The old client stays until everybody has let go of what it owns.
    std::unique_ptr<client::PubSubClient> old = std::move(m_client);
    if (old)
        old->disconnect(this);
    m_wasConnected = m_wasConnected && !moves;
    m_client = m_factory ? std::make_unique<client::PubSubClient>(std::move(config), m_factory)
                         : std::make_unique<client::PubSubClient>(std::move(config));
    connect(m_client.get(), &client::PubSubClient::statusChanged, this, [this] {
        m_wasConnected = m_wasConnected || state() == State::Connected;
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
    if (moves)
        Q_EMIT serverChanged();
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
