// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/handlercontroller.h"
#include "panelclient.h"

#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using app::HandlerController;
using app::HandlerModel;

class TestHandlerController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_client = tests::makePanelClient();
        m_handlers = std::make_unique<HandlerController>();
        m_handlers->setClient(m_client.get());
    }

    void cleanup()
    {
        m_handlers.reset();
        m_client.reset();
    }

    void offersNativeHandlers()
    {
        const QStringList builtins = m_handlers->builtins();
        for (const char *name : {"count", "log", "append", "sleep"})
            QVERIFY(builtins.contains(QLatin1String(name)));
        for (const QString &name : builtins)
            QVERIFY(!m_handlers->builtinDescription(name).isEmpty());
        QVERIFY(m_handlers->builtinArgument(QStringLiteral("count")).isEmpty());
        QVERIFY(!m_handlers->builtinArgument(QStringLiteral("append")).isEmpty());
        QVERIFY(m_handlers->builtinDescription(QStringLiteral("none such")).isEmpty());
    }

    void addsOneThatHandles()
    {
        QVERIFY(m_handlers->addHandler(QStringLiteral(" all "), QStringLiteral(" * "), QStringLiteral("count"),
                                       QString(), true));
        QCOMPARE(m_handlers->handlers()->count(), 1);
        QCOMPARE(at(0, "name"), QStringLiteral("all"));
        QCOMPARE(at(0, "pattern"), QStringLiteral("*"));
        QVERIFY(tests::isConnected(*m_client));
        m_client->client().publish({.topic = QStringLiteral("t"), .id = {}, .payload = "{}", .producer = {}},
                                   [](const base::Result<void> &) {});
        QTRY_COMPARE(at(0, "calls"), QStringLiteral("1"));
    }

    void tellsWhatIsStillWithHandlers()
    {
        QCOMPARE(m_handlers->heldMessages(), 0.0);
        client::ClientSnapshot snapshot;
        snapshot.ledger.queued = 40;
        snapshot.ledger.running = 2;
        Q_EMIT m_client->snapshotTaken(snapshot);
        QCOMPARE(m_handlers->heldMessages(), 42.0);
    }

    void saysWhyNot_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("builtin");
        QTest::addColumn<QString>("argument");
        QTest::newRow("empty pattern") << QString() << QStringLiteral("count") << QString();
        QTest::newRow("unknown builtin") << QStringLiteral("a") << QStringLiteral("fly") << QString();
        QTest::newRow("no duration") << QStringLiteral("a") << QStringLiteral("sleep") << QStringLiteral("long");
        QTest::newRow("no file") << QStringLiteral("a") << QStringLiteral("append") << QString();
        QTest::newRow("file that cannot be")
            << QStringLiteral("a") << QStringLiteral("append") << QStringLiteral("/nowhere/at/all");
        QTest::newRow("pattern taken") << QStringLiteral("taken") << QStringLiteral("count") << QString();
    }
    void saysWhyNot()
    {
        QVERIFY(m_handlers->addHandler(QString(), QStringLiteral("taken"), QStringLiteral("count"), QString(), false));
        QFETCH(QString, pattern);
        QFETCH(QString, builtin);
        QFETCH(QString, argument);
        QVERIFY(!m_handlers->addHandler(QString(), pattern, builtin, argument, false));
        QVERIFY(!m_handlers->errorText().isEmpty());
        QCOMPARE(m_handlers->handlers()->count(), 1);
        m_handlers->clearError();
        QVERIFY(m_handlers->errorText().isEmpty());
    }

    void removesAndTakesItBack()
    {
        QVERIFY(m_handlers->addHandler(QStringLiteral("one"), QStringLiteral("a"), QStringLiteral("count"), QString(),
                                       false));
        QVERIFY(m_handlers->addHandler(QStringLiteral("two"), QStringLiteral("b"), QStringLiteral("count"), QString(),
                                       false));
        m_handlers->removeHandler(idAt(0));
        QCOMPARE(m_handlers->handlers()->count(), 1);
        QCOMPARE(m_handlers->removal()->name(), QStringLiteral("one"));
        m_handlers->removeHandler(9'999);
        QVERIFY(!m_handlers->errorText().isEmpty());
        m_handlers->removal()->undo();
        QVERIFY(m_handlers->removal()->name().isEmpty());
        QVERIFY(m_handlers->errorText().isEmpty());
        QCOMPARE(m_handlers->handlers()->count(), 2);
        m_handlers->handlers()->setShowRemoved(true);
        QCOMPARE(m_handlers->handlers()->count(), 3);
    }

    void aRemovalStaysWithItsClient()
    {
        QVERIFY(m_handlers->addHandler(QStringLiteral("one"), QStringLiteral("a"), QStringLiteral("count"), QString(),
                                       false));
        m_handlers->removeHandler(idAt(0));
        QVERIFY(m_handlers->removal()->isPresent());
        QVERIFY(!m_client->undoStack()->text().isEmpty());
        m_handlers->setClient(nullptr);
        QVERIFY(!m_handlers->removal()->isPresent());
        QVERIFY(m_client->undoStack()->text().isEmpty()); // it would be brought back to another one
        m_handlers->setClient(m_client.get());
    }

    void everyRemovalCanBeUndone()
    {
        QVERIFY(m_handlers->addHandler(QStringLiteral("one"), QStringLiteral("a"), QStringLiteral("count"), QString(),
                                       false));
        QVERIFY(m_handlers->addHandler(QStringLiteral("two"), QStringLiteral("b"), QStringLiteral("count"), QString(),
                                       false));
        m_handlers->removeHandler(idAt(0));
        m_handlers->removeHandler(idAt(0));
        app::UndoStack *undo = m_client->undoStack();
        QCOMPARE(undo->text(), QStringLiteral("Undo remove handler two"));
        undo->undo();
        QVERIFY(m_handlers->removal()->name().isEmpty());
        QCOMPARE(at(0, "name"), QStringLiteral("two"));
        // What cannot be brought back now waits, and says why.
        QVERIFY(m_handlers->addHandler(QStringLiteral("three"), QStringLiteral("a"), QStringLiteral("count"), QString(),
                                       false));
        undo->undo();
        QVERIFY(!m_handlers->errorText().isEmpty());
        // on every page
        QVERIFY2(m_client->problemText().contains(QStringLiteral("Handler one could not be brought back")),
                 qPrintable(m_client->problemText()));
        QCOMPARE(undo->text(), QStringLiteral("Undo remove handler one"));
        m_handlers->removeHandler(idAt(1));
        undo->undo();
        QCOMPARE(m_handlers->handlers()->count(), 2);
    }

    void namesTheFieldThatIsWrong()
    {
        using Field = HandlerController::Field;
        const auto fails = [this](const QString &pattern, const QString &builtin, const QString &argument,
                                  int retries = 0) {
            const bool added = m_handlers->addHandler(QString(), pattern, builtin, argument, false, retries,
                                                      QStringLiteral("soon"), QStringLiteral("1s"));
            return added ? Field::None : m_handlers->errorField();
        };
        QCOMPARE(fails(QString(), QStringLiteral("count"), QString()), Field::Pattern);
        QCOMPARE(fails(QStringLiteral("a"), QStringLiteral("require"), QString()), Field::Argument);
        QVERIFY2(!m_handlers->errorText().contains(QStringLiteral("builtin:")), qPrintable(m_handlers->errorText()));
        QCOMPARE(fails(QStringLiteral("a"), QStringLiteral("append"), QStringLiteral("/nowhere/at/all")),
                 Field::Argument);
        QCOMPARE(fails(QStringLiteral("a"), QStringLiteral("count"), QString(), 2), Field::Retries);
        m_handlers->clearError();
        QCOMPARE(m_handlers->errorField(), Field::None);
    }

    void oneThatComesBackIsAsItWas()
    {
        QVERIFY(m_handlers->addHandler(QStringLiteral("one"), QStringLiteral("a/*"), QStringLiteral("count"), QString(),
                                       true, 3, QStringLiteral("1ms"), QStringLiteral("2ms")));
        const client::HandlerFigures before = m_client->snapshot().handlers.front();
        m_handlers->removeHandler(idAt(0));
        m_handlers->removal()->undo();
        const client::HandlerFigures after = m_client->snapshot().handlers.back();
        QVERIFY(after.id != before.id);
        QCOMPARE(after.name, before.name);
        QCOMPARE(after.pattern, before.pattern);
        QCOMPARE(after.parallel, before.parallel);
        QCOMPARE(after.retry, before.retry);
    }

private:
    [[nodiscard]] QString at(int row, const char *name) const
    {
        return m_handlers->handlers()->value(row, name).toString();
    }
    [[nodiscard]] quint32 idAt(int row) const { return m_handlers->handlers()->value(row, "handlerId").toUInt(); }

    std::unique_ptr<app::ClientController> m_client;
    std::unique_ptr<HandlerController> m_handlers;
};

QTEST_GUILESS_MAIN(TestHandlerController)
#include "tst_handlercontroller.moc"
