// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace topicscope::app {

//! \brief A bracket of a script and the one it belongs to.
struct Bracket {
    int position = 0;
    int partner = -1; //!< -1 where there is none, or only one of another kind
};

//! \brief Which brackets of a script belong together. Those in strings, templates, comments and regular expressions do
//! not count. Thread: any.
class BracketPairs
{
public:
    BracketPairs() = default;
    //! \brief Splits all of \a script: about a millisecond for 3,000 lines.
    explicit BracketPairs(QStringView script);

    //! \brief The bracket at \a position, if there is one.
    [[nodiscard]] std::optional<Bracket> at(int position) const;

    [[nodiscard]] static bool isBracket(QChar c);
    [[nodiscard]] static bool isOpening(QChar c);
    //! \brief What closes \a opening; null for anything that is no opening bracket.
    [[nodiscard]] static QChar closingOf(QChar opening);

private:
    QList<Bracket> m_brackets; // in the order of their positions
};

} // namespace topicscope::app
