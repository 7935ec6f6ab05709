// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "script/scriptsink.h"

#include <QList>

#include <mutex>
#include <vector>

namespace topicscope::script {

//! \brief The latest lines that a script printed, with what happened to it. Bounded; what leaves is counted. Thread:
//! any.
class ScriptConsole
{
public:
    static constexpr qsizetype maxLines = 1000;
    static constexpr qsizetype maxTextLength = 8192; //!< characters of a line; the rest is cut, and the line says so

    struct Line {
        quint64 number = 0; //!< from 1, without gaps
        base::WallTime at;
        ConsoleLevel level = ConsoleLevel::Log;
        QString text;
        ScriptFault place{}; //!< of an error: file and line
        QString topic{}; //!< of the message whose call failed; empty: of none
        QString messageId{};
        base::Sequence sequence{}; //!< of that message; 0: of none
    };

    void append(ConsoleLevel level, const QString &text, const ScriptFault &place = {});
    //! \brief The error of a call with the message \a sequence, of \a topic and \a messageId.
    void appendFailure(const ScriptFault &fault, const QString &topic, const QString &messageId,
                       base::Sequence sequence = {});
    //! \brief The lines after number \a last that are still there, oldest first.
    [[nodiscard]] std::vector<Line> after(quint64 last) const;
    //! \brief Lines appended so far; those up to this number less maxLines are gone.
    [[nodiscard]] quint64 count() const;
    //! \brief Forgets the lines; numbers go on.
    void clear();

private:
    void append(Line line);

    mutable std::mutex m_mutex; // everything below
    QList<Line> m_lines; // costs nothing while it is empty, and ten thousand scripts have one each
    quint64 m_count = 0;
};

} // namespace topicscope::script
