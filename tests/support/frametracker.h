// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace topicscope::test {

//! \brief Follows one direction of a WebSocket connection and tells where the middle of a frame is.
//!
//! Reads the HTTP head up to its empty line, then the lengths of frames (RFC 6455, section 5.2); knows no contents.
//! Of a connection that carries HTTP only, it tells some point or none.
class FrameTracker
{
public:
    //! \brief Takes the next bytes of the direction. Returns how many of them lie before the middle of the frame
    //! numbered \a frame (from 1), when that middle is among them.
    [[nodiscard]] std::optional<qsizetype> feed(const QByteArray &bytes, qint64 frame);
    //! \brief Frames begun so far.
    [[nodiscard]] qint64 framesBegun() const noexcept { return m_frames; }

private:
    void takeHeaderByte(char byte);

    QByteArray m_head; // the end of the HTTP head, or a frame's header so far
    bool m_inHttp = true;
    qint64 m_frames = 0;
    qint64 m_left = 0; // of the frame's payload
    qint64 m_half = 0; // m_left at the frame's middle
};

} // namespace topicscope::test
