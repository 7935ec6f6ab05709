// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string>
#include <string_view>

//! What others sent, made fit for a window: nothing in it is invisible, moves its neighbours or begins a row. Thread:
//! any.
//!
//! Control characters become their names ("\u2039TAB\u203A"), all else that leaves no mark of its own becomes its
//! number, as in "\u2039U+202E\u203A", a byte that is no UTF-8 "\u2039xFF\u203A". What looks like such a mark and was
//! received as text becomes a number too, so what is shown stands for one text alone. Surrogates in three bytes (WTF-8)
//! count as characters.
namespace topicscope::base {

//! \brief Walks over a text character by character and tells how each is shown.
class VisibleWalker
{
public:
    //! \brief More combining marks than this on one letter would run over the rows around it.
    static constexpr int maxCombiningMarks = 4;

    explicit VisibleWalker(std::string_view utf8, std::size_t from = 0) noexcept : m_text(utf8), m_end(from) {}

    //! \brief Goes to the next character; false at the end of the text.
    bool next() noexcept
    {
        m_begin = m_end;
        if (m_begin >= m_text.size())
            return false;
        const auto byte = static_cast<unsigned char>(m_text[m_begin]);
        if (byte < 0x20 || byte >= 0x7f) {
            step();
            return true;
        }
        m_code = byte;
        m_end = m_begin + 1;
        m_kind = Kind::Plain;
        m_columns = 1;
        m_combined = 0;
        return true;
    }

    //! \brief Where the character begins and ends, in bytes.
    [[nodiscard]] std::size_t begin() const noexcept { return m_begin; }
    [[nodiscard]] std::size_t end() const noexcept { return m_end; }
    //! \brief How wide it is in a fixed font, in columns; 0 for a combining mark.
    [[nodiscard]] int columns() const noexcept { return m_columns; }
    //! \brief True when a mark stands for it.
    [[nodiscard]] bool isMark() const noexcept { return m_kind != Kind::Plain; }
    [[nodiscard]] char32_t code() const noexcept { return m_code; }
    void appendTo(QString &text) const;

private:
    enum class Kind : unsigned char { Plain, Control, Number, Byte };

    void step() noexcept;
    void settle(bool combining) noexcept;

    std::string_view m_text;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    char32_t m_code = 0;
    int m_columns = 0;
    int m_combined = -1; // marks on the letter before; -1 where there is none
    Kind m_kind = Kind::Plain;
};

//! \brief \a utf8 for one row. Spaces at its ends, which nobody would see, become U+2423, and a run of more than eight
//! its count ("\u203912 spaces\u203A").
[[nodiscard]] QString visibleText(std::string_view utf8);
[[nodiscard]] QString visibleText(const QString &text);

//! \brief \a text with marks, its spaces and line breaks as they are.
[[nodiscard]] QString visibleLines(const QString &text);

//! \brief Length in bytes of the character of \a utf8 at \a at, which \a code becomes; 0 where the bytes are none.
[[nodiscard]] std::size_t decodeUtf8(std::string_view utf8, std::size_t at, char32_t &code) noexcept;
//! \brief \a text in UTF-8; a lone surrogate keeps its number, in three bytes.
[[nodiscard]] std::string wtf8Of(const QString &text);
//! \brief The other way: what is no UTF-8 becomes U+FFFD, halves of surrogates stay.
[[nodiscard]] QString textOfWtf8(std::string_view wtf8);

} // namespace topicscope::base
