// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRandomGenerator>
#include <QTcpServer>

namespace topicscope::test {

//! \brief A free port of the loopback interface that stays free: the system gives it to nobody who asks for any port,
//! as other tests do all the time. For servers that come again where they were, and for places where nobody listens.
inline quint16 quietPort()
{
    // Linux hands out 32768 and up.
    while (true) {
        QTcpServer attempt;
        if (attempt.listen(QHostAddress::LocalHost,
                           static_cast<quint16>(QRandomGenerator::global()->bounded(10'000, 30'000))))
            return attempt.serverPort();
    }
}

} // namespace topicscope::test
