// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/jslexer.h"
#include "script/scriptfault.h"

#include <QStringList>

#include <vector>

namespace topicscope::script {

//! \brief A name in one file under which another one knows it.
struct NameBinding {
    QString exported;
    QString local;
};

//! \brief One import declaration.
struct ModuleImport {
    QString specifier; //!< as written: "./helpers.js"
    std::vector<NameBinding> names; //!< import { exported as local }
    QString wildcard; //!< import * as wildcard; empty: none
    JsToken place; //!< the whole declaration
};

//! \brief What a file of plain functions declares, and what it takes from others.
//!
//! Reads import and export declarations and the names declared at the top level, and nothing else of the text.
//! Every name declared there may be imported; "export" may be written before it and changes nothing.
struct ModuleSource {
    QString text;
    std::vector<ModuleImport> imports;
    std::vector<JsToken> exportWords; //!< what has to be left out for the text to be the body of a function
    std::vector<JsToken> directives; //!< 'use strict', wherever it is one
    std::vector<NameBinding> exports; //!< names declared at the top level

    //! \brief Faults: what is no import or export known here, brackets that do not match, strings that do not end. \a
    //! file is for them.
    [[nodiscard]] static ScriptResult<ModuleSource> parse(const QString &text, const QString &file);

    [[nodiscard]] bool declares(QStringView name) const;
};

//! \brief Line and column of \a position in \a text, from 1, in a fault with \a message.
[[nodiscard]] ScriptFault faultAt(const QString &file, QStringView text, qsizetype position, QString message);

} // namespace topicscope::script
