// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/workspace.h"

#include "workspace/connectionmemory.h"
#include "workspace/memoryshares.h"

#include <algorithm>
#include <utility>

namespace topicscope::app {

Workspace::Workspace(client::ClientConfig config, SettingsStore *settings, client::TransportFactory factory,
                     QObject *parent)
    : QAbstractListModel(parent),
      m_blank(std::move(config)),
      m_settings(settings),
      m_factory(std::move(factory)),
      m_recent(settings)
{
    append(m_blank);
    m_sharing.setInterval(shareInterval);
    connect(&m_sharing, &QTimer::timeout, this, &Workspace::shareMemory);
}

Workspace::~Workspace() = default;

int Workspace::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sessions.size());
}

QVariant Workspace::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &session = m_sessions[static_cast<std::size_t>(index.row())].session;
    switch (role) {
    case Qt::DisplayRole:
        return session->title();
    case SessionRole:
        return QVariant::fromValue(session.get());
    case WorkspaceRole:
        return QVariant::fromValue(const_cast<Workspace *>(this));
    case SettingsRole:
        return QVariant::fromValue(m_settings.data());
    default:
        return {};
    }
}

QHash<int, QByteArray> Workspace::roleNames() const
{
    return {{SessionRole, "session"}, {WorkspaceRole, "workspace"}, {SettingsRole, "settings"}};
}

void Workspace::setCurrent(int place)
{
    if (place < 0 || place >= count() || place == m_current)
        return;
    m_current = place;
    Q_EMIT currentChanged();
}

void Workspace::askToClose(ClientController *session)
{
    if (const int place = placeOf(session); place >= 0) {
        setCurrent(place); // what is asked is about what one sees
        Q_EMIT closeWanted(session);
    }
}

void Workspace::step(int step)
{
    setCurrent((m_current + step % count() + count()) % count());
}

int Workspace::placeOf(const ClientController *session) const
{
    const auto at = std::find_if(m_sessions.begin(), m_sessions.end(),
                                 [session](const auto &held) { return held.session.get() == session; });
    return at == m_sessions.end() ? -1 : static_cast<int>(std::distance(m_sessions.begin(), at));
}

ClientController *Workspace::append(client::ClientConfig config)
{
    const int place = count();
    const int wanted = config.dispatch.lanes;
    config.dispatch.lanes = std::clamp(lanesLeft(), 1, wanted);
    const bool fewer = config.dispatch.lanes < wanted;
    beginInsertRows({}, place, place);
    ClientController *const session = m_sessions
                                          .emplace_back(
                                              nullptr, std::make_unique<ClientController>(std::move(config), m_factory))
                                          .session.get();
    endInsertRows();
    // Queued: what asks is in the middle of connecting.
    connect(session, &ClientController::otherServerWanted, this, &Workspace::open, Qt::QueuedConnection);
    connect(session, &ClientController::settingsChanged, this, [this, session] { remember(*session); });
    connect(session, &ClientController::connected, this, [this, session] { noteConnection(*session); });
    Q_EMIT countChanged();
    if (fewer)
        session->noteProblem(tr("Other sessions have most of the %1 threads for handlers, so this one has %2.")
                                 .arg(maxLanes)
                                 .arg(session->client().config().dispatch.lanes));
    shareMemory();
    return session;
}

bool Workspace::hasRoom()
{
    if (count() < maxSessions)
        return true;
    session()->noteProblem(
        tr("There are %1 sessions open, which is as many as there can be. Close one of them first.").arg(maxSessions));
    return false;
}

bool Workspace::openNew()
{
    const auto fresh = std::find_if(m_sessions.begin(), m_sessions.end(), [](const Held &held) {
        return held.session->isFresh() && !held.session->isActive();
    });
    if (fresh != m_sessions.end()) {
        setCurrent(static_cast<int>(std::distance(m_sessions.begin(), fresh)));
        return true;
    }
    if (!hasRoom())
        return false;
    append(m_blank);
    setCurrent(count() - 1);
    return true;
}

bool Workspace::open(client::ClientConfig config)
{
    const auto isFor = [server = ServerId::of(config.connection)](const Held &held) {
        return (!held.session->isFresh() || held.session->isActive()) && held.session->server() == server;
    };
    if (const auto known = std::find_if(m_sessions.begin(), m_sessions.end(), isFor); known != m_sessions.end()) {
        setCurrent(static_cast<int>(std::distance(m_sessions.begin(), known)));
        // Its own settings and secrets are worth more than those of wherever this was asked for.
        client::ClientConfig own = session()->client().config();
        own.connection.consumer = config.connection.consumer;
        own.topics = std::move(config.topics);
        config = std::move(own);
    } else if (!session()->accepts(config) && !openNew()) {
        return false;
    }
    session()->connectWith(std::move(config));
    return true;
}

bool Workspace::openRecent(int row)
{
    auto config = m_recent.configOf(row, m_blank);
    return config && open(std::move(*config));
}

void Workspace::openDemo()
{
    if (const auto opened = startDemo(QStringLiteral("topicscope"), {QStringLiteral("*")}); !opened)
        session()->noteProblem(opened.error().text);
}

base::Result<void> Workspace::startDemo(const QString &consumer, const QStringList &topics)
{
    const auto isDemo = [](const Held &held) { return held.demo != nullptr; };
    if (const auto known = std::find_if(m_sessions.begin(), m_sessions.end(), isDemo); known != m_sessions.end()) {
        setCurrent(static_cast<int>(std::distance(m_sessions.begin(), known)));
        return {};
    }
    auto demo = std::make_unique<Demo>();
    const auto url = demo->start();
    if (!url)
        return tl::unexpected(url.error());
    auto handlers = Demo::handlers();
    if (!handlers)
        return tl::unexpected(handlers.error());
    if (!session()->isFresh() && !openNew())
        return {}; // which was told
    m_sessions[static_cast<std::size_t>(m_current)].demo = std::move(demo);
    session()->setDemo(true);
    const auto added = session()->addHandlers(std::move(*handlers));
    client::ClientConfig config = m_blank;
    config.connection = {}; // it knows nothing of a namespace, a proxy...
    config.connection.url = *url;
    config.connection.consumer = consumer;
    config.topics = topics;
    config.dispatch.idempotence = true;
    session()->connectWith(std::move(config));
    return added ? base::Result<void>() : tl::unexpected(added.error());
}

void Workspace::close(ClientController *session)
{
    const int place = placeOf(session);
    if (place < 0)
        return;
    if (count() == 1)
        append(m_blank);
    // Another one is shown before this one goes: whoever shows it lets go of it first.
    const bool shown = place == m_current;
    if (shown)
        setCurrent(place + 1 < count() ? place + 1 : place - 1);
    beginRemoveRows({}, place, place);
    Held closed = std::move(m_sessions[static_cast<std::size_t>(place)]);
    m_sessions.erase(m_sessions.begin() + place);
    const int before = m_current;
    if (m_current > place)
        --m_current;
    endRemoveRows();
    if (m_current != before)
        Q_EMIT currentChanged();
    Q_EMIT countChanged();
    retire(std::move(closed));
    shareMemory();
}

void Workspace::remember(const ClientController &session)
{
    if (session.isDemo() || !m_settings)
        return;
    const client::ClientConfig &config = session.client().config();
    rememberConnection(config.connection, *m_settings);
    m_settings->setText(QStringLiteral("connection/topics"), session.topics());
}

// Of one that was never there, nobody wants to be reminded.
void Workspace::noteConnection(const ClientController &session)
{
    if (m_settings && !session.isDemo())
        m_recent.note(session.client().config());
}

int Workspace::lanesLeft() const
{
    int left = maxLanes;
    for (const std::vector<Held> *sessions : {&m_sessions, &m_retired}) {
        for (const Held &held : *sessions)
            left -= held.session->client().config().dispatch.lanes;
    }
    return left;
}

void Workspace::shareMemory()
{
    std::vector<qint64> stored;
    for (const Held &held : m_sessions)
        stored.push_back(held.session->client().source().usage().bytes);
    const std::vector<qint64> shares = memoryShares(m_blank.storeMaxBytes, stored);
    const qint64 waiting = m_blank.dispatch.waitingMemory / count();
    for (std::size_t place = 0; place < m_sessions.size(); ++place)
        m_sessions[place].session->setMemory(shares[place], waiting);
    if (count() > 1 && !m_sharing.isActive())
        m_sharing.start();
    else if (count() == 1)
        m_sharing.stop();
}

void Workspace::retire(Held held)
{
    held.session->disconnect(this);
    ClientController *const retired = m_retired.emplace_back(std::move(held)).session.get();
    // Queued: it is not to be deleted while it emits.
    connect(
        retired, &ClientController::released, this,
        [this, retired] {
            std::erase_if(m_retired, [retired](const Held &other) { return other.session.get() == retired; });
        },
        Qt::QueuedConnection);
    // Queued: whoever showed it looks at it until he is deleted, which the event loop does first.
    QMetaObject::invokeMethod(retired, &ClientController::release, Qt::QueuedConnection);
}

} // namespace topicscope::app
