// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/pipeline.h"

#include <QSet>
#include <QTimer>

#include <algorithm>

namespace topicscope::client {

using base::MessageState;

namespace {

constexpr int maxReportsPerSecond = 10;
constexpr std::chrono::milliseconds sweepInterval{10};

//! A server is asked for topics, and cannot be told that some are not wanted any more.
bool losesTopics(const QStringList &before, const QStringList &now)
{
    const QSet<QString> wanted(now.begin(), now.end());
    return std::any_of(before.begin(), before.end(),
                       [&wanted](const QString &topic) { return !wanted.contains(topic); });
}

} // namespace

Pipeline::Pipeline(const ClientConfig &config, TransportFactory factory, base::TopicRegistry &topics,
                   capture::MessageStore &store)
    : m_settings(config.dispatch),
      m_connection(config.connection),
      m_store(store),
      m_filter(config.dispatch.idempotenceWindow),
      m_subscribed(config.topics),
      m_transport(std::move(factory), topics, *this),
      m_waiting(config.dispatch.waitingMemory),
      m_acknowledgements(m_figures, m_waiting, config.dispatch.idempotence,
                         [this](const base::Error &error) { report(error); }),
      m_retries(m_waiting),
      m_drainTimer(new QTimer(this)),
      m_sweepTimer(new QTimer(this)),
      m_retryTimer(new QTimer(this)),
      m_dispatcher(config.dispatch, m_waiting,
                   [this] { QMetaObject::invokeMethod(this, &Pipeline::drain, Qt::QueuedConnection); })
{
    m_figures.noteFilter(m_settings.idempotence, m_filter.window(), 0);
    m_retryTimer->setSingleShot(true);
    connect(m_retryTimer, &QTimer::timeout, this, &Pipeline::retryDue);
    m_drainTimer->setSingleShot(true);
    connect(m_drainTimer, &QTimer::timeout, this, &Pipeline::finishClosing);
    m_sweepTimer->setInterval(sweepInterval);
    connect(m_sweepTimer, &QTimer::timeout, this, &Pipeline::sweep);
}

Pipeline::~Pipeline() = default;

void Pipeline::open()
{
    m_closing = false;
    m_drainTimer->stop();
    if (!m_replacing) // else it is opened when the one before is closed
        openTransport();
}

void Pipeline::openTransport()
{
    if (m_transport.get() == nullptr) {
        net::Transport &made = m_transport.make(m_connection);
        m_capabilities.store(made.capabilities().toInt(), std::memory_order_relaxed);
        made.continueAfter(m_lastReceived);
        made.subscribe(m_subscribed);
        m_acknowledgements.setTransport(m_transport.get());
    }
    m_readingPaused = m_dispatcher.hasStaged();
    m_transport.get()->setReadingPaused(m_readingPaused);
    m_transport.get()->open();
}

void Pipeline::close(std::chrono::milliseconds drainTimeout)
{
    if (m_closing)
        return;
    m_closing = true;
    m_closeDeadline = base::SteadyClock::now() + drainTimeout;
    giveUpRetries(m_closeDeadline);
    // Nothing new is taken while the lanes empty; acknowledgements and heartbeats go on.
    setReadingPaused(true);
    drain();
    if (hasWork())
        m_drainTimer->start(drainTimeout);
    else
        finishClosing();
}

void Pipeline::finishClosing()
{
    m_drainTimer->stop();
    giveUpRetries(base::SteadyTime::min());
    while (m_dispatcher.hasStaged())
        drop(m_dispatcher.takeStaged());
    if (m_state != net::ConnectionState::Disconnected) {
        m_transport.get()->close(); // connectionStatusChanged() tells the end
    } else {
        m_closing = false;
        Q_EMIT stopped();
    }
}

bool Pipeline::hasWork() const
{
    return m_dispatcher.inFlight() > 0 || m_retries.size() > 0;
}

void Pipeline::reconfigure(const ClientConfig &config)
{
    commit(); // under the settings it came under
    if (config.dispatch != m_settings)
        configureDispatch(config.dispatch);
    m_store.setMaxBytes(config.storeMaxBytes);
    const QStringList before = std::exchange(m_subscribed, config.topics);
    if (config.connection != m_connection || losesTopics(before, m_subscribed)) {
        m_connection = config.connection;
        replaceTransport();
    } else if (net::Transport *transport = m_transport.get(); transport != nullptr && m_subscribed != before) {
        transport->subscribe(m_subscribed);
    }
}

void Pipeline::configureDispatch(const dispatch::DispatchSettings &settings)
{
    // Of what was not filtered nobody remembers whether its acknowledgement arrived: a redelivery is handled rather
    // than lost.
    if (settings.idempotence && !m_settings.idempotence)
        m_filter.clear();
    m_settings = settings;
    m_filter.setWindow(settings.idempotenceWindow);
    m_figures.noteFilter(settings.idempotence, m_filter.window(), m_filter.size());
    m_acknowledgements.setRemember(settings.idempotence);
    m_waiting.setLimit(settings.waitingMemory);
    m_dispatcher.reconfigure(settings);
    dispatchStaged(); // there may be room now, or what has none is dropped
}

void Pipeline::replaceTransport()
{
    if (m_replacing || m_transport.get() == nullptr)
        return;
    if (m_state == net::ConnectionState::Disconnected) {
        m_acknowledgements.setTransport(nullptr);
        m_transport.retire();
        return;
    }
    m_replacing = true;
    m_transport.get()->close(); // connectionStatusChanged() tells the end
}

void Pipeline::postTable(std::unique_ptr<const dispatch::HandlerTable> table)
{
    m_dispatcher.postTable(std::move(table));
    // The next message takes it over; where none comes, handlers have to start and stop all the same.
    QMetaObject::invokeMethod(
        this, [this] { m_dispatcher.takeTable(); }, Qt::QueuedConnection);
}

void Pipeline::publish(const net::Publication &publication, net::Transport::PublishCallback done)
{
    m_transport.publish(publication, std::move(done));
}

void Pipeline::connectionStatusChanged(const net::ConnectionStatus &status)
{
    const bool lost = m_state == net::ConnectionState::Connected && status.state != m_state;
    if (lost)
        m_acknowledgements.takeBack(status.error); // first: acknowledgements keep their order
    commit(); // what came before the connection ended
    if (lost)
        m_acknowledgements.connectionLost();
    m_state = status.state;
    if (m_replacing && status.state == net::ConnectionState::Disconnected) {
        m_replacing = false;
        m_acknowledgements.setTransport(nullptr);
        m_transport.retire();
        if (!m_closing) {
            openTransport(); // and its states are told
            return;
        }
    }
    Q_EMIT statusChanged(status);
    if (status.state == net::ConnectionState::Connected) {
        m_acknowledgements.sendPending();
    } else if (status.state == net::ConnectionState::Disconnected && m_closing && !m_drainTimer->isActive()) {
        m_closing = false;
        Q_EMIT stopped();
    }
}

void Pipeline::messageReceived(base::MessagePtr message)
{
    m_batch.push_back(std::move(message));
    if (m_batch.size() >= dispatch::DispatchSettings::batchSize)
        commit();
}

void Pipeline::commit()
{
    if (m_batch.empty())
        return;
    m_keys.clear();
    for (const base::MessagePtr &message : m_batch)
        m_keys.push_back(m_filter.prepare(message->id()));
    m_lastReceived = m_batch.back()->sequence();
    m_firsts.assign(m_batch.size(), {});
    for (std::size_t i = 0; i < m_batch.size(); ++i) {
        const base::Message &message = *m_batch[i];
        if (const base::Sighting *first = m_filter.insert(
                m_keys[i], {.sequence = message.sequence(), .at = message.receivedAt()})) {
            m_firsts[i] = *first;
            message.markRepetition(first->sequence);
        }
        stage(m_batch[i]);
    }
    // Counted before a lane can begin: see ClientFigures::ledgerLocked().
    m_figures.countReceived(m_batch, m_firsts, m_filter.size());
    m_store.append(m_batch);
    dispatchStaged();
}

void Pipeline::stage(const base::MessagePtr &message)
{
    if (message->outcome().state == MessageState::Malformed) {
        report(message->error());
    } else if (m_settings.idempotence && message->repeats().value != 0) {
        message->settle({.state = MessageState::Duplicate, .handler = {}, .latency = {}});
        m_acknowledgements.repeat(message);
    } else if (dispatch::HandlerEntry *handler = m_dispatcher.route(*message)) {
        m_dispatcher.stage(message, *handler);
    } else {
        message->settle({.state = MessageState::Unrouted, .handler = {}, .latency = {}});
    }
}

void Pipeline::dispatchStaged()
{
    bool all = m_dispatcher.flush();
    if (!all) {
        m_acknowledgements.trim(); // what has left makes room
        takeCompletions();
        all = m_dispatcher.flush();
    }
    while (!all && m_settings.overflow != dispatch::OverflowPolicy::Block) {
        const base::MessagePtr out = m_settings.overflow == dispatch::OverflowPolicy::DropOldest
                                         ? m_dispatcher.takeOldest()
                                         : m_dispatcher.takeStaged();
        if (!out)
            break; // its lane does not give back messages yet: until then they wait
        drop(out);
        all = m_dispatcher.flush();
    }
    if (!m_closing)
        setReadingPaused(!all);
    if (!m_sweepTimer->isActive() && m_dispatcher.inFlight() > 0)
        m_sweepTimer->start();
}

void Pipeline::setReadingPaused(bool paused)
{
    if (std::exchange(m_readingPaused, paused) != paused && m_transport.get() != nullptr)
        m_transport.get()->setReadingPaused(paused);
}

void Pipeline::drop(const base::MessagePtr &message)
{
    message->settle({.state = MessageState::Dropped, .handler = {}, .latency = {}});
    m_figures.countDropped();
    if (!m_retries.isIdle())
        static_cast<void>(m_retries.finish(*message));
    forget(*message);
}

void Pipeline::forget(const base::Message &message)
{
    m_filter.forget(message.id(), message.sequence());
}

void Pipeline::drain()
{
    m_acknowledgements.trim();
    takeCompletions();
    if (m_dispatcher.hasStaged())
        dispatchStaged();
    if (m_drainTimer->isActive() && !hasWork())
        finishClosing();
}

void Pipeline::sweep()
{
    drain();
    if (m_dispatcher.inFlight() == 0)
        m_sweepTimer->stop();
}

void Pipeline::takeCompletions()
{
    m_dispatcher.drainCompletions(m_completions);
    if (m_completions.empty())
        return;
    takeRetries();
    m_figures.countCompleted(m_completions);
    for (dispatch::Completion &completion : m_completions) {
        const int calls = m_retries.isIdle() ? 1 : m_retries.finish(*completion.message);
        if (completion.error) {
            fail(completion.message, *completion.handler, *completion.error, calls);
            completion.message.reset();
        } else if (completion.verdict == dispatch::Verdict::Withhold) {
            forget(*completion.message);
            completion.message.reset();
        }
    }
    m_acknowledgements.send(m_completions);
    m_dispatcher.release(m_completions);
    m_completions.clear();
}

void Pipeline::takeRetries()
{
    if (std::none_of(m_completions.begin(), m_completions.end(),
                     [](const dispatch::Completion &completion) { return completion.error != nullptr; }))
        return;
    const base::SteadyTime now = base::SteadyClock::now();
    const auto deadline = m_closing ? std::optional(m_closeDeadline) : std::nullopt;
    const auto again = std::stable_partition(m_completions.begin(), m_completions.end(),
                                             [&](dispatch::Completion &completion) {
                                                 return !completion.error || !m_retries.add(completion, now, deadline);
                                             });
    if (again == m_completions.end())
        return;
    m_figures.countRetried(std::span(again, m_completions.end()));
    for (auto completion = again; completion != m_completions.end(); ++completion)
        completion->message->settle({.state = MessageState::Queued, .handler = completion->handler->id, .latency = {}});
    m_completions.erase(again, m_completions.end()); // not released: their handlers have to stay
    armRetryTimer();
}

void Pipeline::retryDue()
{
    commit(); // nothing may reach a lane uncounted
    const base::SteadyTime now = base::SteadyClock::now();
    quint64 count = 0;
    while (std::optional<RetryQueue::Waiting> waiting = m_retries.takeDue(now)) {
        m_dispatcher.stageKept(std::move(waiting->message), *waiting->handler);
        ++count;
    }
    m_figures.countRetriesDue(count);
    dispatchStaged();
    armRetryTimer();
}

void Pipeline::armRetryTimer()
{
    const auto due = m_retries.nextDue();
    if (!due) {
        m_retryTimer->stop();
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*due - base::SteadyClock::now());
    m_retryTimer->start(std::max(wait, std::chrono::milliseconds(0)));
}

void Pipeline::giveUpRetries(base::SteadyTime deadline)
{
    while (const std::optional<RetryQueue::Waiting> waiting = m_retries.takeAfter(deadline)) {
        const MessageState state = waiting->error.code == base::ErrorCode::Timeout ? MessageState::TimedOut
                                                                                   : MessageState::Failed;
        waiting->message->settle({.state = state, .handler = waiting->handler->id, .latency = {}});
        m_figures.countGivenUp(*waiting->message);
        fail(waiting->message, *waiting->handler, waiting->error, waiting->calls);
        m_dispatcher.letGo(*waiting->handler);
    }
    armRetryTimer();
}

void Pipeline::fail(const base::MessagePtr &message, const dispatch::HandlerEntry &handler, const base::Error &error,
                    int calls)
{
    forget(*message);
    report({error.code, QStringLiteral("Handler %1: %2").arg(handler.name, error.text)});
    m_deadLetters.add({.id = 0,
                       .message = message,
                       .handler = handler.name,
                       .error = error,
                       .note = {},
                       .calls = calls,
                       .failedAt = base::wallNow()});
}

QString Pipeline::whyNotAgain(const base::Message &message, const dispatch::HandlerEntry *handler)
{
    if (handler == nullptr)
        return tr("Not run again: no handler consumes its topic now.");
    // A letter is not what makes room, or has to go where there is none.
    if (m_settings.overflow != dispatch::OverflowPolicy::Block
        && (m_dispatcher.hasStaged() || !m_dispatcher.hasRoomFor(message, *handler)))
        return tr("Not run again: its lane, or the memory for messages that wait, is full now.");
    const bool meanwhile = m_filter.insert(message.id(), {.sequence = message.sequence(), .at = message.receivedAt()})
                           != nullptr;
    return meanwhile && m_settings.idempotence ? tr("Not run again: a message with its id came again meanwhile.")
                                               : QString();
}

RerunStart Pipeline::rerun(const std::vector<quint64> &ids)
{
    commit(); // nothing may reach a lane uncounted
    RerunStart start;
    std::vector<DeadLetter> kept;
    for (DeadLetter &letter : m_deadLetters.take(ids)) {
        dispatch::HandlerEntry *handler = m_closing ? nullptr : m_dispatcher.route(*letter.message);
        letter.note = whyNotAgain(*letter.message, handler);
        if (!letter.note.isEmpty()) {
            kept.push_back(std::move(letter));
            continue;
        }
        m_figures.countRerun(*letter.message);
        letter.message->settle({.state = MessageState::Queued, .handler = handler->id, .latency = {}});
        start.queued.push_back(letter.message);
        m_dispatcher.stage(std::move(letter.message), *handler);
        if (m_settings.overflow != dispatch::OverflowPolicy::Block)
            static_cast<void>(m_dispatcher.flush()); // it has room
    }
    start.kept = kept.size();
    if (!kept.empty())
        m_deadLetters.restore(std::move(kept));
    dispatchStaged();
    return start;
}

void Pipeline::batchFinished()
{
    commit();
    m_acknowledgements.flushRepeated();
    m_dispatcher.awaitFew();
    drain();
}

void Pipeline::otherEventReceived()
{
    m_figures.countOtherEvent();
}

void Pipeline::protocolErrorOccurred(const base::Error &error)
{
    m_figures.countProtocolError(error);
    report(error);
}

void Pipeline::report(const base::Error &error)
{
    const base::SteadyTime now = base::SteadyClock::now();
    if (now - m_reportWindow >= std::chrono::seconds(1)) {
        m_reportWindow = now;
        m_reports = 0;
    }
    if (++m_reports <= maxReportsPerSecond)
        Q_EMIT problemOccurred(error);
}

void Pipeline::addStoreFigures(stats::Ledger &ledger) const
{
    const capture::MessageStore::Usage usage = m_store.usage();
    ledger.stored = usage.count;
    ledger.evicted = usage.evicted;
    ledger.deadLetters = m_deadLetters.usage().count;
}

stats::Ledger Pipeline::ledger() const
{
    stats::Ledger ledger = m_figures.ledger([this] { return m_dispatcher.started(); });
    addStoreFigures(ledger);
    return ledger;
}

ClientSnapshot Pipeline::snapshot() const
{
    ClientSnapshot snapshot = m_figures.snapshot([this] { return m_dispatcher.started(); });
    complete(snapshot);
    return snapshot;
}

void Pipeline::refresh(ClientSnapshot &snapshot)
{
    m_figures.refresh(snapshot, [this] { return m_dispatcher.started(); });
    complete(snapshot);
}

void Pipeline::complete(ClientSnapshot &snapshot) const
{
    addStoreFigures(snapshot.ledger);
    snapshot.deadLetters = m_deadLetters.usage();
}

} // namespace topicscope::client
