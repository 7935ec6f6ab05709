// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/handlerloader.h"

#include "client/pubsubclient.h"
#include "dispatch/builtinhandlers.h"

#include <QPointer>

namespace topicscope::client {

HandlerLoader::HandlerLoader(std::shared_ptr<script::ScriptHost> host, script::ScriptLimits limits)
    : m_host(std::move(host)), m_limits(limits)
{
}

base::Result<dispatch::HandlerSpec> HandlerLoader::load(const QString &text, bool parallel)
{
    const auto parts = dispatch::parseHandlerText(text);
    if (!parts)
        return tl::unexpected(parts.error());
    if (parts->isBuiltin())
        return dispatch::builtinSpec(*parts, parallel);
    script::ScriptProgramPtr &program = m_programs[parts->call];
    if (!program) {
        auto loaded = script::ScriptProgram::load(parts->call);
        if (!loaded)
            return tl::unexpected(loaded.error().toError());
        program = std::move(*loaded);
    }
    m_scripts.push_back(std::make_shared<script::ScriptBinding>(
        m_host, program,
        script::ScriptIdentity{.name = program->name(), .pattern = parts->pattern, .parallel = parallel}, m_limits));
    return m_scripts.back()->handlerSpec(parts->retry);
}

void publishThrough(PubSubClient &client, script::ScriptHost &host)
{
    // Lanes end before their client is gone, and what they asked for last is dropped with it.
    host.setPublisher([target = QPointer<PubSubClient>(&client)](const script::ScriptPublication &publication,
                                                                 std::function<void(base::Result<void>)> done) {
        if (!target) {
            done(base::failure(base::ErrorCode::ConnectionLost, QStringLiteral("The connection is gone.")));
            return;
        }
        target->publish({.topic = publication.topic,
                         .id = publication.id,
                         .payload = publication.payload,
                         .producer = publication.producer},
                        std::move(done));
    });
}

} // namespace topicscope::client
