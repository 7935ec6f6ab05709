// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "controllers/duplicatecontroller.h"
#include "models/duplicatemodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using namespace std::chrono_literals;
using app::DuplicateModel;
using app::DuplicateProxyModel;

namespace {

client::DuplicateFigures duplicate(const char *id, quint32 topic, quint64 hits, std::chrono::seconds at)
{
    return {.messageId = QString::fromLatin1(id), .topic = base::TopicId{topic}, .hits = hits, .lastAt = base::WallTime(at)};
}

QString nameOf(base::TopicId topic)
{
    return QStringLiteral("topic-%1").arg(topic.value);
}

} // namespace

class DuplicateModelTest : public QObject
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
        QCOMPARE(b.data(DuplicateModel::MessageIdRole).toString(), QStringLiteral("b"));
        QCOMPARE(b.data(DuplicateModel::TopicRole).toString(), QStringLiteral("topic-2"));
        QCOMPARE(b.data(DuplicateModel::HitsRole).toString(), QStringLiteral("4"));

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.update({duplicate("c", 1, 2, 12s), duplicate("d", 3, 1, 11s), duplicate("b", 2, 4, 9s)}, nameOf);
        QCOMPARE(model.rowCount(), 3); // "a" is forgotten, "d" is new
        QVERIFY(b.isValid());
        QCOMPARE(b.data(DuplicateModel::MessageIdRole).toString(), QStringLiteral("b"));
        QCOMPARE(changed.count(), 1); // only "c"
        QCOMPARE(model.index(1).data(DuplicateModel::HitCountRole).toInt(), 2);
        QCOMPARE(model.index(2).data(DuplicateModel::MessageIdRole).toString(), QStringLiteral("d"));
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
        DuplicateProxyModel proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto ids = [&] {
            QString result;
            for (int row = 0; row < proxy.rowCount(); ++row)
                result += proxy.index(row, 0).data(DuplicateModel::MessageIdRole).toString();
            return result;
        };
        model.update({duplicate("a", 1, 3, 10s), duplicate("b", 2, 20, 9s), duplicate("c", 1, 1, 30s)}, nameOf);
        QCOMPARE(ids(), QStringLiteral("cab"));
        proxy.setByHits(true);
        QCOMPARE(ids(), QStringLiteral("bac"));
        proxy.setFilterText(QStringLiteral("TOPIC-1"));
        QCOMPARE(ids(), QStringLiteral("ac"));
        proxy.setFilterText(QStringLiteral("nothing like it"));
        QCOMPARE(proxy.count(), 0);
    }

    void controllerTellsTheFigures()
    {
        app::DuplicateController controller;
        QVERIFY(!controller.isEnabled());
        QCOMPARE(controller.share(), QStringLiteral("–"));
        client::ClientSnapshot snapshot;
        snapshot.ledger.received = 10'000;
        snapshot.duplicatesPerSecond = 4.5;
        snapshot.filter = {.enabled = true, .window = 1'000, .held = 998, .hits = 1'234, .recent = {duplicate("a", 1, 2, 1s)}};
        controller.update(snapshot);
        QVERIFY(controller.isEnabled());
        QCOMPARE(controller.hits(), QStringLiteral("1,234"));
        QCOMPARE(controller.share(), QStringLiteral("12.3 %"));
        QCOMPARE(controller.rate(), QStringLiteral("4.50/s"));
        QCOMPARE(controller.held(), QStringLiteral("998"));
        QCOMPARE(controller.window(), QStringLiteral("1,000"));
        QCOMPARE(controller.duplicates()->count(), 1);
        controller.copyText(QStringLiteral("a"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a"));
    }
};

QTEST_MAIN(DuplicateModelTest)
#include "tst_duplicatemodel.moc"
