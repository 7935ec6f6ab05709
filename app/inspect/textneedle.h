// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <array>
#include <atomic>
#include <optional>
#include <string_view>
#include <vector>

namespace topicscope::app {

//! \brief A text to look for in UTF-8, without regard to case (each letter folded by itself). Thread: any.
class TextNeedle
{
public:
    struct Match {
        std::size_t begin = 0;
        std::size_t end = 0;
        friend bool operator==(const Match &, const Match &) = default;
    };

    explicit TextNeedle(const QString &text = {});

    [[nodiscard]] bool isEmpty() const { return m_folded.empty(); }
    //! \brief No match is longer, in bytes.
    [[nodiscard]] std::size_t maxBytes() const { return m_folded.size() * 4; }
    //! \brief The first match in \a text that begins at \a from or later, and before \a limit.
    [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0,
                                            std::size_t limit = std::string_view::npos) const;
    [[nodiscard]] bool isIn(std::string_view text) const { return find(text).has_value(); }

private:
    [[nodiscard]] std::size_t matchAt(std::string_view text, std::size_t at) const;

    std::vector<char32_t> m_folded;
    std::array<bool, 256> m_begins{}; // bytes that a match can begin with
};

//! \brief All matches of a needle in a text, one after the other, in memory that depends on the text's length alone:
//! counts for each stretch of it, and the matches of a stretch are found again when they are asked for. Thread: any.
class MatchIndex
{
public:
    static constexpr std::size_t stretchBytes = 16 * 1024;

    MatchIndex() = default;
    //! \brief Looks through \a text, which has to outlive this. Ends early when \a dropped becomes true.
    MatchIndex(std::string_view text, TextNeedle needle, const std::atomic<bool> &dropped);

    [[nodiscard]] std::size_t count() const { return m_count; }
    //! \brief The first match at \a offset or later.
    [[nodiscard]] std::optional<TextNeedle::Match> next(std::size_t offset) const;
    //! \brief The last match that begins before \a offset.
    [[nodiscard]] std::optional<TextNeedle::Match> previous(std::size_t offset) const;
    //! \brief How many matches begin before \a offset.
    [[nodiscard]] std::size_t countBefore(std::size_t offset) const;
    //! \brief The matches that have a byte in [\a begin, \a end).
    [[nodiscard]] std::vector<TextNeedle::Match> within(std::size_t begin, std::size_t end) const;

private:
    struct Stretch {
        std::size_t first = 0; // where its first match begins
        std::size_t before = 0; // matches in front of it
    };

    [[nodiscard]] std::size_t countIn(std::size_t stretch) const;
    [[nodiscard]] std::vector<TextNeedle::Match> matchesOf(std::size_t stretch) const;

    std::string_view m_text;
    TextNeedle m_needle;
    std::vector<Stretch> m_stretches;
    std::size_t m_count = 0;
};

} // namespace topicscope::app
