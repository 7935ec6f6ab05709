// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/scripthandler.h"

#include <QTimer>

namespace topicscope::cli {

//! \brief Prints a line that a script called \a name printed, to stderr: "NAME alert: TEXT", with the message whose
//! call failed behind it; or an object in a line of JSON.
void printScriptLine(const QString &name, const script::ScriptConsole::Line &line, bool json);

//! \brief Prints what is new on the consoles of scripts, five times a second, and says how many lines came faster than
//! they are kept. Thread: main.
class ScriptOutput : public QObject
{
    Q_OBJECT

public:
    explicit ScriptOutput(bool json, QObject *parent = nullptr);

    //! \brief Prints the lines of \a binding from now on, as those of \a name.
    void add(std::shared_ptr<script::ScriptBinding> binding, const QString &name);
    //! \brief Prints what is there now.
    void print();

private:
    struct Source {
        std::shared_ptr<script::ScriptBinding> binding;
        QString name;
        quint64 last = 0; // line printed
    };

    void print(Source &source) const;

    const bool m_json;
    std::vector<Source> m_sources;
    QTimer m_timer;
};

} // namespace topicscope::cli
