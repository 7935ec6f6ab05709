// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/rawdocument.h"

#include "base/bytes.h"
#include "common/platform.h"

namespace topicscope::app {

void RawDocument::setBytes(std::string_view bytes, QByteArray owner, Kind kind)
{
    m_job.cancel();
    m_matches = {};
    m_owner = std::move(owner);
    m_bytes = bytes;
    m_kind = kind;
    Q_EMIT bytesChanged();
    find();
}

void RawDocument::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    find();
}

void RawDocument::find()
{
    m_job.cancel();
    m_matches = {};
    if (!m_search.isEmpty() && !m_bytes.empty()) {
        m_job.start([bytes = m_bytes, keptAlive = m_owner, needle = TextNeedle(m_search)](
                        const std::atomic<bool> &dropped) { return MatchIndex(bytes, needle, dropped); },
                    [this](MatchIndex matches) {
                        m_matches = std::move(matches);
                        Q_EMIT searchChanged();
                    });
    }
    Q_EMIT searchChanged();
}

void RawDocument::copyAll() const
{
    copy(0, m_bytes.size());
}

void RawDocument::copy(std::size_t begin, std::size_t end) const
{
    const QByteArray bytes = base::bytesOf(m_bytes.substr(begin, end - begin));
    if (isBinary())
        copyBinary(bytes);
    else
        copyBytes(bytes);
}

} // namespace topicscope::app
