// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QSize>
#include <QStringList>

#include <chrono>
#include <optional>

namespace topicscope::app {

//! \brief What the command line of the window's program asks for.
struct Options {
    bool demo = false;
    bool printLedger = false;
    bool help = false;
    bool version = false;
    QString url; //!< empty: not given; likewise below
    QString profile;
    QString consumer;
    QStringList topics;
    QString theme;
    QString panel;
    QSize size;
    QString screenshot;
    std::chrono::milliseconds after{5'000}; //!< from the start of the window to the screenshot
};

//! \brief Reads \a arguments, the program's name first. Errors: InvalidArgument with a sentence for the user.
[[nodiscard]] base::Result<Options> parseOptions(const QStringList &arguments);

//! \brief The text of --help.
[[nodiscard]] QString helpText();

} // namespace topicscope::app
