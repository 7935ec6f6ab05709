// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/deadlettermodel.h"
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
};

QTEST_APPLESS_MAIN(DeadLetterModelTest)
#include "tst_deadlettermodel.moc"
