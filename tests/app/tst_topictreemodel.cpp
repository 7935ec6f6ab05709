// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"
#include "common/naturalorder.h"
#include "topics/topicpath.h"
#include "topics/topictreemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace topicscope;
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
    void tellsRates();
    void keepsNamesSorted();
    void keepsItsPlace();
    void filters();
    void filtersWhatComes();
    void opensAndCloses();
    void walksByKey();
    void takesAHundredThousandTopics_data();
    void takesAHundredThousandTopics();
    void filtersAHundredThousandTopics();
};

namespace {

// The figures of a client, topic by topic.
struct Source {
    void add(const QByteArray &topic, quint64 messages)
    {
        const base::TopicId id = topics.intern(
            std::string_view(topic.constData(), static_cast<std::size_t>(topic.size())));
        for (client::TopicFigures &figures : snapshot.topics) {
            if (figures.id == id) {
                figures.messages += messages;
                return;
            }
        }
        client::TopicFigures figures;
        figures.id = id;
        figures.messages = messages;
        snapshot.topics.push_back(figures);
    }

    base::TopicRegistry topics;
    client::ClientSnapshot snapshot;
};

QModelIndex find(const QAbstractItemModel &model, const QString &path)
{
    const QModelIndexList found = model.match(model.index(0, 0), TopicTreeModel::PathRole, path, 1, Qt::MatchExactly);
    return found.value(0);
}

QStringList paths(const TopicTreeModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row).data(TopicTreeModel::PathRole).toString());
    return result;
}

//! Names as a burst brings them: never in the order of the tree.
QByteArray nameOf(quint32 number, int perBranch)
{
    const quint32 mixed = number * 2'654'435'761U;
    const QByteArray name = QByteArray::number(mixed, 16).rightJustified(8, '0');
    return perBranch == 0
               ? name
               : "site/" + QByteArray::number(mixed % static_cast<quint32>(100'000 / perBranch)) + "/device/" + name;
}

void fill(Source &source, quint32 count, int perBranch)
{
    for (quint32 i = 0; i < count; ++i) {
        const QByteArray name = nameOf(i, perBranch);
        client::TopicFigures figures;
        figures.id = source.topics.intern(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
        figures.messages = 1;
        source.snapshot.topics.push_back(figures);
    }
}

} // namespace

void TestTopicTreeModel::cutsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("steps");
    QTest::newRow("one step") << "orders" << QStringList{QStringLiteral("orders")};
    QTest::newRow("slashes") << "orders/eu/new"
                             << QStringList{QStringLiteral("orders"), QStringLiteral("/eu"), QStringLiteral("/new")};
    QTest::newRow("dots") << "orders.eu" << QStringList{QStringLiteral("orders"), QStringLiteral(".eu")};
    QTest::newRow("both") << "orders/eu.new"
                          << QStringList{QStringLiteral("orders"), QStringLiteral("/eu"), QStringLiteral(".new")};
    QTest::newRow("leading") << "/orders/eu" << QStringList{QStringLiteral("/orders"), QStringLiteral("/eu")};
    QTest::newRow("trailing") << "orders/" << QStringList{QStringLiteral("orders"), QStringLiteral("/")};
    QTest::newRow("doubled") << "a//b" << QStringList{QStringLiteral("a"), QStringLiteral("//b")};
    QTest::newRow("separators only") << "/./" << QStringList{QStringLiteral("/./")};
    QStringList deepest(qsizetype{app::maxTopicSteps}, QStringLiteral("/a"));
    QTest::newRow("as deep as it gets") << deepest.join(QString()) << deepest;
    deepest.last() = QStringLiteral("/a").repeated(1'000);
    QTest::newRow("deeper") << deepest.join(QString()) << deepest;
    QTest::newRow("empty") << "" << QStringList{};
}

void TestTopicTreeModel::cutsNames()
{
    QFETCH(QString, name);
    QFETCH(QStringList, steps);
    const std::string utf8 = name.toStdString();
    QStringList cut;
    for (const std::string_view step : app::topicSteps(utf8))
        cut.append(QString::fromUtf8(step.data(), static_cast<qsizetype>(step.size())));
    QCOMPARE(cut, steps);
}

void TestTopicTreeModel::knowsWhatLiesBelow_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("below");
    QTest::newRow("itself") << "orders"
                            << "orders" << true;
    QTest::newRow("slash") << "orders/eu"
                           << "orders" << true;
    QTest::newRow("dot") << "orders.eu"
                         << "orders" << true;
    QTest::newRow("longer word") << "orders-eu"
                                 << "orders" << false;
    QTest::newRow("above") << "orders"
                           << "orders/eu" << false;
    QTest::newRow("other") << "payments"
                           << "orders" << false;
}

void TestTopicTreeModel::knowsWhatLiesBelow()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    QFETCH(bool, below);
    QCOMPARE(app::isAtOrBelow(name.toStdString(), path.toStdString()), below);
}

void TestTopicTreeModel::sumsUpTheTree()
{
    TopicTreeModel model;
    model.setCapacity(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("orders/created", 10);
    source.add("orders/paid", 5);
    source.add("orders", 1);
    source.add("payments.done", 1'234);
    model.update(source.snapshot, source.topics);

    QCOMPARE(paths(model),
             (QStringList{QStringLiteral("orders"), QStringLiteral("orders/created"), QStringLiteral("orders/paid"),
                          QStringLiteral("payments"), QStringLiteral("payments.done")}));
    QCOMPARE(model.topicCount(), 4);
    const QModelIndex orders = find(model, QStringLiteral("orders"));
    QCOMPARE(orders.data(TopicTreeModel::MessagesRole).toULongLong(), 16U);
    QVERIFY(!orders.data(TopicTreeModel::LeafRole).toBool());
    QCOMPARE(orders.data(TopicTreeModel::DepthRole).toInt(), 0);
    const QModelIndex created = find(model, QStringLiteral("orders/created"));
    QCOMPARE(created.data().toString(), QStringLiteral("created"));
    QCOMPARE(created.data(TopicTreeModel::DepthRole).toInt(), 1);
    QVERIFY(created.data(TopicTreeModel::LeafRole).toBool());
    QCOMPARE(find(model, QStringLiteral("payments.done")).data(TopicTreeModel::MessagesRole).toULongLong(), 1'234U);
}

void TestTopicTreeModel::tellsOnlyChanges()
{
    TopicTreeModel model;
    model.setCapacity(100);
    Source source;
    source.add("a/x", 1);
    source.add("a/y", 1);
    source.add("b/x", 1);
    model.update(source.snapshot, source.topics);

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.update(source.snapshot, source.topics);
    QCOMPARE(changed.count(), 0);
    source.add("b/x", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), QModelIndex(find(model, QStringLiteral("b"))));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), QModelIndex(find(model, QStringLiteral("b/x"))));
}

void TestTopicTreeModel::tellsRates()
{
    TopicTreeModel model;
    model.setCapacity(100);
    Source source;
    source.snapshot.at = base::SteadyClock::now();
    source.add("a/x", 1'000); // before anybody looked: no rate
    model.update(source.snapshot, source.topics);
    const auto rate = [&](const char *path) {
        return find(model, QString::fromLatin1(path)).data(TopicTreeModel::RateRole).toDouble();
    };
    QCOMPARE(rate("a"), 0.0);
    for (int i = 0; i < 8; ++i) {
        source.snapshot.at += std::chrono::milliseconds(250);
        source.add("a/x", 5);
        source.add("a/y", 10);
        model.update(source.snapshot, source.topics);
    }
    QCOMPARE(rate("a/x"), 20.0);
    QCOMPARE(rate("a/y"), 40.0);
    QCOMPARE(rate("a"), 60.0);
    source.snapshot.topics.clear(); // nothing changes
    for (int i = 0; i < 4; ++i) {
        source.snapshot.at += std::chrono::milliseconds(250);
        model.update(source.snapshot, source.topics);
    }
    QCOMPARE(rate("a"), 30.0);
    source.snapshot.at += std::chrono::seconds(2);
    model.update(source.snapshot, source.topics);
    QCOMPARE(rate("a"), 0.0);
}

void TestTopicTreeModel::keepsNamesSorted()
{
    TopicTreeModel model;
    model.setCapacity(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("m", 1);
    model.update(source.snapshot, source.topics);
    source.add("z", 1);
    source.add("a", 1);
    for (const char *topic : {"m/1", "m-1", "m/100", "m/20", "m/020", "m/1000a", "m/3b2", "m/3b10"})
        source.add(topic, 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(paths(model), (QStringList{QStringLiteral("a"), QStringLiteral("m"), QStringLiteral("m/1"),
                                        QStringLiteral("m/3b2"), QStringLiteral("m/3b10"), QStringLiteral("m/020"),
                                        QStringLiteral("m/20"), QStringLiteral("m/100"), QStringLiteral("m/1000a"),
                                        QStringLiteral("m-1"), QStringLiteral("z")}));
}

void TestTopicTreeModel::keepsItsPlace()
{
    TopicTreeModel model;
    model.setCapacity(3);
    Source source;
    for (const char *name : {"f", "g", "h", "i", "j", "k"})
        source.add(name, 1);
    model.update(source.snapshot, source.topics);
    model.scrollBy(2);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("h"));
    source.add("a", 1);
    source.add("b", 1);
    source.add("z", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("h"));
    QCOMPARE(model.rows(), 9);
    QCOMPARE(model.position(), 4.0 / 9.0);
    model.scrollTo(1.0);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("j"));
    model.scrollTo(0.0);
    // The bar of a view that got lower has to hear of it.
    QSignalSpy moved(&model, &TopicTreeModel::positionChanged);
    model.setCapacity(2);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(model.visibleShare(), 2.0 / 9.0);
}

void TestTopicTreeModel::filters()
{
    TopicTreeModel model;
    model.setCapacity(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("orders/created", 1);
    source.add("orders/paid", 1);
    source.add("payments/declined", 1);
    model.update(source.snapshot, source.topics);
    model.collapseAll();
    QCOMPARE(model.rows(), 2);
    model.setFilter(QStringLiteral("PAID"));
    // opened for its hits
    QCOMPARE(paths(model), (QStringList{QStringLiteral("orders"), QStringLiteral("orders/paid")}));
    QCOMPARE(model.foundCount(), 1);
    QCOMPARE(model.topicCount(), 3);
    model.toggle(0);
    QCOMPARE(model.rows(), 1);
    model.setFilter(QStringLiteral("orders")); // a hit shows what is below it too
    QCOMPARE(model.rows(), 3);
    QCOMPARE(model.foundCount(), 2);
    model.setFilter(QStringLiteral("nothing like it"));
    QCOMPARE(model.rows(), 0);
    QCOMPARE(model.foundCount(), 0);
    model.setFilter(QString());
    QCOMPARE(model.foundCount(), 3);
    QCOMPARE(model.rows(), 2); // closed as before
}

void TestTopicTreeModel::filtersWhatComes()
{
    TopicTreeModel model;
    model.setCapacity(100);
    Source source;
    model.setFilter(QStringLiteral("paid"));
    source.add("orders/paid", 1);
    source.add("orders/created", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(model.rows(), 2);
    QCOMPARE(model.topicCount(), 2);
    QCOMPARE(model.foundCount(), 1);
    source.add("stock/paid", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(model.rows(), 4);
    QCOMPARE(model.foundCount(), 2);
}

void TestTopicTreeModel::opensAndCloses()
{
    TopicTreeModel model;
    model.setCapacity(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Source source;
    source.add("a/b/c", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(model.rows(), 3); // a branch opens while the tree is small
    model.toggle(0);
    QCOMPARE(model.rows(), 1);
    source.add("a/b/d", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(model.rows(), 1); // what was closed stays closed
    model.expandAll();
    QCOMPARE(model.rows(), 4);
    model.collapseAll();
    QCOMPARE(model.rows(), 1);
    fill(source, 1'000, 0);
    source.add("z/y", 1);
    model.update(source.snapshot, source.topics);
    QTRY_COMPARE(model.topicCount(), 1'003);
    model.scrollTo(1.0);
    QVERIFY(!find(model, QStringLiteral("z")).data(TopicTreeModel::ExpandedRole).toBool());
}

void TestTopicTreeModel::walksByKey()
{
    TopicTreeModel model;
    model.setCapacity(2);
    Source source;
    source.add("a/x", 1);
    source.add("a/y", 1);
    source.add("b", 1);
    model.update(source.snapshot, source.topics);
    QCOMPARE(model.currentPath(), QString());
    model.moveCurrent(0);
    QCOMPARE(model.currentPath(), QStringLiteral("a"));
    QVERIFY(!model.currentIsLeaf());
    model.expandCurrent(); // open already
    QCOMPARE(model.currentPath(), QStringLiteral("a/x"));
    model.moveCurrent(2);
    QCOMPARE(model.currentPath(), QStringLiteral("b"));
    QCOMPARE(model.currentOffset(), 1); // brought into view
    model.moveCurrent(-1);
    model.collapseCurrent();
    QCOMPARE(model.currentPath(), QStringLiteral("a"));
    model.collapseCurrent();
    QCOMPARE(model.rows(), 2);
    model.expandCurrent();
    QCOMPARE(model.rows(), 4);
    model.moveCurrent(1);
    QCOMPARE(model.currentPath(), QStringLiteral("a/x"));
    model.collapseAll();
    QCOMPARE(model.currentPath(), QStringLiteral("a")); // keys act on nothing that is hidden
}

void TestTopicTreeModel::takesAHundredThousandTopics_data()
{
    QTest::addColumn<int>("perBranch");
    QTest::newRow("on one level") << 0;
    QTest::newRow("under one branch") << 100'000;
    QTest::newRow("in a thousand branches") << 100;
}

void TestTopicTreeModel::takesAHundredThousandTopics()
{
    QFETCH(int, perBranch);
    Source source;
    fill(source, 100'000, perBranch);
    TopicTreeModel model;
    model.setCapacity(40);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy laidOut(&model, &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy settled(&model, &TopicTreeModel::settled);
    model.update(source.snapshot, source.topics);
    QVERIFY(model.topicCount() < 100'000); // not in one go
    QTRY_COMPARE_WITH_TIMEOUT(settled.count(), 1, 60'000);
    QCOMPARE(model.topicCount(), 100'000);
    QVERIFY(!model.isBusy());
    // The window is told of the rows it shows, and of them alone.
    QVERIFY2(inserted.count() <= 41, qPrintable(QString::number(inserted.count())));
    QCOMPARE(laidOut.count() + reset.count(), 0);
    model.expandAll();
    QCOMPARE(model.rowCount(), 41);
    const int rows = model.rows();
    QCOMPARE(rows > 100'000, perBranch != 0);

    // All of them at once, sorted.
    model.setCapacity(rows);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), rows);
    quint64 leaves = 0;
    std::string last;
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = model.index(row);
        if (!index.data(TopicTreeModel::LeafRole).toBool())
            continue;
        ++leaves;
        const std::string path = index.data(TopicTreeModel::PathRole).toString().toStdString();
        QVERIFY(app::naturalOrder(std::string_view(last), std::string_view(path)) < 0 || perBranch != 0);
        last = path;
    }
    QCOMPARE(leaves, 100'000U);
}

void TestTopicTreeModel::filtersAHundredThousandTopics()
{
    Source source;
    fill(source, 100'000, 100);
    TopicTreeModel model;
    model.setCapacity(40);
    QSignalSpy settled(&model, &TopicTreeModel::settled);
    model.update(source.snapshot, source.topics);
    QTRY_COMPARE_WITH_TIMEOUT(settled.count(), 1, 60'000);
    const QByteArray wanted = nameOf(77'777, 0);
    model.setFilter(QString::fromLatin1(wanted).toUpper());
    QTRY_COMPARE_WITH_TIMEOUT(settled.count(), 2, 60'000);
    QCOMPARE(model.rows(), 4);
    QVERIFY(model.index(3).data(TopicTreeModel::PathRole).toString().endsWith(QString::fromLatin1(wanted)));
    model.setFilter(QString());
    QCOMPARE(model.topicCount(), 100'000);
}

QTEST_MAIN(TestTopicTreeModel)
#include "tst_topictreemodel.moc"
