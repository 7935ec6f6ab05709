// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopbackcontroller.h"

#include "dispatch/builtinhandlers.h"
#include "scripts/scriptcontroller.h"

#include <QAbstractItemModelTester>
#include <QSaveFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace topicscope;
using app::ScriptController;
using tests::LoopbackController;

namespace {

dispatch::HandlerSpec native(const QString &name, const QString &pattern = QStringLiteral("b"))
{
    return {.name = name,
            .pattern = pattern,
            .parallel = false,
            .factory = dispatch::builtinFactory(QStringLiteral("builtin:count")).value()};
}

QStringList linesOf(ScriptController &scripts)
{
    QStringList lines;
    for (int row = 0; row < scripts.console()->count(); ++row)
        lines << scripts.console()->index(row).data().toString();
    return lines;
}

} // namespace

class TestScriptController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        QDir(app::ScriptShelf::folder()).removeRecursively();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void fromNewToRunning()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        const QAbstractItemModelTester tester(scripts.scripts(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester consoleTester(scripts.console(),
                                                     QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(scripts.create(QStringLiteral("my handler"), QStringLiteral("orders/*"), -1));
        QCOMPARE(scripts.currentRow(), 0);
        QCOMPARE(scripts.name(), QStringLiteral("my-handler"));
        QVERIFY(QFile::exists(scripts.path()));
        QVERIFY(!scripts.isActive());
        QCOMPARE(scripts.stateText(), QStringLiteral("Stopped"));

        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) { ctx.log(msg.id); ctx.metric('calls', 1); }"));
        QVERIFY(scripts.isModified());
        QCOMPARE(scripts.modifiedNames(), QStringLiteral("my-handler"));
        QVERIFY(scripts.start()); // saves
        QVERIFY(!scripts.isModified());
        QCOMPARE(scripts.stateText(), QStringLiteral("Running"));
        QVERIFY(server.deliver(3));
        QTRY_COMPARE(scripts.console()->count(), 3);
        QTRY_COMPARE(scripts.figures()->calls(), QStringLiteral("3"));
        QCOMPARE(scripts.figures()->metrics()->rowCount(), 1);
        QVERIFY(!scripts.figures()->bars().isEmpty());
        QCOMPARE(scripts.metricTotals().front().label, QStringLiteral("my-handler: calls"));

        scripts.stop();
        QVERIFY(!scripts.isActive());
        QVERIFY(server.deliver(1));
        QTRY_COMPARE(server.controller().client().ledger().unrouted, quint64{1});
    }

    void aBrokenTextLeavesTheOldVersionRunning()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) { ctx.log('one'); }"));
        QVERIFY(scripts.start());
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) {\n  const x = = 1;\n}"));
        QVERIFY(!scripts.save());
        QCOMPARE(scripts.faultLine(), 2);
        QCOMPARE(scripts.faultColumn(), 13);
        QVERIFY(!scripts.faultText().isEmpty());
        QCOMPARE(scripts.stateText(), QStringLiteral("Running, old version"));
        QVERIFY(server.deliver(1));
        QTRY_VERIFY(linesOf(scripts).contains(QStringLiteral("one")));
        QTRY_COMPARE(scripts.console()->count(), 2); // and the fault

        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) { ctx.log('two'); }"));
        QVERIFY(scripts.save());
        QCOMPARE(scripts.faultLine(), 0);
        QVERIFY(server.deliver(1));
        QTRY_VERIFY(linesOf(scripts).contains(QStringLiteral("two")));
        QCOMPARE(scripts.stateText(), QStringLiteral("Running"));
    }

    void aLongTextIsCompiledElsewhere()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        const QString rest = QStringLiteral("\n// what makes it long").repeated(20'000);
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) { ctx.log('one'); }") + rest);
        QVERIFY(scripts.start());
        QVERIFY(!scripts.isActive());
        QCOMPARE(scripts.stateText(), QStringLiteral("Checking"));
        QTRY_VERIFY(scripts.isActive());
        QCOMPARE(scripts.stateText(), QStringLiteral("Running"));
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) {\n  const x = = 1; }") + rest);
        QVERIFY(scripts.save()); // written; what is wrong is known later
        QVERIFY(!scripts.isModified());
        QTRY_COMPARE(scripts.faultLine(), 2);
        QCOMPARE(scripts.stateText(), QStringLiteral("Running, old version"));
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) { ctx.log('two'); }") + rest);
        QVERIFY(scripts.save());
        QTRY_COMPARE(scripts.stateText(), QStringLiteral("Running"));
        QVERIFY(server.deliver(1));
        QTRY_VERIFY(linesOf(scripts).contains(QStringLiteral("two")));
        scripts.stop();
        QVERIFY(!scripts.isActive());

        QVERIFY(scripts.start());
        scripts.stop(); // before it is compiled
        QCOMPARE(scripts.stateText(), QStringLiteral("Stopped"));
        QVERIFY(scripts.start());
        QTRY_VERIFY(scripts.isActive());
    }

    void oneThatOnlyFailsDoesNotPassForRunning()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        const QAbstractItemModelTester consoleTester(scripts.console(),
                                                     QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        scripts.setDraft(QStringLiteral(
            "function onMessage(msg, ctx) { if (msg.payload.ok) ctx.log('well'); else throw new Error('no time'); }"));
        QVERIFY(scripts.start());
        QVERIFY(server.deliver(5));
        QTRY_COMPARE(scripts.stateText(), QStringLiteral("Failing, 5 in a row"));
        QCOMPARE(scripts.tone(), app::Tone::Danger);
        const auto detail = [&scripts](int row) {
            return scripts.console()->index(row).data(app::ScriptConsoleModel::DetailRole).toString();
        };
        // Equal errors are one line, which says how many they are and where they begin and end.
        QTRY_COMPARE(detail(0), QStringLiteral("5 times in a row, from message id-1 to id-5 on orders/created"));
        QCOMPARE(scripts.console()->count(), 1);
        QVERIFY(scripts.console()->text().contains(detail(0)));

        QVERIFY(server.deliver(1, "orders/created", R"({"ok": true})"));
        QTRY_COMPARE(scripts.stateText(), QStringLiteral("Failing, 5 of 6"));
        QVERIFY(server.deliver(1));
        QTRY_COMPARE(scripts.console()->count(), 3);
        QCOMPARE(detail(1), QString());
        QCOMPARE(detail(2), QStringLiteral("message id-7 on orders/created"));
        QCOMPARE(scripts.console()->index(2).data(app::ScriptConsoleModel::SequenceRole).toInt(), 7);
        QCOMPARE(scripts.console()->index(1).data(app::ScriptConsoleModel::SequenceRole).toInt(), 0);
        QVERIFY(server.deliver(40, "orders/created", R"({"ok": true})"));
        QTRY_COMPARE(scripts.stateText(), QStringLiteral("Running"));
        QCOMPARE(scripts.tone(), app::Tone::Success);
        QVERIFY(server.deliver(1));
        QTRY_COMPARE(scripts.console()->count(), 44);
        QCOMPARE(scripts.stateText(), QStringLiteral("Running")); // one failure is no pattern yet
        QVERIFY(server.deliver(1));
        QTRY_COMPARE(scripts.stateText(), QStringLiteral("Failing, 2 in a row")); // all that it was called for lately
        QCOMPARE(scripts.shortStateText(), QStringLiteral("Failing"));
        QCOMPARE(scripts.tone(), app::Tone::Danger);
    }

    // More equal errors between two looks than the console keeps: what was lost is told, and not counted as one of a
    // row.
    void errorsThatCameTooFastToBeKept()
    {
        const auto program = script::ScriptProgram::fromText(QStringLiteral("function onMessage() {}"),
                                                             QStringLiteral("a.js"));
        QVERIFY(program);
        const auto binding = std::make_shared<script::ScriptBinding>(std::make_shared<script::ScriptHost>(), *program,
                                                                     script::ScriptIdentity{});
        const auto fail = [&binding](int times) {
            for (int i = 0; i < times; ++i)
                binding->console().appendFailure({}, QStringLiteral("t"), QString::number(i));
        };
        app::ScriptConsoleModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setBinding(binding);
        fail(2);
        model.update();
        QCOMPARE(model.count(), 1);
        QSignalSpy changed(&model, &app::ScriptConsoleModel::changed);
        fail(script::ScriptConsole::maxLines + 5);
        model.update();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.skipped(), 5);
        QCOMPARE(model.count(), 2);
        QVERIFY(
            model.index(0).data(app::ScriptConsoleModel::DetailRole).toString().startsWith(QStringLiteral("2 times")));
        QVERIFY(model.index(1)
                    .data(app::ScriptConsoleModel::DetailRole)
                    .toString()
                    .startsWith(QStringLiteral("1,000 times")));
    }

    void oneThatFailsNowAndThenDoesNotPassForRunning()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        scripts.setDraft(QStringLiteral("let calls = 0; function onMessage(msg) { if (calls++ % msg.payload.every === "
                                        "0) throw new Error('now and then'); }"));
        QVERIFY(scripts.start());
        const auto calls = [&scripts] { return scripts.figures()->calls(); };
        QVERIFY(server.deliver(40, "orders/created", R"({"every": 2})"));
        QTRY_COMPARE(calls(), QStringLiteral("40"));
        QCOMPARE(scripts.stateText(), QStringLiteral("Failing, 16 of 32")); // never two in a row
        QCOMPARE(scripts.tone(), app::Tone::Danger);
        QVERIFY(server.deliver(40, "orders/created", R"({"every": 4})"));
        QTRY_COMPARE(calls(), QStringLiteral("80"));
        QCOMPARE(scripts.stateText(), QStringLiteral("8 of 32 failed"));
        QCOMPARE(scripts.tone(), app::Tone::Warning);
        QVERIFY(server.deliver(40, "orders/created", R"({"every": 1000})"));
        QTRY_COMPARE(calls(), QStringLiteral("120"));
        QCOMPARE(scripts.stateText(), QStringLiteral("Running"));
        QCOMPARE(scripts.tone(), app::Tone::Success);
    }

    void onlyWhatChangesIsToldOf()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        const QString bad = QStringLiteral("function onMessage(msg) { throw new Error('always'); }");
        const QString good = QStringLiteral("function onMessage(msg) {}");
        for (int i = 0; i < 20; ++i) {
            QVERIFY(scripts.create({}, QStringLiteral("rows/%1").arg(i), -1));
            scripts.setDraft(i == 5 || i == 9 ? bad : good);
            QVERIFY2(scripts.start(), qPrintable(scripts.errorText() + scripts.faultText()));
        }
        const auto takeSnapshot = [&server] {
            Q_EMIT server.controller().snapshotTaken(server.controller().client().snapshot());
        };
        takeSnapshot();
        QSignalSpy changes(scripts.scripts(), &QAbstractItemModel::dataChanged);
        takeSnapshot();
        takeSnapshot();
        QCOMPARE(changes.size(), 0);
        QVERIFY(server.deliver(4, "rows/5"));
        QVERIFY(server.deliver(4, "rows/9"));
        QVERIFY(server.deliver(4, "rows/12"));
        QTRY_COMPARE(scripts.scripts()->value(9, "stateText").toString(), QStringLiteral("Failing, 4 in a row"));
        QTRY_COMPARE(scripts.scripts()->value(5, "stateText").toString(), QStringLiteral("Failing, 4 in a row"));
        takeSnapshot();
        QVERIFY2(!changes.isEmpty() && changes.size() <= 8, "at most once for each call of one of them");
        for (const QList<QVariant> &change : changes) {
            QVERIFY(change[0].toModelIndex().row() >= 5);
            QVERIFY(change[1].toModelIndex().row() <= 9);
        }
    }

    void aKeyThatIsTypedTellsNothingNew()
    {
        ScriptController scripts;
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        const QString saved = scripts.source();
        QSignalSpy states(&scripts, &ScriptController::stateChanged);
        QSignalSpy changes(scripts.scripts(), &QAbstractItemModel::dataChanged);
        scripts.setDraft(saved + QLatin1Char('a'));
        scripts.setDraft(saved + QLatin1String("ab"));
        scripts.setDraft(saved + QLatin1String("abc"));
        QCOMPARE(scripts.source(), saved + QLatin1String("abc"));
        QCOMPARE(states.size(), 1); // modified from now on
        QCOMPARE(changes.size(), 1);
        scripts.setDraft(saved);
        QVERIFY(!scripts.isModified());
        QCOMPARE(states.size(), 2);
    }

    void filesThatAnotherProgramWrites()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        QVERIFY(scripts.start());
        const auto write = [&scripts](const QByteArray &text) {
            QSaveFile file(scripts.path());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            QVERIFY(file.commit());
        };
        write("function onMessage(msg, ctx) { ctx.log('theirs'); }");
        QTRY_COMPARE(scripts.source(), QStringLiteral("function onMessage(msg, ctx) { ctx.log('theirs'); }"));
        QVERIFY(!scripts.isModified());
        QVERIFY(server.deliver(1));
        QTRY_VERIFY(linesOf(scripts).contains(QStringLiteral("theirs")));
        // What is being edited stays.
        scripts.setDraft(QStringLiteral("mine"));
        write("function onMessage(msg, ctx) { ctx.log('again'; }");
        QTRY_VERIFY(scripts.faultLine() > 0);
        QCOMPARE(scripts.source(), QStringLiteral("mine"));
        QVERIFY(!scripts.save()); // only once it was said
        QVERIFY(scripts.isModified());
        static_cast<void>(scripts.save());
        QVERIFY(!scripts.isModified());
    }

    void exceptionsAndPauses()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QSignalSpy alerts(&scripts, &ScriptController::alertRaised);
        QVERIFY(scripts.create(QStringLiteral("hang"), QStringLiteral("*"), -1));
        scripts.setTimeout(400);
        scripts.setDraft(QStringLiteral("function onMessage(msg, ctx) {\n  if (msg.payload.fail)\n    throw new "
                                        "Error('on purpose');\n  while (true) {}\n}"));
        QVERIFY(scripts.start());
        QVERIFY(server.deliver(1, "orders", "{\"fail\": true}"));
        QTRY_COMPARE(scripts.faultLine(), 3);
        QCOMPARE(scripts.faultText(), QStringLiteral("Error: on purpose"));
        QVERIFY(server.deliver(3));
        QTRY_VERIFY(scripts.isPaused());
        QCOMPARE(scripts.stateText(), QStringLiteral("Paused"));
        QTRY_COMPARE(alerts.size(), 1);
        scripts.resume();
        QVERIFY(!scripts.isPaused());
    }

    void settingsRegisterItAnew()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("a"), -1));
        QVERIFY(scripts.start());
        scripts.setPattern(QStringLiteral("b"));
        QVERIFY(scripts.isActive());
        QVERIFY(server.deliver(1, "b"));
        QTRY_COMPARE(server.controller().client().ledger().handled, quint64{1});
        scripts.setParallel(true);
        QVERIFY(scripts.isActive() && scripts.isParallel());
        scripts.setPattern(QStringLiteral(" "));
        QCOMPARE(scripts.pattern(), QStringLiteral("b"));
        QVERIFY(!scripts.errorText().isEmpty());
        // A topic that another handler has.
        QVERIFY(scripts.create({}, QStringLiteral("b"), -1));
        QVERIFY(!scripts.start());
        QVERIFY2(scripts.errorText().contains(QStringLiteral("\"b\"")), qPrintable(scripts.errorText()));
        // Moving the other one to a topic that is taken leaves it as it was.
        scripts.setPattern(QStringLiteral("c"));
        QVERIFY(scripts.start());
        scripts.setPattern(QStringLiteral("b"));
        QCOMPARE(scripts.pattern(), QStringLiteral("c"));
        QVERIFY(scripts.isActive());
        QVERIFY(server.deliver(1, "c"));
        QTRY_COMPARE(server.controller().client().ledger().handled, quint64{2});
    }

    void itLivesOnWithOtherSettings()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        QVERIFY(scripts.start());
        server.controller().connectTo(server.controller().url(), QStringLiteral("another"), QStringLiteral("*"));
        QVERIFY(server.settle());
        QTRY_COMPARE(server.controller().state(), app::ClientController::State::Connected);
        server.inject({test::messageJson("orders", "again")});
        QTRY_COMPARE(server.controller().client().ledger().handled, quint64{1});
        QVERIFY(scripts.isActive());
        scripts.stop();
        QVERIFY(!server.controller().removeHandler(base::HandlerId{1}));
    }

    void aRemovedScriptRunsAgainOnceTakenBack()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create(QStringLiteral("runner"), QStringLiteral("*"), -1));
        QVERIFY(scripts.start());
        scripts.remove();
        QCOMPARE(server.controller().undoStack()->text(), QStringLiteral("Undo remove script runner"));
        server.controller().undoStack()->undo();
        QCOMPARE(scripts.name(), QStringLiteral("runner"));
        QVERIFY(scripts.isActive());
        QVERIFY(scripts.removal()->name().isEmpty());
    }

    void aNativeHandlerOfItsNameIsNotIt()
    {
        LoopbackController server;
        QVERIFY(server.start());
        app::ClientController &client = server.controller();
        ScriptController scripts;
        scripts.setClient(&client);
        QVERIFY(scripts.create(QStringLiteral("bill"), QStringLiteral("a"), -1));
        QVERIFY(scripts.start());
        scripts.stop();
        QVERIFY(client.addHandler(native(QStringLiteral("bill"))));
        QVERIFY(!scripts.isActive());
        scripts.stop();
        scripts.remove();
        QVERIFY(!client.snapshot().handlers.back().removed);
    }

    void whatCannotRunAgainIsToldOnEveryPage()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create(QStringLiteral("runner"), QStringLiteral("*"), -1));
        QVERIFY(scripts.start());
        scripts.remove();
        QVERIFY(server.controller().addHandler(native(QStringLiteral("other"), QStringLiteral("*"))));
        server.controller().undoStack()->undo();
        QCOMPARE(scripts.scripts()->count(), 1);
        QVERIFY2(server.controller().problemText().contains(
                     QStringLiteral("Script runner is back, and could not be started")),
                 qPrintable(server.controller().problemText()));
    }

    void removingAndTakingItBack()
    {
        LoopbackController server;
        ScriptController scripts;
        scripts.setClient(&server.controller());
        for (const char *name : {"one", "two", "three"})
            QVERIFY(scripts.create(QString::fromLatin1(name), QStringLiteral("*"), -1));
        scripts.setCurrentRow(1);
        scripts.setDraft(QStringLiteral("not saved"));
        const QString path = scripts.path();
        scripts.remove();
        QCOMPARE(scripts.scripts()->count(), 3);
        QVERIFY2(scripts.errorText().contains(QStringLiteral("not saved")), qPrintable(scripts.errorText()));
        scripts.revert();
        QVERIFY(!scripts.isModified());
        scripts.remove();
        QCOMPARE(scripts.scripts()->count(), 2);
        QCOMPARE(scripts.name(), QStringLiteral("three"));
        QCOMPARE(scripts.removal()->name(), QStringLiteral("two"));
        QVERIFY(QFile::exists(path));
        scripts.removal()->undo();
        QCOMPARE(scripts.currentRow(), 1);
        QCOMPARE(scripts.name(), QStringLiteral("two"));
        scripts.setDraft(QStringLiteral("another"));
        QVERIFY(scripts.saveAll());
        QVERIFY(scripts.modifiedNames().isEmpty());
        for (int i = 0; i < 3; ++i)
            scripts.remove();
        QCOMPARE(scripts.currentRow(), -1);
        QCOMPARE(scripts.source(), QString());
    }

    void tryingOnAMessage()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create({}, QStringLiteral("*"), -1));
        app::StreamModel stream;
        stream.setClient(&server.controller());
        app::StreamViewport viewport;
        viewport.setSource(&stream);
        viewport.setCapacity(10);
        QSignalSpy tried(&scripts, &ScriptController::tried);
        scripts.tryOn(&viewport);
        QCOMPARE(tried.size(), 1);
        QVERIFY(!tried[0][1].toBool()); // nothing is selected

        QVERIFY(server.deliver(1, "orders", "{\"n\": 7}"));
        QTRY_COMPARE(stream.rowCount(), 1);
        viewport.select(0);
        QVERIFY(viewport.hasCurrent());
        scripts.setDraft(QStringLiteral(
            "function onMessage(msg, ctx) { ctx.log('n is', msg.payload.n); ctx.publish('copy', 1); return false; }"));
        scripts.tryOn(&viewport);
        QTRY_COMPARE(tried.size(), 2);
        QVERIFY2(tried[1][0].toString().startsWith(QStringLiteral("withheld; published to copy: 1")),
                 qPrintable(tried[1][0].toString()));
        QVERIFY(tried[1][0].toString().endsWith(QStringLiteral("n is 7")));
        QVERIFY(tried[1][1].toBool());
        scripts.setDraft(QStringLiteral("function onMessage( {"));
        scripts.tryOn(&viewport);
        QTRY_COMPARE(tried.size(), 3);
        QVERIFY(!tried[2][1].toBool());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestScriptController)
#include "tst_scriptcontroller.moc"
