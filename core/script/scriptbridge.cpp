// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptbridge_p.h"

#include <QJSEngine>
#include <QUuid>

namespace topicscope::script {

ScriptBridge::ScriptBridge(QJSEngine &engine) : m_engine(engine) {}

void ScriptBridge::print(ConsoleLevel level, const QString &text)
{
    if (m_sink)
        m_sink->print(level, text);
}

QString ScriptBridge::publish(const QString &topic, const QString &json, const QString &id, const QString &producer)
{
    ScriptPublication publication{.topic = topic,
                                  .id = id.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : id,
                                  .payload = json.toUtf8(),
                                  .producer = producer};
    const QString chosen = publication.id;
    if (m_sink)
        throwUnless(m_sink->publish(std::move(publication)));
    return chosen;
}

void ScriptBridge::metric(const QString &name, double value)
{
    if (m_sink)
        throwUnless(m_sink->metric(name, value));
}

void ScriptBridge::throwUnless(const base::Result<void> &result)
{
    if (!result)
        m_engine.throwError(result.error().text);
}

} // namespace topicscope::script
