// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/clientcontroller.h"

#include "workspace/closingcontroller.h"
#include "common/figuretext.h"
#include "net/serverurl.h"
#include "net/settingfield.h"
#include "systems/registry.h"

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
    return systems::parseUrl(text).and_then([&](const QUrl &url) { return net::unmaskedUrl(url, now.connection.url); });
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
    : QObject(parent),
      m_factory(std::move(factory)),
      m_client(m_factory ? std::make_unique<client::PubSubClient>(std::move(config), m_factory)
                         : std::make_unique<client::PubSubClient>(std::move(config))),
      m_closing(new ClosingController(*this))
{
    connect(m_client.get(), &client::PubSubClient::statusChanged, this, [this] {
        const bool isConnected = state() == State::Connected;
        m_wasConnected = m_wasConnected || isConnected;
        noteGap();
        takeSnapshot();
        Q_EMIT statusChanged();
        if (isConnected)
            Q_EMIT connected();
    });
    connect(this, &ClientController::statusChanged, this, &ClientController::titleChanged);
    connect(this, &ClientController::settingsChanged, this, &ClientController::titleChanged);
    connect(m_client.get(), &client::PubSubClient::problemOccurred, this,
            [this](const base::Error &error) { noteProblem(error.text); });
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

QString ClientController::title() const
{
    if (m_demo)
        return tr("Demo");
    const QUrl &url = m_client->config().connection.url;
    if (m_fresh && !isActive())
        return tr("New connection");
    return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host(), QString::number(url.port()));
}

void ClientController::setDemo(bool demo)
{
    if (std::exchange(m_demo, demo) != demo)
        Q_EMIT settingsChanged();
}

base::Result<std::vector<base::HandlerId>> ClientController::addHandlers(std::vector<dispatch::HandlerSpec> specs)
{
    auto ids = m_client->addHandlers(std::move(specs));
    if (ids)
        takeSnapshot();
    return ids;
}

base::Result<base::HandlerId> ClientController::addHandler(dispatch::HandlerSpec spec)
{
    const auto id = m_client->addHandler(std::move(spec));
    if (id)
        takeSnapshot();
    return id;
}

base::Result<dispatch::HandlerSpec> ClientController::removeHandler(base::HandlerId id)
{
    auto removed = m_client->removeHandler(id);
    if (removed)
        takeSnapshot();
    return removed;
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

bool ClientController::accepts(const client::ClientConfig &config) const
{
    return m_fresh || ServerId::of(config.connection) == server();
}

void ClientController::connectTo(const QString &url, const QString &consumer, const QString &topics)
{
    auto config = configFor(url, consumer, topics);
    m_inputError = config ? QString() : config.error().text;
    m_inputFault = faultyField(usableUrl(url, m_client->config()), consumer, topics);
    if (config && accepts(*config)) {
        connectWith(std::move(*config));
        return;
    }
    Q_EMIT statusChanged();
    if (config) {
        forgetSecrets(config->connection);
        keepSettings(); // of this session
        Q_EMIT otherServerWanted(*config);
    }
}

//! What this session sends to its server is not for another one, unless it was given for that one.
void ClientController::forgetSecrets(net::ConnectionSettings &connection) const
{
    const net::ConnectionSettings &own = m_client->config().connection;
    for (const net::SettingField &field : systems::systemOf(connection.url).fields) {
        if (field.secrecy == net::SettingField::Secrecy::Secret
            && net::bytesOf(field, connection) == net::bytesOf(field, own))
            static_cast<void>(net::takeBytes(field, field.key, net::bytesOf(field, {}), connection));
    }
}

void ClientController::connectWith(client::ClientConfig config)
{
    const client::ClientConfig &now = m_client->config();
    config.storeMaxBytes = now.storeMaxBytes; // these are the Workspace's to say
    config.dispatch.waitingMemory = now.dispatch.waitingMemory;
    m_inputError.clear();
    m_inputFault = Field::None;
    const bool stays = state() == State::Connected && config.connection == now.connection;
    reconfigure(std::move(config));
    m_client->start();
    Q_EMIT statusChanged();
    if (stays) // with other topics
        Q_EMIT connected();
}

void ClientController::disconnectFromServer()
{
    m_inputError.clear();
    m_client->stop();
    Q_EMIT statusChanged();
}

void ClientController::release()
{
    // What a snapshot looks at is being destroyed by another thread from here on.
    m_timer.stop();
    m_client->disconnect(this);
    connect(m_client.get(), &client::PubSubClient::released, this, &ClientController::released);
    m_client->release();
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

void ClientController::setMemory(qsizetype stored, qint64 waiting)
{
    client::ClientConfig config = m_client->config();
    config.storeMaxBytes = stored;
    config.dispatch.waitingMemory = waiting;
    m_client->reconfigure(std::move(config)); // nothing, where it is the same
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
        if (!m_fresh)
            dismissProblem(); // with the settings before
    }
    Q_EMIT settingsChanged(); // the field may show a password that was typed once more
}

//! From the first connection, or handler, on it is for this server.
void ClientController::noteUse()
{
    if (!m_fresh || (!m_wasConnected && m_snapshot.handlers.empty()))
        return;
    m_fresh = false;
    Q_EMIT freshChanged();
    Q_EMIT settingsChanged(); // it has a title now
}

void ClientController::takeSnapshot()
{
    const double rate = m_snapshot.receivedPerSecond;
    m_client->refresh(m_snapshot);
    noteUse();
    if (m_snapshot.receivedPerSecond != rate)
        Q_EMIT rateChanged();
    Q_EMIT snapshotTaken(m_snapshot);
}

} // namespace topicscope::app
