// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faultrun.h"

#include <QTest>

using namespace topicscope;
using test::FaultRun;
using test::ServerProcess;

// A real server that is killed under load, again and again; it keeps its books over its deaths, and they are compared.
class TestServerRestarts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedUnderLoad_data()
    {
        QTest::addColumn<ServerProcess::Kind>("server");
        QTest::addColumn<bool>("redeliver");
        QTest::addColumn<int>("restarts");
        QTest::newRow("socket.io, 100 times") << ServerProcess::Kind::Node << true << 100;
        QTest::newRow("socket.io, sent once") << ServerProcess::Kind::Node << false << 10;
        QTest::newRow("Flask-SocketIO") << ServerProcess::Kind::Flask << true << 10;
    }
    void killedUnderLoad()
    {
        QFETCH(ServerProcess::Kind, server);
        QFETCH(bool, redeliver);
        QFETCH(int, restarts);
        FaultRun run({.server = server, .redeliver = redeliver, .pingTimeout = std::chrono::seconds(20)});
        QVERIFY2(run.startServer(), run.server().errors().constData());
        QVERIFY(run.startClient(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(run.server().port()))));

        for (int i = 1; i <= restarts; ++i) {
            // Each life goes on until some more messages were handled, at another moment each time.
            const int wanted = 20 + i % 13 * 11;
            const quint64 handled = run.handled();
            // More than that are sent, and not so many that what waits grows from life to life on a slow machine.
            run.startLoad(wanted + 200, 3'000, QStringLiteral("life-%1").arg(i));
            QTRY_VERIFY2_WITH_TIMEOUT(run.handled() >= handled + static_cast<quint64>(wanted),
                                      qPrintable(run.figures()), 60'000);
            run.server().kill();
            QVERIFY2(run.startServer(), run.server().errors().constData());
            QVERIFY2(run.awaitSubscription(), qPrintable(run.figures()));
        }
        QVERIFY2(run.awaitQuiet(), qPrintable(run.figures()));
        QVERIFY2(run.disagreements().isEmpty(), qPrintable(run.disagreements() + QLatin1Char('\n') + run.figures()));
        qInfo("%s", qPrintable(run.figures()));
    }
};

QTEST_GUILESS_MAIN(TestServerRestarts)
#include "tst_serverrestarts.moc"
