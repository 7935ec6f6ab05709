// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string_view>
#include <utility>
#include <vector>

namespace topicscope::app {

//! \brief The bytes of a message as lines of bounded length, without a copy of them.
//!
//! A line ends with a line feed or where it is full; one of Hex has as many bytes as fit, by eights, with their place
//! before and their letters behind. Formatted lines are those of indented JSON: white space outside of
//! strings is left out, and what is shown instead is never stored. Only one place in linesApart lines is remembered, so
//! a text of any size costs a share of its own in memory; build() goes on for as long as it is told to. Thread: any;
//! the bytes outlive this.
class RawLines
{
public:
    enum class Layout { AsReceived, Formatted, Hex };
    static constexpr qint64 linesApart = 64;

    //! \brief Where a line begins, and all that has to be known to show it.
    struct Start {
        std::size_t offset = 0;
        qint64 number = 1; //!< from 1; a line that goes on has that of its beginning
        int depth = 0; //!< levels of brackets around it; formatted lines alone
        bool inString = false;
        bool escaped = false; //!< behind a backslash of a string
        bool goesOn = false; //!< it goes on with the line above

        friend bool operator==(const Start &, const Start &) = default;
    };
    struct Line {
        Start start;
        std::size_t end = 0; //!< one past the last byte shown
        std::size_t next = 0; //!< where the next one begins
        bool last = false;
    };
    //! \brief A line as it is shown: offsets[i] is where the character of text[i] begins, and offsets.back() its end.
    struct Shown {
        Line line;
        QString text;
        std::vector<std::size_t> offsets;
        std::vector<std::pair<int, int>> marks; //!< begin and length in text of what stands for something invisible
    };

    //! \brief Begins anew with \a bytes, in lines of up to \a columns.
    void reset(std::string_view bytes, Layout layout, int columns);
    //! \brief Goes over about \a bytes more; false when all lines are known.
    bool build(std::size_t bytes);
    [[nodiscard]] bool isComplete() const { return m_complete; }
    //! \brief Whether the line with the byte \a offset is known.
    [[nodiscard]] bool knows(std::size_t offset) const { return m_complete || offset < m_at.offset; }
    //! \brief Lines known so far; 1 at least once something was built.
    [[nodiscard]] qint64 count() const { return m_count; }
    //! \brief Share of the bytes that is known, from 0 to 1.
    [[nodiscard]] double progress() const;

    [[nodiscard]] Start startOf(qint64 row) const;
    //! \brief The row with the byte \a offset.
    [[nodiscard]] qint64 rowOf(std::size_t offset) const;
    //! \brief The line at \a start, and through \a next where the one below begins.
    [[nodiscard]] Shown show(const Start &start, Start *next = nullptr) const;

private:
    struct Mark {
        qint64 row = 0;
        Start start;
    };

    template<typename Take>
    Line step(const Start &start, Start &next, Take take) const;
    template<typename Take>
    Line stepAsReceived(const Start &start, Start &next, Take take) const;
    template<typename Take>
    Line stepHex(const Start &start, Start &next, Take take) const;
    template<typename Take>
    Line stepFormatted(const Start &start, Start &next, Take take) const;
    [[nodiscard]] int indentOf(int depth) const;

    std::string_view m_bytes;
    std::vector<Mark> m_marks;
    Start m_at; // where build() goes on
    qint64 m_count = 0;
    Layout m_layout = Layout::AsReceived;
    int m_columns = 80;
    bool m_complete = true;
};

} // namespace topicscope::app
