// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopbackcontroller.h"

#include "scripts/scriptcontroller.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using app::ScriptController;
using tests::LoopbackController;

//! What becomes of the files of scripts: those that cannot be read, are away, or are gone.
class TestScriptFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void init()
    {
        QDir(app::ScriptShelf::folder()).removeRecursively();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    // Each session has a list of its own, and all are remembered in one place.
    void whatAnotherSessionListsIsRememberedToo()
    {
        app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
        ScriptController one;
        ScriptController two;
        one.setSettings(&settings);
        two.setSettings(&settings);
        QVERIFY(one.create(QStringLiteral("one"), QStringLiteral("a"), -1));
        QVERIFY(two.create(QStringLiteral("two"), QStringLiteral("b"), -1));
        two.setTimeout(123);
        const auto remembered = [&settings] {
            QStringList names;
            for (const app::ScriptPtr &script : app::ScriptShelf(&settings).restore())
                names << script->name;
            names.sort();
            return names;
        };
        QCOMPARE(remembered(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        two.remove();
        QCOMPARE(remembered(), QStringList{QStringLiteral("one")});
    }

    void otherBytesAreRefused()
    {
        const QString path = m_folder->filePath(QStringLiteral("latin.js"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("// Gr\xf6\xdf"
                           "e\n")
                > 0);
        file.close();
        ScriptController scripts;
        QVERIFY(!scripts.open(QUrl::fromLocalFile(path)));
        QVERIFY2(scripts.errorText().contains(QLatin1String("UTF-8")), qPrintable(scripts.errorText()));
        QCOMPARE(scripts.scripts()->count(), 0);
    }

    void thoseThatAreAwayAreRemembered()
    {
        app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
        QString path;
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QVERIFY(scripts.create(QStringLiteral("moved"), QStringLiteral("orders/special"), -1));
            path = scripts.path();
        }
        QVERIFY(QFile::rename(path, path + QStringLiteral(".away")));
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QCOMPARE(scripts.scripts()->count(), 0);
            QVERIFY2(scripts.errorText().contains(path), qPrintable(scripts.errorText()));
            QVERIFY(scripts.create(QStringLiteral("another"), QStringLiteral("t"), -1)); // writes the list
        }
        QVERIFY(QFile::rename(path + QStringLiteral(".away"), path));
        ScriptController scripts;
        scripts.setSettings(&settings);
        QCOMPARE(scripts.scripts()->count(), 2);
        QCOMPARE(scripts.pattern(), QStringLiteral("orders/special"));
    }

    void revertingIsUndone()
    {
        LoopbackController server;
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create(QStringLiteral("edited"), QStringLiteral("t"), -1));
        const QString saved = scripts.source();
        scripts.setDraft(QStringLiteral("// half an hour of work"));
        scripts.revert();
        QCOMPARE(scripts.source(), saved);
        server.controller().undoStack()->undo();
        QCOMPARE(scripts.source(), QStringLiteral("// half an hour of work"));
        QVERIFY(scripts.isModified());
    }

    void theOnlyCopyIsUnsaved()
    {
        LoopbackController server;
        QVERIFY(server.start());
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create(QStringLiteral("gone"), QStringLiteral("t"), -1));
        const QString text = scripts.source();
        QVERIFY(scripts.start());
        QVERIFY(QFile::remove(scripts.path()));
        QCOMPARE(scripts.modifiedNames(), QStringLiteral("gone"));
        QTRY_VERIFY(scripts.isModified()); // once the watcher has seen it
        scripts.revert();
        QCOMPARE(scripts.source(), text);
        QVERIFY(!scripts.errorText().isEmpty());
        QVERIFY(scripts.saveAll());
        QCOMPARE(scripts.modifiedNames(), QString());
        QVERIFY(QFile::exists(scripts.path()));
        QVERIFY(!scripts.isModified());
    }

    void aFileIsListedOnce()
    {
        LoopbackController server;
        ScriptController scripts;
        scripts.setClient(&server.controller());
        QVERIFY(scripts.create(QStringLiteral("one"), QStringLiteral("*"), -1));
        const QString path = scripts.path();
        QVERIFY(scripts.create(QStringLiteral("two"), QStringLiteral("*"), -1));
        scripts.setCurrentRow(0);
        scripts.remove();
        QVERIFY(scripts.open(QUrl::fromLocalFile(path)));
        scripts.setCurrentRow(0);
        server.controller().undoStack()->undo();
        QCOMPARE(scripts.scripts()->count(), 2);
        QCOMPARE(scripts.path(), path);
    }

    void filesOfTheUser()
    {
        ScriptController scripts;
        const QString path = m_folder->filePath(QStringLiteral("mine.js"));
        QVERIFY(!scripts.open(QUrl::fromLocalFile(path)));
        QVERIFY(scripts.errorText().contains(QStringLiteral("mine.js")));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("function onMessage() {}\n");
        file.close();
        QVERIFY(scripts.open(QUrl::fromLocalFile(path)));
        QVERIFY(scripts.open(QUrl::fromLocalFile(path))); // is there already
        QCOMPARE(scripts.scripts()->count(), 1);
        QCOMPARE(scripts.source(), QStringLiteral("function onMessage() {}\n"));
        QVERIFY(!scripts.create({}, QString(), -1)); // no pattern
    }

    void scriptsAreRememberedAndDoNotStartByThemselves()
    {
        app::SettingsStore settings(app::SettingsStore::Lifetime::Transient);
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QVERIFY(scripts.create(QStringLiteral("kept"), QStringLiteral("orders"), -1));
            scripts.setTimeout(250);
            QVERIFY(scripts.create(QStringLiteral("gone"), QStringLiteral("orders"), -1));
            QFile::remove(scripts.path());
        }
        ScriptController scripts;
        scripts.setSettings(&settings);
        QCOMPARE(scripts.scripts()->count(), 1);
        QCOMPARE(scripts.name(), QStringLiteral("kept"));
        QCOMPARE(scripts.pattern(), QStringLiteral("orders"));
        QCOMPARE(scripts.timeout(), 250);
        QVERIFY(!scripts.isActive());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_MAIN(TestScriptFiles)
#include "tst_scriptfiles.moc"
