// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream/streamcanvas.h"
#include "loopbackcontroller.h"
#include "stream/streamcolumns.h"
#include "stream/streamviewport.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::StreamColumns;
using app::StreamModel;
using app::StreamViewport;
using tests::LoopbackController;

class TestStreamViewport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheNewest();
    void staysWhenNotFollowing();
    void selectsMessagesNotRows();
    void movesTheSelection();
    void endsFollowing();
    void staysStillWhenRowsLeaveAtTheTop();
    void keepsTheSelectionThroughAFilter();
    void returnsToItsPlaceWhenClearingIsUndone();
    void selectsWhatWasUnderTheMouse();
    void keepsAnEvictedMessageSelected();
    void selectsAMessageThatSomebodyNames();
    void copiesWhatWasReceivedByteForByte();
    void refreshesOutcomes();
    void tellsOnlyWhatChanged();
    void restsWhileNobodySeesIt();
    void givesColumnsTheirRoom();
    void keepsWidthsThatTheUserChose();
    void followsAnotherClient();
    void drawsAllRowsWhenItGrows();
    void drawsAllRowsInOtherColours();
};

namespace {

constexpr int capacity = 10;

// A stream of a loopback client and the window on it.
struct Screen {
    explicit Screen(qsizetype storeMaxBytes = capture::MessageStore::defaultMaxBytes)
        : loopback(storeMaxBytes), tester(&viewport, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        model.setClient(&loopback.controller());
        viewport.setSource(&model);
        viewport.setCapacity(capacity);
    }

    [[nodiscard]] bool deliver(int count, const QByteArray &topic = "orders/created")
    {
        if (!loopback.deliver(count, topic))
            return false;
        const base::Sequence last = loopback.controller().client().source().usage().last;
        return QTest::qWaitFor([&] { return model.rowOf(last) >= 0 || !model.topicFilter().isEmpty(); }, 20'000);
    }
    [[nodiscard]] QString idAt(int offset) const
    {
        return viewport.index(offset).data(StreamViewport::MessageIdRole).toString();
    }
    [[nodiscard]] QString currentId() const
    {
        const base::MessagePtr message = viewport.current();
        return message ? QString::fromUtf8(message->id().data(), static_cast<qsizetype>(message->id().size()))
                       : QString();
    }

    LoopbackController loopback;
    StreamModel model;
    StreamViewport viewport;
    QAbstractItemModelTester tester;
};

} // namespace

void TestStreamViewport::followsTheNewest()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.viewport.isFollowing());
    QVERIFY(screen.deliver(4));
    QCOMPARE(screen.viewport.rowCount(), 4);
    QCOMPARE(screen.viewport.visibleShare(), 1.0);
    QVERIFY(screen.deliver(96));
    QCOMPARE(screen.viewport.rowCount(), capacity);
    QCOMPARE(screen.idAt(capacity - 1), QStringLiteral("id-100"));
    QCOMPARE(screen.viewport.firstRow(), 90);
    QCOMPARE(screen.viewport.position(), 0.9);
    QCOMPARE(screen.viewport.visibleShare(), 0.1);
}

void TestStreamViewport::staysWhenNotFollowing()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100));
    screen.viewport.scrollBy(-5);
    QVERIFY(!screen.viewport.isFollowing());
    QCOMPARE(screen.idAt(0), QStringLiteral("id-86"));
    QVERIFY(screen.deliver(50));
    QCOMPARE(screen.idAt(0), QStringLiteral("id-86"));
    // The row cut by the lower edge is there too.
    QCOMPARE(screen.viewport.rowCount(), capacity + 1);

    screen.viewport.setFollowing(true);
    QCOMPARE(screen.idAt(capacity - 1), QStringLiteral("id-150"));
}

void TestStreamViewport::selectsMessagesNotRows()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100));
    QSignalSpy changed(&screen.viewport, &StreamViewport::currentChanged);
    screen.viewport.select(3);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(screen.currentId(), QStringLiteral("id-94"));
    QVERIFY(!screen.viewport.isFollowing());
    QVERIFY(screen.deliver(500));
    QCOMPARE(screen.currentId(), QStringLiteral("id-94"));
    QCOMPARE(screen.viewport.currentOffset(), 3);
    QVERIFY(screen.viewport.index(3).data(StreamViewport::CurrentRole).toBool());
    QVERIFY(!screen.viewport.index(4).data(StreamViewport::CurrentRole).toBool());

    screen.viewport.setFollowing(true);
    QCOMPARE(screen.viewport.currentOffset(), -1);
    QCOMPARE(screen.currentId(), QStringLiteral("id-94"));
    screen.viewport.select(99);
    QCOMPARE(screen.currentId(), QStringLiteral("id-94"));
    QCOMPARE(changed.count(), 1);
}

void TestStreamViewport::movesTheSelection()
{
    Screen screen;
    screen.viewport.moveCurrent(1);
    QVERIFY(!screen.viewport.hasCurrent());
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100));

    // Up without a selection begins at the last row on screen.
    screen.viewport.setFollowing(true);
    screen.viewport.moveCurrent(-1);
    QCOMPARE(screen.currentId(), QStringLiteral("id-100"));
    screen.viewport.moveCurrent(-20);
    QCOMPARE(screen.currentId(), QStringLiteral("id-80"));
    QCOMPARE(screen.viewport.currentOffset(), 0);
    screen.viewport.moveCurrent(1'000);
    QCOMPARE(screen.currentId(), QStringLiteral("id-100"));
    QCOMPARE(screen.viewport.currentOffset(), capacity - 1);
    screen.viewport.moveCurrentToStart();
    QCOMPARE(screen.currentId(), QStringLiteral("id-1"));
    QCOMPARE(screen.viewport.firstRow(), 0);
}

void TestStreamViewport::endsFollowing()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100));
    QSignalSpy following(&screen.viewport, &StreamViewport::followingChanged);
    screen.viewport.scrollBy(3);
    QVERIFY(screen.viewport.isFollowing());
    screen.viewport.scrollTo(0.5);
    QVERIFY(!screen.viewport.isFollowing());
    QCOMPARE(screen.viewport.firstRow(), 50);
    screen.viewport.scrollTo(7.0);
    QCOMPARE(screen.viewport.firstRow(), 90);
    QCOMPARE(following.count(), 1);
}

void TestStreamViewport::staysStillWhenRowsLeaveAtTheTop()
{
    Screen screen(64 * 1024);
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(1'000));
    QVERIFY(screen.model.evicted() > 0);
    screen.viewport.scrollBy(-20);
    screen.viewport.select(2);
    const QString top = screen.idAt(0);
    const QString current = screen.currentId();
    const bool stripe = screen.viewport.index(0).data(StreamViewport::AlternateRole).toBool();
    QSignalSpy changed(&screen.viewport, &QAbstractItemModel::dataChanged);
    const int before = screen.viewport.firstRow();
    QVERIFY(screen.deliver(25));
    QVERIFY(screen.viewport.firstRow() < before);
    QCOMPARE(screen.idAt(0), top);
    QCOMPARE(screen.currentId(), current);
    QCOMPARE(screen.viewport.currentOffset(), 2);
    QCOMPARE(screen.viewport.index(0).data(StreamViewport::AlternateRole).toBool(), stripe);
    QCOMPARE(changed.count(), 0);
}

void TestStreamViewport::keepsTheSelectionThroughAFilter()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100, "a"));
    QVERIFY(screen.deliver(100, "b"));
    QVERIFY(screen.deliver(100, "a"));
    screen.viewport.scrollTo(0.5);
    screen.viewport.select(4);
    QCOMPARE(screen.currentId(), QStringLiteral("id-155"));
    screen.model.setTopicFilter(QStringLiteral("b"));
    QCOMPARE(screen.currentId(), QStringLiteral("id-155"));
    QCOMPARE(screen.viewport.currentOffset(), 4);
    screen.model.setTopicFilter(QStringLiteral("a"));
    QCOMPARE(screen.currentId(), QStringLiteral("id-155"));
    QCOMPARE(screen.viewport.currentOffset(), -1);
    screen.model.setTopicFilter(QString());
    QCOMPARE(screen.currentId(), QStringLiteral("id-155"));
}

void TestStreamViewport::returnsToItsPlaceWhenClearingIsUndone()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100));
    screen.viewport.scrollBy(-30);
    screen.model.setPaused(true);
    const QString top = screen.idAt(0);
    screen.model.clear();
    QCOMPARE(screen.viewport.rowCount(), 0);
    screen.model.undoClear();
    QTRY_COMPARE(screen.model.shown(), 100);
    QCOMPARE(screen.idAt(0), top);

    screen.viewport.select(3);
    const QString chosen = screen.currentId();
    QVERIFY(!chosen.isEmpty());
    screen.model.clear();
    screen.model.undoClear();
    QTRY_COMPARE(screen.model.shown(), 100);
    QCOMPARE(screen.currentId(), chosen);
    const int offset = screen.viewport.currentOffset();
    QVERIFY2(offset >= 0 && offset < capacity, qPrintable(QString::number(offset)));
}

void TestStreamViewport::selectsWhatWasUnderTheMouse()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(100));
    screen.model.clear();
    QVERIFY(screen.deliver(50));
    QVERIFY(screen.viewport.isFollowing());
    const QString wanted = screen.idAt(3);
    screen.viewport.select(3); // following ends, and nothing moves
    QCOMPARE(screen.currentId(), wanted);
    QCOMPARE(screen.viewport.firstRow(), 40);
    QCOMPARE(screen.viewport.currentOffset(), 3);
}

void TestStreamViewport::keepsAnEvictedMessageSelected()
{
    Screen screen(64 * 1024);
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(20));
    screen.viewport.select(0);
    const QString current = screen.currentId();
    QVERIFY(screen.deliver(2'000));
    QCOMPARE(screen.currentId(), current);
    QCOMPARE(screen.model.rowOf(screen.viewport.current()->sequence()), -1);
    QVERIFY(screen.viewport.currentText().contains(current));
    LoopbackController another;
    screen.model.setClient(&another.controller());
    QVERIFY(!screen.viewport.hasCurrent());
    screen.model.setClient(nullptr); // which ends before it
}

void TestStreamViewport::selectsAMessageThatSomebodyNames()
{
    Screen screen(64 * 1024);
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(2'000));
    QVERIFY(screen.viewport.isFollowing());
    const auto last = static_cast<double>(screen.model.messageAt(screen.model.rowCount() - 1)->sequence().value);
    QVERIFY(!screen.viewport.selectMessageOf(1, QStringLiteral("id-1"))); // gone
    QVERIFY(!screen.viewport.selectMessageOf(last - 40, QStringLiteral("id-1"))); // another client's
    QVERIFY(!screen.viewport.hasCurrent());
    QVERIFY(screen.viewport.isFollowing());
    QVERIFY(screen.viewport.selectMessageOf(last - 40, QStringLiteral("id-1960")));
    QCOMPARE(screen.currentId(), QStringLiteral("id-1960"));
    QVERIFY(screen.viewport.currentOffset() >= 0); // in view
    QVERIFY(!screen.viewport.isFollowing());
}

void TestStreamViewport::copiesWhatWasReceivedByteForByte()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    const QByteArray broken("{\"topic\": \xff\"\x00", 14);
    screen.loopback.inject({broken});
    QTRY_COMPARE(screen.model.rowCount(), 1);
    screen.viewport.moveCurrent(1);
    screen.viewport.copyCurrent();
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("application/octet-stream")),
             screen.viewport.current()->frame());
    QVERIFY(screen.viewport.current()->frame().contains('\xff'));
}

void TestStreamViewport::refreshesOutcomes()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(20));
    QTRY_COMPARE(screen.viewport.index(5).data(StreamViewport::StateRole).toString(), QStringLiteral("unrouted"));
    screen.viewport.setFollowing(false);
    QSignalSpy changed(&screen.viewport, &QAbstractItemModel::dataChanged);
    screen.model.messageAt(screen.viewport.firstRow() + 5)
        ->settle({.state = base::MessageState::Handled,
                  .handler = base::HandlerId{1},
                  .latency = std::chrono::microseconds(1'500)});
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 5);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 5);
    QCOMPARE(screen.viewport.index(5).data(StreamViewport::StateRole).toString(), QStringLiteral("handled"));
    QCOMPARE(screen.viewport.index(5).data(StreamViewport::LatencyRole).toString(), QStringLiteral("1.50 ms"));
}

void TestStreamViewport::tellsOnlyWhatChanged()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(30));
    QTRY_COMPARE(screen.viewport.index(9).data(StreamViewport::StateRole).toString(), QStringLiteral("unrouted"));
    const QSignalSpy position(&screen.viewport, &StreamViewport::positionChanged);
    const QSignalSpy data(&screen.viewport, &QAbstractItemModel::dataChanged);
    QSignalSpy pulled(&screen.model, &StreamModel::pulled);
    QTRY_VERIFY(pulled.count() >= 5);
    QCOMPARE(position.count(), 0);
    QCOMPARE(data.count(), 0);
}

void TestStreamViewport::restsWhileNobodySeesIt()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(30));
    screen.viewport.setActive(false);
    QVERIFY(screen.deliver(5));
    QCOMPARE(screen.idAt(9), QStringLiteral("id-30"));
    screen.viewport.setActive(true);
    QCOMPARE(screen.idAt(9), QStringLiteral("id-35"));
}

void TestStreamViewport::givesColumnsTheirRoom()
{
    StreamColumns columns;
    const int wanted = columns.total();
    const int latency = columns.latency();
    columns.setAvailable(wanted + 100);
    QCOMPARE(columns.total(), wanted + 100); // the id takes what is left
    const int wideId = columns.messageId();

    columns.setAvailable(wanted - 50);
    QCOMPARE(columns.total(), wanted - 50);
    QVERIFY(columns.messageId() > 0 && columns.messageId() < wideId);
    // Ever less room: what is cut says nothing any more is not cut, and the rest leaves before it is too narrow to
    // read.
    for (int room = wanted; room >= wanted / 2; --room) {
        columns.setAvailable(room);
        QVERIFY2(columns.total() <= room, qPrintable(QString::number(room)));
        QCOMPARE(columns.latency(), latency);
        QVERIFY(columns.topic() >= StreamColumns::minimumWidth && columns.time() > 0 && columns.state() > 0);
        QVERIFY(columns.messageId() == 0 || columns.messageId() >= StreamColumns::minimumWidth);
    }
    QCOMPARE(columns.messageId(), 0);
    QCOMPARE(columns.producer(), 0);
}

void TestStreamViewport::keepsWidthsThatTheUserChose()
{
    StreamColumns columns;
    columns.setAvailable(columns.total());
    columns.setWidth(StreamModel::IdColumn, 300);
    columns.setAvailable(400);
    QCOMPARE(columns.messageId(), 300);
    QVERIFY(columns.total() > 400); // the rows scroll sideways then
    QCOMPARE(columns.rememberedWidth(StreamModel::IdColumn), 300);
    QCOMPARE(columns.rememberedWidth(StreamModel::TopicColumn), 0);
}

void TestStreamViewport::followsAnotherClient()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(3));
    screen.viewport.select(1);
    QVERIFY(!screen.viewport.isFollowing());
    Q_EMIT screen.model.restarted();
    QVERIFY(screen.viewport.isFollowing());
    QVERIFY(!screen.viewport.current());
}

namespace {

// The rows in a window, as StreamRows.qml has them: white but for the text.
struct Drawing {
    explicit Drawing(Screen &screen)
    {
        columns.setAvailable(700);
        window.setColor(Qt::white);
        window.resize(700, 400);
        canvas.setParentItem(window.contentItem());
        canvas.setSize({700, capacity * rowHeight});
        canvas.setProperty("rowHeight", rowHeight);
        canvas.setProperty("textColor", QColor(Qt::black));
        canvas.setProperty("mutedColor", QColor(Qt::black));
        canvas.setProperty("fontPixels", 12); // sets the fonts
        canvas.setColumns(&columns);
        canvas.setViewport(&screen.viewport);
        window.show();
    }
    [[nodiscard]] QImage picture(int rows) { return window.grabWindow().copy(0, 0, 700, rows * rowHeight); }

    static constexpr int rowHeight = 24;
    StreamColumns columns;
    QQuickWindow window;
    app::StreamCanvas canvas;
};

} // namespace

void TestStreamViewport::drawsAllRowsWhenItGrows()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(30));
    screen.viewport.scrollTo(0);
    Drawing drawing(screen);
    QVERIFY(QTest::qWaitForWindowExposed(&drawing.window));
    const QImage before = drawing.picture(capacity);
    // Only one row is new, and what was drawn before is gone with the size.
    drawing.canvas.setHeight((capacity + 2) * Drawing::rowHeight);
    screen.viewport.setCapacity(capacity + 1);
    QCOMPARE(drawing.picture(capacity), before);
}

void TestStreamViewport::drawsAllRowsInOtherColours()
{
    Screen screen;
    QVERIFY(screen.loopback.start());
    QVERIFY(screen.deliver(3));
    screen.viewport.setFollowing(false);
    Drawing drawing(screen);
    QVERIFY(QTest::qWaitForWindowExposed(&drawing.window));
    QVERIFY(!drawing.picture(1).isNull());
    // Everything, and then one row, before the same frame.
    drawing.canvas.setProperty("alternate", QColor(Qt::yellow));
    screen.viewport.setCapacity(1); // takes the last row away
    QCOMPARE(screen.viewport.rowCount(), 2);
    const QImage image = drawing.window.grabWindow();
    QCOMPARE(image.pixelColor(699, Drawing::rowHeight + 1), QColor(Qt::yellow));
}

QTEST_MAIN(TestStreamViewport)
#include "tst_streamviewport.moc"
