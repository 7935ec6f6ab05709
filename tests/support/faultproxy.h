// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <optional>

namespace topicscope::test {

class FaultLink;

//! \brief A TCP proxy that breaks what goes through it at exact points; listens on loopback, on a port the system
//! chooses.
//!
//! Each fault strikes once, the connection it was armed for or, where that one ends before, the next; later ones pass
//! unharmed. Latency and drip hold for all connections until they are set otherwise. Thread: the one it lives in, which
//! needs an event loop.
class FaultProxy : public QObject
{
    Q_OBJECT

public:
    enum class Direction : quint8 { ToClient, ToServer };
    enum class Fault : quint8 {
        Cut, //!< both ends see an orderly end
        Reset, //!< both ends see a reset
        HalfOpen, //!< both stay open, nothing is forwarded any more, and what is sent vanishes
        Garbage, //!< random bytes are put between
    };
    //! \brief Where a fault strikes: what comes before the point is forwarded.
    struct Point {
        enum class Unit : quint8 { Bytes, MiddleOfFrame };
        Direction direction = Direction::ToClient;
        Unit unit = Unit::Bytes;
        qint64 count = 0; //!< bytes, or WebSocket frames that pass before the one that is struck, counted from arming
    };

    explicit FaultProxy(quint16 serverPort);
    ~FaultProxy() override;

    [[nodiscard]] QUrl url() const;

    //! \brief Strikes the connection that is there, or the next one, when it reaches \a point.
    void arm(Fault fault, Point point);
    //! \brief Strikes the connection that is there, now.
    void strike(Fault fault);
    //! \brief Every byte arrives this much later.
    void setLatency(std::chrono::milliseconds latency) { m_latency = latency; }
    //! \brief At most \a bytes are forwarded at a time, every few milliseconds; 0: no bound.
    void setDrip(qint64 bytes) { m_drip = bytes; }

    int connections = 0;
    int struck = 0; //!< faults so far

private:
    friend class FaultLink;
    struct Armed {
        Fault fault;
        Point point;
    };

    void takeClient();

    QTcpServer m_server;
    quint16 m_serverPort;
    FaultLink *m_link = nullptr; // the latest connection; a child
    std::optional<Armed> m_armed;
    std::chrono::milliseconds m_latency{0};
    qint64 m_drip = 0;
};

} // namespace topicscope::test
