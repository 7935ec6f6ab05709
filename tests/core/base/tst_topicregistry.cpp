// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/topicregistry.h"

#include <QTest>

#include <atomic>
#include <string>
#include <thread>

using topicscope::base::TopicId;
using topicscope::base::TopicRegistry;

class TestTopicRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersNames()
    {
        TopicRegistry registry;
        const TopicId orders = registry.intern("orders");
        QCOMPARE(orders, TopicId{1});
        QCOMPARE(registry.intern("payments"), TopicId{2});
        QCOMPARE(registry.intern(std::string("or") + "ders"), orders);
        QCOMPARE(registry.name(orders), QStringLiteral("orders"));
        QCOMPARE(registry.idEnd(), 3U);
    }

    void knowsWhatIsNoName()
    {
        TopicRegistry registry;
        QCOMPARE(registry.intern(""), TopicId{});
        QCOMPARE(registry.name(TopicId{}), QStringLiteral("(no topic)"));
        QCOMPARE(registry.name(TopicId{77}), QString());
    }

    void isBounded()
    {
        TopicRegistry registry;
        for (quint32 i = 1; i <= TopicRegistry::maxTopics; ++i)
            QCOMPARE(registry.intern("t" + std::to_string(i)).value, i);
        QCOMPARE(registry.intern("one too many"), TopicRegistry::overflowId());
        QCOMPARE(registry.intern("t1"), TopicId{1});
        QCOMPARE(registry.name(TopicRegistry::overflowId()), QStringLiteral("(other topics)"));
        QCOMPARE(registry.idEnd(), TopicRegistry::maxTopics + 1);
    }

    void refusesEndlessNames()
    {
        TopicRegistry registry;
        QCOMPARE(registry.intern(std::string(TopicRegistry::maxTopicLength + 1, 'x')), TopicRegistry::overflowId());
        QCOMPARE(registry.intern(std::string(TopicRegistry::maxTopicLength, 'x')), TopicId{1});
    }

    void isBoundedInBytes()
    {
        TopicRegistry registry;
        std::string name(TopicRegistry::maxTopicLength, 'x');
        const quint32 most = TopicRegistry::maxBytes / TopicRegistry::maxTopicLength;
        for (quint32 i = 1; i <= most; ++i)
            QCOMPARE(registry.intern(name.replace(0, 8, QByteArray::number(10'000'000 + i).toStdString())).value, i);
        QCOMPARE(registry.intern("one too many"), TopicRegistry::overflowId());
    }

    void isReadWhileItGrows()
    {
        TopicRegistry registry;
        std::atomic<bool> done{false};
        std::atomic<bool> wrong{false};
        std::thread reader([&] {
            while (!done.load()) {
                const quint32 last = registry.idEnd() - 1;
                if (last > 0 && registry.name(TopicId{last}) != QStringLiteral("t%1").arg(last))
                    wrong.store(true);
            }
        });
        for (int i = 1; i <= 20'000; ++i)
            (void)registry.intern("t" + std::to_string(i));
        done.store(true);
        reader.join();
        QVERIFY(!wrong.load());
    }
};

QTEST_APPLESS_MAIN(TestTopicRegistry)
#include "tst_topicregistry.moc"
