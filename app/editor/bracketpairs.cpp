// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/bracketpairs.h"

#include "script/jslexer.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

namespace {

constexpr QStringView openings = u"{([";
constexpr QStringView closings = u"})]";

} // namespace

BracketPairs::BracketPairs(QStringView script)
{
    QList<qsizetype> open; // indexes of brackets that wait for their partner, the innermost last
    script::JsLexer lexer(script);
    while (const std::optional<script::JsToken> token = lexer.next()) {
        const QChar c = script[token->begin];
        if (token->kind != script::JsTokenKind::Punctuator || !isBracket(c))
            continue;
        const qsizetype index = m_brackets.size();
        m_brackets.append({.position = static_cast<int>(token->begin), .partner = -1});
        if (isOpening(c)) {
            open.append(index);
            continue;
        }
        const auto opens = [&](qsizetype other) { return closingOf(script[m_brackets[other].position]) == c; };
        const auto found = std::find_if(open.crbegin(), open.crend(), opens);
        if (found == open.crend())
            continue;
        // Those further in were not closed: one that is forgotten does not take the partners of those around it.
        const qsizetype depth = std::distance(found, open.crend()) - 1;
        m_brackets[open[depth]].partner = m_brackets[index].position;
        m_brackets[index].partner = m_brackets[open[depth]].position;
        open.resize(depth);
    }
}

std::optional<Bracket> BracketPairs::at(int position) const
{
    const auto found = std::lower_bound(m_brackets.begin(), m_brackets.end(), position,
                                        [](const Bracket &bracket, int wanted) { return bracket.position < wanted; });
    return found != m_brackets.end() && found->position == position ? std::optional(*found) : std::nullopt;
}

bool BracketPairs::isBracket(QChar c)
{
    return isOpening(c) || closings.contains(c);
}

bool BracketPairs::isOpening(QChar c)
{
    return openings.contains(c);
}

QChar BracketPairs::closingOf(QChar opening)
{
    const qsizetype index = openings.indexOf(opening);
    return index < 0 ? QChar() : closings[index];
}

} // namespace topicscope::app
