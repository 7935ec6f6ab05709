// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/clientcontroller.h"

#include "workspace/changecontroller.h"
#include "common/figuretext.h"
#include "net/serverurl.h"

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

//! What was typed, with the secrets of \a now that the field does not show.
base::Result<QUrl> usableUrl(const QString &text, const client::ClientConfig &now)
{
    return client::ClientConfig::parseUrl(text).and_then(
        [&](const QUrl &url) { return net::unmaskedUrl(url, now.connection.url); });
}

//! The first of what was typed that cannot be used.
ClientController::Field faultyField(const base::Result<QUrl> &url, const QString &consumer, const QString &topics)
{
    using Field = ClientController::Field;
    if (!url)
        return Field::Server;
    if (splitTopics(topics).isEmpty())
        return Field::Topics;
    return consumer.trimmed().isEmpty() ? Field::Consumer : Field::None;
}

} // namespace

ClientController::ClientController(client::ClientConfig config, client::TransportFactory factory, QObject *parent)
    : QObject(parent), m_factory(std::move(factory)), m_changes(new ChangeController(*this))
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

ClientController::Field ClientController::errorField() const
{
    if (!m_inputError.isEmpty())
        return m_inputFault;
    return m_client->status().error ? Field::Server : Field::None;
}

QString ClientController::url() const
{
    return net::maskedUrl(m_client->config().connection.url);
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
    return id.value > 0 && id.value <= handlers.size() ? handlers[id.value - 1].name
                                                       : QStringLiteral("#%1").arg(id.value);
}

bool ClientController::isDemo() const
{
    return m_handlers.isDemo(server());
}

base::Result<void> ClientController::setDemo(std::vector<dispatch::HandlerSpec> handlers)
{
    const auto registered = m_handlers.setDemo(server(), std::move(handlers));
    Q_EMIT settingsChanged();
    return registered;
}

base::Result<void> ClientController::setHandlers(std::vector<dispatch::HandlerSpec> specs)
{
    return m_handlers.addAll(std::move(specs));
}

base::Result<base::HandlerId> ClientController::addHandler(dispatch::HandlerSpec spec, const void *owner)
{
    const auto id = m_handlers.add({.spec = std::move(spec), .owner = owner});
    if (id)
        takeSnapshot();
    return id;
}

base::Result<HandlerRegistration> ClientController::removeHandler(base::HandlerId id)
{
    auto removed = m_handlers.remove(id);
    if (removed)
        takeSnapshot();
    return removed;
}

base::Result<void> ClientController::restoreHandler(HandlerRegistration removed, const ServerId &server)
{
    if (server != this->server()) {
        m_handlers.keepAway(std::move(removed));
        Q_EMIT stoppedChanged();
        return {};
    }
    const auto id = m_handlers.add(std::move(removed));
    if (!id)
        return tl::unexpected(id.error());
    takeSnapshot();
    return {};
}

base::Result<void> ClientController::startStopped(const QSet<qsizetype> &places)
{
    const auto started = m_handlers.startStopped(places);
    if (!places.isEmpty())
        Q_EMIT stoppedChanged();
    takeSnapshot();
    return started;
}

std::vector<HandlerRegistration> ClientController::takeStopped(const QSet<qsizetype> &places)
{
    std::vector<HandlerRegistration> taken = m_handlers.takeStopped(places);
    if (!taken.empty())
        Q_EMIT stoppedChanged();
    return taken;
}

void ClientController::restoreStopped(std::vector<HandlerRegistration> handlers)
{
    if (handlers.empty())
        return;
    m_handlers.restoreStopped(std::move(handlers));
    Q_EMIT stoppedChanged();
}

void ClientController::retire(std::unique_ptr<client::PubSubClient> old)
{
    client::PubSubClient *const retired = m_retired.emplace_back(std::move(old)).get();
    // Queued: it is not to be deleted while it emits.
    connect(
        retired, &client::PubSubClient::released, this,
        [this, retired] {
            const auto at = std::find_if(m_retired.begin(), m_retired.end(),
                                         [retired](const auto &client) { return client.get() == retired; });
            if (at != m_retired.end())
                m_retired.erase(at);
        },
        Qt::QueuedConnection);
    retired->release();
}

base::Result<client::ClientConfig> ClientController::configFor(const QString &url, const QString &consumer,
                                                               const QString &topics) const
{
    const auto parsed = usableUrl(url, m_client->config());
    if (!parsed)
        return tl::unexpected(parsed.error());
    const Field fault = faultyField(parsed, consumer, topics);
    if (fault == Field::Topics)
        return base::failure(base::ErrorCode::InvalidArgument, tr("Enter at least one topic, or * for all topics."));
    if (fault == Field::Consumer)
        return base::failure(base::ErrorCode::InvalidArgument,
                             tr("Enter a consumer name: the server shows this client under it."));
    client::ClientConfig config = m_client->config();
    config.connection = m_next.value_or(config.connection);
    config.connection.url = *parsed;
    config.connection.consumer = consumer.trimmed();
    config.topics = splitTopics(topics);
    return config;
}

bool ClientController::isReplacedFor(const client::ClientConfig &config) const
{
    return ServerId::of(config.connection) != server();
}

bool ClientController::movesWith(const client::ClientConfig &config) const
{
    return m_wasConnected && isReplacedFor(config);
}

void ClientController::connectTo(const QString &url, const QString &consumer, const QString &topics, Handlers handlers)
{
    auto config = configFor(url, consumer, topics);
    m_inputError = config ? QString() : config.error().text;
    m_inputFault = faultyField(usableUrl(url, m_client->config()), consumer, topics);
    if (config) {
        if (isReplacedFor(*config))
            replaceClient(std::move(*config), handlers);
        else
            reconfigure(std::move(*config));
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

void ClientController::keepSettings()
{
    m_next.reset();
    Q_EMIT settingsChanged();
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
    settings.overflow = static_cast<dispatch::OverflowPolicy>(
        std::clamp(policy, 0, static_cast<int>(dispatch::OverflowPolicy::DropOldest)));
    changeDispatch(settings);
}

void ClientController::changeDispatch(const dispatch::DispatchSettings &settings)
{
    client::ClientConfig config = m_client->config();
    if (settings == config.dispatch)
        return;
    config.dispatch = settings;
    m_client->reconfigure(std::move(config));
    Q_EMIT dispatchChanged();
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

//! What was published while the line was broken never came, and no count shows that.
void ClientController::noteGap()
{
    if (state() == State::Connected) {
        m_closedAt.reset(); // at once: whoever asked for it knows
        if (m_lostAt)
            noteProblem(
                tr("The connection was lost from %1 to %2: what was published meanwhile is not here.")
                    .arg(timeOfDayText(*std::exchange(m_lostAt, std::nullopt)), timeOfDayText(base::wallNow())));
    } else if (state() == State::Reconnecting) {
        m_closedAt.reset(); // what was changed left the line as it was
        if (m_wasConnected && !m_lostAt)
            m_lostAt = base::wallNow();
    } else if (state() == State::Connecting && m_client->status().error && m_closedAt) {
        // on purpose, and it is not to be had again so soon
        const auto closed = std::exchange(m_closedAt, std::nullopt);
        if (!m_lostAt)
            m_lostAt = closed;
    } else if (state() == State::Disconnected) {
        m_closedAt.reset();
        m_lostAt.reset(); // on purpose, or for good: both are told
    }
}

void ClientController::reconfigure(client::ClientConfig config)
{
    m_next.reset();
    if (config != m_client->config()) {
        if (state() == State::Connected)
            m_closedAt = base::wallNow();
        m_client->reconfigure(std::move(config));
        dismissProblem(); // with the settings before
    }
    Q_EMIT settingsChanged(); // the field may show a password that was typed once more
}

void ClientController::createClient(client::ClientConfig config)
{
    m_client = m_factory ? std::make_unique<client::PubSubClient>(std::move(config), m_factory)
                         : std::make_unique<client::PubSubClient>(std::move(config));
    connect(m_client.get(), &client::PubSubClient::statusChanged, this, [this] {
        m_wasConnected = m_wasConnected || state() == State::Connected;
        noteGap();
        takeSnapshot();
        Q_EMIT statusChanged();
    });
    connect(m_client.get(), &client::PubSubClient::problemOccurred, this,
            [this](const base::Error &error) { noteProblem(error.text); });
    const QString problem = m_handlers.registerWith(*m_client);
    dismissProblem();
    if (!problem.isEmpty())
        noteProblem(problem);
}

void ClientController::replaceClient(client::ClientConfig config, Handlers handlers)
{
    m_handlers.move(m_wasConnected && handlers == Handlers::Stop, ServerId::of(config.connection));
    // The old client stays until everybody has let go of what it owns.
    std::unique_ptr<client::PubSubClient> old = std::move(m_client);
    old->disconnect(this);
    m_wasConnected = false;
    m_snapshot = {};
    m_closedAt.reset();
    m_lostAt.reset();
    m_next.reset();
    createClient(std::move(config));
    Q_EMIT stoppedChanged();
    Q_EMIT clientChanged();
    Q_EMIT settingsChanged();
    Q_EMIT statusChanged();
    takeSnapshot();
    retire(std::move(old));
}

void ClientController::takeSnapshot()
{
    m_client->refresh(m_snapshot);
    Q_EMIT snapshotTaken(m_snapshot);
}

} // namespace topicscope::app
