// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/faultproxy.h"

#include "support/frametracker.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <utility>

#include <sys/socket.h>

namespace topicscope::test {

namespace {

constexpr qint64 waitingBytes = 256 * 1024; // what is held between the two ends, in each direction
constexpr std::chrono::milliseconds dripInterval{2};

// Says that no more will be sent; what comes is still read.
void endSending(QTcpSocket &socket)
{
    socket.flush();
    if (socket.socketDescriptor() >= 0)
        ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
}

// The next close() sends a reset instead of what still waits.
void resetOnClose(QTcpSocket &socket)
{
    const linger atOnce{.l_onoff = 1, .l_linger = 0};
    if (socket.socketDescriptor() >= 0)
        ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

QByteArray garbage()
{
    QByteArray bytes(64, Qt::Uninitialized);
    std::generate(bytes.begin(), bytes.end(),
                  [] { return static_cast<char>(QRandomGenerator::global()->bounded(256)); });
    bytes[0] = '\xF7'; // reserved bits and a reserved opcode: never the beginning of a frame
    return bytes;
}

} // namespace

// One connection. A child of its proxy; deletes itself when both ends are closed.
class FaultLink : public QObject
{
public:
    FaultLink(QTcpSocket *client, FaultProxy &proxy);

    void arm(FaultProxy::Fault fault, FaultProxy::Point point);
    void disarm() { m_armed.reset(); }
    void strike(FaultProxy::Fault fault, FaultProxy::Direction direction);
    [[nodiscard]] bool isOver() const noexcept { return m_over; }

private:
    struct Chunk {
        qint64 due; // ms of m_clock
        QByteArray bytes;
    };
    struct Way {
        FaultProxy::Direction direction;
        QTcpSocket *from;
        QTcpSocket *to;
        std::deque<Chunk> waiting;
        qint64 waitingSize = 0;
        FrameTracker tracker;
    };

    void read(Way &way);
    void pump(Way &way);
    void forward(Way &way, QByteArray bytes);
    void ended(Way &way);
    void deleteWhenClosed();

    FaultProxy &m_proxy;
    QTcpSocket *m_client;
    QTcpSocket *m_server;
    Way m_ways[2];
    QElapsedTimer m_clock;
    QTimer m_pump;
    std::optional<FaultProxy::Armed> m_armed; // its count goes down
    bool m_swallow = false; // half-open
    bool m_over = false;
};

FaultLink::FaultLink(QTcpSocket *client, FaultProxy &proxy)
    : QObject(&proxy),
      m_proxy(proxy),
      m_client(client),
      m_server(new QTcpSocket(this)),
      m_ways{{.direction = FaultProxy::Direction::ToClient,
              .from = m_server,
              .to = m_client,
              .waiting = {},
              .waitingSize = 0,
              .tracker = {}},
             {.direction = FaultProxy::Direction::ToServer,
              .from = m_client,
              .to = m_server,
              .waiting = {},
              .waitingSize = 0,
              .tracker = {}}}
{
    client->setParent(this);
    m_clock.start();
    for (Way &way : m_ways) {
        way.from->setReadBufferSize(waitingBytes);
        connect(way.from, &QTcpSocket::readyRead, this, [this, &way] { read(way); });
        connect(way.from, &QTcpSocket::disconnected, this, [this, &way] { ended(way); });
        connect(way.to, &QTcpSocket::bytesWritten, this, [this, &way] { read(way); });
    }
    // A server that is not there (any more): the client sees the end of its connection.
    connect(m_server, &QTcpSocket::errorOccurred, this, [this] {
        if (m_server->state() == QAbstractSocket::UnconnectedState)
            ended(m_ways[0]);
    });
    connect(m_server, &QTcpSocket::connected, this, [this] { read(m_ways[1]); });
    connect(&m_pump, &QTimer::timeout, this, [this] {
        for (Way &way : m_ways)
            pump(way);
    });
    m_pump.start(dripInterval);
    m_server->connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.m_serverPort);
    m_server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

void FaultLink::arm(FaultProxy::Fault fault, FaultProxy::Point point)
{
    if (point.unit == FaultProxy::Point::Unit::MiddleOfFrame)
        point.count += m_ways[point.direction == FaultProxy::Direction::ToClient ? 0 : 1].tracker.framesBegun();
    m_armed = {fault, point};
}

void FaultLink::read(Way &way)
{
    if (m_over || m_swallow) {
        way.from->readAll();
        return;
    }
    if (m_server->state() != QAbstractSocket::ConnectedState)
        return;
    const qint64 room = waitingBytes - way.waitingSize - way.to->bytesToWrite();
    if (room <= 0)
        return;
    QByteArray bytes = way.from->read(room);
    if (bytes.isEmpty())
        return;
    way.waitingSize += bytes.size();
    way.waiting.push_back({m_clock.elapsed() + m_proxy.m_latency.count(), std::move(bytes)});
    pump(way);
}

// Forwards what is due, as much of it as may go now.
void FaultLink::pump(Way &way)
{
    qint64 allowed = m_proxy.m_drip > 0 ? m_proxy.m_drip : waitingBytes;
    while (!m_over && !m_swallow && allowed > 0 && !way.waiting.empty()
           && way.waiting.front().due <= m_clock.elapsed()) {
        Chunk &first = way.waiting.front();
        QByteArray bytes = first.bytes.left(allowed);
        first.bytes.remove(0, bytes.size());
        if (first.bytes.isEmpty())
            way.waiting.pop_front();
        way.waitingSize -= bytes.size();
        allowed -= bytes.size();
        forward(way, std::move(bytes));
    }
}

void FaultLink::forward(Way &way, QByteArray bytes)
{
    const bool here = m_armed && m_armed->point.direction == way.direction;
    const bool byFrames = here && m_armed->point.unit == FaultProxy::Point::Unit::MiddleOfFrame;
    std::optional<qsizetype> point = way.tracker.feed(bytes, byFrames ? m_armed->point.count + 1 : 0);
    if (here && !byFrames) {
        if (m_armed->point.count <= bytes.size())
            point = m_armed->point.count;
        m_armed->point.count -= bytes.size();
    }
    if (!point) {
        way.to->write(bytes);
        return;
    }
    const FaultProxy::Fault fault = std::exchange(m_armed, std::nullopt)->fault;
    m_proxy.m_armed.reset();
    way.to->write(bytes.first(*point));
    way.to->flush();
    strike(fault, way.direction);
    if (!m_over && !m_swallow)
        way.to->write(bytes.sliced(*point));
}

void FaultLink::strike(FaultProxy::Fault fault, FaultProxy::Direction direction)
{
    ++m_proxy.struck;
    switch (fault) {
    case FaultProxy::Fault::Reset:
        resetOnClose(*m_client);
        resetOnClose(*m_server);
        m_over = true;
        m_client->abort();
        m_server->abort();
        break;
    case FaultProxy::Fault::Cut:
        m_over = true;
        endSending(*m_client);
        endSending(*m_server);
        break;
    case FaultProxy::Fault::HalfOpen:
        m_swallow = true;
        break;
    case FaultProxy::Fault::Garbage:
        (direction == FaultProxy::Direction::ToClient ? m_client : m_server)->write(garbage());
        break;
    }
}

// One end has closed: the other gets what is left, and then the end.
void FaultLink::ended(Way &way)
{
    if (m_over) {
        deleteWhenClosed();
        return;
    }
    if (!m_swallow) {
        for (const Chunk &chunk : way.waiting)
            way.to->write(chunk.bytes);
        way.to->write(way.from->readAll());
    }
    m_over = true;
    way.to->disconnectFromHost();
    deleteWhenClosed();
}

void FaultLink::deleteWhenClosed()
{
    if (m_client->state() == QAbstractSocket::UnconnectedState
        && m_server->state() == QAbstractSocket::UnconnectedState)
        deleteLater();
}

FaultProxy::FaultProxy(quint16 serverPort) : m_serverPort(serverPort)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::takeClient);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(m_server.errorString()));
}

FaultProxy::~FaultProxy() = default;

QUrl FaultProxy::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void FaultProxy::arm(Fault fault, Point point)
{
    m_armed = {fault, point};
    if (m_link != nullptr && !m_link->isOver())
        m_link->arm(fault, point);
}

void FaultProxy::strike(Fault fault)
{
    if (m_link != nullptr && !m_link->isOver())
        m_link->strike(fault, Direction::ToClient);
}

void FaultProxy::takeClient()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++connections;
        if (m_link != nullptr)
            m_link->disarm();
        auto *link = new FaultLink(client, *this);
        connect(link, &QObject::destroyed, this, [this, link] {
            if (m_link == link)
                m_link = nullptr;
        });
        m_link = link;
        if (m_armed) // not struck yet: the connection before ended by itself
            link->arm(m_armed->fault, m_armed->point);
    }
}

} // namespace topicscope::test
