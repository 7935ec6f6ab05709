// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/inspectorcontroller.h"
#include "loopbackcontroller.h"
#include "panels/deadlettermodel.h"
#include "support/handlers.h"
#include "support/messages.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::DeadLetterModel;

namespace {

client::DeadLetter letter(quint64 id, const QString &note = {})
{
    static QHash<quint64, base::MessagePtr> messages;
    if (!messages.contains(id))
        messages.insert(id, test::makeMessage("orders", QByteArray::number(static_cast<qulonglong>(id))));
    return {.id = id,
            .message = messages.value(id),
            .handler = QStringLiteral("bill"),
            .error = {base::ErrorCode::HandlerFailed, QStringLiteral("no")},
            .note = note,
            .calls = 3,
            .failedAt = {}};
}

client::DeadLetterList::Changes came(std::vector<client::DeadLetter> letters)
{
    return {.present = std::move(letters), .gone = {}, .all = false, .usage = {}};
}

client::DeadLetterList::Changes went(std::vector<quint64> ids)
{
    return {.present = {}, .gone = std::move(ids), .all = false, .usage = {}};
}

} // namespace

class TestDeadLetterModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheLatestFirst()
    {
        DeadLetterModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(came({letter(1), letter(2)}));
        QCOMPARE(model.value(0, "letterId").toInt(), 2);
        QCOMPARE(model.value(0, "topic").toString(), QStringLiteral("orders"));
        QCOMPARE(model.value(0, "calls").toString(), QStringLiteral("3"));
        QCOMPARE(model.ids(), std::vector<quint64>({1, 2}));
        QVERIFY(model.letter(2) != nullptr);
        QVERIFY(model.letter(3) == nullptr);
        QCOMPARE(model.rowOf(1), 1);
        QCOMPARE(model.rowOf(3), -1);
    }

    void keepsRowsThatStay()
    {
        DeadLetterModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy counted(&model, &DeadLetterModel::countChanged);
        QSignalSpy changed(&model, &DeadLetterModel::dataChanged);
        model.update(came({letter(1), letter(2)}));
        const QPersistentModelIndex first(model.index(1));
        model.update(came({letter(3)}));
        QVERIFY(first.isValid());
        QCOMPARE(first.row(), 2);
        QCOMPARE(model.rowCount(), 3);
        model.update(went({2}));
        QCOMPARE(first.row(), 1);
        model.update(came({letter(3, QStringLiteral("not run again"))}));
        QCOMPARE(model.value(0, "description").toString(), QStringLiteral("not run again"));
        QCOMPARE(changed.size(), 1);
        model.update(came({letter(2), letter(4)})); // one taken back, one new
        QCOMPARE(model.ids(), std::vector<quint64>({1, 2, 3, 4}));
        QCOMPARE(first.row(), 3);
        QCOMPARE(counted.size(), 5); // with each run of rows
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(counted.size(), 6);
        model.clear();
        QCOMPARE(counted.size(), 6);
    }

    void tellsOnlyWhatChangedOfManyLetters()
    {
        client::DeadLetterList list;
        for (std::size_t i = 0; i < client::DeadLetterList::maxCount; ++i)
            list.add(letter(1));
        DeadLetterModel model;
        client::DeadLetterList::Changes changes = list.changesSince(0);
        model.update(changes);
        QSignalSpy reset(&model, &DeadLetterModel::modelReset);
        QSignalSpy inserted(&model, &DeadLetterModel::rowsInserted);
        QSignalSpy removed(&model, &DeadLetterModel::rowsRemoved);
        for (int i = 0; i < 500; ++i)
            list.add(letter(1)); // as many go
        changes = list.changesSince(changes.usage.revision);
        model.update(changes);
        QCOMPARE(reset.size() + inserted.size() + removed.size(), 2);
        QCOMPARE(inserted.at(0).at(2).toInt(), 499);
        QCOMPARE(removed.at(0).at(1).toInt(), model.rowCount() - 500);
        QCOMPARE(model.ids().front(), 501U);

        const auto all = list.take(model.ids()); // none to remember them by: gone in one go
        changes = list.changesSince(changes.usage.revision);
        model.update(changes);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(removed.size(), 2);
        QCOMPARE(all.size(), client::DeadLetterList::maxCount);
    }

    void removesRunByRun()
    {
        DeadLetterModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(came({letter(1), letter(2), letter(4), letter(5), letter(7)}));
        QSignalSpy removed(&model, &DeadLetterModel::rowsRemoved);
        model.update(went({1, 3, 4, 5, 6})); // 3 and 6 were never seen
        QCOMPARE(model.ids(), std::vector<quint64>({2, 7}));
        QCOMPARE(removed.size(), 2);
        QCOMPARE(model.countAfter(0), 2);
        QCOMPARE(model.countAfter(2), 1);
        QCOMPARE(model.countAfter(5), 1);
    }

    void aLetterThatIsStillToComeIsNotCalledDiscarded()
    {
        tests::LoopbackController server;
        app::InspectorController inspector;
        inspector.setClient(&server.controller());
        const base::MessagePtr message = test::makeMessage("orders", "1");
        inspector.setMessage(message);
        // as a lane does, before the letter is there
        message->settle({.state = base::MessageState::Failed, .handler = {}, .latency = {}});
        Q_EMIT server.controller().snapshotTaken(server.controller().snapshot());
        QCOMPARE(inspector.state(), QStringLiteral("failed"));
        QCOMPARE(inspector.failure(), QString());
        Q_EMIT server.controller().snapshotTaken(server.controller().snapshot());
        QVERIFY2(inspector.failure().startsWith(QLatin1String("No longer known")), qPrintable(inspector.failure()));
    }

    void theInspectorSaysWhyAMessageFailed()
    {
        tests::LoopbackController server;
        client::PubSubClient &client = server.controller().client();
        QVERIFY(client.addHandler(test::handlerSpec(
            QStringLiteral("bill"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> {
                return base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("there is no total"));
            })));
        QVERIFY(server.start());
        QVERIFY(server.deliver(1));
        QTRY_COMPARE(client.deadLetters().size(), std::size_t{1});
        app::InspectorController inspector;
        inspector.setClient(&server.controller());
        QVERIFY(inspector.failure().isEmpty());
        inspector.setMessage(client.source().readAfter({}, 1).messages.front());
        QCOMPARE(inspector.failure(), QStringLiteral("there is no total"));
        QVERIFY2(inspector.attempts().startsWith(QLatin1String("1 call")), qPrintable(inspector.attempts()));
        QCOMPARE(inspector.deadLetter(), 1.0);

        QCOMPARE(client.discardDeadLetters({1}).size(), std::size_t{1});
        QTRY_COMPARE(inspector.deadLetter(), 0.0); // with the next figures
        QVERIFY2(inspector.failure().startsWith(QLatin1String("No longer known")), qPrintable(inspector.failure()));
        QVERIFY(inspector.attempts().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDeadLetterModel)
#include "tst_deadlettermodel.moc"
