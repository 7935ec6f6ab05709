// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/frametracker.h"

#include <QtEndian>

#include <algorithm>

namespace topicscope::test {

std::optional<qsizetype> FrameTracker::feed(const QByteArray &bytes, qint64 frame)
{
    std::optional<qsizetype> middle;
    for (qsizetype at = 0; at < bytes.size();) {
        if (m_left == 0) {
            takeHeaderByte(bytes[at++]);
            continue;
        }
        const qint64 taken = std::min<qint64>(m_left, bytes.size() - at);
        if (m_frames == frame && m_left > m_half && m_left - taken <= m_half)
            middle = at + (m_left - m_half);
        m_left -= taken;
        at += taken;
    }
    return middle;
}

void FrameTracker::takeHeaderByte(char byte)
{
    m_head.append(byte);
    if (m_inHttp) {
        if (m_head.endsWith("\r\n\r\n")) {
            m_inHttp = false;
            m_head.clear();
        }
        return;
    }
    if (m_head.size() == 1)
        ++m_frames;
    if (m_head.size() < 2)
        return;
    const auto second = static_cast<quint8>(m_head[1]);
    const int length = second & 0x7F;
    const int extra = length == 126 ? 2 : length == 127 ? 8 : 0;
    const int mask = (second & 0x80) != 0 ? 4 : 0;
    if (m_head.size() < 2 + extra + mask)
        return;
    m_left = extra == 2   ? qFromBigEndian<quint16>(m_head.constData() + 2)
             : extra == 8 ? qFromBigEndian<qint64>(m_head.constData() + 2)
                          : length;
    m_left = std::max<qint64>(m_left, 0); // of a connection that carries no frames after all
    m_half = m_left / 2;
    m_head.clear();
}

} // namespace topicscope::test
