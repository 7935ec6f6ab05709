// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiotransport.h"

#include "base/bytes.h"
#include "base/printabletext.h"
#include "systems/socketio/carrierswitch.h"
#include "net/connectionerrors.h"
#include "net/messagebuilder.h"
#include "systems/socketio/restclient.h"
#include "net/serverurl.h"
#include "systems/socketio/socketiosession.h"

#include "base/logging.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace topicscope::systems {

using base::viewOf;
using base::Error;
using base::ErrorCode;
using base::SteadyClock;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds pausedHeartbeat{100};

} // namespace

class SocketIoTransport::Private final : public SocketIoSession::Listener, public Carrier::Listener
{
public:
    Private(SocketIoTransport *transport, net::ConnectionSettings connection, base::TopicRegistry &registry,
            std::unique_ptr<net::NetworkWatch> watch);

    void open();
    void close();
    void setReadingPaused(bool paused);
    void keepAliveWhilePaused(base::SteadyTime now);
    void continueAfter(base::Sequence last) { m_builder.continueAfter(last); }
    void sendSubscription();
    [[nodiscard]] net::AckOutcome acknowledge(std::string_view consumer, const base::Message &message);
    void flush();
    [[nodiscard]] std::size_t unsentAcknowledgements() { return m_line.unsentTexts(); }

    QStringList topics;
    RestClient rest;
    BroadcastReader readBroadcast;

private:
    [[nodiscard]] bool isFinal(ErrorCode code) const
    {
        return net::isLasting(code)
               && !(m_settings.reconnect.awaitServer
                    && (code == ErrorCode::NamespaceRefused || code == ErrorCode::Rejected));
    }

    enum class Retry : quint8 { AfterWait, AtOnce, Never };

    void watchNetwork();
    void attempt();
    void finishClosing();
    void lose(const Error &error, Retry retry = Retry::AfterWait);
    void loseOrFallBack(Error error, bool beforeHandshake);
    void retryNow();
    void takeUpResumed(milliseconds asleep);
    void takeUpGone(const QList<QHostAddress> &addresses);
    void armDeadline();
    [[nodiscard]] QString connectedDetail() const;
    [[nodiscard]] QString waitingDetail(milliseconds wait) const;
    void setStatus(net::ConnectionState state, std::optional<Error> error, const QString &detail, bool waiting = false);

    void streamOpened() override;
    void textReceived(std::string_view text) override;
    void binaryReceived(const QByteArray &bytes) override;
    void partReceived() override;
    void readFinished() override;
    [[nodiscard]] const base::Moment &readAt();
    void handOn(base::MessagePtr message);
    void noteSurplus(std::string_view topic, int arguments);
    void countRepeated();
    void streamFailed(const Error &error) override;
    void streamClosed() override;

    void sendText(const QByteArray &packet) override;
    void sessionOpened() override;
    void messageArrived(std::string_view json) override;
    void binaryMessageArrived(std::string_view json, QList<QByteArray> attachments) override;
    void otherEventArrived() override { q->listener().otherEventReceived(); }
    void broadcastArrived(protocol::ServerEvent event, std::string_view json) override
    {
        readBroadcast ? readBroadcast(event, json) : q->listener().otherEventReceived();
    }
    void protocolErrorOccurred(const Error &error) override;
    void sessionEnded(const Error &error) override;

    SocketIoTransport *q;
    net::ConnectionSettings m_settings;
    std::unique_ptr<net::NetworkWatch> m_watch;
    SocketIoSession m_session;
    net::ReconnectPolicy m_policy;
    net::MessageBuilder m_builder;
    CarrierSwitch m_line;
    QTimer m_deadlineTimer;
    QTimer m_reconnectTimer;
    QTimer m_pausedTimer; // heartbeats while nothing is read, or only now and then
    bool m_paused = false;
    bool m_wasPaused = false; // since the timer's latest turn
    std::optional<Error> m_lastError;
    std::optional<base::Moment> m_readAt; // when what is handed out now was read
    QByteArray m_packet; // an acknowledgement, kept for its memory
    bool m_worked = false; // there was a connection since open()
    bool m_opened = false; // the present one had its session; the session itself has forgotten it by the time it ended
    bool m_closing = false;
    qsizetype m_subscriptionBytes = 0; // as sent on this connection
    qsizetype m_largestAcknowledgement = 0; // likewise
    bool m_surplusTold = false; // arguments behind a message, on this connection
    quint64 m_surplusRepeated = 0; // messages with such, not counted yet
};

SocketIoTransport::Private::Private(SocketIoTransport *transport, net::ConnectionSettings connection,
                                    base::TopicRegistry &registry, std::unique_ptr<net::NetworkWatch> watch)
    : rest(connection),
      q(transport),
      m_settings(std::move(connection)),
      m_watch(watch ? std::move(watch) : std::make_unique<net::SystemNetworkWatch>()),
      m_session({.nsp = m_settings.nsp.toUtf8(),
                 .auth = m_settings.auth,
                 .connectTimeout = m_settings.connectTimeout,
                 .maxFrameBytes = m_settings.maxFrameBytes},
                *this),
      m_policy(m_settings.reconnect),
      m_builder(registry),
      m_line(m_settings, *this)
{
    for (QTimer *timer : {&m_deadlineTimer, &m_reconnectTimer})
        timer->setSingleShot(true);
    QObject::connect(&m_deadlineTimer, &QTimer::timeout, q, [this] {
        m_session.checkDeadline(SteadyClock::now());
        armDeadline();
    });
    QObject::connect(&m_reconnectTimer, &QTimer::timeout, q, [this] { attempt(); });
    m_pausedTimer.setInterval(pausedHeartbeat);
    QObject::connect(&m_pausedTimer, &QTimer::timeout, q, [this] {
        if (!std::exchange(m_wasPaused, m_paused)) {
            m_pausedTimer.stop();
            return;
        }
        keepAliveWhilePaused(SteadyClock::now());
    });
    QObject::connect(&m_line, &CarrierSwitch::upgraded, q,
                     [this] { setStatus(net::ConnectionState::Connected, {}, connectedDetail()); });
    watchNetwork();
}

void SocketIoTransport::Private::watchNetwork()
{
    QObject::connect(m_watch.get(), &net::NetworkWatch::resumed, q,
                     [this](milliseconds asleep) { takeUpResumed(asleep); });
    QObject::connect(m_watch.get(), &net::NetworkWatch::networkAppeared, q, [this] { retryNow(); });
    QObject::connect(m_watch.get(), &net::NetworkWatch::addressesGone, q,
                     [this](const QList<QHostAddress> &addresses) { takeUpGone(addresses); });
}

void SocketIoTransport::Private::open()
{
    if (m_closing)
        finishClosing();
    if (m_line.carrier() != nullptr || m_reconnectTimer.isActive())
        return;
    m_policy.reset();
    m_lastError.reset();
    m_worked = false;
    if (const auto usable = net::validate(m_settings).and_then([this] { return m_line.prepare(); }); !usable) {
        setStatus(net::ConnectionState::Disconnected, usable.error(), {});
        return;
    }
    attempt();
}

void SocketIoTransport::Private::attempt()
{
    m_line.begin();
    m_readAt.reset();
    m_session.start(SteadyClock::now());
    armDeadline();
    m_subscriptionBytes = 0;
    m_largestAcknowledgement = 0;
    m_surplusTold = false;
    const int repeated = m_policy.attemptsMade();
    setStatus(m_worked ? net::ConnectionState::Reconnecting : net::ConnectionState::Connecting, m_lastError,
              repeated == 0 ? net::readableUrl(m_settings.url)
                            : tr("attempt %1").arg(m_worked ? repeated : repeated + 1));
    if (Carrier *carrier = m_line.carrier()) // the listener may have closed us
        carrier->open();
}

void SocketIoTransport::Private::close()
{
    if (m_closing)
        return;
    m_reconnectTimer.stop();
    m_deadlineTimer.stop();
    m_session.close();
    Carrier *carrier = m_line.carrier();
    if (carrier == nullptr || !carrier->isOpen()) {
        finishClosing();
        return;
    }
    m_closing = true;
    carrier->close();
}

void SocketIoTransport::Private::finishClosing()
{
    countRepeated();
    m_closing = false;
    m_line.discard();
    setStatus(net::ConnectionState::Disconnected, {}, {});
}

void SocketIoTransport::Private::lose(const Error &error, Retry retry)
{
    if (m_closing) { // going anyway
        finishClosing();
        return;
    }
    countRepeated();
    qCInfo(base::logNet) << (std::exchange(m_opened, false) ? "Connection lost:" : "No connection:") << error.text;
    m_line.discard();
    m_session.close(); // without a carrier nothing is sent
    m_deadlineTimer.stop();
    m_lastError = error;
    m_policy.noteLost(SteadyClock::now());
    // A server that restarts behind a proxy may say for a while that it is not there: who was let in once tries again.
    const bool final = retry == Retry::Never || (!m_worked && isFinal(error.code));
    auto wait = final ? std::nullopt : m_policy.next(QRandomGenerator::global()->generateDouble());
    if (wait && retry == Retry::AtOnce)
        wait = milliseconds(0);
    if (!wait) {
        setStatus(net::ConnectionState::Disconnected, error, final ? QString() : tr("no further try"));
        return;
    }
    m_reconnectTimer.start(*wait);
    setStatus(m_worked ? net::ConnectionState::Reconnecting : net::ConnectionState::Connecting, error,
              waitingDetail(*wait), true);
}

QString SocketIoTransport::Private::waitingDetail(milliseconds wait) const
{
    const QString next = tr("next try in %1 s").arg(static_cast<double>(wait.count()) / 1000.0, 0, 'f', 1);
    const int failed = m_policy.attemptsMade() - (m_worked ? 1 : 0);
    return failed == 0 ? next : tr("attempt %1 failed, %2").arg(failed).arg(next);
}

void SocketIoTransport::Private::retryNow()
{
    if (!m_reconnectTimer.isActive())
        return;
    m_reconnectTimer.stop();
    attempt();
}

void SocketIoTransport::Private::takeUpResumed(milliseconds asleep)
{
    if (!m_session.isOpen()) {
        retryNow();
        return;
    }
    // The server waited for us all the while; where it must have given up, the next thing to do is to connect again.
    const auto &handshake = m_session.handshake();
    if (asleep >= handshake.pingInterval + handshake.pingTimeout) {
        lose({ErrorCode::ConnectionLost,
              tr("This computer slept for %1 s, which is longer than the server waits.").arg(asleep.count() / 1000)},
             Retry::AtOnce);
        return;
    }
    m_session.noteAsleep(asleep);
    armDeadline();
}

void SocketIoTransport::Private::takeUpGone(const QList<QHostAddress> &addresses)
{
    if (!m_session.isOpen())
        return;
    const WebSocketStream *stream = m_line.webSocket();
    // Qt does not tell the address of an HTTP request: while polling, a loss that may concern it is taken as one.
    const bool ours = stream != nullptr ? addresses.contains(stream->localAddress())
                                        : std::any_of(addresses.begin(), addresses.end(),
                                                      [](const QHostAddress &each) { return each.isGlobal(); });
    if (ours)
        lose({ErrorCode::ConnectionLost, tr("This computer's network address has changed.")}, Retry::AtOnce);
}

void SocketIoTransport::Private::armDeadline()
{
    const auto due = m_session.deadline();
    if (!due)
        return;
    const auto wait = std::chrono::ceil<milliseconds>(*due - SteadyClock::now());
    m_deadlineTimer.start(std::max(wait, milliseconds(0)));
}

void SocketIoTransport::Private::setStatus(net::ConnectionState state, std::optional<Error> error,
                                           const QString &detail, bool waiting)
{
    q->listener().connectionStatusChanged(
        {.state = state, .error = std::move(error), .detail = detail, .waiting = waiting});
}

//! What is not read cannot be silence. But a peer that takes nothing either is not alive.
void SocketIoTransport::Private::keepAliveWhilePaused(base::SteadyTime now)
{
    Carrier *carrier = m_line.carrier();
    if (carrier == nullptr)
        return;
    carrier->checkPeer();
    if (carrier->stalledFor(now) < m_session.handshake().pingInterval + m_session.handshake().pingTimeout)
        m_session.keepAlive(now);
}

void SocketIoTransport::Private::setReadingPaused(bool paused)
{
    m_paused = paused;
    m_wasPaused = m_wasPaused || paused;
    // Never started again while it runs: where pauses are short and many, each alone would end before its heartbeat.
    if (paused && !m_pausedTimer.isActive())
        m_pausedTimer.start();
    m_line.setReadingPaused(paused);
}

void SocketIoTransport::Private::sendSubscription()
{
    if (topics.isEmpty() || !m_session.isOpen())
        return;
    const QByteArray packet = protocol::encodeSubscribe(m_settings.consumer, topics);
    if (const qint64 limit = m_session.handshake().maxPayload; packet.size() > limit) {
        protocolErrorOccurred(
            {ErrorCode::TooLarge, tr("The subscription to %1 topics was not sent: it has %2 bytes, and the server "
                                     "takes %3 at most. Subscribe to fewer, or to \"*\".")
                                      .arg(topics.size())
                                      .arg(packet.size())
                                      .arg(limit)});
        return;
    }
    m_subscriptionBytes = std::max(m_subscriptionBytes, packet.size());
    static_cast<void>(m_session.sendEvent(viewOf(packet)));
}

net::AckOutcome SocketIoTransport::Private::acknowledge(std::string_view consumer, const base::Message &message)
{
    Carrier *carrier = m_line.carrier();
    if (!m_session.isOpen() || carrier == nullptr)
        return net::AckOutcome::NotConnected;
    m_packet.resize(0); // keeps its memory
    const std::span<const QByteArray> attachments = message.attachments();
    m_packet.append(attachments.empty() ? m_session.eventHead() : m_session.binaryEventHead(attachments.size()));
    protocol::appendConsumed(m_packet, consumer, message);
    qint64 largest = m_packet.size(); // of the frames that it is
    for (const QByteArray &attachment : attachments)
        largest = std::max<qint64>(largest, m_line.isPolling() ? protocol::engineio::binaryPacketSize(attachment.size())
                                                               : attachment.size());
    if (const qint64 limit = m_session.handshake().maxPayload; largest > limit) {
        protocolErrorOccurred(
            {ErrorCode::TooLarge, tr("The acknowledgement of message %1 (topic %2) was not sent: it has %3 bytes, and "
                                     "the server takes %4 bytes at most.")
                                      .arg(base::shortText(message.id()), base::shortText(message.topic()),
                                           QString::number(largest), QString::number(limit))});
        return net::AckOutcome::Refused;
    }
    m_largestAcknowledgement = std::max<qint64>(m_largestAcknowledgement, largest);
    if (WebSocketStream *stream = m_line.webSocket()) // without a virtual call
        stream->queueText(viewOf(m_packet));
    else
        carrier->queueText(viewOf(m_packet));
    for (const QByteArray &attachment : attachments)
        carrier->queueBinary(viewOf(attachment));
    return net::AckOutcome::Sent;
}

void SocketIoTransport::Private::flush()
{
    if (Carrier *carrier = m_line.carrier())
        carrier->flush();
}

void SocketIoTransport::Private::streamOpened()
{
    m_session.carrierOpened(SteadyClock::now());
}

void SocketIoTransport::Private::textReceived(std::string_view text)
{
    m_session.receiveText(text, readAt().steady);
}

//! Clocks are read once for all that was read at once.
const base::Moment &SocketIoTransport::Private::readAt()
{
    if (!m_readAt)
        m_readAt = base::Moment::now();
    return *m_readAt;
}

void SocketIoTransport::Private::binaryReceived(const QByteArray &bytes)
{
    m_session.receiveBinary(bytes, readAt().steady);
}

void SocketIoTransport::Private::partReceived()
{
    m_session.keepAlive(SteadyClock::now());
}

void SocketIoTransport::Private::readFinished()
{
    m_readAt.reset();
    countRepeated();
    q->listener().batchFinished();
}

void SocketIoTransport::Private::streamFailed(const Error &error)
{
    // A frame that arrived and could not be taken is counted.
    if (error.code == ErrorCode::TooLarge || error.code == ErrorCode::InvalidPacket
        || error.code == ErrorCode::InvalidUtf8)
        protocolErrorOccurred(error);
    // The largest packet of the connection is too large whichever the server stumbled over, as it is no smaller than
    // that one.
    if (error.code == ErrorCode::TooLargeForPeer && m_subscriptionBytes > m_largestAcknowledgement) {
        // Under a code of its own: the acknowledgements are not to blame.
        lose({ErrorCode::Rejected, tr("The subscription to %1 topics has %2 bytes, more than the server takes: "
                                      "subscribe to fewer, or to \"*\". %3")
                                       .arg(topics.size())
                                       .arg(m_subscriptionBytes)
                                       .arg(error.text)},
             Retry::Never);
        return;
    }
    loseOrFallBack(error, m_session.isBeforeHandshake());
}

void SocketIoTransport::Private::loseOrFallBack(Error error, bool beforeHandshake)
{
    if (!m_closing && beforeHandshake && m_line.fallBack(error)) {
        m_readAt.reset();
        m_session.start(SteadyClock::now());
        armDeadline();
        return;
    }
    lose(error);
}

void SocketIoTransport::Private::streamClosed()
{
    finishClosing();
}

void SocketIoTransport::Private::sendText(const QByteArray &packet)
{
    if (Carrier *carrier = m_line.carrier())
        carrier->sendText(viewOf(packet));
}

void SocketIoTransport::Private::sessionOpened()
{
    m_policy.noteConnected(SteadyClock::now());
    m_lastError.reset();
    m_worked = true;
    m_opened = true;
    armDeadline(); // heartbeats may be due earlier than the connection was
    m_line.sessionOpened(m_session.handshake().upgrades, m_session.handshake().sid);
    sendSubscription();
    setStatus(net::ConnectionState::Connected, {}, connectedDetail());
}

QString SocketIoTransport::Private::connectedDetail() const
{
    const QString sid = QString::fromUtf8(m_session.handshake().sid);
    return m_line.isPolling() ? tr("polling, session %1").arg(sid) : tr("WebSocket, session %1").arg(sid);
}

void SocketIoTransport::Private::messageArrived(std::string_view json)
{
    handOn(m_builder.fromEvent(json, readAt()));
}

void SocketIoTransport::Private::handOn(base::MessagePtr message)
{
    if (const int surplus = m_builder.surplusArguments(); surplus > 0) [[unlikely]]
        noteSurplus(message->topic(), surplus);
    q->listener().messageReceived(std::move(message));
}

//! A server that does so does it with every message: it is told once a connection, and counted.
void SocketIoTransport::Private::noteSurplus(std::string_view topic, int arguments)
{
    if (std::exchange(m_surplusTold, true)) {
        ++m_surplusRepeated;
        return;
    }
    protocolErrorOccurred(
        {ErrorCode::UnexpectedPacket, tr("A message of topic %1 came with %2 arguments; the first one is the message, "
                                         "the rest was left out. Others like it are counted, and not told.")
                                          .arg(base::shortText(topic), QString::number(arguments + 1))});
}

void SocketIoTransport::Private::countRepeated()
{
    if (m_surplusRepeated > 0)
        q->listener().protocolErrorsRepeated(std::exchange(m_surplusRepeated, 0));
}

void SocketIoTransport::Private::binaryMessageArrived(std::string_view json, QList<QByteArray> attachments)
{
    handOn(m_builder.fromEvent(json, std::move(attachments), readAt()));
}

void SocketIoTransport::Private::protocolErrorOccurred(const Error &error)
{
    q->listener().protocolErrorOccurred(error);
}

void SocketIoTransport::Private::sessionEnded(const Error &error)
{
    // A session that never began, because what answered speaks something else, may do so over polling.
    loseOrFallBack(error, error.code == ErrorCode::NotSupported);
}

SocketIoTransport::SocketIoTransport(net::ConnectionSettings settings, base::TopicRegistry &registry,
                                     net::TransportListener &listener, QObject *parent,
                                     std::unique_ptr<net::NetworkWatch> watch)
    : Transport(listener, parent), d(std::make_unique<Private>(this, std::move(settings), registry, std::move(watch)))
{
}

SocketIoTransport::~SocketIoTransport() = default;

void SocketIoTransport::setBroadcastReader(BroadcastReader reader)
{
    d->readBroadcast = std::move(reader);
}

void SocketIoTransport::open()
{
    d->open();
}

void SocketIoTransport::close()
{
    d->close();
}

void SocketIoTransport::subscribe(const QStringList &topics)
{
    d->topics = topics;
    d->sendSubscription();
}

net::AckOutcome SocketIoTransport::acknowledge(const QByteArray &consumer, const base::Message &message)
{
    return d->acknowledge(viewOf(consumer), message);
}

void SocketIoTransport::flush()
{
    d->flush();
}

std::size_t SocketIoTransport::unsentAcknowledgements()
{
    return d->unsentAcknowledgements();
}

void SocketIoTransport::publish(const net::Publication &publication, PublishCallback done)
{
    d->rest.publish(publication, std::move(done));
}

void SocketIoTransport::setReadingPaused(bool paused)
{
    d->setReadingPaused(paused);
}

void SocketIoTransport::continueAfter(base::Sequence last)
{
    d->continueAfter(last);
}

} // namespace topicscope::systems
