// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/handlers.h"
#include "support/loopbackclient.h"
#include "support/messages.h"

#include <QTest>

using namespace topicscope;

// Races, made on purpose, where suppressions and annotations could hide them. Built by the tsan preset only, where a
// run without a report of each is a failure.
class TestSeededRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void betweenLanes()
    {
        client::ClientConfig config;
        config.dispatch.lanes = 2;
        test::LoopbackClient server(config);
        int seeded = 0; // unprotected
        const auto increment = [&seeded](const base::Message &) -> base::Result<void> {
            ++seeded;
            return {};
        };
        QVERIFY(server.client().addHandler(
            test::handlerSpec(QStringLiteral("racing"), QStringLiteral("*"), increment, true)));
        QVERIFY(server.start());
        inject(server);
        QTRY_COMPARE(server.client().ledger().handled, quint64{count});
        QVERIFY(server.stop());
    }

    void betweenALaneAndTheMainThread()
    {
        test::LoopbackClient server;
        int seeded = 0; // unprotected
        const auto write = [&seeded](const base::Message &) -> base::Result<void> {
            ++seeded;
            return {};
        };
        QVERIFY(
            server.client().addHandler(test::handlerSpec(QStringLiteral("racing"), QStringLiteral("orders"), write)));
        QVERIFY(server.start());
        inject(server);
        QTRY_VERIFY(seeded == count); // read while it is written
        QVERIFY(server.stop());
    }

private:
    static constexpr int count = 2'000;

    static void inject(test::LoopbackClient &server)
    {
        QList<QByteArray> batch;
        for (int i = 0; i < count; ++i)
            batch << test::messageJson("orders", QByteArray::number(i));
        server.inject(batch);
    }
};

QTEST_GUILESS_MAIN(TestSeededRace)
#include "tst_seededrace.moc"
