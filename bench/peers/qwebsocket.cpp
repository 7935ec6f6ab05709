// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A bare QWebSocket that speaks just enough Socket.IO to acknowledge every message, and does nothing else:
// the ceiling of what a client on this class can reach.

#include <QCoreApplication>
#include <QUrl>
#include <QWebSocket>

#include <cstdio>

namespace {

constexpr qint64 flushSize = 64 * 1024;
const QString messageHead = QStringLiteral("42[\"message\",{");
const QString consumedHead = QStringLiteral("42[\"consumed\",{\"consumer\":\"bare\",");
const QString producerKey = QStringLiteral(",\"producer\":");
const QString end = QStringLiteral("}]");

//! topic, message_id and message stand in the acknowledgement as in the message, so they are copied in one piece.
QString acknowledgementOf(const QString &text)
{
    const QStringView middle = QStringView(text).mid(messageHead.size(),
                                                     text.lastIndexOf(producerKey) - messageHead.size());
    QString acknowledgement;
    acknowledgement.reserve(consumedHead.size() + middle.size() + end.size());
    return acknowledgement.append(consumedHead).append(middle).append(end);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QUrl url = QUrl::fromUserInput(QCoreApplication::arguments().value(1));
    if (!url.isValid() || url.port() <= 0) {
        std::fputs("Usage: bench_qwebsocket http://127.0.0.1:PORT\n", stderr);
        return 2;
    }
    url.setScheme(QStringLiteral("ws"));
    url.setPath(QStringLiteral("/socket.io/"));
    url.setQuery(QStringLiteral("EIO=4&transport=websocket"));

    QWebSocket socket;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &application, [&socket](const QString &text) {
        if (text.startsWith(messageHead)) {
            socket.sendTextMessage(acknowledgementOf(text));
            // While the peer keeps sending, the socket does not return to the event loop, which would write what waits.
            if (socket.bytesToWrite() > flushSize)
                socket.flush();
        } else if (text.startsWith(QLatin1Char('0'))) {
            socket.sendTextMessage(QStringLiteral("40"));
        } else if (text.startsWith(QStringLiteral("40"))) {
            socket.sendTextMessage(QStringLiteral("42[\"subscribe\",{\"consumer\":\"bare\",\"topics\":[\"*\"]}]"));
        } else if (text.startsWith(QLatin1Char('2'))) {
            socket.sendTextMessage(QStringLiteral("3"));
        }
    });
    QObject::connect(&socket, &QWebSocket::disconnected, &application, [] { QCoreApplication::exit(0); });
    socket.open(url);
    return QCoreApplication::exec();
}
