// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/deadlettercontroller.h"
#include "dispatch/builtinhandlers.h"
#include "loopbackcontroller.h"
#include "stream/streamviewport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using app::ClientController;
using tests::LoopbackController;

namespace {

dispatch::HandlerSpec specOf(const char *text)
{
    return dispatch::parseHandlerSpec(QString::fromLatin1(text)).value();
}

// A client with three messages that its handler refused.
struct FailedMessages {
    [[nodiscard]] bool begin()
    {
        letters.setClient(&controller);
        return controller.addHandler(specOf("*=builtin:require=risk")) && loopback.start() && loopback.deliver(3);
    }

    LoopbackController loopback{};
    ClientController &controller = loopback.controller();
    app::DeadLetterController letters{};
};

} // namespace

class TestDeadLetterController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deadLettersInAFileAreNoLoss()
    {
        FailedMessages failed;
        QVERIFY(failed.begin());
        auto &[loopback, controller, letters] = failed;
        QTRY_COMPARE(letters.unsaved(), 3);
        const QString suggested = QFileInfo(letters.suggestedPath()).fileName();
        QVERIFY2(suggested.startsWith(QStringLiteral("dead-letters-127.0.0.1"))
                     && suggested.endsWith(QStringLiteral(".jsonl")),
                 qPrintable(suggested));
        const QTemporaryDir folder;
        QSignalSpy finished(&letters, &app::DeadLetterController::exportFinished);
        letters.writeTo(folder.filePath(QStringLiteral("no/such/folder")));
        QVERIFY(letters.isExporting() && finished.empty()); // not on this thread
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!finished.at(0).at(0).toBool() && !letters.errorText().isEmpty() && letters.exportedText().isEmpty());
        QCOMPARE(letters.unsaved(), 3);
        const QString path = folder.filePath(QStringLiteral("letters"));
        letters.writeTo(path);
        QVERIFY(letters.errorText().isEmpty());
        QTRY_COMPARE(finished.size(), 2);
        QVERIFY(finished.at(1).at(0).toBool() && !letters.isExporting());
        QCOMPARE(letters.exportedText(), QStringLiteral("3 dead letters written to %1.").arg(path));
        QCOMPARE(letters.unsaved(), 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 3);
        QVERIFY(loopback.deliver(1));
        QTRY_COMPARE(letters.unsaved(), 1);
        // Discarded one by one, they come back one by one.
        letters.discard(1);
        letters.discard(2);
        controller.undoStack()->undo();
        controller.undoStack()->undo();
        QCOMPARE(letters.letters()->count(), 4);
        QVERIFY(!letters.discarded()->isPresent());
        // One that was away during an export is in no file.
        QVERIFY(loopback.deliver(1));
        QTRY_COMPARE(letters.unsaved(), 2);
        letters.discard(4);
        letters.writeTo(path);
        QTRY_COMPARE(finished.size(), 3);
        QCOMPARE(letters.unsaved(), 0);
        controller.undoStack()->undo();
        QVERIFY(letters.unsaved() > 0);
    }

    void lettersThatTheListHoldsBackAreSavedAllTheSame()
    {
        FailedMessages failed;
        QVERIFY(failed.begin());
        auto &[loopback, controller, letters] = failed;
        QTRY_COMPARE(letters.unsaved(), 3);
        letters.setHeld(true);
        QVERIFY(loopback.deliver(2));
        QTRY_COMPARE(letters.waiting(), 2);
        QCOMPARE(letters.unsaved(), 5);
        const QTemporaryDir folder;
        QSignalSpy finished(&letters, &app::DeadLetterController::exportFinished);
        letters.writeTo(folder.filePath(QStringLiteral("letters")));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(letters.waiting(), 2); // not shown, and in the file
        QCOMPARE(letters.unsaved(), 0);
        QVERIFY(loopback.deliver(1));
        QTRY_COMPARE(letters.unsaved(), 1);
    }

    void oneNoticeIsDismissedAtATime()
    {
        FailedMessages failed;
        QVERIFY(failed.begin());
        auto &[loopback, controller, letters] = failed;
        QTRY_COMPARE(letters.count(), 3);
        letters.rerunAll();
        QTRY_VERIFY2(letters.rerunText().startsWith(QLatin1String("Run again 3: 3 failed again. The last ended at ")),
                     qPrintable(letters.rerunText()));
        const QString result = letters.rerunText();
        const QTemporaryDir folder;
        QSignalSpy finished(&letters, &app::DeadLetterController::exportFinished);
        letters.writeTo(folder.filePath(QStringLiteral("letters")));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(letters.rerunText(), result);
        QTRY_COMPARE(controller.client().deadLetters().size(), 3U);
        letters.discard(static_cast<double>(controller.client().deadLetters().front().id));
        QVERIFY(letters.discarded()->isPresent());
        letters.dismiss();
        QVERIFY(!letters.discarded()->isPresent());
        QVERIFY(!letters.exportedText().isEmpty());
        letters.dismiss();
        QVERIFY(letters.exportedText().isEmpty());
        QCOMPARE(letters.rerunText(), result);
        letters.dismiss();
        QVERIFY(letters.rerunText().isEmpty());
    }

    void heldDeadLettersStayWhereTheyAre()
    {
        FailedMessages failed;
        QVERIFY(failed.begin());
        auto &[loopback, controller, letters] = failed;
        QTRY_COMPARE(letters.letters()->ids(), std::vector<quint64>({1, 2, 3}));

        letters.setHeld(true);
        QSignalSpy inserted(letters.letters(), &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(letters.letters(), &QAbstractItemModel::rowsRemoved);
        QVERIFY(loopback.deliver(2));
        QTRY_COMPARE(letters.waiting(), 2);
        QCOMPARE(letters.count(), 5);
        QCOMPARE(letters.unsaved(), 5);
        QCOMPARE(controller.client().discardDeadLetters({1}).size(), 1U); // as the bound takes the oldest
        QTRY_COMPARE(letters.count(), 4);
        QVERIFY(inserted.empty() && removed.empty());

        // What the user does is seen, and moves nothing else.
        letters.discard(2);
        QCOMPARE(letters.letters()->ids(), std::vector<quint64>({1, 3}));
        controller.undoStack()->undo();
        QCOMPARE(letters.letters()->ids(), std::vector<quint64>({1, 2, 3}));
        letters.rerun(3); // it fails again, and waits as the sixth
        QTRY_COMPARE(letters.letters()->ids(), std::vector<quint64>({1, 2}));
        QTRY_COMPARE(letters.waiting(), 3);

        letters.setHeld(false);
        QTRY_COMPARE(letters.letters()->ids(), std::vector<quint64>({2, 4, 5, 6}));
        QCOMPARE(letters.waiting(), 0);
        letters.setHeld(true);
        QVERIFY(loopback.deliver(1));
        QTRY_COMPARE(letters.waiting(), 1);
        letters.takeChanges();
        QCOMPARE(letters.letters()->count(), 5);
    }

    void tellsWhatCameOfThoseRunAgain()
    {
        FailedMessages failed;
        QVERIFY(failed.begin());
        auto &[loopback, controller, letters] = failed;
        QTRY_COMPARE(letters.count(), 3);
        QVERIFY(letters.rerunText().isEmpty());
        letters.rerunAll();
        QTRY_VERIFY2(letters.rerunText().startsWith(QLatin1String("Run again 3: 3 failed again. The last ended at ")),
                     qPrintable(letters.rerunText()));
        QVERIFY(letters.hasRerunFailed());
        QTRY_COMPARE(letters.count(), 3);

        // With nobody to run them, and then with one who takes them.
        QVERIFY(controller.removeHandler(controller.snapshot().handlers.front().id));
        letters.rerunAll();
        QTRY_COMPARE(letters.rerunText(), QStringLiteral("Run again 0: 3 not run, their rows say why."));
        QVERIFY(controller.addHandler(specOf("*=builtin:count")));
        letters.rerunAll();
        QTRY_VERIFY2(letters.rerunText().startsWith(QLatin1String("Run again 3: 3 passed. The last ended at ")),
                     qPrintable(letters.rerunText()));
        QVERIFY(!letters.hasRerunFailed());
        letters.dismiss();
        QVERIFY(letters.rerunText().isEmpty());
    }

    void aLetterAndARowOfTheStreamAreOneSelection()
    {
        FailedMessages failed;
        QVERIFY(failed.begin());
        auto &[loopback, controller, letters] = failed;
        app::StreamModel stream;
        stream.setClient(&controller);
        app::StreamViewport viewport;
        viewport.setSource(&stream);
        viewport.setCapacity(10);
        app::InspectorController inspector;
        inspector.setClient(&controller);
        inspector.setSource(&viewport);
        QTRY_COMPARE(letters.letters()->count(), 3);
        QTRY_COMPARE(viewport.rowCount(), 3);
        viewport.select(0);
        QCOMPARE(inspector.sequence(), QStringLiteral("1"));
        letters.inspect(2, &inspector);
        QCOMPARE(inspector.sequence(), QStringLiteral("2"));
        QCOMPARE(viewport.currentOffset(), 1);
        viewport.select(0); // the one that was selected before
        QCOMPARE(inspector.sequence(), QStringLiteral("1"));
        letters.inspect(3, &inspector);
        stream.clear();
        QCOMPARE(inspector.sequence(), QStringLiteral("3")); // wherever it is
    }
};

QTEST_MAIN(TestDeadLetterController)
#include "tst_deadlettercontroller.moc"
