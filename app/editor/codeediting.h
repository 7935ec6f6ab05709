// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QChar>

#include <algorithm>

class QTextDocument;

namespace topicscope::app {

//! \brief What is selected in a text: from the anchor, where it began, to the cursor; both the same when nothing is.
struct TextSelection {
    int anchor = 0;
    int position = 0;

    [[nodiscard]] bool isEmpty() const { return anchor == position; }
    [[nodiscard]] int start() const { return std::min(anchor, position); }
    [[nodiscard]] int end() const { return std::max(anchor, position); }
    friend bool operator==(const TextSelection &, const TextSelection &) = default;
};

//! \brief How an editor of code changes its text. Each function is one step of undo, and returns what is selected
//! afterwards. Thread: main.
namespace codeediting {

constexpr int indentWidth = 4;

//! \brief Begins a line as deep as the present one, or deeper after an opening bracket. A closing one that follows gets
//! its own line.
[[nodiscard]] TextSelection newLine(QTextDocument &document, TextSelection selection);
//! \brief Types the closing bracket \a c; one that begins its line goes as deep as the line of its partner.
[[nodiscard]] TextSelection closeBracket(QTextDocument &document, TextSelection selection, QChar c);
//! \brief Spaces up to the next column that is a multiple of four; with a selection, all its lines one step to the
//! right.
[[nodiscard]] TextSelection indent(QTextDocument &document, TextSelection selection);
//! \brief All lines of the selection one step to the left.
[[nodiscard]] TextSelection outdent(QTextDocument &document, TextSelection selection);
//! \brief Makes all lines of the selection comments, or code again when all of them are comments.
[[nodiscard]] TextSelection toggleComment(QTextDocument &document, TextSelection selection);

} // namespace codeediting

} // namespace topicscope::app
