// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QObject>

#include <cstddef>
#include <string_view>

namespace topicscope::systems {

//! \brief What carries Engine.IO packets between a session and its server: a WebSocket or long polling.
//!
//! An object is good for one connection. What is sent in one go leaves in one go. A peer that does not take what is
//! sent is not read from either, so that what waits to be sent stays bounded. Thread: the one it lives in (net).
class Carrier : public QObject
{
    Q_OBJECT

public:
    //! \brief Takes what arrives. Calls come from the event loop, never from inside a call to the carrier; the carrier
    //! may be closed, paused or deleted later (deleteLater) from inside of them.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void streamOpened() = 0;
        //! \brief A text packet, valid UTF-8. The view lives as long as the call.
        virtual void textReceived(std::string_view text) = 0;
        virtual void binaryReceived(const QByteArray &bytes) = 0;
        //! \brief A sign of life: bytes of a packet arrived and there are more to come, or some were taken of much that
        //! waits to be sent.
        virtual void partReceived() {}
        //! \brief All that had been read is handed out.
        virtual void readFinished() = 0;
        //! \brief The carrier is over, once: an error, or the peer's farewell (ConnectionLost). Not called after
        //! close().
        virtual void streamFailed(const base::Error &error) = 0;
        //! \brief The farewell asked for with close() is done.
        virtual void streamClosed() = 0;
    };

    //! \brief \a listener outlives the carrier.
    explicit Carrier(Listener &listener, QObject *parent = nullptr) : QObject(parent), m_listener(&listener) {}

    //! \brief From now on \a listener, which outlives the carrier, takes what arrives.
    void setListener(Listener &listener) noexcept { m_listener = &listener; }

    virtual void open() = 0;
    [[nodiscard]] virtual bool isOpen() const noexcept = 0;
    //! \brief Sends \a text (UTF-8) when the event loop is reached, or with flush().
    virtual void sendText(std::string_view text) = 0;
    //! \brief Queues \a text (UTF-8) until flush(); unsentTexts() counts it until it has left.
    virtual void queueText(std::string_view text) = 0;
    //! \brief Queues \a bytes, which belong to the text queued just before: it counts as sent when they have left, too.
    virtual void queueBinary(std::string_view bytes) = 0;
    //! \brief How many of the latest texts given to queueText() have not left this process, or not as a whole; all
    //! before them have. Can be asked when the carrier is over, too.
    [[nodiscard]] virtual std::size_t unsentTexts() = 0;
    //! \brief Sends what is queued, in one go.
    virtual void flush() = 0;
    //! \brief Says goodbye and closes an open carrier; streamClosed() follows, after a second at the latest.
    virtual void close() = 0;
    //! \brief Ends without a farewell; no more calls to the listener.
    virtual void abandon() = 0;
    //! \brief While paused nothing is handed out and, past a small buffer, nothing is read. Once the peer is gone, what
    //! it had sent is handed out all the same, and then the end is told: nothing is left to be held back.
    virtual void setReadingPaused(bool paused) = 0;
    //! \brief To be called now and then while paused: looks whether the peer is gone, which reading would find out.
    virtual void checkPeer() {}
    //! \brief How long the peer has taken nothing of what waits to be sent; 0 where nothing waits.
    [[nodiscard]] virtual base::SteadyClock::duration stalledFor([[maybe_unused]] base::SteadyTime now) const
    {
        return {};
    }

protected:
    [[nodiscard]] Listener &listener() const noexcept { return *m_listener; }

private:
    Listener *m_listener;
};

} // namespace topicscope::systems
