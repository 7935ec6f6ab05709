// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/plotcontroller.h"
#include "loopbackcontroller.h"
#include "topics/topicpalette.h"
#include "plot/latencyhistogramplot.h"
#include "plot/timeplots.h"
#include "scripts/scriptcontroller.h"
#include "snapshots.h"

#include <QAbstractItemModelTester>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace topicscope;
using namespace std::chrono_literals;
using app::PlotController;

namespace {

//! Pixels of about this colour: lines are smoothed, so not all of them have it exactly.
int pixelsOf(const QImage &image, QColor color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - color.red()) + std::abs(pixel.green() - color.green())
                    + std::abs(pixel.blue() - color.blue())
                < 90)
                ++count;
        }
    }
    return count;
}

} // namespace

class TestPlotItem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_controller = std::make_unique<PlotController>();
        m_window = std::make_unique<QQuickWindow>();
        m_window->resize(600, 240);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_controller.reset();
    }

    void tellsOfMetricsBeforeTheFirstMessage()
    {
        const QTemporaryDir folder;
        qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit()); // where scripts are kept
        tests::LoopbackController server;
        QVERIFY(server.start());
        app::ScriptController scripts;
        scripts.setClient(&server.controller());
        m_controller->setClient(&server.controller());
        m_controller->setSource(&scripts);
        QVERIFY(scripts.create(QStringLiteral("clock"), QStringLiteral("orders/*"), -1));
        scripts.setDraft(QStringLiteral(
            "const everyMs = 5; function onMessage(msg, ctx) {} function onTimer(ctx) { ctx.metric('ticks', 1); }"));
        QVERIFY(scripts.start());
        QSignalSpy told(m_controller.get(), &PlotController::historyChanged); // else the plot is not drawn
        QTRY_VERIFY(m_controller->isMeasured());
        QTRY_VERIFY(!told.empty());
        m_controller.reset(); // before what it looks at
    }

    void drawsThroughput()
    {
        app::ThroughputPlot plot;
        place(plot);
        QVERIFY(plot.isEmpty());
        feed(20);
        QTRY_VERIFY(!plot.isEmpty());
        QTRY_VERIFY(pixelsOf(m_window->grabWindow(), app::TopicPalette::colorOf(1, false)) > 100);
        QVERIFY(pixelsOf(m_window->grabWindow(), app::TopicPalette::colorOf(2, false)) > 100);
        QCOMPARE(plot.series()->rowCount(), 2);
        QCOMPARE(plot.series()->value(0, "value").toString(), QStringLiteral("400/s"));
        plot.setParentItem(nullptr);
    }

    void drawsLatency()
    {
        app::LatencyPlot plot;
        place(plot);
        feed(20);
        QTRY_VERIFY(pixelsOf(m_window->grabWindow(), app::TopicPalette::colorOf(1, false)) > 100);
        QVERIFY(pixelsOf(m_window->grabWindow(), app::TopicPalette::colorOf(2, false)) > 100);
        QVERIFY(plot.series()->value(0, "value").toString().endsWith(QStringLiteral(" ms")));
        plot.setParentItem(nullptr);
    }

    void drawsDuplicates()
    {
        app::DuplicatesPlot plot;
        place(plot);
        feed(20);
        QTRY_VERIFY(pixelsOf(m_window->grabWindow(), app::TopicPalette::colorOf(5, false)) > 100);
        QCOMPARE(plot.series()->value(0, "value").toString(), QStringLiteral("4.00/s"));
        plot.setParentItem(nullptr);
    }

    void drawsTheDistribution()
    {
        app::LatencyHistogramPlot plot;
        place(plot);
        feed(20);
        QTRY_VERIFY(pixelsOf(m_window->grabWindow(), app::TopicPalette::colorOf(3, false)) > 500);
        QCOMPARE(plot.series()->rowCount(), 3);
        // Under the pointer, the bar's calls instead.
        QTest::mouseMove(m_window.get(), QPoint(300, 100));
        QTRY_COMPARE(plot.series()->rowCount(), 2);
        QVERIFY(plot.cursorX() >= 0.0);
        QVERIFY(plot.cursorText().contains(QStringLiteral(" to ")));
        plot.setParentItem(nullptr);
    }

    void zoomsWithTheWheel()
    {
        app::ThroughputPlot plot;
        place(plot);
        feed(100);
        QTRY_VERIFY(!plot.isEmpty());
        const PlotController::View before = m_controller->view();
        const QPointF middle = plot.plotArea().center();
        QWheelEvent wheel(middle, middle, {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_window.get(), &wheel);
        QVERIFY(m_controller->isZoomed());
        const PlotController::View after = m_controller->view();
        QVERIFY(after.to - after.from < (before.to - before.from) * 0.7);
        QTest::mouseDClick(m_window.get(), Qt::LeftButton, {}, middle.toPoint());
        QVERIFY(!m_controller->isZoomed());
        QCOMPARE(m_controller->view(), before);
        plot.setParentItem(nullptr);
    }

    void dragsThroughTime()
    {
        app::ThroughputPlot plot;
        place(plot);
        feed(100);
        QTRY_VERIFY(!plot.isEmpty());
        m_controller->zoom(0.3, m_controller->view().to);
        QTRY_VERIFY(plot.cursorX() < 0.0);
        const PlotController::View before = m_controller->view();
        const QPoint start = plot.plotArea().center().toPoint();
        QTest::mousePress(m_window.get(), Qt::LeftButton, {}, start);
        for (int step = 1; step <= 10; ++step)
            QTest::mouseMove(m_window.get(), start + QPoint(step * 8, 0));
        QTest::mouseRelease(m_window.get(), Qt::LeftButton, {}, start + QPoint(80, 0));
        QVERIFY(m_controller->view().from < before.from - 0.5);
        QVERIFY(std::abs((m_controller->view().to - m_controller->view().from) - (before.to - before.from)) < 1e-3);
        plot.setParentItem(nullptr);
    }

    void showsTheValueUnderThePointer()
    {
        app::ThroughputPlot plot;
        place(plot);
        feed(20);
        QTRY_VERIFY(!plot.isEmpty());
        QTest::mouseMove(m_window.get(), plot.plotArea().center().toPoint());
        QTRY_VERIFY(plot.cursorX() > 0.0);
        QVERIFY(m_controller->hoverTime().has_value());
        QVERIFY(!plot.cursorText().isEmpty());
        m_controller->setHoverTime(std::nullopt);
        QCOMPARE(plot.cursorX(), -1.0);
        plot.setParentItem(nullptr);
    }

    void pausesTheViewNotTheRecording()
    {
        feed(20);
        m_controller->setPaused(true);
        const PlotController::View held = m_controller->view();
        feed(40);
        QCOMPARE(m_controller->view(), held);
        QCOMPARE(m_controller->history().size(), 59U);
        m_controller->setPaused(false);
        QVERIFY(m_controller->view().to > held.to + 9.0);
    }

    void staysWithinTheRecording()
    {
        feed(200);
        const double earliest = *m_controller->history().earliest();
        const double latest = *m_controller->history().latest();
        m_controller->zoom(0.5, latest);
        m_controller->pan(-1e6);
        QVERIFY(m_controller->view().from >= earliest - 1e-6);
        m_controller->pan(1e6);
        QVERIFY(m_controller->view().to <= latest + 1e-6);
        for (int i = 0; i < 50; ++i)
            m_controller->zoom(0.5, latest);
        QVERIFY(m_controller->view().to - m_controller->view().from >= 1.99);
        m_controller->setWindowMinutes(99);
        QCOMPARE(m_controller->windowMinutes(), 10);
        QVERIFY(!m_controller->isZoomed());
    }

    void redrawsOnlyWhenVisible()
    {
        app::ThroughputPlot plot;
        place(plot);
        plot.setVisible(false);
        QSignalSpy cursor(&plot, &app::PlotItem::cursorChanged); // emitted with every drawing
        feed(20);
        QVERIFY(!cursor.wait(300));
        plot.setVisible(true);
        QTRY_VERIFY(cursor.count() > 0);
        plot.setParentItem(nullptr);
    }

    void legendKeepsItsRows()
    {
        app::SeriesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        using Series = app::SeriesModel::Series;
        const Series one{QStringLiteral("one"), Qt::red, QStringLiteral("1"), false};
        const Series two{QStringLiteral("two"), Qt::blue, QStringLiteral("2"), true};
        model.setSeries({one, two});
        QCOMPARE(model.rowCount(), 2);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setSeries({one, two});
        QCOMPARE(changed.count(), 0);
        model.setSeries({two});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.value(0, "dashed").toBool());
        model.setSeries({});
        QCOMPARE(model.rowCount(), 0);
    }

private:
    void place(app::PlotItem &plot)
    {
        plot.setController(m_controller.get());
        plot.setParentItem(m_window->contentItem());
        plot.setSize(m_window->size());
    }

    void feed(int snapshots)
    {
        for (int i = 0; i < snapshots; ++i) {
            m_source.advance(250ms);
            m_source.addMessages(1, 100);
            m_source.addMessages(2, 30);
            m_source.addCalls(2ms, 95);
            m_source.addCalls(40ms, 5);
            m_source.addDuplicates(1);
            m_controller->addSnapshot(m_source.snapshot());
        }
    }

    tests::SnapshotSource m_source;
    std::unique_ptr<PlotController> m_controller;
    std::unique_ptr<QQuickWindow> m_window;
};

QTEST_MAIN(TestPlotItem)
#include "tst_plotitem.moc"

#include <cmath>
