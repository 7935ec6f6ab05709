// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/transport.h"

#include <QList>

#include <functional>

namespace topicscope::test {

//! \brief Keeps what a transport yields.
class RecordingListener : public net::TransportListener
{
public:
    void connectionStatusChanged(const net::ConnectionStatus &status) override { statuses.append(status); }
    void messageReceived(base::MessagePtr message) override
    {
        messages.append(message);
        if (onMessage)
            onMessage(message);
    }
    void batchFinished() override { batches.append(messages.size()); }
    void otherEventReceived() override { ++otherEvents; }
    void protocolErrorOccurred(const base::Error &error) override { protocolErrors.append(error); }
    void protocolErrorsRepeated(quint64 count) override { repeatedProtocolErrors += count; }

    [[nodiscard]] net::ConnectionState state() const
    {
        return statuses.isEmpty() ? net::ConnectionState::Disconnected : statuses.last().state;
    }
    //! \brief All states so far, in order. A state may last an instant only: a test asserts on this, and awaits none
    //! that passes.
    [[nodiscard]] QList<net::ConnectionState> states() const
    {
        QList<net::ConnectionState> history;
        for (const net::ConnectionStatus &status : statuses) {
            if (history.isEmpty() || history.last() != status.state)
                history.append(status.state);
        }
        return history;
    }
    //! \brief The code of the latest status' error; Cancelled where it has none.
    [[nodiscard]] base::ErrorCode errorCode() const
    {
        return statuses.isEmpty() || !statuses.last().error ? base::ErrorCode::Cancelled : statuses.last().error->code;
    }
    [[nodiscard]] QString errorText() const
    {
        return statuses.isEmpty() || !statuses.last().error ? QString() : statuses.last().error->text;
    }

    QList<net::ConnectionStatus> statuses;
    QList<base::MessagePtr> messages;
    QList<qsizetype> batches; //!< messages received when each batch ended
    QList<base::Error> protocolErrors;
    quint64 repeatedProtocolErrors = 0;
    int otherEvents = 0;
    std::function<void(const base::MessagePtr &)> onMessage;
};

} // namespace topicscope::test
