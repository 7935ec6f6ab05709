// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scripthandler.h"

#include <QHash>

namespace topicscope::client {

class PubSubClient;

//! \brief Makes handlers of what a user wrote: native ones, and scripts. Thread: main.
class HandlerLoader
{
public:
    explicit HandlerLoader(std::shared_ptr<script::ScriptHost> host, script::ScriptLimits limits = {});

    //! \brief Reads "PATTERN=builtin:NAME[=ARGUMENT][;retry=POLICY]" or "PATTERN=FILE[;retry=POLICY]" with a file of
    //! JavaScript. The handler is named after the builtin, or after the file. A file that was read before is not read
    //! again. Errors: as dispatch::builtinFactory(), TopicPattern::parse(), RetryPolicy::parse() and
    //! ScriptProgram::load().
    [[nodiscard]] base::Result<dispatch::HandlerSpec> load(const QString &text, bool parallel = false);

    //! \brief The scripts loaded so far.
    [[nodiscard]] const std::vector<std::shared_ptr<script::ScriptBinding>> &scripts() const noexcept
    {
        return m_scripts;
    }

private:
    std::shared_ptr<script::ScriptHost> m_host;
    script::ScriptLimits m_limits;
    QHash<QString, script::ScriptProgramPtr> m_programs; // by file
    std::vector<std::shared_ptr<script::ScriptBinding>> m_scripts;
};

//! \brief Has what scripts publish go out through \a client, until that is destroyed. Thread: main.
void publishThrough(PubSubClient &client, script::ScriptHost &host);

} // namespace topicscope::client
