// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/scriptwatcher.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using client::ScriptWatcher;
using script::ScriptBinding;

namespace {

QString handlerOf(int number)
{
    return QStringLiteral("function onMessage() { return %1; }\n").arg(number);
}

} // namespace

// Files change as editors change them. Every change is awaited by what the watcher says of it.
class TestScriptWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_watcher = std::make_unique<ScriptWatcher>();
        m_reloaded = std::make_unique<QSignalSpy>(m_watcher.get(), &ScriptWatcher::reloaded);
        m_refused = std::make_unique<QSignalSpy>(m_watcher.get(), &ScriptWatcher::refused);
    }

    void writtenInPlace()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        for (int version = 2; version <= 4; ++version) {
            write("script.js", handlerOf(version));
            QTRY_COMPARE(m_reloaded->count(), version - 1);
            QVERIFY(textOf(*binding).contains(handlerOf(version)));
            QCOMPARE(binding->status().version, static_cast<quint64>(version));
        }
        QCOMPARE(m_refused->count(), 0);
    }

    void replacedByRename()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        // Again and again: the first one leaves a watch on a file that is gone.
        for (int version = 2; version <= 4; ++version) {
            replace("script.js", handlerOf(version));
            QTRY_COMPARE(m_reloaded->count(), version - 1);
            QVERIFY(textOf(*binding).contains(handlerOf(version)));
        }
        QCOMPARE(m_refused->count(), 0);
    }

    void brokenAndRepaired()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        write("script.js", QStringLiteral("function onMessage() {\n  let x = ;\n}\n"));
        QTRY_COMPARE(m_refused->count(), 1);
        const auto fault = m_refused->at(0).at(1).value<script::ScriptFault>();
        QCOMPARE(fault.file, QStringLiteral("script.js"));
        QCOMPARE(fault.line, 2);
        QVERIFY(fault.column > 0);
        QVERIFY(textOf(*binding).contains(handlerOf(1)));
        QCOMPARE(binding->status().version, quint64{1});
        const auto line = binding->console().after(0).back();
        QCOMPARE(line.level, script::ConsoleLevel::Error);
        QVERIFY2(line.text.contains(QStringLiteral("script.js:2:")), qPrintable(line.text));
        QCOMPARE(line.place.line, 2);

        write("script.js", handlerOf(2));
        QTRY_COMPARE(m_reloaded->count(), 1);
        QVERIFY(textOf(*binding).contains(handlerOf(2)));
    }

    void repairedToWhatRunsAlready()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        write("script.js", QStringLiteral("{"));
        QTRY_COMPARE(m_refused->count(), 1);
        write("script.js", handlerOf(1));
        QTRY_COMPARE(m_reloaded->count(), 1);
        QCOMPARE(binding->status().version, quint64{1}); // it goes on as it is, and keeps its state
    }

    void importedFiles()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("lib")));
        write("lib/helper.js", QStringLiteral("function value() { return 1; }\n"));
        write("script.js",
              QStringLiteral("import { value } from './lib/helper.js';\nfunction onMessage() { return value(); }\n"));
        const auto binding = watch("script.js");
        write("lib/helper.js", QStringLiteral("function value() { return 2; }\n"));
        QTRY_COMPARE(m_reloaded->count(), 1);
        replace("lib/helper.js", QStringLiteral("function value() { return 3; }\n"));
        QTRY_COMPARE(m_reloaded->count(), 2);
        QVERIFY(textOf(*binding).contains(QStringLiteral("return 3")));

        write("lib/helper.js", QStringLiteral("function other() {}\n"));
        QTRY_COMPARE(m_refused->count(), 1);
        write("lib/helper.js", QStringLiteral("function value() { return 4; }\n"));
        QTRY_COMPARE(m_reloaded->count(), 3);
        QVERIFY(textOf(*binding).contains(QStringLiteral("return 4")));
    }

    // A file may be imported before it is there, in a folder that is not there.
    void importsThatComeLater()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        write("script.js",
              QStringLiteral("import { value } from './later/helper.js';\nfunction onMessage() { return value(); }\n"));
        QTRY_COMPARE(m_refused->count(), 1);
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("later")));
        write("later/helper.js", QStringLiteral("function value() { return ; ) }\n"));
        QTRY_VERIFY(m_refused->count() >= 2); // and now the helper is at fault
        QTRY_COMPARE(m_refused->last().at(1).value<script::ScriptFault>().file, QStringLiteral("later/helper.js"));
        write("later/helper.js", QStringLiteral("function value() { return 7; }\n"));
        QTRY_COMPARE(m_reloaded->count(), 1);
        QVERIFY(textOf(*binding).contains(QStringLiteral("return 7")));
        // From now on it is watched like any other.
        write("later/helper.js", QStringLiteral("function value() { return 8; }\n"));
        QTRY_COMPARE(m_reloaded->count(), 2);
    }

    void deletedAndBack()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("script.js"))));
        QTRY_COMPARE(m_refused->count(), 1);
        QVERIFY(textOf(*binding).contains(handlerOf(1)));
        write("script.js", handlerOf(2));
        QTRY_COMPARE(m_reloaded->count(), 1);
        QVERIFY(textOf(*binding).contains(handlerOf(2)));
        write("script.js", handlerOf(3));
        QTRY_COMPARE(m_reloaded->count(), 2);
    }

    void changedBeforeItWasWatched()
    {
        write("script.js", handlerOf(1));
        const auto binding = bind("script.js");
        write("script.js", handlerOf(2));
        m_watcher->watch(binding);
        QTRY_COMPARE(m_reloaded->count(), 1);
        QVERIFY(textOf(*binding).contains(handlerOf(2)));
    }

    void oneFileOfManyHandlers()
    {
        write("script.js", handlerOf(1));
        write("other.js", handlerOf(1));
        const auto first = watch("script.js");
        const auto second = watch("script.js");
        auto gone = watch("script.js");
        const auto other = watch("other.js");
        gone.reset();
        write("script.js", handlerOf(2));
        QTRY_COMPARE(m_reloaded->count(), 2);
        QCOMPARE(first->program(), second->program()); // read once
        QCOMPARE(other->status().version, quint64{1});
        write("other.js", handlerOf(2));
        QTRY_COMPARE(m_reloaded->count(), 3);
        QCOMPARE(other->status().version, quint64{2});
    }

    void touchedOnly()
    {
        write("script.js", handlerOf(1));
        const auto binding = watch("script.js");
        write("script.js", handlerOf(1));
        replace("script.js", handlerOf(1));
        write("neighbour.txt", QStringLiteral("x"));
        // What came before is done with when a later change is.
        write("script.js", handlerOf(2));
        QTRY_COMPARE(m_reloaded->count(), 1);
        QCOMPARE(binding->status().version, quint64{2});
        QCOMPARE(m_refused->count(), 0);
    }

private:
    void write(const char *name, const QString &text) const
    {
        QFile file(m_folder->filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(text.toUtf8()), text.size());
    }
    void replace(const char *name, const QString &text) const
    {
        QSaveFile file(m_folder->filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text.toUtf8()), text.size());
        QVERIFY(file.commit());
    }
    [[nodiscard]] std::shared_ptr<ScriptBinding> bind(const char *name) const
    {
        const auto program = script::ScriptProgram::load(m_folder->filePath(QLatin1String(name)));
        if (!program)
            qFatal("%s", qPrintable(program.error().toString()));
        return std::make_shared<ScriptBinding>(m_host, *program,
                                               script::ScriptIdentity{.name = QStringLiteral("script"),
                                                                      .pattern = QStringLiteral("*"),
                                                                      .parallel = false});
    }
    [[nodiscard]] std::shared_ptr<ScriptBinding> watch(const char *name) const
    {
        auto binding = bind(name);
        m_watcher->watch(binding);
        return binding;
    }
    [[nodiscard]] static QString textOf(const ScriptBinding &binding)
    {
        QString text;
        for (const script::ScriptProgram::Unit &unit : binding.program()->units())
            text += unit.code;
        return text;
    }

    std::shared_ptr<script::ScriptHost> m_host = std::make_shared<script::ScriptHost>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptWatcher> m_watcher;
    std::unique_ptr<QSignalSpy> m_reloaded;
    std::unique_ptr<QSignalSpy> m_refused;
};

QTEST_GUILESS_MAIN(TestScriptWatcher)
#include "tst_scriptwatcher.moc"
