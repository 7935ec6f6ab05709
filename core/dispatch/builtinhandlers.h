// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dispatch/handler.h"

#include <QList>

namespace topicscope::dispatch {

//! \brief A native handler as offered to users.
struct BuiltinInfo {
    QString name; //!< "count"
    QString argument; //!< "FILE"; empty when it takes none
    QString description; //!< one sentence
};

//! \brief The native handlers, in the order to show them. Thread: any.
[[nodiscard]] QList<BuiltinInfo> builtinHandlers();

//! \brief The factory for \a text: "builtin:count", "builtin:log", "builtin:append=FILE", "builtin:sleep=25ms",
//! "builtin:require=FIELD". Errors: InvalidArgument for an unknown name, or an argument missing, superfluous or
//! unusable; InputOutput for a file that cannot be opened for appending (found when the handler is registered).
[[nodiscard]] base::Result<HandlerFactory> builtinFactory(const QString &text);

//! \brief A handler as the command line takes it: "PATTERN=CALL[;retry=POLICY]".
struct HandlerText {
    QString pattern;
    QString call; //!< "builtin:NAME[=ARGUMENT]", or the file of a script
    RetryPolicy retry{};

    [[nodiscard]] bool isBuiltin() const;
};

//! \brief Takes \a text apart. A topic may hold "=": it ends before "=builtin:", or before the first "=" that is
//! followed by the name of a file. Errors: InvalidArgument; as TopicPattern::parse() and RetryPolicy::parse().
[[nodiscard]] base::Result<HandlerText> parseHandlerText(const QString &text);

//! \brief A native handler, named after the builtin. Errors: as builtinFactory().
[[nodiscard]] base::Result<HandlerSpec> builtinSpec(const HandlerText &text, bool parallel = false);
//! \brief Both in one.
[[nodiscard]] base::Result<HandlerSpec> parseHandlerSpec(const QString &text, bool parallel = false);

//! \brief "25ms", "1.5s", "200us" as a duration, 0 to 1 hour. Errors: InvalidArgument.
[[nodiscard]] base::Result<std::chrono::microseconds> parseDuration(const QString &text);

} // namespace topicscope::dispatch
