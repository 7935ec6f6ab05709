// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/pubsub/rooms.h"

namespace topicscope::broker {

bool Rooms::join(SocketIoPeer &peer, const QByteArray &room)
{
    QList<SocketIoPeer *> &members = m_members[room];
    if (members.contains(&peer))
        return false;
    members.append(&peer);
    m_joined[&peer].append(room);
    return true;
}

void Rooms::leaveAll(SocketIoPeer &peer)
{
    const QList<QByteArray> rooms = m_joined.take(&peer);
    for (const QByteArray &room : rooms) {
        const auto members = m_members.find(room);
        members->removeOne(&peer);
        if (members->isEmpty())
            m_members.erase(members);
    }
}

} // namespace topicscope::broker
