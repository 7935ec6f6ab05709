// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopbackcontroller.h"
#include "stream/streammodel.h"
#include "support/handlers.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace topicscope;
using app::StreamModel;
using tests::LoopbackController;
namespace StateFilter = app::StateFilter;

class TestStreamModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatArrives();
    void cutsLongTexts();
    void takesABurstInBoundedBatches();
    void pausesWithoutLosing();
    void countsWhatWasEvictedDuringAPause();
    void dropsEvictedRowsAtTheTop();
    void clearsAndUndoes();
    void filtersByTopicAndBelow();
    void filtersManyRows();
    void filtersByWhatCameOfAMessage();
    void countsWhatComesOfMessagesDuringAPause();
    void takesThoseThatSettleAmongManyOthers();
    void beginsAnewWithAnotherClient();
    void pendingIsWhatResumingShows();
    void undoesEachClearing();
    void theFiltersStayWithOtherSettings();
};

namespace {

QString cell(const StreamModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

QString idAt(const StreamModel &model, int row)
{
    return cell(model, row, StreamModel::IdColumn);
}

// A handler of "orders" that waits to be let on with each message, and fails until it is mended.
struct Biller {
    [[nodiscard]] bool addTo(LoopbackController &loopback)
    {
        const auto handle = [this](const base::Message &) -> base::Result<void> {
            gate.acquire();
            return mended ? base::Result<void>()
                          : base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("there is no total"));
        };
        return loopback.controller()
            .addHandler(test::handlerSpec(QStringLiteral("bill"), QStringLiteral("orders"), handle))
            .has_value();
    }

    QSemaphore gate;
    std::atomic<bool> mended = false;
};

} // namespace

void TestStreamModel::showsWhatArrives()
{
    LoopbackController loopback;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(3));

    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, StreamModel::TopicColumn), QStringLiteral("orders/created"));
    QCOMPARE(cell(model, 0, StreamModel::IdColumn), QStringLiteral("id-1"));
    QCOMPARE(cell(model, 2, StreamModel::IdColumn), QStringLiteral("id-3"));
    QCOMPARE(cell(model, 0, StreamModel::ProducerColumn), QStringLiteral("tests"));
    // HH:mm:ss.zzz
    QCOMPARE(cell(model, 0, StreamModel::TimeColumn).size(), 12);
    // Nobody wants it: no handler is registered.
    QTRY_COMPARE(cell(model, 0, StreamModel::StateColumn), QStringLiteral("unrouted"));
    QCOMPARE(cell(model, 0, StreamModel::LatencyColumn), QString());
}

void TestStreamModel::cutsLongTexts()
{
    LoopbackController loopback;
    StreamModel model;
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(1, QByteArray(5'000, 't')));
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(cell(model, 0, StreamModel::TopicColumn),
             QString(400, QLatin1Char('t')) + QStringLiteral("\u2026 (5000 bytes)"));
}

void TestStreamModel::takesABurstInBoundedBatches()
{
    LoopbackController loopback;
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(50'000));
    StreamModel model;
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setClient(&loopback.controller());

    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 50'000, 30'000);
    QCOMPARE(inserted.count(), 50'000 / static_cast<int>(StreamModel::maxBatch));
    for (const QList<QVariant> &arguments : inserted)
        QVERIFY(arguments.at(2).toInt() - arguments.at(1).toInt() < static_cast<int>(StreamModel::maxBatch));
    for (int row = 0; row < 50'000; row += 4'999)
        QCOMPARE(model.messageAt(row)->sequence().value, static_cast<quint64>(row + 1));
}

void TestStreamModel::pausesWithoutLosing()
{
    LoopbackController loopback;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(5));
    QTRY_COMPARE(model.rowCount(), 5);

    model.setPaused(true);
    QVERIFY(loopback.deliver(7));
    QTRY_COMPARE(model.pending(), 7U);
    QCOMPARE(model.rowCount(), 5);

    model.setPaused(false);
    QTRY_COMPARE(model.rowCount(), 12);
    QCOMPARE(model.pending(), 0U);
    QCOMPARE(model.missed(), 0U);
    for (int row = 0; row < 12; ++row)
        QCOMPARE(cell(model, row, StreamModel::IdColumn), QStringLiteral("id-%1").arg(row + 1));
}

void TestStreamModel::countsWhatWasEvictedDuringAPause()
{
    LoopbackController loopback(64 * 1024);
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(10));
    QTRY_COMPARE(model.rowCount(), 10);

    model.setPaused(true);
    QVERIFY(loopback.deliver(2'000));
    QTRY_COMPARE(model.pending(), 2'000U);
    QCOMPARE(model.rowCount(), 10);
    model.setPaused(false);

    const capture::MessageSource::Usage usage = loopback.controller().client().source().usage();
    QVERIFY(usage.evicted > 10);
    QTRY_COMPARE(model.rowCount(), static_cast<int>(usage.count));
    QCOMPARE(model.missed(), usage.evicted - 10);
    QCOMPARE(model.evicted(), usage.evicted);
    QCOMPARE(model.messageAt(0)->sequence(), usage.first);

    // The next pause begins to count anew.
    model.setPaused(true);
    QCOMPARE(model.missed(), 0U);
}

void TestStreamModel::dropsEvictedRowsAtTheTop()
{
    LoopbackController loopback(64 * 1024);
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    for (int i = 0; i < 10; ++i) {
        QVERIFY(loopback.deliver(100));
        const capture::MessageSource::Usage usage = loopback.controller().client().source().usage();
        QTRY_VERIFY(model.rowOf(usage.last) >= 0);
        QCOMPARE(model.rowCount(), static_cast<int>(usage.count));
        QCOMPARE(model.messageAt(0)->sequence(), usage.first);
    }
    QVERIFY(model.evicted() > 0);
    QCOMPARE(model.evicted() + static_cast<quint64>(model.rowCount()), 1'000U);
}

void TestStreamModel::clearsAndUndoes()
{
    LoopbackController loopback;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    model.clear();
    QVERIFY(!model.canUndoClear());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(4));
    QTRY_COMPARE(model.rowCount(), 4);

    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.canUndoClear());
    QVERIFY(loopback.deliver(2));
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 0, StreamModel::IdColumn), QStringLiteral("id-5"));

    model.undoClear();
    QCOMPARE(model.rowCount(), 6);
    QVERIFY(!model.canUndoClear());
    QCOMPARE(cell(model, 0, StreamModel::IdColumn), QStringLiteral("id-1"));
    QVERIFY(loopback.deliver(1));
    QTRY_COMPARE(model.rowCount(), 7);
    QCOMPARE(cell(model, 6, StreamModel::IdColumn), QStringLiteral("id-7"));
}

void TestStreamModel::filtersByTopicAndBelow()
{
    LoopbackController loopback;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(2, "orders/created"));
    QVERIFY(loopback.deliver(3, "orders"));
    QVERIFY(loopback.deliver(4, "orders-eu/created"));
    QVERIFY(loopback.deliver(5, "orders.paid"));
    QTRY_COMPARE(model.rowCount(), 14);

    model.setTopicFilter(QStringLiteral("orders"));
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.loaded(), 14);
    QVERIFY(loopback.deliver(1, "orders/created"));
    QVERIFY(loopback.deliver(1, "orders-eu/created"));
    QTRY_COMPARE(model.loaded(), 16);
    QCOMPARE(model.rowCount(), 11);

    model.setTopicFilter(QStringLiteral("orders/created"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, StreamModel::IdColumn), QStringLiteral("id-15"));
    QCOMPARE(model.rowOf(base::Sequence{15}), 2);
    QCOMPARE(model.rowOf(base::Sequence{3}), -1);
    model.setTopicFilter(QString());
    QCOMPARE(model.rowCount(), 16);
}

void TestStreamModel::filtersManyRows()
{
    LoopbackController loopback;
    StreamModel model;
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(100'000, "a/b"));
    QVERIFY(loopback.deliver(100'000, "a/c"));
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 200'000, 30'000);
    model.setTopicFilter(QStringLiteral("a/c"));
    QCOMPARE(model.isSifting(), model.rowCount() < 100'000); // however much a frame is long enough for
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 100'000, 30'000);
    QCOMPARE(model.messageAt(0)->sequence().value, 100'001U);
    model.setTopicFilter(QStringLiteral("a"));
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 200'000, 30'000);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.undoClear();
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 200'000, 30'000);
    QCOMPARE(model.missed(), 0U);
}

void TestStreamModel::filtersByWhatCameOfAMessage()
{
    Biller biller;
    LoopbackController loopback;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(biller.addTo(loopback));
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(1, "orders"));
    QVERIFY(loopback.deliver(2, "other"));
    QVERIFY(loopback.deliver(1, "orders"));
    loopback.inject({QByteArray(R"({"message": 1})")});
    QTRY_COMPARE(model.rowCount(), 5);

    model.setStateFilter(StateFilter::Malformed);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.messageAt(0)->sequence().value, 5U);
    QCOMPARE(model.loaded(), 5);
    model.setStateFilter(StateFilter::Unrouted);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(idAt(model, 0), QStringLiteral("id-2"));
    model.setTopicFilter(QStringLiteral("orders"));
    QCOMPARE(model.rowCount(), 0);
    model.setTopicFilter({});

    // Those whose handler is not done come once it is.
    model.setStateFilter(StateFilter::Failed);
    QCOMPARE(model.rowCount(), 0);
    biller.gate.release(2);
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(idAt(model, 0), QStringLiteral("id-1"));
    QCOMPARE(idAt(model, 1), QStringLiteral("id-4"));

    // One that is run again leaves, and comes back to its place if it fails once more.
    client::PubSubClient &client = loopback.controller().client();
    QTRY_COMPARE(client.deadLetters().size(), std::size_t{2});
    client.rerunDeadLetters({client.deadLetters().front().id});
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(idAt(model, 0), QStringLiteral("id-4"));
    biller.gate.release();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(idAt(model, 0), QStringLiteral("id-1"));
    QTRY_COMPARE(client.deadLetters().size(), std::size_t{2});
    biller.mended = true;
    client.rerunDeadLetters({client.deadLetters().front().id, client.deadLetters().back().id});
    biller.gate.release(2);
    QTRY_COMPARE(model.rowCount(), 0);
    model.setStateFilter(StateFilter::Handled);
    QTRY_COMPARE(model.rowCount(), 2);
    model.setStateFilter(StateFilter::Any);
    QCOMPARE(model.rowCount(), 5);
}

void TestStreamModel::takesThoseThatSettleAmongManyOthers()
{
    constexpr int pairs = 300;
    Biller biller;
    LoopbackController loopback;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(biller.addTo(loopback));
    const auto refuse = [](const base::Message &) -> base::Result<void> {
        return base::failure(base::ErrorCode::HandlerFailed, QStringLiteral("no"));
    };
    QVERIFY(
        loopback.controller().addHandler(test::handlerSpec(QStringLiteral("refuse"), QStringLiteral("other"), refuse)));
    QVERIFY(loopback.start());
    for (int i = 0; i < pairs; ++i) {
        QVERIFY(loopback.deliver(1, "orders"));
        QVERIFY(loopback.deliver(1, "other"));
    }
    model.setStateFilter(StateFilter::Failed);
    QTRY_COMPARE(model.rowCount(), pairs);
    biller.gate.release(pairs);
    QTRY_COMPARE(model.rowCount(), 2 * pairs);
    for (int row = 0; row < 2 * pairs; ++row)
        QCOMPARE(model.messageAt(row)->sequence().value, static_cast<quint64>(row + 1));
}

void TestStreamModel::countsWhatComesOfMessagesDuringAPause()
{
    Biller biller;
    LoopbackController loopback;
    StreamModel model;
    model.setClient(&loopback.controller());
    QVERIFY(biller.addTo(loopback));
    QVERIFY(loopback.start());
    model.setPaused(true);
    QVERIFY(loopback.deliver(3, "orders"));
    QVERIFY(loopback.deliver(4, "other"));
    QTRY_COMPARE(model.pending(), 7U);
    model.setStateFilter(StateFilter::Unrouted);
    QTRY_COMPARE(model.pending(), 4U);
    model.setStateFilter(StateFilter::Failed);
    biller.gate.release(3);
    QTRY_COMPARE(model.pending(), 3U);
    QCOMPARE(model.rowCount(), 0);
    model.setPaused(false);
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.pending(), 0U);
}

void TestStreamModel::beginsAnewWithAnotherClient()
{
    LoopbackController loopback;
    LoopbackController another;
    StreamModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(3));
    QTRY_COMPARE(model.rowCount(), 3);
    model.setClient(&another.controller());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.evicted(), 0U);
}

void TestStreamModel::pendingIsWhatResumingShows()
{
    LoopbackController loopback;
    StreamModel model;
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(2, "a"));
    QTRY_COMPARE(model.rowCount(), 2);
    model.setTopicFilter(QStringLiteral("a"));
    model.setPaused(true);
    QVERIFY(loopback.deliver(5, "b"));
    QVERIFY(loopback.deliver(3, "a"));
    QTRY_COMPARE(model.pending(), 3U);
    model.setTopicFilter(QStringLiteral("b"));
    QTRY_COMPARE(model.pending(), 5U);
    model.setTopicFilter({});
    QTRY_COMPARE(model.pending(), 8U);
    model.setTopicFilter(QStringLiteral("a"));
    QTRY_COMPARE(model.pending(), 3U);
    model.setPaused(false);
    QTRY_COMPARE(model.rowCount(), 5);
    QCOMPARE(model.pending(), 0U);
}

void TestStreamModel::undoesEachClearing()
{
    LoopbackController loopback;
    app::UndoStack *undo = loopback.controller().undoStack();
    StreamModel model;
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    QVERIFY(loopback.deliver(2));
    QTRY_COMPARE(model.rowCount(), 2);
    model.clear();
    QVERIFY(loopback.deliver(3));
    QTRY_COMPARE(model.rowCount(), 3);
    model.clear();
    QCOMPARE(undo->text(), QStringLiteral("Undo clear the stream"));
    undo->undo();
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.canUndoClear());
    model.undoClear();
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(!model.canUndoClear());
    QVERIFY(undo->text().isEmpty());
    model.clear();
    LoopbackController another;
    model.setClient(&another.controller());
    QVERIFY(undo->text().isEmpty()); // of another client's messages there is nothing to bring back
    model.setClient(nullptr); // which ends before it
}

void TestStreamModel::theFiltersStayWithOtherSettings()
{
    LoopbackController loopback;
    StreamModel model;
    model.setClient(&loopback.controller());
    QVERIFY(loopback.start());
    model.setTopicFilter(QStringLiteral("a"));
    model.setStateFilter(StateFilter::Failed);
    loopback.controller().connectTo(loopback.controller().url(), QStringLiteral("another"), QStringLiteral("*"));
    QCOMPARE(model.topicFilter(), QStringLiteral("a")); // the same topics come
    QCOMPARE(model.stateFilter(), StateFilter::Failed);
}

QTEST_MAIN(TestStreamModel)
#include "tst_streammodel.moc"
