// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopbackcontroller.h"

#include "scripts/dryruncontroller.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace topicscope;
using app::ScriptController;
using tests::LoopbackController;

class TestDryRunController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        QDir(app::ScriptShelf::folder()).removeRecursively();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void dryRuns()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("orders/*"), -1));
        app::DryRunController run;
        run.setScripts(&scripts);
        const QAbstractItemModelTester figuresTester(run.figures(),
                                                     QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester differencesTester(run.differences(),
                                                         QAbstractItemModelTester::FailureReportingMode::QtTest);
        run.runOnStored();
        QVERIFY(run.hasFailed()); // nothing in memory
        QVERIFY(server.deliver(2000));
        scripts.setDraft(
            QStringLiteral("function onMessage(msg, ctx) { if (msg.id.endsWith('7')) ctx.alert('seven'); }"));
        run.runOnStored();
        QVERIFY(run.isRunning());
        QTRY_VERIFY(!run.isRunning());
        QVERIFY2(!run.hasFailed(), qPrintable(run.summary()));
        QCOMPARE(run.differences()->count(), 200);
        QVERIFY2(run.summary().contains(QStringLiteral("200")), qPrintable(run.summary()));
        QCOMPARE(run.figures()->value(0, "after").toString(), QStringLiteral("2,000"));
        QVERIFY(run.differences()->value(0, "after").toString().contains(QStringLiteral("seven")));

        const QString path = m_folder->filePath(QStringLiteral("messages.jsonl"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"topic\": \"orders/a\", \"message_id\": \"17\", \"message\": 1}\nnothing\n{\"topic\": \"other\", "
                   "\"message\": 1}\n");
        file.close();
        run.runOnFile(QUrl::fromLocalFile(path));
        QTRY_VERIFY(!run.isRunning());
        QVERIFY2(!run.hasFailed(), qPrintable(run.summary()));
        QCOMPARE(run.differences()->count(), 1);
        // of other topics, or none
        QCOMPARE(run.figures()->value(8, "after").toString(), QStringLiteral("2"));
        run.runOnFile(QUrl::fromLocalFile(path + QStringLiteral(".none")));
        QTRY_VERIFY(!run.isRunning());
        QVERIFY(run.hasFailed());
        QVERIFY2(run.summary().contains(QStringLiteral(".none")), qPrintable(run.summary()));
        // nothing but why
        QVERIFY2(!run.summary().contains(QStringLiteral("same"))
                     && !run.summary().contains(QStringLiteral("0 messages")),
                 qPrintable(run.summary()));
        QFile empty(m_folder->filePath(QStringLiteral("empty.jsonl")));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        run.runOnFile(QUrl::fromLocalFile(empty.fileName()));
        QTRY_VERIFY(!run.isRunning());
        QCOMPARE(run.summary(), QStringLiteral("There is no message in it, so nothing was run."));
        scripts.revert();
        run.runOnFile(QUrl::fromLocalFile(path));
        QTRY_VERIFY(!run.isRunning());
        QVERIFY2(run.summary().contains(
                     QStringLiteral("Nothing is edited: the text in the editor is the version in the file")),
                 qPrintable(run.summary()));

        scripts.setDraft(
            QStringLiteral("function onMessage(msg, ctx) { const end = Date.now() + 2; while (Date.now() < end) {} }"));
        run.runOnStored();
        run.cancel();
        QTRY_VERIFY(!run.isRunning());
        QVERIFY2(run.summary().startsWith(QStringLiteral("Cancelled")), qPrintable(run.summary()));
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) {"));
        run.runOnStored();
        QVERIFY(run.isRunning()); // a long text takes a while to compile: not here
        QTRY_VERIFY(!run.isRunning());
        QVERIFY(run.hasFailed());
    }

    void aDryRunIsToldOfItsOwnScriptOnly()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create(QStringLiteral("other"), QStringLiteral("*"), -1));
        QVERIFY(scripts.create(QStringLiteral("slow"), QStringLiteral("*"), -1));
        app::DryRunController run;
        run.setScripts(&scripts);
        QVERIFY(server.deliver(100));
        scripts.setDraft(
            QStringLiteral("function onMessage(msg, ctx) { const end = Date.now() + 2; while (Date.now() < end) {} }"));
        run.runOnStored();
        QVERIFY(run.isRunning());
        scripts.setCurrentRow(0);
        QVERIFY(!run.isRunning());
        QCOMPARE(run.summary(), QString());
        run.runOnStored(); // after the one that was given up
        QTRY_VERIFY(!run.isRunning());
        QVERIFY2(run.summary().startsWith(QStringLiteral("100 messages.")), qPrintable(run.summary()));
    }

    void aDryRunWaitsForNothingElse()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        app::DryRunController run;
        run.setScripts(&scripts);
        QVERIFY(server.deliver(1));
        // Nothing of the shared pool runs until the semaphore is released.
        QSemaphore open;
        const int threads = QThreadPool::globalInstance()->maxThreadCount();
        for (int i = 0; i < threads; ++i)
            QThreadPool::globalInstance()->start([&open] { open.acquire(); });
        run.runOnStored();
        const bool ended = QTest::qWaitFor([&run] { return !run.isRunning(); }, 10'000);
        open.release(threads);
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
        QVERIFY(ended);
        QVERIFY2(run.summary().startsWith(QStringLiteral("1 message.")), qPrintable(run.summary()));
    }

    void dryRunsGoOnWithoutTheirClient()
    {
        auto server = std::make_unique<LoopbackController>();
        QVERIFY(server->start());
        ScriptController scripts;
        scripts.setClient(&server->controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        app::DryRunController run;
        run.setScripts(&scripts);
        QVERIFY(server->deliver(10'000));
        run.runOnStored();
        server.reset();
        QTRY_VERIFY(!run.isRunning());
        QVERIFY2(!run.hasFailed(), qPrintable(run.summary()));
        QVERIFY2(run.summary().contains(QStringLiteral("10,000")), qPrintable(run.summary()));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestDryRunController)
#include "tst_dryruncontroller.moc"
