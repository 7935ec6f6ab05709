// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <optional>
#include <vector>

namespace topicscope::script {

//! \brief What a piece of JavaScript is.
enum class JsTokenKind : quint8 {
    Comment,
    String, //!< quotes included
    Template, //!< literal text of a template, with its backtick, "${" and "}"
    RegularExpression,
    Number,
    Keyword,
    Identifier,
    Punctuator, //!< one character, but for "=>", "..." and what continues an operator
    Invalid, //!< a string or regular expression that its line does not close, or a stray character
};

//! \brief One token: its kind and its place in the text.
struct JsToken {
    JsTokenKind kind{};
    qsizetype begin = 0;
    qsizetype length = 0;

    [[nodiscard]] qsizetype end() const noexcept { return begin + length; }
    friend bool operator==(const JsToken &, const JsToken &) = default;
};

//! \brief What a lexer has to know to go on in the next line.
struct JsLexState {
    bool inComment = false; //!< of the kind that spans lines
    bool afterValue = false; //!< whether "/" divides; else it begins a regular expression
    bool afterDot = false; //!< the next word is a name, even if it is one of the keywords
    bool beforeKey = false; //!< after "{" or ",": so is a word that ":" follows
    QChar quote; //!< of a string whose line ends in a backslash, which continues it in the next
    //! One for each template that is open: the depth of braces inside its "${", or -1 while its text goes on.
    std::vector<int> templates; // no QList: its comparison of empty ones is undefined in Qt 6.4

    friend bool operator==(const JsLexState &, const JsLexState &) = default;
};

//! \brief Splits JavaScript (ECMAScript 2016) into tokens, white space left out: for highlighting, matching brackets
//! and finding imports and exports. Tells what a piece is, not whether the whole is valid.
//!
//! Whether "/" divides or begins a regular expression is decided by the token before it; after ")" it divides, after
//! "}" it does not. The name of a property may be a keyword: after ".", and before ":" in an object. Thread: any.
class JsLexer
{
public:
    //! \brief \a text outlives the lexer. It may be one line of a text whose state after the line before is \a state.
    explicit JsLexer(QStringView text, JsLexState state = {});

    //! \brief The next token; nothing at the end.
    [[nodiscard]] std::optional<JsToken> next();
    //! \brief Where next() goes on; to be kept at the end of a line.
    [[nodiscard]] const JsLexState &state() const noexcept { return m_state; }

private:
    [[nodiscard]] QChar at(qsizetype index) const noexcept { return index < m_text.size() ? m_text[index] : QChar(); }
    [[nodiscard]] JsToken take(JsTokenKind kind, qsizetype length);
    [[nodiscard]] JsToken takeComment(qsizetype from);
    [[nodiscard]] JsToken takeString(qsizetype from, QChar quote);
    [[nodiscard]] JsToken takeTemplate(qsizetype from);
    [[nodiscard]] JsToken takeRegularExpression();
    [[nodiscard]] JsToken takeNumber();
    [[nodiscard]] JsToken takeWord();
    [[nodiscard]] JsToken takePunctuator();
    [[nodiscard]] bool isKey(qsizetype end) const;

    QStringView m_text;
    qsizetype m_position = 0;
    JsLexState m_state;
};

} // namespace topicscope::script
