// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/duplicatecontroller.h"
#include "loopbackcontroller.h"
#include "panels/duplicatemodel.h"
#include "stream/streamviewport.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using app::DuplicateModel;
using app::TableProxyModel;

namespace {

client::DuplicateFigures duplicate(const char *id, quint32 topic, quint64 hits, std::chrono::seconds at)
{
    return {.messageId = QString::fromLatin1(id),
            .topic = base::TopicId{topic},
            .hits = hits,
            .lastAt = base::WallTime(at)};
}

QString nameOf(base::TopicId topic)
{
    return QStringLiteral("topic-%1").arg(topic.value);
}

} // namespace

class TestDuplicateModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void keepsRowsInPlace()
    {
        DuplicateModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({duplicate("a", 1, 1, 10s), duplicate("b", 2, 4, 9s), duplicate("c", 1, 1, 8s)}, nameOf);
        QCOMPARE(model.rowCount(), 3);
        QPersistentModelIndex b(model.index(1));
        QCOMPARE(model.value(b.row(), "messageId").toString(), QStringLiteral("b"));
        QCOMPARE(model.value(b.row(), "topic").toString(), QStringLiteral("topic-2"));
        QCOMPARE(model.value(b.row(), "hits").toString(), QStringLiteral("4"));

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.update({duplicate("c", 1, 2, 12s), duplicate("d", 3, 1, 11s), duplicate("b", 2, 4, 9s)}, nameOf);
        QCOMPARE(model.rowCount(), 3); // "a" is forgotten, "d" is new
        QVERIFY(b.isValid());
        QCOMPARE(model.value(b.row(), "messageId").toString(), QStringLiteral("b"));
        QCOMPARE(changed.count(), 1); // only "c"
        QCOMPARE(model.value(1, "hits").toString(), QStringLiteral("2"));
        QCOMPARE(model.value(2, "messageId").toString(), QStringLiteral("d"));
        changed.clear();
        model.update({duplicate("b", 2, 5, 13s), duplicate("c", 1, 3, 14s), duplicate("d", 3, 1, 11s)}, nameOf);
        QCOMPARE(changed.count(), 1); // for all that changed
        model.update({}, nameOf);
        QCOMPARE(model.rowCount(), 0);
    }

    void theSameIdTwiceIsOneRow()
    {
        DuplicateModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({duplicate("a", 1, 1, 10s), duplicate("a", 2, 1, 9s)}, nameOf);
        QCOMPARE(model.rowCount(), 1);
    }

    void sortsAndFilters()
    {
        DuplicateModel model;
        TableProxyModel proxy;
        proxy.setSourceModel(&model);
        proxy.setUsualSort(model.columnOf(u"lastAt"), Qt::DescendingOrder);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto ids = [&] {
            QString result;
            for (int row = 0; row < proxy.rowCount(); ++row)
                result += proxy.value(row, "messageId").toString();
            return result;
        };
        model.update({duplicate("a", 1, 3, 10s), duplicate("b", 2, 20, 9s), duplicate("c", 1, 1, 30s)}, nameOf);
        QCOMPARE(ids(), QStringLiteral("cab"));
        const int hits = model.columnOf(u"hits");
        proxy.toggleSort(hits);
        QCOMPARE(ids(), QStringLiteral("bac"));
        proxy.toggleSort(hits);
        QCOMPARE(ids(), QStringLiteral("cab"));
        proxy.toggleSort(hits);
        QCOMPARE(proxy.sortedColumn(), model.columnOf(u"lastAt")); // the latest first again
        QVERIFY(proxy.isDescending());
        proxy.toggleSort(model.columnOf(u"topic")); // is not sorted by
        QCOMPARE(proxy.sortedColumn(), model.columnOf(u"lastAt"));
        proxy.toggleSort(hits);
        proxy.setFilterText(QStringLiteral("TOPIC-1"));
        QCOMPARE(ids(), QStringLiteral("ac"));
        proxy.setFilterText(QStringLiteral("nothing like it"));
        QCOMPARE(proxy.count(), 0);
    }

    void tellsBothCopiesAndHowFarApartTheyAre()
    {
        client::DuplicateFigures figures = duplicate("a", 1, 1, 10s);
        figures.producer = QStringLiteral("shop");
        figures.first = {.sequence = base::Sequence{3}, .at = base::SteadyTime(5s)};
        figures.last = {.sequence = base::Sequence{1'205}, .at = base::SteadyTime(6500ms)};
        DuplicateModel model;
        model.update({figures}, nameOf);
        QCOMPARE(model.value(0, "producer").toString(), QStringLiteral("shop"));
        QCOMPARE(model.value(0, "firstSequence").toDouble(), 3.0);
        QCOMPARE(model.value(0, "lastSequence").toDouble(), 1'205.0);
        QCOMPARE(model.value(0, "sequence").toString(), QStringLiteral("#1,205"));
        QCOMPARE(model.value(0, "distance").toString(), QStringLiteral("1.50 s, 1,202 messages"));
        QVERIFY(model.value(0, "first").toString().startsWith(QLatin1String("#3, ")));
        QVERIFY(model.value(0, "first").toString().endsWith(QLatin1String(":08.500")));
        const QString summary = model.value(0, "summary").toString();
        QVERIFY2(summary.contains(QLatin1String("copy #1,205 at ")) && summary.contains(QLatin1String("repeats #3, ")),
                 qPrintable(summary));
    }

    void selectsEitherCopyInTheStream()
    {
        tests::LoopbackController server;
        QVERIFY(server.start());
        app::StreamModel stream;
        stream.setClient(&server.controller());
        app::StreamViewport viewport;
        viewport.setSource(&stream);
        viewport.setCapacity(3);
        app::DuplicateController controller;
        controller.setClient(&server.controller());
        QList<QByteArray> objects{test::messageJson("t", "twice")};
        for (int i = 0; i < 20; ++i)
            objects << test::messageJson("t", QByteArray::number(i));
        server.inject(objects << test::messageJson("t", "twice")); // the filter is off
        QTRY_COMPARE(stream.shown(), 22);
        QTRY_COMPARE(controller.duplicates()->count(), 1);
        QCOMPARE(controller.hits(), QStringLiteral("1"));
        QVERIFY(!controller.isEnabled());
        const TableProxyModel &proxy = *controller.duplicates();
        controller.select(proxy.value(0, "firstSequence").toDouble(), &viewport);
        QCOMPARE(viewport.current()->sequence(), base::Sequence{1});
        QVERIFY(viewport.currentOffset() >= 0);
        controller.select(proxy.value(0, "lastSequence").toDouble(), &viewport);
        QCOMPARE(viewport.current()->sequence(), base::Sequence{22});
        QVERIFY(controller.notice().isEmpty());

        stream.clear();
        controller.select(1, &viewport);
        QVERIFY2(controller.notice().contains(QLatin1String("is in memory")), qPrintable(controller.notice()));
        QVERIFY2(controller.notice().contains(QLatin1String("other topics or states")),
                 qPrintable(controller.notice()));
        server.controller().setMemory(0, 1);
        QTRY_COMPARE(server.controller().client().source().usage().count, quint64{0});
        controller.select(1, &viewport);
        QVERIFY2(controller.notice().contains(QLatin1String("has left memory")), qPrintable(controller.notice()));
        controller.dismissNotice();
        QVERIFY(controller.notice().isEmpty());
    }

    void whatNobodySeesIsNotShownAnew()
    {
        tests::LoopbackController server;
        QVERIFY(server.start());
        app::DuplicateController controller;
        controller.setClient(&server.controller());
        controller.setShown(false);
        server.inject({test::messageJson("t", "twice"), test::messageJson("t", "twice")});
        QTRY_COMPARE(server.controller().snapshot().filter.hits, 1U);
        QCOMPARE(controller.duplicates()->count(), 0);
        QCOMPARE(controller.hits(), QStringLiteral("0"));
        controller.setShown(true);
        QCOMPARE(controller.duplicates()->count(), 1);
        QCOMPARE(controller.hits(), QStringLiteral("1"));
    }

    void theSwitchFollowsAtOnce()
    {
        tests::LoopbackController server;
        app::DuplicateController controller;
        controller.setClient(&server.controller());
        QVERIFY(!controller.isEnabled());
        QCOMPARE(controller.window(), 1'000);
        server.controller().setDuplicateFilter(true, 50);
        QVERIFY(controller.isEnabled());
        QCOMPARE(controller.window(), 50);
    }

    void controllerTellsTheFigures()
    {
        app::DuplicateController controller;
        QCOMPARE(controller.share(), QStringLiteral("–"));
        client::ClientSnapshot snapshot;
        snapshot.ledger.received = 10'000;
        snapshot.ledger.duplicate = 200;
        snapshot.duplicatesPerSecond = 4.5;
        snapshot.filter = {
            .enabled = true, .window = 1'000, .held = 998, .hits = 1'234, .recent = {duplicate("a", 1, 2, 1s)}};
        controller.update(snapshot);
        QCOMPARE(controller.hits(), QStringLiteral("1,234"));
        QCOMPARE(controller.filtered(), QStringLiteral("200"));
        QCOMPARE(controller.share(), QStringLiteral("12.3 %"));
        QCOMPARE(controller.rate(), QStringLiteral("4.50/s"));
        QCOMPARE(controller.held(), QStringLiteral("998"));
        QCOMPARE(controller.duplicates()->count(), 1);
        controller.copyText(QStringLiteral("a"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a"));
    }
};

QTEST_MAIN(TestDuplicateModel)
#include "tst_duplicatemodel.moc"
