// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scripts.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace topicscope;
using script::ScriptProgram;

class TestScriptProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_root->path()).mkpath(QStringLiteral("handlers/lib")));
    }

    void importsFromItsFolder()
    {
        write("handlers/lib/prices.js",
              "import { twice } from '../math.js';\nfunction total(x) { return twice(x.price); }\n");
        write("handlers/math.js",
              "export const twice = x => 2 * x;\nlet calls = 0;\nfunction count() { return ++calls; }\n");
        write("handlers/orders.js",
              "import { total as sum } from './lib/prices.js';\nimport * as math from './math.js';\n"
              "function onMessage(msg, ctx) { ctx.log(sum(msg.payload), math.count()); }\n");
        const auto program = ScriptProgram::load(path("handlers/orders.js"));
        QVERIFY2(program, program ? "" : qPrintable(program.error().toString()));
        QCOMPARE((*program)->paths().size(), 3);
        QCOMPARE((*program)->name(), QStringLiteral("orders"));

        test::ScriptBench bench;
        auto made = bench.engine.instantiate(*program, {}, bench.sink);
        QVERIFY2(made, made ? "" : qPrintable(made.error().toString()));
        bench.instance = std::move(*made);
        QCOMPARE(bench.handle(R"({"price": 21})"), QStringLiteral("true"));
        QCOMPARE(bench.sink.lines.back().second, QStringLiteral("42 1"));
        // Another script has a helper of its own: its variables are not shared.
        auto other = bench.engine.instantiate(*program, {}, bench.sink);
        QVERIFY(other);
        QVERIFY((*other)->handle(*test::makeMessage("t", "i", R"({"price": 1})")));
        QCOMPARE(bench.sink.lines.back().second, QStringLiteral("2 1"));
    }

    void refusedImports_data()
    {
        QTest::addColumn<QByteArray>("specifier");
        QTest::addColumn<QString>("says");
        QTest::newRow("outside") << QByteArray("../secret.js") << QStringLiteral("outside");
        QTest::newRow("outside, missing") << QByteArray("../../../../etc/passwd") << QStringLiteral("outside");
        QTest::newRow("absolute") << QByteArray("/etc/passwd") << QStringLiteral("relative");
        QTest::newRow("URL") << QByteArray("file:///etc/passwd") << QStringLiteral("relative");
        QTest::newRow("resource") << QByteArray("qrc:/topicscope/script/prelude.js") << QStringLiteral("relative");
        QTest::newRow("there and back") << QByteArray("./lib/../../secret.js") << QStringLiteral("outside");
        QTest::newRow("by a link") << QByteArray("./lib/link.js") << QStringLiteral("outside");
        QTest::newRow("missing") << QByteArray("./none.js") << QStringLiteral("no file");
        QTest::newRow("folder") << QByteArray("./lib") << QStringLiteral("no file");
        QTest::newRow("of itself") << QByteArray("./orders.js") << QStringLiteral("in turn");
        QTest::newRow("bare name") << QByteArray("fs") << QStringLiteral("relative");
    }
    void refusedImports()
    {
        QFETCH(QByteArray, specifier);
        QFETCH(QString, says);
        write("secret.js", "export const secret = 1;\n");
        QVERIFY(QFile::link(path("secret.js"), path("handlers/lib/link.js")));
        write("handlers/orders.js", "\nimport { secret } from '" + specifier + "';\nfunction onMessage() {}\n");
        const auto program = ScriptProgram::load(path("handlers/orders.js"));
        QVERIFY(!program);
        QVERIFY2(program.error().message.contains(says), qPrintable(program.error().message));
        QCOMPARE(program.error().file, QStringLiteral("orders.js"));
        QCOMPARE(program.error().line, 2);
    }

    void namesThatTheFileLacks()
    {
        write("handlers/math.js", "const twice = x => 2 * x;\n");
        write("handlers/orders.js", "import { thrice } from './math.js';\nfunction onMessage() {}\n");
        const auto program = ScriptProgram::load(path("handlers/orders.js"));
        QVERIFY(!program);
        QVERIFY2(program.error().toString().startsWith(QStringLiteral("orders.js:1:1: "))
                     && program.error().message.contains(QStringLiteral("thrice")),
                 qPrintable(program.error().toString()));
    }

    void faultsNameThePlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("first line") << QByteArray("const a = = 1;\nfunction onMessage() {}")
                                    << QStringLiteral("orders.js:1:11: ");
        QTest::newRow("later line") << QByteArray("function onMessage() {\n  const x = 1;\n  let y = x x;\n}")
                                    << QStringLiteral("orders.js:3:13: ");
        QTest::newRow("no onMessage") << QByteArray("function onmessage() {}")
                                      << QStringLiteral("orders.js: The script declares no function onMessage");
        QTest::newRow("in a helper") << QByteArray("import './broken.js';\nfunction onMessage() {}")
                                     << QStringLiteral("broken.js:2:1: ");
    }
    void faultsNameThePlace()
    {
        QFETCH(QByteArray, text);
        write("handlers/broken.js", "const a =\n;");
        write("handlers/orders.js", text);
        const auto program = ScriptProgram::load(path("handlers/orders.js"));
        QVERIFY(!program);
        QFETCH(QString, place);
        QVERIFY2(program.error().toString().startsWith(place), qPrintable(program.error().toString()));
    }

    void filesThatCannotBeRead()
    {
        const auto missing = ScriptProgram::load(path("handlers/none.js"));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, base::ErrorCode::InputOutput);
        write("handlers/large.js", QByteArray(ScriptProgram::maxFileBytes + 1, ' '));
        const auto large = ScriptProgram::load(path("handlers/large.js"));
        QVERIFY(!large);
        QCOMPARE(large.error().code, base::ErrorCode::TooLarge);
    }

    void errorsInHelpersNameTheirLine()
    {
        write("handlers/helper.js", "\n\nfunction fail() { throw new Error('no'); }\n");
        write("handlers/orders.js", "import { fail } from './helper.js';\nfunction onMessage() { fail(); }\n");
        const auto program = ScriptProgram::load(path("handlers/orders.js"));
        QVERIFY(program);
        test::ScriptBench bench;
        auto made = bench.engine.instantiate(*program, {}, bench.sink);
        QVERIFY(made);
        bench.instance = std::move(*made);
        QCOMPARE(bench.handle(), QStringLiteral("helper.js:3: Error: no"));
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_root->filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_root;
};

QTEST_GUILESS_MAIN(TestScriptProgram)
#include "tst_scriptprogram.moc"
