// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptoutput.h"

#include "terminal.h"

namespace topicscope::cli {

using script::ConsoleLevel;

namespace {

constexpr std::chrono::milliseconds printInterval{200};

QString nameOf(ConsoleLevel level)
{
    switch (level) {
    case ConsoleLevel::Log:
        return QStringLiteral("log");
    case ConsoleLevel::Warning:
        return QStringLiteral("warning");
    case ConsoleLevel::Alert:
        return QStringLiteral("alert");
    case ConsoleLevel::Error:
        return QStringLiteral("error");
    case ConsoleLevel::Notice:
        return QStringLiteral("notice");
    }
    Q_UNREACHABLE();
}

} // namespace

void printScriptLine(const QString &name, const script::ScriptConsole::Line &line, bool json)
{
    if (!json) {
        const QString of = line.topic.isEmpty() ? QString()
                                                : QStringLiteral(" (message %1 on %2)").arg(line.messageId, line.topic);
        printNote(QStringLiteral("%1 %2: %3%4").arg(name, nameOf(line.level), line.text, of));
        return;
    }
    QJsonObject object{{QStringLiteral("script"), name},
                       {QStringLiteral("level"), nameOf(line.level)},
                       {QStringLiteral("text"), line.text}};
    if (!line.place.file.isEmpty())
        object.insert(QStringLiteral("file"), line.place.file);
    if (line.place.line > 0)
        object.insert(QStringLiteral("line"), line.place.line);
    if (!line.topic.isEmpty()) {
        object.insert(QStringLiteral("topic"), line.topic);
        object.insert(QStringLiteral("id"), line.messageId);
    }
    printJsonNote(object);
}

ScriptOutput::ScriptOutput(bool json, QObject *parent) : QObject(parent), m_json(json)
{
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&ScriptOutput::print));
}

void ScriptOutput::add(std::shared_ptr<script::ScriptBinding> binding, const QString &name)
{
    m_sources.push_back({.binding = std::move(binding), .name = name});
    m_timer.start(printInterval);
}

void ScriptOutput::print()
{
    for (Source &source : m_sources)
        print(source);
}

void ScriptOutput::print(Source &source) const
{
    const auto lines = source.binding->console().after(source.last);
    if (lines.empty())
        return;
    if (const quint64 skipped = lines.front().number - source.last - 1; skipped > 0) {
        if (m_json)
            printJsonNote(
                {{QStringLiteral("script"), source.name}, {QStringLiteral("skipped"), static_cast<qint64>(skipped)}});
        else
            printNote(QStringLiteral("%1: %2 lines came faster than they could be printed.")
                          .arg(source.name, QString::number(skipped)));
    }
    source.last = lines.back().number;
    for (const script::ScriptConsole::Line &line : lines)
        printScriptLine(source.name, line, m_json);
}

} // namespace topicscope::cli
