// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/handlerregistry.h"
#include "support/handlers.h"

#include <QTest>

using namespace topicscope;
using client::HandlerRegistry;

namespace {

dispatch::HandlerSpec spec(const QString &name, const QString &pattern, bool parallel = false)
{
    return test::handlerSpec(
        name, pattern, [](const base::Message &) -> base::Result<void> { return {}; }, parallel);
}

std::vector<dispatch::HandlerSpec> one(dispatch::HandlerSpec handler)
{
    std::vector<dispatch::HandlerSpec> specs;
    specs.push_back(std::move(handler));
    return specs;
}

} // namespace

class TestHandlerRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersAndDescribes()
    {
        HandlerRegistry registry(3);
        QCOMPARE(registry.add(one(spec(QStringLiteral("audit"), QStringLiteral("*"), true))).value().front(),
                 base::HandlerId{1});
        QCOMPARE(registry.add(one(spec(QStringLiteral("orders"), QStringLiteral("orders/*")))).value().front(),
                 base::HandlerId{2});
        const auto table = registry.table();
        QCOMPARE(table->entries()[0]->instances.size(), std::size_t{3});
        QCOMPARE(table->entries()[1]->instances.size(), std::size_t{1});
        QVERIFY(table->entries()[1]->lane.value < 3);

        client::ClientSnapshot snapshot;
        registry.describe(snapshot);
        const auto &figures = snapshot.handlers;
        QCOMPARE(figures.size(), std::size_t{2});
        QCOMPARE(figures[0].name, QStringLiteral("audit"));
        QVERIFY(figures[0].parallel);
        QCOMPARE(figures[1].pattern, QStringLiteral("orders/*"));
        QCOMPARE(figures[1].id, base::HandlerId{2});
    }

    void removesAndKeepsTheFigures()
    {
        HandlerRegistry registry(1);
        const auto id = registry.add(one(spec(QStringLiteral("a"), QStringLiteral("*")))).value().front();
        QVERIFY(registry.remove(id));
        QVERIFY(registry.table()->entries().empty());
        QCOMPARE(registry.remove(id).error().code, base::ErrorCode::NotFound);
        QCOMPARE(registry.remove(base::HandlerId{9}).error().code, base::ErrorCode::NotFound);
        client::ClientSnapshot snapshot;
        snapshot.handlers.resize(1);
        const auto &figures = snapshot.handlers;
        snapshot.handlers[0].calls = 5;
        registry.describe(snapshot);
        QCOMPARE(figures.size(), std::size_t{1});
        QCOMPARE(snapshot.changedHandlers, std::vector<std::size_t>{0});
        QVERIFY(figures[0].removed);
        QCOMPARE(figures[0].calls, quint64{5});
        // Its pattern is free again.
        QVERIFY(registry.add(one(spec(QStringLiteral("a"), QStringLiteral("*")))));
    }

    void givesEachConsumerItsOwnName()
    {
        HandlerRegistry registry(1);
        QVERIFY(registry.add(one(spec(QStringLiteral("count"), QStringLiteral("a")))));
        QVERIFY(registry.add(one(spec(QStringLiteral("count"), QStringLiteral("b")))));
        QVERIFY(registry.add(one(spec(QStringLiteral("count"), QStringLiteral("c")))));
        const auto table = registry.table();
        QCOMPARE(table->entries()[1]->name, QStringLiteral("count-2"));
        QCOMPARE(table->entries()[2]->consumer, QByteArray("count-3"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("says");
        QTest::newRow("no name") << QString() << QStringLiteral("a") << QStringLiteral("needs a name");
        QTest::newRow("bad pattern") << QStringLiteral("x") << QString() << QStringLiteral("is empty");
        QTest::newRow("pattern taken") << QStringLiteral("x") << QStringLiteral("taken")
                                       << QStringLiteral("\"taken\" has a handler already, \"first\",");
    }

    void refuses()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, pattern);
        QFETCH(const QString, says);
        HandlerRegistry registry(1);
        QVERIFY(registry.add(one(spec(QStringLiteral("first"), QStringLiteral("taken")))));
        std::vector<dispatch::HandlerSpec> specs = one(spec(QStringLiteral("good"), QStringLiteral("good")));
        specs.push_back(spec(name, pattern));
        const auto added = registry.add(std::move(specs));
        QVERIFY(!added);
        QVERIFY2(added.error().text.contains(says), qPrintable(added.error().text));
        QCOMPARE(registry.table()->entries().size(), std::size_t{1}); // none of the batch
    }

    void saysWhatAFactorySays()
    {
        HandlerRegistry registry(1);
        auto failing = spec(QStringLiteral("x"), QStringLiteral("*"));
        failing.factory = []() -> base::Result<std::unique_ptr<dispatch::Handler>> {
            return base::failure(base::ErrorCode::InputOutput, QStringLiteral("no file"));
        };
        QCOMPARE(registry.add(one(std::move(failing))).error().text, QStringLiteral("no file"));
    }
};

QTEST_APPLESS_MAIN(TestHandlerRegistry)
#include "tst_handlerregistry.moc"
