// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptcheck.h"

#include "script/scriptengine.h"

#include <QFileInfo>

namespace topicscope::cli {

namespace {

class NoSink : public script::ScriptSink
{
public:
    void print(script::ConsoleLevel, const QString &) override {}
    base::Result<void> publish(script::ScriptPublication) override { return {}; }
    base::Result<void> metric(const QString &, double) override { return {}; }
};

} // namespace

script::ScriptResult<script::ScriptProgramPtr> loadAndTry(const QString &file)
{
    auto program = script::ScriptProgram::load(file);
    if (!program)
        return program;
    NoSink sink;
    script::Watchdog watchdog;
    script::ScriptEngine engine(watchdog);
    auto instance = engine.instantiate(
        *program, {.name = (*program)->name(), .pattern = QStringLiteral("*"), .parallel = false}, sink);
    return instance ? program : tl::unexpected(std::move(instance.error()));
}

QString pathOf(const QString &file, const QString &part)
{
    // What the user wrote before the name of the file leads to the folder that the parts are relative to.
    return part.isEmpty() ? file : file.chopped(QFileInfo(file).fileName().size()) + part;
}

QString compilerText(const QString &file, const script::ScriptFault &fault)
{
    QString text = pathOf(file, fault.file);
    for (const int number : {fault.line, fault.column}) {
        if (number == 0)
            break;
        text += QLatin1Char(':') + QString::number(number);
    }
    return text + QStringLiteral(": ") + fault.message;
}

} // namespace topicscope::cli
