// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dispatch/builtinhandlers.h"
#include "loopbackcontroller.h"

#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::ClientController;
using tests::LoopbackController;

class TestClientController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overflowIsASetting()
    {
        LoopbackController server;
        QVERIFY(server.start());
        app::ClientController &controller = server.controller();
        QCOMPARE(controller.overflow(), static_cast<int>(dispatch::OverflowPolicy::Block));
        QSignalSpy replaced(&controller, &app::ClientController::clientChanged);
        controller.setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest));
        QCOMPARE(replaced.size(), 1);
        QCOMPARE(controller.client().config().dispatch.overflow, dispatch::OverflowPolicy::DropOldest);
        QTRY_COMPARE(controller.state(), app::ClientController::State::Connected);
        controller.setOverflow(static_cast<int>(dispatch::OverflowPolicy::DropOldest));
        QCOMPARE(replaced.size(), 1); // nothing to do
    }

    void connectsAndDisconnects();
    void takesSnapshots();
    void explainsWrongInput_data();
    void explainsWrongInput();
    void keepsTheClientWhileNothingChanges();
    void takesHandlersAlong();
};

void TestClientController::connectsAndDisconnects()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QCOMPARE(controller.state(), ClientController::State::Disconnected);
    QCOMPARE(controller.tone(), app::Tone::Neutral);
    QVERIFY(!controller.isActive());
    QVERIFY(loopback.start());
    QCOMPARE(controller.tone(), app::Tone::Success);
    QVERIFY(controller.errorText().isEmpty());
    QVERIFY(loopback.deliver(3));
    controller.disconnectFromServer();
    QTRY_COMPARE(controller.state(), ClientController::State::Disconnected);
    // What was received stays.
    QCOMPARE(controller.client().store().usage().count, 3U);
}

void TestClientController::takesSnapshots()
{
    LoopbackController loopback;
    QSignalSpy taken(&loopback.controller(), &ClientController::snapshotTaken);
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(5));
    QTRY_COMPARE(loopback.controller().snapshot().ledger.received, 5U);
    QVERIFY(taken.count() > 0);
    QVERIFY(loopback.controller().snapshot().ledger.isBalanced());
}

void TestClientController::explainsWrongInput_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("consumer");
    QTest::addColumn<QString>("topics");
    QTest::addColumn<QString>("says");
    QTest::newRow("no server") << "" << "me" << "*" << "";
    QTest::newRow("another scheme") << "ftp://example" << "me" << "*" << "";
    QTest::newRow("no consumer") << "http://127.0.0.1:1" << "  " << "*" << "consumer";
    QTest::newRow("no topic") << "http://127.0.0.1:1" << "me" << " , " << "topic";
}

void TestClientController::explainsWrongInput()
{
    QFETCH(QString, url);
    QFETCH(QString, consumer);
    QFETCH(QString, topics);
    QFETCH(QString, says);
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    controller.connectTo(url, consumer, topics);
    QCOMPARE(controller.state(), ClientController::State::Disconnected);
    QCOMPARE(controller.tone(), app::Tone::Danger);
    QVERIFY(!controller.errorText().isEmpty());
    QVERIFY2(controller.errorText().contains(says), qPrintable(controller.errorText()));
    QVERIFY(loopback.start());
    QVERIFY(controller.errorText().isEmpty());
}

void TestClientController::keepsTheClientWhileNothingChanges()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    QVERIFY(loopback.start());
    QSignalSpy changed(&controller, &ClientController::clientChanged);
    QVERIFY(loopback.deliver(2));
    controller.connectTo(controller.url(), QStringLiteral(" tests "), QStringLiteral("*, *"));
    QCOMPARE(changed.count(), 0);
    QCOMPARE(controller.client().store().usage().count, 2U);
    controller.connectTo(controller.url(), QStringLiteral("tests"), QStringLiteral("orders, payments"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(controller.topics(), QStringLiteral("orders, payments"));
    QCOMPARE(controller.client().store().usage().count, 0U);
}

void TestClientController::takesHandlersAlong()
{
    LoopbackController loopback;
    ClientController &controller = loopback.controller();
    auto spec = dispatch::parseHandlerSpec(QStringLiteral("*=builtin:count"));
    QVERIFY(spec);
    std::vector<dispatch::HandlerSpec> specs;
    specs.push_back(std::move(*spec));
    QVERIFY(controller.setHandlers(std::move(specs)));
    controller.connectTo(controller.url(), QStringLiteral("another"), QStringLiteral("*"));
    QTRY_COMPARE(controller.state(), ClientController::State::Connected);
    QVERIFY(loopback.deliver(4));
    QTRY_COMPARE(controller.snapshot().ledger.handled, 4U);
    QCOMPARE(controller.snapshot().handlers.size(), 1U);
    QCOMPARE(controller.handlerName(controller.snapshot().handlers.front().id), QStringLiteral("count"));
    QCOMPARE(controller.handlerName(base::HandlerId{999}), QStringLiteral("#999"));
}

QTEST_MAIN(TestClientController)
#include "tst_clientcontroller.moc"
