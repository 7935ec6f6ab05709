// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace topicscope::test {

//! \brief A TCP server that answers each whole HTTP request with bytes of the test's choice: for HTTP answers,
//! and for WebSocket frames that no well-behaved server would send.
class RawServer : public QObject
{
    Q_OBJECT

public:
    //! \brief \a answer gets the request, head and body; an empty result sends nothing.
    explicit RawServer(std::function<QByteArray(const QByteArray &request)> answer);
    ~RawServer() override;

    [[nodiscard]] QUrl url() const;
    //! \brief Sends on the latest connection.
    void write(const QByteArray &bytes);

    //! \brief Says on the latest connection that nothing more comes. What was written has to fit into the system's
    //! buffers.
    void hangUp();

    //! \brief "HTTP/1.1 <status>", the length and \a body.
    [[nodiscard]] static QByteArray http(const QByteArray &status, const QByteArray &body,
                                         const QByteArray &moreHeaders = {});
    //! \brief The answer that accepts the WebSocket handshake in \a request (RFC 6455, section 4.2.2).
    [[nodiscard]] static QByteArray acceptWebSocket(const QByteArray &request);
    //! \brief One unmasked frame (RFC 6455, section 5.2), up to 65,535 bytes.
    [[nodiscard]] static QByteArray frame(quint8 opcode, const QByteArray &payload);

    QList<QByteArray> requests;
    bool closeAfterAnswer = false;

private:
    void takeClient();
    void read(QTcpSocket *socket);

    std::function<QByteArray(const QByteArray &)> m_answer;
    QTcpServer m_server;
    QPointer<QTcpSocket> m_client;
};

} // namespace topicscope::test
