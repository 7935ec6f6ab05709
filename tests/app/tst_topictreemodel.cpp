// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"
#include "models/topicpath.h"
#include "models/topictreemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
using app::TopicProxyModel;
using app::TopicTreeModel;

class TestTopicTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsNames_data();
    void cutsNames();
    void knowsWhatLiesBelow_data();
    void knowsWhatLiesBelow();
    void sumsUpTheTree();
    void tellsOnlyChanges();
    void keepsNamesSorted();
    void filters();
};

namespace {

// The figures of a client, topic by topic.
struct Source {
    void add(const QByteArray &topic, quint64 messages, double rate = 0.0)
    {
        const base::TopicId id = topics.intern(std::string_view(topic.constData(), static_cast<std::size_t>(topic.size())));
        for (client::TopicFigures &figures : snapshot.topics) {
            if (figures.id == id) {
                figures.messages += messages;
                figures.ratePerSecond = rate;
                return;
            }
        }
        client::TopicFigures figures;
        figures.id = id;
        figures.messages = messages;
        figures.ratePerSecond = rate;
        snapshot.topics.push_back(figures);
    }

    base::TopicRegistry topics;
    client::ClientSnapshot snapshot;
};

QModelIndex find(const QAbstractItemModel &model, const QString &path)
{
    const QModelIndexList found = model.match(model.index(0, 0), TopicTreeModel::PathRole, path, 1, Qt::MatchExactly | Qt::MatchRecursive);
    return found.value(0);
}

} // namespace

void TestTopicTreeModel::cutsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("steps");
    QTest::newRow("one step") << "orders" << QStringList{QStringLiteral("orders")};
    QTest::newRow("slashes") << "orders/eu/new" << QStringList{QStringLiteral("orders"), QStringLiteral("/eu"), QStringLiteral("/new")};
    QTest::newRow("dots") << "orders.eu" << QStringList{QStringLiteral("orders"), QStringLiteral(".eu")};
    QTest::newRow("both") << "orders/eu.new" << QStringList{QStringLiteral("orders"), QStringLiteral("/eu"), QStringLiteral(".new")};
    QTest::newRow("leading") << "/orders/eu" << QStringList{QStringLiteral("/orders"), QStringLiteral("/eu")};
    QTest::newRow("trailing") << "orders/" << QStringList{QStringLiteral("orders"), QStringLiteral("/")};
    QTest::newRow("doubled") << "a//b" << QStringList{QStringLiteral("a"), QStringLiteral("//b")};
    QTest::newRow("separators only") << "/./" << QStringList{QStringLiteral("/./")};
    QStringList deepest(app::maxTopicSteps, QStringLiteral("/a"));
    QTest::newRow("as deep as it gets") << deepest.join(QString()) << deepest;
    deepest.last() = QStringLiteral("/a").repeated(1'000);
    QTest::newRow("deeper") << deepest.join(QString()) << deepest;
    QTest::newRow("empty") << "" << QStringList{};
}

void TestTopicTreeModel::cutsNames()
{
    QFETCH(QString, name);
    QFETCH(QStringList, steps);
    QCOMPARE(app::topicSteps(name), steps);
    QCOMPARE(app::topicSteps(name).join(QString()), name);
}

void TestTopicTreeModel::knowsWhatLiesBelow_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("below");
    QTest::newRow("itself") << "orders" << "orders" << true;
    QTest::newRow("slash") << "orders/eu" << "orders" << true;
    QTest::newRow("dot") << "orders.eu" << "orders" << true;
    QTest::newRow("longer word") << "orders-eu" << "orders" << false;
    QTest::newRow("above") << "orders" << "orders/eu" << false;
    QTest::newRow("other") << "payments" << "orders" << false;
}

void TestTopicTreeModel::knowsWhatLiesBelow()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    QFETCH(bool, below);
    QCOMPARE(app::isAtOrBelow(name, path), below);
}

void TestTopicTreeModel::sumsUpTheTree()
{
    TopicTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("orders/created", 10, 2.0);
    source.add("orders/paid", 5, 1.0);
    source.add("orders", 1, 0.5);
    source.add("payments.done", 1'234, 3.0);
    model.update(source.snapshot, source.topics);

    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.topicCount(), 4);
    const QModelIndex orders = find(model, QStringLiteral("orders"));
    QCOMPARE(orders.data(TopicTreeModel::MessagesRole).toULongLong(), 16U);
    QCOMPARE(orders.data(TopicTreeModel::RateRole).toDouble(), 3.5);
    QCOMPARE(model.rowCount(orders), 2);
    const QModelIndex created = find(model, QStringLiteral("orders/created"));
    QCOMPARE(created.data().toString(), QStringLiteral("created"));
    QCOMPARE(created.parent(), orders);
    QVERIFY(created.data(TopicTreeModel::LeafRole).toBool());
    QCOMPARE(find(model, QStringLiteral("payments.done")).data(TopicTreeModel::MessagesRole).toULongLong(), 1'234U);
}

void TestTopicTreeModel::tellsOnlyChanges()
{
    TopicTreeModel model;
    Source source;
    source.add("a/x", 1);
    source.add("a/y", 1);
    source.add("b/x", 1);
    model.update(source.snapshot, source.topics);

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update(source.snapshot, source.topics);
    QCOMPARE(changed.count(), 0);
    source.add("a/y", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), QModelIndex(find(model, QStringLiteral("a"))));
    QCOMPARE(changed.at(1).at(0).toModelIndex(), QModelIndex(find(model, QStringLiteral("a/y"))));
    QCOMPARE(changed.at(1).at(1).toModelIndex(), QModelIndex(find(model, QStringLiteral("a/y"))));
}

void TestTopicTreeModel::keepsNamesSorted()
{
    TopicTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("m", 1);
    model.update(source.snapshot, source.topics);
    const QPersistentModelIndex m(find(model, QStringLiteral("m")));
    source.add("z", 1);
    source.add("a", 1);
    source.add("m/1", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(m.row(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("a"));
    QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("z"));
    QCOMPARE(model.rowCount(m), 1);
}

void TestTopicTreeModel::filters()
{
    TopicTreeModel model;
    TopicProxyModel proxy;
    proxy.setSourceModel(&model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("orders/created", 1);
    source.add("orders/paid", 1);
    source.add("payments/declined", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(proxy.hits(), 2);
    proxy.setFilter(QStringLiteral("PAID"));
    QCOMPARE(proxy.hits(), 1);
    QCOMPARE(proxy.rowCount(proxy.index(0, 0)), 1);
    source.add("stock/paid", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(proxy.hits(), 2);
    proxy.setFilter(QStringLiteral("nothing like it"));
    QCOMPARE(proxy.hits(), 0);
    proxy.setFilter(QString());
    QCOMPARE(proxy.hits(), 3);
}

QTEST_MAIN(TestTopicTreeModel)
#include "tst_topictreemodel.moc"
