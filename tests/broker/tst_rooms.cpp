// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/history.h"
#include "broker/pubsub/rooms.h"
#include "broker/pubsub/socketioserver.h"
#include "broker/pubsub/trafficgraph.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace topicscope::broker;

namespace {

class NoListener : public EngineListener
{
public:
    void sessionOpened(EngineSession &) override {}
    void textReceived(EngineSession &, std::string_view) override {}
    void binaryReceived(EngineSession &, const QByteArray &) override {}
    void sessionClosed(EngineSession &, CloseReason) override {}
    void engineErrorOccurred() override {}
};

} // namespace

//! What the broker remembers: who is where, what was said, and who talks to whom.
class TestRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsMembersInOrder();
    void leavesAllRooms();
    void joinsOnce();
    void membersStayAsTheyWere();

    void historyIsNewestFirst();
    void historyIsBoundedInNumber();
    void historyIsBoundedInBytes();
    void historyMayBeSwitchedOff();

    void graphListsLinks();
    void graphIsEmptyAtFirst();
    void graphEscapesNames();
    void graphIsBounded();

private:
    NoListener m_listener;
    EngineSession m_session{"sid", {}, m_listener, nullptr};
    SocketIoPeer m_first{m_session, "/"};
    SocketIoPeer m_second{m_session, "/"};
};

void TestRooms::keepsMembersInOrder()
{
    Rooms rooms;
    QVERIFY(rooms.join(m_second, "a"));
    QVERIFY(rooms.join(m_first, "a"));
    QVERIFY(rooms.join(m_first, "b"));
    QCOMPARE(rooms.members("a"), (QList<SocketIoPeer *>{&m_second, &m_first}));
    QCOMPARE(rooms.members("b"), QList<SocketIoPeer *>{&m_first});
    QVERIFY(rooms.members("c").isEmpty());
    QCOMPARE(rooms.roomCount(m_first), 2);
}

void TestRooms::leavesAllRooms()
{
    Rooms rooms;
    for (const char *room : {"a", "b"}) {
        QVERIFY(rooms.join(m_first, room));
        QVERIFY(rooms.join(m_second, room));
    }
    QVERIFY(rooms.join(m_first, "only mine"));
    rooms.leaveAll(m_first);
    QCOMPARE(rooms.members("a"), QList<SocketIoPeer *>{&m_second});
    QCOMPARE(rooms.roomCount(), 2);
    rooms.leaveAll(m_first); // of none
    rooms.leaveAll(m_second);
    QCOMPARE(rooms.roomCount(), 0);
}

void TestRooms::joinsOnce()
{
    Rooms rooms;
    QVERIFY(rooms.join(m_first, "a"));
    QVERIFY(!rooms.join(m_first, "a"));
    QCOMPARE(rooms.members("a").size(), 1);
    QCOMPARE(rooms.roomCount(m_first), 1);
}

void TestRooms::membersStayAsTheyWere()
{
    Rooms rooms;
    QVERIFY(rooms.join(m_first, "a"));
    const QList<SocketIoPeer *> members = rooms.members("a");
    rooms.leaveAll(m_first);
    QCOMPARE(members, QList<SocketIoPeer *>{&m_first});
}

void TestRooms::historyIsNewestFirst()
{
    History history(10);
    QCOMPARE(history.toJson(), QByteArray("[]"));
    history.add("{\"n\":1}");
    history.add("{\"n\":2}");
    QCOMPARE(history.toJson(), QByteArray("[{\"n\":2},{\"n\":1}]"));
}

void TestRooms::historyIsBoundedInNumber()
{
    History history(3);
    for (char n = '0'; n <= '9'; ++n)
        history.add(QByteArray(1, n));
    QCOMPARE(history.toJson(), QByteArray("[9,8,7]"));
    QCOMPARE(history.bytes(), 3);
}

void TestRooms::historyIsBoundedInBytes()
{
    History history(100, 10);
    history.add("1234");
    history.add("5678");
    QCOMPARE(history.size(), std::size_t(2));
    history.add("999");
    QCOMPARE(history.toJson(), QByteArray("[999,5678]"));
    history.add("123456789012345"); // larger than the bound: kept alone
    QCOMPARE(history.toJson(), QByteArray("[123456789012345]"));
}

void TestRooms::historyMayBeSwitchedOff()
{
    History history(0);
    history.add("1");
    QCOMPARE(history.toJson(), QByteArray("[]"));
}

void TestRooms::graphListsLinks()
{
    TrafficGraph graph;
    graph.addPublication("shop", "orders");
    graph.addPublication("shop", "orders");
    graph.addPublication("till", "orders");
    graph.addConsumer("orders", "billing");
    const QJsonObject json = QJsonDocument::fromJson(graph.toJson()).object();
    QCOMPARE(json.value(QLatin1String("producers")).toArray(),
             (QJsonArray{QStringLiteral("shop"), QStringLiteral("till")}));
    QCOMPARE(json.value(QLatin1String("consumers")).toArray(), QJsonArray{QStringLiteral("billing")});
    QCOMPARE(json.value(QLatin1String("topics")).toArray(), QJsonArray{QStringLiteral("orders")});
    const QJsonArray links = json.value(QLatin1String("links")).toArray();
    QCOMPARE(links.size(), 3);
    const QJsonObject consume{{QStringLiteral("source"), QStringLiteral("orders")},
                              {QStringLiteral("target"), QStringLiteral("billing")},
                              {QStringLiteral("type"), QStringLiteral("consume")}};
    QCOMPARE(links.last().toObject(), consume);
    QCOMPARE(links.first().toObject().value(QLatin1String("type")).toString(), QStringLiteral("publish"));
}

void TestRooms::graphIsEmptyAtFirst()
{
    const QByteArray empty("{\"producers\":[],\"consumers\":[],\"topics\":[],\"links\":[]}");
    QCOMPARE(TrafficGraph().toJson(), empty);
}

void TestRooms::graphEscapesNames()
{
    TrafficGraph graph;
    graph.addPublication("[", "a\"b\n");
    graph.addPublication("]", "[");
    const QJsonObject json = QJsonDocument::fromJson(graph.toJson()).object();
    QCOMPARE(json.value(QLatin1String("topics")).toArray(),
             (QJsonArray{QStringLiteral("["), QStringLiteral("a\"b\n")}));
    QCOMPARE(json.value(QLatin1String("links")).toArray().size(), 2);
}

void TestRooms::graphIsBounded()
{
    TrafficGraph graph;
    for (std::size_t i = 0; i < TrafficGraph::maxLinks + 10; ++i)
        graph.addPublication("p", QByteArray::number(static_cast<qulonglong>(i)));
    const QJsonObject json = QJsonDocument::fromJson(graph.toJson()).object();
    QCOMPARE(json.value(QLatin1String("topics")).toArray().size(), static_cast<qsizetype>(TrafficGraph::maxLinks));
}

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
