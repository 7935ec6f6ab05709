// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probes.h"

#include "support/patience.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

#include <utility>

namespace topicscope::test {

QJsonValue HttpAnswer::json() const
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

HttpProbe::HttpProbe(const QUrl &server)
{
    m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
    [[maybe_unused]] const bool connected = QTest::qWaitFor(
        [this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, patience);
}

void HttpProbe::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

bool HttpProbe::more(int milliseconds)
{
    const bool came = QTest::qWaitFor(
        [this] { return m_socket.bytesAvailable() > 0 || m_socket.state() != QAbstractSocket::ConnectedState; },
        milliseconds);
    const QByteArray bytes = m_socket.readAll();
    m_buffer.append(bytes);
    return came && !bytes.isEmpty();
}

HttpAnswer HttpProbe::receive(bool withBody)
{
    while (!m_buffer.contains("\r\n\r\n")) {
        if (!more())
            return {};
    }
    HttpAnswer answer;
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    const QList<QByteArray> lines = m_buffer.first(end).split('\n');
    m_buffer.remove(0, end + 4);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = withBody ? answer.headers.value("content-length", "0").toLongLong() : 0;
    while (m_buffer.size() < length) {
        if (!more())
            return {};
    }
    answer.body = m_buffer.first(length);
    m_buffer.remove(0, length);
    answer.status = lines.first().split(' ').value(1).toInt();
    return answer;
}

QByteArray HttpProbe::request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                              const QByteArray &headers)
{
    QByteArray text = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
    if (!body.isEmpty() || method == "POST")
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

HttpAnswer HttpProbe::get(const QByteArray &target, const QByteArray &headers)
{
    send(request("GET", target, {}, headers));
    return receive();
}

HttpAnswer HttpProbe::post(const QByteArray &target, const QByteArray &body, const QByteArray &headers)
{
    send(request("POST", target, body, headers));
    return receive();
}

bool HttpProbe::closed()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, patience);
}

void HttpProbe::disconnect()
{
    m_socket.abort();
}

WebSocketProbe::WebSocketProbe(const QUrl &server, const QString &query, const QString &path)
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &text) { m_texts.append(text); });
    QObject::connect(&m_socket, &QWebSocket::binaryMessageReceived, &m_socket,
                     [this](const QByteArray &bytes) { m_binaries.append(bytes); });
    QUrl url = server;
    url.setScheme(QStringLiteral("ws"));
    url.setPath(path);
    url.setQuery(QUrlQuery(query));
    m_socket.open(url);
}

bool WebSocketProbe::connected()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, patience);
}

bool WebSocketProbe::closed()
{
    return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, patience);
}

QString WebSocketProbe::receive(bool withPings)
{
    while (true) {
        if (!QTest::qWaitFor([this] { return !m_texts.isEmpty(); }, patience))
            return {};
        const QString text = m_texts.takeFirst();
        if (withPings || text != QLatin1String("2"))
            return text;
        send(QStringLiteral("3"));
    }
}

QByteArray WebSocketProbe::receiveBinary()
{
    if (!QTest::qWaitFor([this] { return !m_binaries.isEmpty(); }, patience))
        return {};
    return m_binaries.takeFirst();
}

SocketIoProbe::SocketIoProbe(const QUrl &server) : WebSocketProbe(server) {}

bool SocketIoProbe::open()
{
    if (!receive().startsWith(QLatin1Char('0')))
        return false;
    send(QStringLiteral("40"));
    return receive().startsWith(QLatin1String("40{\"sid\":"));
}

void SocketIoProbe::emitEvent(const QByteArray &json)
{
    send(QStringLiteral("42") + QString::fromUtf8(json));
}

void SocketIoProbe::subscribe(const QString &consumer, const QStringList &topics)
{
    const QJsonObject argument{{QStringLiteral("consumer"), consumer},
                               {QStringLiteral("topics"), QJsonArray::fromStringList(topics)}};
    emitEvent(QJsonDocument(QJsonArray{QStringLiteral("subscribe"), argument}).toJson(QJsonDocument::Compact));
}

QJsonValue SocketIoProbe::event(const QString &name)
{
    while (true) {
        const QString text = receive();
        if (text.isNull())
            return QJsonValue(QJsonValue::Undefined);
        if (!text.startsWith(QLatin1String("42")))
            continue;
        const QJsonArray array = QJsonDocument::fromJson(text.mid(2).toUtf8()).array();
        if (array.at(0).toString() == name)
            return array.at(1);
    }
}

QStringList SocketIoProbe::pendingEvents()
{
    QStringList names;
    for (const QString &text : std::exchange(m_texts, {})) {
        if (text.startsWith(QLatin1String("42")))
            names.append(QJsonDocument::fromJson(text.mid(2).toUtf8()).array().at(0).toString());
    }
    return names;
}

} // namespace topicscope::test
