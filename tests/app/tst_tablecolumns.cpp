// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/tablecolumns.h"
#include "common/tablemodel.h"
#include "common/tableproxymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::ColumnLook;
using app::TableColumns;

namespace {

struct Fruit {
    QString name;
    int count = 0;
};

//! Two columns that stretch, one of figures that can shrink, and one that only a wide table has.
class FruitModel : public app::TableModel<Fruit>
{
public:
    FruitModel()
        : TableModel({.columns = {{{.id = QStringLiteral("name"),
                                    .title = QStringLiteral("Name"),
                                    .minimum = 60,
                                    .stretch = 30,
                                    .order = ColumnLook::Order::Text,
                                    .searched = true},
                                   [](const Fruit &fruit) { return fruit.name; }},
                                  {{.id = QStringLiteral("count"),
                                    .width = 80,
                                    .minimum = 50,
                                    .order = ColumnLook::Order::Figure,
                                    .figure = true},
                                   [](const Fruit &fruit) { return QString::number(fruit.count); },
                                   [](const Fruit &fruit) { return fruit.count; }},
                                  {{.id = QStringLiteral("wide"), .width = 100, .shownFrom = 500},
                                   [](const Fruit &) { return QString(); }},
                                  {{.id = QStringLiteral("rest"), .minimum = 140, .stretch = 70, .dotted = true},
                                   [](const Fruit &) { return QString(); }}},
                      .reserved = 20})
    {
    }

    void set(std::vector<Fruit> fruits) { resetRows(std::move(fruits)); }
    void add(std::vector<Fruit> fruits) { appendRows(std::move(fruits)); }
    bool removeCount(int count)
    {
        return removeIf([count](const Fruit &fruit) { return fruit.count == count; });
    }
    void changeAll(const std::vector<std::size_t> &places) { tellChanged(places); }
};

QList<qreal> widths(const TableColumns &columns)
{
    QList<qreal> widths;
    for (const app::TableColumn *column : columns.columns())
        widths << column->width();
    return widths;
}

} // namespace

class TestTableColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesOutTheWidth_data()
    {
        QTest::addColumn<qreal>("available");
        QTest::addColumn<QList<qreal>>("expected");
        QTest::newRow("wide") << 600.0 << QList<qreal>{120, 80, 100, 280};
        QTest::newRow("to the pixel") << 601.0 << QList<qreal>{120, 80, 100, 281};
        QTest::newRow("without the wide one") << 499.0 << QList<qreal>{120, 80, 0, 279};
        QTest::newRow("all at their least") << 300.0 << QList<qreal>{60, 80, 0, 140};
        QTest::newRow("figures shrink") << 280.0 << QList<qreal>{60, 60, 0, 140};
        QTest::newRow("no narrower") << 100.0 << QList<qreal>{60, 50, 0, 140};
    }

    void sharesOutTheWidth()
    {
        QFETCH(qreal, available);
        FruitModel model;
        app::TableProxyModel proxy;
        proxy.setSourceModel(&model);
        TableColumns columns;
        columns.setModel(&proxy);
        columns.setAvailable(available);
        QTEST(widths(columns), "expected");
        qreal x = 0;
        for (const app::TableColumn *column : columns.columns()) {
            QCOMPARE(column->x(), x);
            x += column->width();
        }
        QCOMPARE(columns.dotted(), columns.columns().constLast());
    }

    void tellsOnlyTheColumnsThatMove()
    {
        FruitModel model;
        TableColumns columns;
        columns.setModel(&model);
        columns.setAvailable(400);
        QSignalSpy name(columns.columns().at(0), &app::TableColumn::placeChanged);
        QSignalSpy rest(columns.columns().at(3), &app::TableColumn::placeChanged);
        columns.setAvailable(401);
        columns.setAvailable(401);
        QCOMPARE(name.size(), 0);
        QCOMPARE(rest.size(), 1);
    }

    void ordersByWhatTheColumnSays()
    {
        FruitModel model;
        app::TableProxyModel proxy;
        proxy.setSourceModel(&model);
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.set({{QStringLiteral("b10"), 9}, {QStringLiteral("B9"), 100}, {QStringLiteral("a"), 20}});
        const auto names = [&] {
            QStringList all;
            for (int row = 0; row < proxy.count(); ++row)
                all << proxy.value(row, "name").toString();
            return all.join(QLatin1Char(' '));
        };
        proxy.toggleSort(0);
        QCOMPARE(names(), QStringLiteral("a B9 b10")); // as people order them
        proxy.toggleSort(1);
        QCOMPARE(names(), QStringLiteral("B9 a b10"));
        proxy.toggleSort(3); // is not sorted by
        QCOMPARE(proxy.sortedColumn(), 1);
        proxy.toggleSort(1);
        proxy.toggleSort(1);
        QCOMPARE(names(), QStringLiteral("b10 B9 a"));
        proxy.setFilterText(QStringLiteral("B"));
        QCOMPARE(names(), QStringLiteral("b10 B9"));
        proxy.setFilterText(QStringLiteral("100")); // in a column that is not searched
        QCOMPARE(proxy.count(), 0);
    }

    void changesInRuns()
    {
        FruitModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.set({{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}, {QStringLiteral("c"), 2}});
        model.add({{QStringLiteral("d"), 1}, {QStringLiteral("e"), 2}});
        QCOMPARE(model.count(), 5);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QVERIFY(model.removeCount(2));
        QCOMPARE(removed.size(), 2); // "e", and "b" and "c" at once
        QVERIFY(!model.removeCount(2));
        QCOMPARE(model.value(1, "name").toString(), QStringLiteral("d"));
        QVERIFY(model.removeCount(1));
        QCOMPARE(model.count(), 0);

        model.set(std::vector<Fruit>(200));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.changeAll({3, 7, 100, 110});
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 3);
        QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 7);
        QCOMPARE(changed.at(1).at(1).toModelIndex().row(), 110);
        model.changeAll({});
        QCOMPARE(changed.size(), 2);
    }

    void aTableWithoutColumnsIsAList()
    {
        class Names : public app::TableModel<QString>
        {
        public:
            Names() : TableModel({.roles = {{"name", [](const QString &name) { return name; }}}}) {}
            void add(const QString &name) { appendRows({name}); }
        } model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(QStringLiteral("first"));
        QCOMPARE(model.columnCount(), 1);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("first"));
        QCOMPARE(model.value(0, "name").toString(), QStringLiteral("first"));
        QVERIFY(!model.value(0, "no such role").isValid());
        TableColumns columns;
        columns.setModel(&model);
        QVERIFY(columns.columns().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTableColumns)
#include "tst_tablecolumns.moc"
