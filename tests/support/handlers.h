// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/handlertable.h"

#include <QSemaphore>

#include <functional>

namespace topicscope::test {

//! \brief A handler that calls a function.
class FunctionHandler : public dispatch::Handler
{
public:
    using Function = std::function<base::Result<void>(const base::Message &)>;

    explicit FunctionHandler(Function function) : m_function(std::move(function)) {}
    base::Result<dispatch::Verdict> handle(const base::Message &message) override
    {
        return m_function(message).map([] { return dispatch::Verdict::Acknowledge; });
    }

private:
    Function m_function;
};

//! \brief A handler to register.
[[nodiscard]] inline dispatch::HandlerSpec handlerSpec(const QString &name, const QString &pattern,
                                                       FunctionHandler::Function function, bool parallel = false)
{
    return {.name = name,
            .pattern = pattern,
            .parallel = parallel,
            .factory = [function = std::move(function)]() -> base::Result<std::unique_ptr<dispatch::Handler>> {
                return std::make_unique<FunctionHandler>(function);
            }};
}

//! \brief What waits for \a gate, which outlives it, and succeeds. A test that fails has to open the gate before its
//! lanes end.
[[nodiscard]] inline FunctionHandler::Function waitingFor(QSemaphore &gate)
{
    return [&gate](const base::Message &) -> base::Result<void> {
        gate.acquire();
        return {};
    };
}

//! \brief A handler "h" of all topics that waits for \a gate.
[[nodiscard]] inline dispatch::HandlerSpec gatedSpec(QSemaphore &gate)
{
    return handlerSpec(QStringLiteral("h"), QStringLiteral("*"), waitingFor(gate));
}

//! \brief A table entry as the registry makes it.
[[nodiscard]] inline dispatch::HandlerEntryPtr handlerEntry(quint32 id, const QString &pattern,
                                                            FunctionHandler::Function function = {}, quint16 lane = 0,
                                                            std::size_t instances = 1)
{
    auto entry = std::make_shared<dispatch::HandlerEntry>();
    entry->id = base::HandlerId{id};
    entry->name = QStringLiteral("handler %1").arg(id);
    entry->pattern = dispatch::TopicPattern::parse(pattern).value();
    entry->parallel = instances > 1;
    entry->lane = base::LaneId{lane};
    for (std::size_t i = 0; i < instances; ++i)
        entry->instances.push_back(std::make_unique<FunctionHandler>(function));
    return entry;
}

} // namespace topicscope::test
