// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

namespace topicscope::broker {

class SocketIoPeer;

//! \brief Who is in which room. Members are kept in the order in which they joined. Thread: one at a time.
class Rooms
{
public:
    //! \brief False when \a peer is in \a room already.
    bool join(SocketIoPeer &peer, const QByteArray &room);
    //! \brief Takes \a peer out of all its rooms; rooms without members are forgotten.
    void leaveAll(SocketIoPeer &peer);
    //! \brief A copy that stays as it is while peers come and go; it shares its memory until then.
    [[nodiscard]] QList<SocketIoPeer *> members(const QByteArray &room) const { return m_members.value(room); }
    [[nodiscard]] qsizetype roomCount() const noexcept { return m_members.size(); }
    [[nodiscard]] qsizetype roomCount(SocketIoPeer &peer) const { return m_joined.value(&peer).size(); }

private:
    QHash<QByteArray, QList<SocketIoPeer *>> m_members;
    QHash<SocketIoPeer *, QList<QByteArray>> m_joined;
};

} // namespace topicscope::broker
