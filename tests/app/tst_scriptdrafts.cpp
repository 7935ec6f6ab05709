// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scripts/scriptcontroller.h"

#include <QStandardPaths>
#include <QTest>

using namespace topicscope;
using app::ScriptController;

class TestScriptDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QDir(app::ScriptShelf::folder()).removeRecursively();
    }

    void keepsWhatWasTypedLast()
    {
        app::SettingsStore settings(app::SettingsStore::Lifetime::Persistent);
        settings.setText(QStringLiteral("scripts/list"), {});
        QDir(app::ScriptDrafts::folder()).removeRecursively();
        const QString typed = QStringLiteral("function onMessage(msg, ctx) { /* last */ }");
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QVERIFY(scripts.create(QStringLiteral("last"), QStringLiteral("*"), -1));
            scripts.setDraft(typed);
        } // at once, as where the session of the desktop ends
        ScriptController scripts;
        scripts.setSettings(&settings);
        QCOMPARE(scripts.source(), typed);
        scripts.discardDrafts();
    }

    void aDraftDoesNotReplaceANewerFileUnasked()
    {
        app::SettingsStore settings(app::SettingsStore::Lifetime::Persistent);
        settings.setText(QStringLiteral("scripts/list"), {});
        QDir(app::ScriptDrafts::folder()).removeRecursively();
        const QString typed = QStringLiteral("function onMessage(msg, ctx) { /* mine */ }");
        const QByteArray theirs = "function onMessage(msg, ctx) { /* theirs */ }\n";
        QString path;
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QVERIFY(scripts.create(QStringLiteral("shared"), QStringLiteral("*"), -1));
            scripts.setDraft(typed);
            path = scripts.path();
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(theirs) == theirs.size());
        file.close();
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QCOMPARE(scripts.source(), typed);
            scripts.setDraft(typed + typed);
        } // and once more
        ScriptController scripts;
        scripts.setSettings(&settings);
        QCOMPARE(scripts.source(), typed + typed);
        QVERIFY(!scripts.save());
        QVERIFY2(scripts.errorText().contains(QStringLiteral("Another program has changed")),
                 qPrintable(scripts.errorText()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), theirs);
        QVERIFY(scripts.save()); // the user was told
        scripts.setDraft(typed);
        QVERIFY(scripts.save()); // and is not told again
        settings.setText(QStringLiteral("scripts/list"), {});
    }

    void keepsWhatWasNotSaved()
    {
        app::SettingsStore settings(app::SettingsStore::Lifetime::Persistent);
        settings.setText(QStringLiteral("scripts/list"), {});
        QDir(app::ScriptDrafts::folder()).removeRecursively();
        const auto kept = [] {
            return QDir(app::ScriptDrafts::folder()).entryInfoList({QStringLiteral("*.json")}, QDir::Files);
        };
        const QString typed = QStringLiteral("function onMessage(msg, ctx) { /* \u00e4 */ }");
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QVERIFY(scripts.create(QStringLiteral("draft"), QStringLiteral("*"), -1));
            scripts.setDraft(typed);
            QTRY_COMPARE(kept().size(), 1);
            QCOMPARE(kept().front().permissions()
                         & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                     QFile::Permissions());
        } // as if killed: nobody said that it is to be discarded
        {
            ScriptController scripts;
            scripts.setSettings(&settings);
            QCOMPARE(scripts.restoredCount(), 1);
            QVERIFY(scripts.isModified());
            QCOMPARE(scripts.source(), typed);
            ScriptController beside; // of a program that runs at the same time
            beside.setSettings(&settings);
            QCOMPARE(beside.restoredCount(), 0);
            scripts.dismissRestored();
            QCOMPARE(scripts.restoredCount(), 0);
            QVERIFY(scripts.save());
            QTRY_COMPARE(kept().size(), 0);
            scripts.setDraft(typed + typed);
            QTRY_COMPARE(kept().size(), 1);
            scripts.revert();
            QTRY_COMPARE(kept().size(), 0);
            scripts.setDraft(typed + typed);
            QTRY_COMPARE(kept().size(), 1);
            scripts.discardDrafts();
        }
        QCOMPARE(kept().size(), 0);
        ScriptController scripts;
        scripts.setSettings(&settings);
        QCOMPARE(scripts.restoredCount(), 0);
        QVERIFY(!scripts.isModified());
        settings.setText(QStringLiteral("scripts/list"), {});
    }
};

QTEST_MAIN(TestScriptDrafts)

#include "tst_scriptdrafts.moc"
