// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

class QNetworkReply;

namespace topicscope::systems {

//! \brief Stands between two packets in the body of an answer, and of a POST.
constexpr char packetSeparator = '\x1e';

//! \brief The server's own words in the \a body of an error: `{"code":1,"message":"Session ID unknown"}`, or a JSON
//! string. Thread: any.
[[nodiscard]] QString errorWordsOf(const QByteArray &body);

//! \brief Whether \a reply may bring packets; a login page, say, brings none. Thread: that of \a reply.
[[nodiscard]] bool isAnswer(const QNetworkReply &reply);

//! \brief Whether there is any packet in \a body. Thread: any.
[[nodiscard]] bool isEngineIo(const QByteArray &body);

} // namespace topicscope::systems
