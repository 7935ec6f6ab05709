// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <deque>

namespace topicscope::broker {

//! \brief The latest JSON objects of one kind, bounded in number and in bytes. Thread: one at a time.
class History
{
public:
    //! \brief Keeps at most \a maxEntries objects, and at most \a maxBytes of text unless a single one is larger.
    explicit History(int maxEntries, qint64 maxBytes = 32 * 1024 * 1024);

    //! \brief Adds an encoded object; the oldest ones go when a bound is passed.
    void add(QByteArray object);
    //! \brief A JSON array, the newest first.
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] std::size_t size() const noexcept { return m_objects.size(); }
    [[nodiscard]] qint64 bytes() const noexcept { return m_bytes; }

private:
    std::size_t m_maxEntries;
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    std::deque<QByteArray> m_objects; // the newest last
};

} // namespace topicscope::broker
