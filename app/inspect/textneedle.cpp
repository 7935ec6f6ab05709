// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/textneedle.h"

#include "base/visibletext.h"

#include <algorithm>
#include <iterator>

namespace topicscope::app {

namespace {

using Match = TextNeedle::Match;

char32_t folded(char32_t code)
{
    if (code < 0x80)
        return code >= U'A' && code <= U'Z' ? code + 0x20 : code;
    return QChar::toCaseFolded(code);
}

} // namespace

TextNeedle::TextNeedle(const QString &text)
{
    const std::string utf8 = base::wtf8Of(text);
    char32_t code = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        at += std::max<std::size_t>(1, base::decodeUtf8(utf8, at, code));
        m_folded.push_back(folded(code));
    }
    for (std::size_t byte = 0; byte < m_begins.size(); ++byte)
        m_begins[byte] = !m_folded.empty()
                         && (byte >= 0xc2 || (byte < 0x80 && folded(static_cast<char32_t>(byte)) == m_folded.front()));
}

std::size_t TextNeedle::matchAt(std::string_view text, std::size_t at) const
{
    for (const char32_t wanted : m_folded) {
        char32_t code = 0;
        const std::size_t length = at < text.size() ? base::decodeUtf8(text, at, code) : 0;
        if (length == 0 || folded(code) != wanted)
            return 0;
        at += length;
    }
    return at;
}

std::optional<Match> TextNeedle::find(std::string_view text, std::size_t from, std::size_t limit) const
{
    if (isEmpty())
        return std::nullopt;
    limit = std::min(limit, text.size());
    for (std::size_t at = from; at < limit; ++at) {
        if (!m_begins[static_cast<unsigned char>(text[at])])
            continue;
        if (const std::size_t end = matchAt(text, at); end > 0)
            return Match{at, end};
    }
    return std::nullopt;
}

MatchIndex::MatchIndex(std::string_view text, TextNeedle needle, const std::atomic<bool> &dropped)
    : m_text(text), m_needle(std::move(needle))
{
    std::size_t at = 0; // behind the last match
    for (std::size_t begin = 0; begin < text.size() && !dropped.load(std::memory_order_relaxed);
         begin += stretchBytes) {
        Stretch stretch{.first = begin + stretchBytes, .before = m_count};
        at = std::max(at, begin);
        while (const auto match = m_needle.find(text, at, begin + stretchBytes)) {
            stretch.first = std::min(stretch.first, match->begin);
            at = match->end;
            ++m_count;
        }
        m_stretches.push_back(stretch);
    }
}

std::size_t MatchIndex::countIn(std::size_t stretch) const
{
    const std::size_t after = stretch + 1 < m_stretches.size() ? m_stretches[stretch + 1].before : m_count;
    return after - m_stretches[stretch].before;
}

std::vector<Match> MatchIndex::matchesOf(std::size_t stretch) const
{
    std::vector<Match> matches;
    if (stretch >= m_stretches.size())
        return matches;
    matches.reserve(countIn(stretch));
    std::size_t at = m_stretches[stretch].first;
    while (const auto match = m_needle.find(m_text, at, (stretch + 1) * stretchBytes)) {
        matches.push_back(*match);
        at = match->end;
    }
    return matches;
}

std::optional<Match> MatchIndex::next(std::size_t offset) const
{
    for (const Match &match : matchesOf(offset / stretchBytes)) {
        if (match.begin >= offset)
            return match;
    }
    for (std::size_t stretch = offset / stretchBytes + 1; stretch < m_stretches.size(); ++stretch) {
        if (countIn(stretch) > 0)
            return matchesOf(stretch).front();
    }
    return std::nullopt;
}

std::optional<Match> MatchIndex::previous(std::size_t offset) const
{
    const std::size_t last = std::min(offset / stretchBytes + 1, m_stretches.size());
    for (std::size_t stretch = last; stretch-- > 0;) {
        if (countIn(stretch) == 0)
            continue;
        const std::vector<Match> matches = matchesOf(stretch);
        const auto after = std::find_if(matches.begin(), matches.end(),
                                        [offset](const Match &match) { return match.begin >= offset; });
        if (after != matches.begin())
            return *std::prev(after);
    }
    return std::nullopt;
}

std::size_t MatchIndex::countBefore(std::size_t offset) const
{
    const std::size_t stretch = offset / stretchBytes;
    if (stretch >= m_stretches.size())
        return m_count;
    const std::vector<Match> matches = matchesOf(stretch);
    const auto before = std::count_if(matches.begin(), matches.end(),
                                      [offset](const Match &match) { return match.begin < offset; });
    return m_stretches[stretch].before + static_cast<std::size_t>(before);
}

std::vector<Match> MatchIndex::within(std::size_t begin, std::size_t end) const
{
    std::vector<Match> found;
    if (m_count == 0 || begin >= end)
        return found;
    const std::size_t reach = begin > m_needle.maxBytes() ? begin - m_needle.maxBytes() : 0;
    for (std::size_t stretch = reach / stretchBytes; stretch < m_stretches.size() && stretch * stretchBytes < end;
         ++stretch) {
        for (const Match &match : matchesOf(stretch)) {
            if (match.end > begin && match.begin < end)
                found.push_back(match);
        }
    }
    return found;
}

} // namespace topicscope::app
