// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/modulesource.h"

#include <QTest>

using namespace topicscope::script;

class TestModuleSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void importsAndDeclarations()
    {
        const auto source = ModuleSource::parse(
            QStringLiteral("import { a, b as c } from \"./x.js\";\n"
                           "import * as tools from './lib/tools.js'\n"
                           "import './effects.js';\n"
                           "const limit = 3;\n"
                           "export function onMessage(msg) { const inner = 1; function nested() {} }\n"
                           "class Window {}\n"
                           "export { limit as bound };\n"),
            QStringLiteral("t.js"));
        QVERIFY(source);
        QCOMPARE(source->imports.size(), std::size_t{3});
        QCOMPARE(source->imports[0].specifier, QStringLiteral("./x.js"));
        QCOMPARE(source->imports[0].names.size(), std::size_t{2});
        QCOMPARE(source->imports[0].names[1].exported, QStringLiteral("b"));
        QCOMPARE(source->imports[0].names[1].local, QStringLiteral("c"));
        QCOMPARE(source->imports[1].wildcard, QStringLiteral("tools"));
        QCOMPARE(source->imports[2].specifier, QStringLiteral("./effects.js"));
        for (const char *name : {"limit", "onMessage", "Window", "bound"})
            QVERIFY2(source->declares(QString::fromLatin1(name)), name);
        for (const char *name : {"inner", "nested", "msg"})
            QVERIFY2(!source->declares(QString::fromLatin1(name)), name);
        QCOMPARE(source->exportWords.size(), std::size_t{2});
    }

    void whatLooksLikeOneAndIsNone()
    {
        const auto source = ModuleSource::parse(
            QStringLiteral("// import { a } from './a.js'\n"
                           "/* export const b = 1 */\n"
                           "const text = \"import './c.js'\";\n"
                           "const other = `\nimport './d.js'\nexport const e = 1\n`;\n"
                           "const object = { import: 1, export: 2 };\n"
                           "const x = object.import + object.export;\n"
                           "const r = /import '(.)'/;\n"),
            QStringLiteral("t.js"));
        QVERIFY2(source, source ? "" : qPrintable(source.error().toString()));
        QVERIFY(source->imports.empty());
        QVERIFY(source->exportWords.empty());
    }

    void faults_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *text, int line, int column, const char *says) {
            QTest::newRow(name) << QString::fromLatin1(text) << line << column << QString::fromLatin1(says);
        };
        row("default import", "import x from './x.js'", 1, 1, "import { name }");
        row("import call", "const x = 1;\nfunction f() { return import('./x.js'); }", 2, 23, "import declarations");
        row("import in a function", "function f() {\n  import './x.js';\n}", 2, 3, "top of a file");
        row("import.meta", "const u = import.meta;", 1, 11, "import declarations");
        row("default export", "export default 3;", 1, 1, "export before a function");
        row("closes too much", "}); evil(); (function () {", 1, 1, "closes nothing");
        row("closes another kind", "f(1];", 1, 2, "not closed before the \"]\" in line 1");
        row("closes another kind later", "if (a > 1 {\n  b();\n}\n}", 1, 4, "not closed before the \"}\" in line 4");
        row("closes too little", "function f() {\n  if (x) {\n}", 1, 14, "not closed");
        row("open comment", "const a = 1; /* ...", 1, 12, "not closed");
        row("open template", "const a = `...", 1, 11, "not closed");
        row("open string", "const a = 'x\n", 1, 11, "does not end");
    }
    void faults()
    {
        QFETCH(QString, text);
        const auto source = ModuleSource::parse(text, QStringLiteral("t.js"));
        QVERIFY(!source);
        QCOMPARE(source.error().file, QStringLiteral("t.js"));
        QTEST(source.error().line, "line");
        QTEST(source.error().column, "column");
        QFETCH(QString, says);
        QVERIFY2(source.error().message.contains(says), qPrintable(source.error().message));
    }
};

QTEST_GUILESS_MAIN(TestModuleSource)
#include "tst_modulesource.moc"
