// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <memory>

namespace topicscope::test {

//! \brief A WebSocket server for one client that stops reading when told to, so that the buffers between the two fill,
//! and that counts in the end what had left the client.
class StallingServer : public QObject
{
    Q_OBJECT

public:
    //! \brief With \a secure it speaks TLS, with the self-signed certificate of the tests.
    explicit StallingServer(bool secure = false);
    ~StallingServer() override;

    [[nodiscard]] QUrl url() const;
    void sendText(const QByteArray &text);
    //! \brief Sends a close frame with \a code, and waits for no answer.
    void sendFarewell(quint16 code);
    //! \brief Reads nothing any more.
    void stall();
    //! \brief Reads a little, after stall().
    void takePart();
    //! \brief Reads again, after stall().
    void goOn();
    //! \brief Ends the connection at once, with a reset: what was sent and not read is lost.
    void abort();
    //! \brief Says that nothing more comes, and reads on: what the client's system has taken from the client still
    //! arrives.
    void hangUp();

    QByteArray handshake; //!< the one it says
    int acknowledgements = 0; //!< "consumed" events that arrived as a whole
    bool ended = false; //!< the client is gone, and all it sent is read

private:
    void takeClient();
    void read();
    void takeFrames();
    void takeFrame(QByteArray payload, const QByteArray &mask);

    bool m_secure;
    std::unique_ptr<QTcpServer> m_server;
    QPointer<QTcpSocket> m_client;
    QByteArray m_read;
    bool m_upgraded = false;
    bool m_stalled = false;
};

} // namespace topicscope::test
