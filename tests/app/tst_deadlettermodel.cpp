// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/inspectorcontroller.h"
#include "loopbackcontroller.h"
#include "models/deadlettermodel.h"
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
    return {.id = id, .message = messages.value(id), .handler = QStringLiteral("bill"), .error = {base::ErrorCode::HandlerFailed, QStringLiteral("no")},
            .note = note, .calls = 3, .failedAt = {}};
}

} // namespace

class DeadLetterModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheLatestFirst()
    {
        DeadLetterModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({letter(1), letter(2)});
        QCOMPARE(model.index(0).data(DeadLetterModel::LetterIdRole).toInt(), 2);
        QCOMPARE(model.index(0).data(DeadLetterModel::TopicRole).toString(), QStringLiteral("orders"));
        QCOMPARE(model.index(0).data(DeadLetterModel::CallsRole).toString(), QStringLiteral("3"));
        QCOMPARE(model.ids(), std::vector<quint64>({1, 2}));
        QVERIFY(model.letter(2) != nullptr);
        QVERIFY(model.letter(3) == nullptr);
    }

    void keepsRowsThatStay()
    {
        DeadLetterModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy counted(&model, &DeadLetterModel::countChanged);
        model.update({letter(1), letter(2)});
        const QPersistentModelIndex first(model.index(1));
        model.update({letter(1), letter(2), letter(3)});
        QVERIFY(first.isValid());
        QCOMPARE(first.row(), 2);
        QCOMPARE(model.rowCount(), 3);
        model.update({letter(1), letter(3)});
        QCOMPARE(model.rowCount(), 2);
        model.update({letter(1), letter(3, QStringLiteral("not run again"))});
        QCOMPARE(model.index(0).data(DeadLetterModel::NoteRole).toString(), QStringLiteral("not run again"));
        model.update({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(counted.size(), 5);
        model.update({});
        QCOMPARE(counted.size(), 5);
    }

    void theInspectorSaysWhyAMessageFailed()
    {
        tests::LoopbackController server;
        client::PubSubClient &client = server.controller().client();
        QVERIFY(client.addHandler(test::handlerSpec(QStringLiteral("bill"), QStringLiteral("*"), [](const base::Message &) -> base::Result<void> {
            return base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("there is no total"));
        })));
        QVERIFY(server.start());
        QVERIFY(server.deliver(1));
        QTRY_COMPARE(client.deadLetters().size(), std::size_t{1});
        app::InspectorController inspector;
        inspector.setClient(&server.controller());
        QVERIFY(inspector.failure().isEmpty());
        inspector.setMessage(client.store().readAfter({}, 1).messages.front());
        QCOMPARE(inspector.failure(), QStringLiteral("there is no total"));
        QVERIFY2(inspector.attempts().startsWith(QLatin1String("1 call")), qPrintable(inspector.attempts()));
        QCOMPARE(inspector.deadLetter(), 1.0);

        QCOMPARE(client.discardDeadLetters({1}).size(), std::size_t{1});
        QTRY_COMPARE(inspector.deadLetter(), 0.0); // with the next figures
        QVERIFY2(inspector.failure().startsWith(QLatin1String("No longer known")), qPrintable(inspector.failure()));
        QVERIFY(inspector.attempts().isEmpty());
    }
};

QTEST_GUILESS_MAIN(DeadLetterModelTest)
#include "tst_deadlettermodel.moc"
