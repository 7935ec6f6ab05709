// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QMetaType>

namespace topicscope::script {

//! \brief What is wrong with a script, and where.
struct ScriptFault {
    QString file; //!< relative to the folder of the script; empty when it is nowhere in particular
    int line = 0; //!< from 1; 0: unknown
    int column = 0; //!< from 1; 0: unknown
    QString message; //!< without the place
    base::ErrorCode code = base::ErrorCode::HandlerFailed;

    //! \brief "orders.js:3:11: Unexpected token", as far as it is known.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] base::Error toError() const { return {code, toString()}; }

    friend bool operator==(const ScriptFault &, const ScriptFault &) = default;
};

//! \brief A value, or what is wrong with a script.
template<typename T>
using ScriptResult = tl::expected<T, ScriptFault>;

} // namespace topicscope::script
