// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>

#include <string_view>

//! What a server says of a request, in its own words. Whatever else its JSON holds, numbers of any size too, does not
//! matter. Pure functions; thread: any.
namespace topicscope::net {

//! \brief Characters of a server's own words that are shown.
inline constexpr qsizetype serverWordsMax = 500;

//! \brief \a words on one line, at most \a longest UTF-16 units of them, cut between characters.
[[nodiscard]] QString shownWords(const QString &words, qsizetype longest = serverWordsMax);

//! \brief The words of the object \a json, its "message" or else its "error", as shownWords() has them; empty where it
//! says neither.
[[nodiscard]] QString wordsOf(std::string_view json);

//! \brief Whether the server did \a what, by its HTTP \a status. Errors: NotSupported for a route that it does not
//! have, and for a redirect; ServerError with its words.
[[nodiscard]] base::Result<void> checkStatus(int status, const QByteArray &body, const QString &what);

//! \brief What the \a body of a successful answer says of the request: {"status":"ok"} that it was done, another status
//! that it was not. Without a status it is done only where \a needsStatus does not ask for one. Errors: ServerError.
[[nodiscard]] base::Result<void> checkContract(const QByteArray &body, const QString &what, bool needsStatus);

} // namespace topicscope::net
