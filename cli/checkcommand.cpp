// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkcommand.h"

#include "base/printabletext.h"
#include "commandline.h"
#include "scriptcheck.h"
#include "terminal.h"

#include <QJsonArray>

namespace topicscope::cli {

namespace {

QStringList importsOf(const QString &file, const script::ScriptProgram &program)
{
    QStringList imports;
    for (const script::ScriptProgram::Unit &unit : program.units())
        imports << pathOf(file, unit.file);
    imports.removeLast(); // the script itself
    return imports;
}

QString textOf(const QString &file, const script::ScriptResult<script::ScriptProgramPtr> &program)
{
    if (!program)
        return compilerText(file, program.error());
    const QStringList imports = importsOf(file, **program);
    return file
           + (imports.isEmpty() ? QStringLiteral(": ok")
                                : QStringLiteral(": ok (imports: %1)").arg(imports.join(QStringLiteral(", "))));
}

QJsonObject jsonOf(const QString &file, const script::ScriptResult<script::ScriptProgramPtr> &program)
{
    QJsonObject object{{QStringLiteral("file"), file}, {QStringLiteral("ok"), program.has_value()}};
    if (program) {
        object.insert(QStringLiteral("imports"), QJsonArray::fromStringList(importsOf(file, **program)));
        return object;
    }
    const script::ScriptFault &fault = program.error();
    object.insert(QStringLiteral("at"), pathOf(file, fault.file));
    if (fault.line > 0)
        object.insert(QStringLiteral("line"), fault.line);
    if (fault.column > 0)
        object.insert(QStringLiteral("column"), fault.column);
    object.insert(QStringLiteral("message"), fault.message);
    return object;
}

} // namespace

int checkScripts(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Checks scripts: reads them with what they import, and runs what stands outside of functions.\n"
                       "Prints a line for each: FILE: ok, or FILE:LINE:COLUMN: what is wrong."));
    parser.addOptions({{QStringLiteral("json"), QStringLiteral("One JSON object a line.")}});
    if (const auto exitCode = parse(parser, arguments, QStringLiteral("FILE.js...")))
        return *exitCode;
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty())
        return usageError({base::ErrorCode::InvalidArgument,
                           QStringLiteral("No script is given. Name one or more: topicscope-cli check FILE.js")});

    int exitCode = Success;
    for (const QString &file : files) {
        const auto program = loadAndTry(file);
        if (!program)
            exitCode = Failure;
        if (parser.isSet(QStringLiteral("json")))
            printJson(jsonOf(file, program));
        else
            printLine(base::printableText(textOf(file, program).toStdString()));
    }
    return exitCode;
}

} // namespace topicscope::cli
