// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faultrun.h"
#include "support/faultproxy.h"

#include <QTest>

using namespace topicscope;
using test::FaultProxy;
using test::FaultRun;
using test::ServerProcess;

namespace {

constexpr int strikes = 4;

// What the servers send without effort on a busy machine.
int rateOf(ServerProcess::Kind kind)
{
    return kind == ServerProcess::Kind::Node ? 1'500 : 400;
}

// Publishes until fault number index has struck, not so much at a time that the server has to work off minutes of it
// afterwards.
bool isStruck(FaultRun &run, const FaultProxy &proxy, int index, int rate)
{
    for (int attempt = 0; attempt < 6 && proxy.struck <= index; ++attempt) {
        run.startLoad(5'000, rate, QStringLiteral("load-%1-%2").arg(index).arg(attempt));
        static_cast<void>(QTest::qWaitFor([&] { return proxy.struck > index; }, 15'000));
    }
    return proxy.struck > index;
}

struct Server {
    const char *name;
    ServerProcess::Kind kind;
};
constexpr Server servers[] = {{"socket.io", ServerProcess::Kind::Node}, {"Flask-SocketIO", ServerProcess::Kind::Flask}};

} // namespace

// A client under load from a real server, with a proxy between them that breaks the connection; then the books are
// compared.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void brokenConnection_data()
    {
        using Unit = FaultProxy::Point::Unit;
        using Direction = FaultProxy::Direction;
        struct Row {
            const char *name;
            FaultProxy::Fault fault;
            FaultProxy::Point point;
        };
        const Row rows[] = {
            {"cut in the answer to the handshake", FaultProxy::Fault::Cut, {Direction::ToClient, Unit::Bytes, 60}},
            {"cut after so many bytes received", FaultProxy::Fault::Cut, {Direction::ToClient, Unit::Bytes, 22'222}},
            {"cut after so many bytes sent", FaultProxy::Fault::Cut, {Direction::ToServer, Unit::Bytes, 22'222}},
            {"cut in mid-frame", FaultProxy::Fault::Cut, {Direction::ToClient, Unit::MiddleOfFrame, 100}},
            {"reset in a message", FaultProxy::Fault::Reset, {Direction::ToClient, Unit::MiddleOfFrame, 100}},
            {"reset in an acknowledgement", FaultProxy::Fault::Reset, {Direction::ToServer, Unit::MiddleOfFrame, 100}},
            {"half-open", FaultProxy::Fault::HalfOpen, {Direction::ToClient, Unit::Bytes, 22'222}},
            {"half-open in an acknowledgement",
             FaultProxy::Fault::HalfOpen,
             {Direction::ToServer, Unit::MiddleOfFrame, 100}},
            {"garbage between messages", FaultProxy::Fault::Garbage, {Direction::ToClient, Unit::Bytes, 22'222}},
            {"garbage in a message", FaultProxy::Fault::Garbage, {Direction::ToClient, Unit::MiddleOfFrame, 100}},
            {"garbage to the server", FaultProxy::Fault::Garbage, {Direction::ToServer, Unit::MiddleOfFrame, 100}},
        };
        QTest::addColumn<ServerProcess::Kind>("server");
        QTest::addColumn<FaultProxy::Fault>("fault");
        QTest::addColumn<FaultProxy::Point>("point");
        QTest::addColumn<bool>("redeliver");
        for (const Server &server : servers) {
            for (const Row &row : rows)
                QTest::addRow("%s: %s", server.name, row.name) << server.kind << row.fault << row.point << true;
        }
        for (const Row &row : rows)
            QTest::addRow("sent once: %s", row.name) << ServerProcess::Kind::Node << row.fault << row.point << false;
    }
    void brokenConnection()
    {
        QFETCH(ServerProcess::Kind, server);
        QFETCH(FaultProxy::Fault, fault);
        QFETCH(FaultProxy::Point, point);
        QFETCH(bool, redeliver);
        FaultRun run({.server = server, .redeliver = redeliver});
        QVERIFY2(run.startServer(), run.server().errors().constData());
        FaultProxy proxy(run.server().port());
        QVERIFY(run.startClient(proxy.url()));

        for (int i = 0; i < strikes; ++i) {
            const int connections = proxy.connections;
            proxy.arm(fault, point);
            QVERIFY2(isStruck(run, proxy, i, rateOf(server)), qPrintable(run.figures()));
            // noticed, and tried again
            QTRY_VERIFY2_WITH_TIMEOUT(proxy.connections > connections, qPrintable(run.figures()), 60'000);
        }
        QVERIFY2(run.awaitQuiet(), qPrintable(run.figures()));
        QVERIFY2(run.disagreements().isEmpty(), qPrintable(run.disagreements() + QLatin1Char('\n') + run.figures()));
    }

    void slowConnection_data()
    {
        QTest::addColumn<ServerProcess::Kind>("server");
        QTest::addColumn<int>("latencyMs");
        QTest::addColumn<qint64>("drip");
        for (const Server &server : servers) {
            QTest::addRow("%s: latency", server.name) << server.kind << 150 << qint64{0};
            QTest::addRow("%s: slow drip", server.name) << server.kind << 0 << qint64{431};
            QTest::addRow("%s: both", server.name) << server.kind << 50 << qint64{523};
        }
    }
    void slowConnection()
    {
        QFETCH(ServerProcess::Kind, server);
        QFETCH(int, latencyMs);
        QFETCH(qint64, drip);
        FaultRun run({.server = server, .pingTimeout = std::chrono::minutes(1)}); // slow, and never silent
        QVERIFY2(run.startServer(), run.server().errors().constData());
        FaultProxy proxy(run.server().port());
        proxy.setLatency(std::chrono::milliseconds(latencyMs));
        proxy.setDrip(drip);
        QVERIFY(run.startClient(proxy.url()));
        run.startLoad(500, rateOf(server));
        QTRY_VERIFY_WITH_TIMEOUT(run.handled() == 500, 60'000);
        QVERIFY2(run.awaitQuiet(), qPrintable(run.figures()));
        QVERIFY2(run.disagreements().isEmpty(), qPrintable(run.disagreements() + QLatin1Char('\n') + run.figures()));
    }

    // Back-pressure and a broken connection at once: the handler is slower than the load.
    void brokenWhileTheLanesAreFull()
    {
        FaultRun run({.handlerTime = std::chrono::milliseconds(1)});
        QVERIFY2(run.startServer(), run.server().errors().constData());
        FaultProxy proxy(run.server().port());
        QVERIFY(run.startClient(proxy.url()));
        // so many that some are left at the last strike, however long a new connection takes
        run.startLoad(8'000, 20'000);
        for (int i = 0; i < strikes; ++i) {
            const quint64 handled = run.handled();
            QTRY_VERIFY_WITH_TIMEOUT(run.handled() > handled + 100
                                         && run.client().status().state == net::ConnectionState::Connected,
                                     30'000);
            const int connections = proxy.connections;
            proxy.strike(i % 2 == 0 ? FaultProxy::Fault::Reset : FaultProxy::Fault::Cut);
            QTRY_VERIFY_WITH_TIMEOUT(proxy.connections > connections, 30'000);
        }
        QVERIFY2(run.awaitQuiet(), qPrintable(run.figures()));
        QVERIFY2(run.disagreements().isEmpty(), qPrintable(run.disagreements() + QLatin1Char('\n') + run.figures()));
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
