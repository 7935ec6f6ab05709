// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scriptengine.h"
#include "support/messages.h"

#include <utility>

namespace topicscope::test {

//! \brief Keeps what a script does.
class RecordingSink : public script::ScriptSink
{
public:
    void print(script::ConsoleLevel level, const QString &text) override { lines.emplace_back(level, text); }
    base::Result<void> publish(script::ScriptPublication publication) override
    {
        publications.push_back(std::move(publication));
        return {};
    }
    base::Result<void> metric(const QString &name, double value) override
    {
        metrics.emplace_back(name, value);
        return {};
    }

    std::vector<std::pair<script::ConsoleLevel, QString>> lines;
    std::vector<script::ScriptPublication> publications;
    std::vector<std::pair<QString, double>> metrics;
};

//! \brief An engine with one script in it, on the thread of the test.
struct ScriptBench {
    explicit ScriptBench(qint64 memoryBytes = script::Watchdog::defaultMemoryBytes) : watchdog(memoryBytes) {}

    //! \brief Makes an instance of \a text; the fault's text when that fails.
    [[nodiscard]] QString load(const QString &text,
                               std::chrono::milliseconds limit = script::ScriptEngine::defaultLimit)
    {
        const auto program = script::ScriptProgram::fromText(text, QStringLiteral("/nowhere/test.js"));
        if (!program)
            return program.error().toString();
        auto made = engine.instantiate(
            *program, {.name = QStringLiteral("tester"), .pattern = QStringLiteral("orders/*"), .parallel = false},
            sink, limit);
        if (!made)
            return made.error().toString();
        instance = std::move(*made);
        return {};
    }
    //! \brief "true" or "false" as the script handled a message with \a payload, or the fault's text.
    [[nodiscard]] QString handle(const QByteArray &payload = "{}")
    {
        return handle(*makeMessage("orders/new", "id-1", payload));
    }
    [[nodiscard]] QString handle(const base::Message &message)
    {
        const auto handled = instance->handle(message);
        return !handled ? handled.error().toString() : *handled ? QStringLiteral("true") : QStringLiteral("false");
    }
    //! \brief Loads "function onMessage(msg, ctx) { body }" and handles one message.
    [[nodiscard]] QString run(const QString &body, std::chrono::milliseconds limit = script::ScriptEngine::defaultLimit)
    {
        const QString fault = load(QStringLiteral("function onMessage(msg, ctx) { %1 }").arg(body), limit);
        return fault.isEmpty() ? handle() : fault;
    }

    RecordingSink sink;
    script::Watchdog watchdog;
    script::ScriptEngine engine{watchdog};
    std::unique_ptr<script::ScriptInstance> instance;
};

} // namespace topicscope::test
