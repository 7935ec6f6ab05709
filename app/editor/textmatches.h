// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace topicscope::app {

//! \brief Where a text holds another one, in whatever case, without overlaps. Thread: any.
class TextMatches
{
public:
    TextMatches() = default;
    TextMatches(const QString &text, const QString &wanted);

    [[nodiscard]] int count() const { return static_cast<int>(m_begins.size()); }
    [[nodiscard]] int length() const { return m_length; }
    [[nodiscard]] int begin(int index) const { return m_begins.at(index); }
    //! \brief The match that ends at \a position, which is where the cursor is when it is selected; -1 if there is
    //! none.
    [[nodiscard]] int endingAt(int position) const;
    //! \brief The first match that begins at \a position or later, else the first of all; -1 if there are none.
    [[nodiscard]] int next(int position) const;
    //! \brief The last match that ends before \a position, else the last of all; -1 if there are none.
    [[nodiscard]] int previous(int position) const;

private:
    QList<int> m_begins;
    int m_length = 0;
};

} // namespace topicscope::app
