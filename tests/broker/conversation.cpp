// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation.h"

#include <QJsonDocument>

namespace topicscope::test {

namespace {

QString difference(const QByteArray &expected, const QByteArray &received)
{
    if (expected == received)
        return {};
    return QStringLiteral("expected \"%1\", received \"%2\"")
        .arg(QString::fromUtf8(expected), QString::fromUtf8(received));
}

} // namespace

Conversation::Conversation(QUrl server, QString path, bool withPings)
    : m_server(std::move(server)), m_path(std::move(path)), m_withPings(withPings)
{
    for (const char *who : {"1", "2", "settling"})
        m_http.emplace(QLatin1String(who), std::make_unique<HttpProbe>(m_server));
}

Conversation::~Conversation() = default;

QByteArray Conversation::target() const
{
    return m_path.toLatin1() + "?EIO=4&transport=polling" + (m_sid.isEmpty() ? QByteArray() : "&sid=" + m_sid);
}

QString Conversation::have(const QStringList &lines)
{
    for (const QString &line : lines) {
        const QString who = line.section(QLatin1Char(' '), 0, 0);
        const QString verb = line.section(QLatin1Char(' '), 1, 1);
        const QString rest = line.section(QLatin1Char(' '), 2);
        QString problem;
        if (who == QLatin1String("the"))
            m_sid = "unknown";
        else if (m_http.contains(who))
            problem = overHttp(*m_http.at(who), verb, rest);
        else
            problem = overWebSocket(who, verb, rest);
        if (!problem.isEmpty())
            return QStringLiteral("\"%1\": %2").arg(line, problem);
    }
    return {};
}

// A request that means nothing goes there and back, and so everything sent before has arrived.
void Conversation::settle()
{
    static_cast<void>(m_http.at(QStringLiteral("settling"))->get("/"));
}

QString Conversation::overHttp(HttpProbe &probe, const QString &verb, const QString &rest)
{
    if (verb == QLatin1String("opens"))
        return openPolling(probe);
    if (verb == QLatin1String("gets")) {
        probe.send(HttpProbe::request("GET", target()));
        settle();
        return {};
    }
    if (verb == QLatin1String("posts")) {
        probe.send(HttpProbe::request("POST", target(), rest.toUtf8()));
        return {};
    }
    if (verb == QLatin1String("begins")) {
        const QByteArray request = HttpProbe::request("POST", target(), rest.toUtf8());
        m_lastByte = request.right(1);
        probe.send(request.chopped(1));
        settle();
        return {};
    }
    if (verb == QLatin1String("ends")) {
        probe.send(m_lastByte);
        return {};
    }
    if (verb == QLatin1String("leaves")) {
        probe.disconnect();
        settle();
        return {};
    }
    if (verb == QLatin1String("sends")) {
        probe.send(HttpProbe::request(rest.toLatin1(), target()));
        return {};
    }
    if (verb != QLatin1String("receives") && verb != QLatin1String("receives-tail"))
        return QStringLiteral("there is no such line");
    const HttpAnswer answer = probe.receive();
    const QByteArray status = rest.section(QLatin1Char(' '), 0, 0).toLatin1();
    if (const QString problem = difference(status, QByteArray::number(answer.status)); !problem.isEmpty())
        return problem;
    if (!rest.contains(QLatin1Char(' ')))
        return {};
    const QByteArray body = rest.section(QLatin1Char(' '), 1).toUtf8();
    return difference(body, verb == QLatin1String("receives-tail") ? answer.body.right(body.size()) : answer.body);
}

QString Conversation::openPolling(HttpProbe &probe)
{
    const HttpAnswer answer = probe.get(target());
    if (answer.status != 200)
        return QStringLiteral("the handshake is answered %1").arg(answer.status);
    return checkHandshake(answer.body, {QStringLiteral("websocket")});
}

QString Conversation::checkHandshake(const QByteArray &packet, const QJsonArray &upgrades)
{
    const QJsonObject handshake = QJsonDocument::fromJson(packet.mid(1)).object();
    m_sid = handshake.value(QLatin1String("sid")).toString().toLatin1();
    const QStringList keys{QStringLiteral("maxPayload"), QStringLiteral("pingInterval"), QStringLiteral("pingTimeout"),
                           QStringLiteral("sid"), QStringLiteral("upgrades")};
    const bool isGood = packet.startsWith('0') && !m_sid.isEmpty() && handshake.keys() == keys
                        && handshake.value(QLatin1String("upgrades")).toArray() == upgrades
                        && handshake.value(QLatin1String("pingInterval")).isDouble()
                        && handshake.value(QLatin1String("pingTimeout")).isDouble()
                        && handshake.value(QLatin1String("maxPayload")).isDouble();
    return isGood ? QString() : QStringLiteral("a bad handshake: ") + QString::fromUtf8(packet);
}

QString Conversation::overWebSocket(const QString &who, const QString &verb, const QString &rest)
{
    std::unique_ptr<WebSocketProbe> &probe = m_webSockets[who];
    if (verb == QLatin1String("opens")) {
        probe = std::make_unique<WebSocketProbe>(m_server, QStringLiteral("EIO=4&transport=websocket"), m_path);
        return checkHandshake(probe->receive(m_withPings).toUtf8(), {});
    }
    if (verb == QLatin1String("upgrades")) {
        const QString query = QStringLiteral("EIO=4&transport=websocket&sid=") + QString::fromLatin1(m_sid);
        probe = std::make_unique<WebSocketProbe>(m_server, query, m_path);
        return {};
    }
    if (verb.startsWith(QLatin1String("sends")) && !probe->connected())
        return QStringLiteral("it is not connected");
    if (verb == QLatin1String("sends")) {
        probe->send(rest);
        return {};
    }
    if (verb == QLatin1String("sends-bytes")) {
        probe->send(QByteArray::fromHex(rest.toLatin1()));
        return {};
    }
    if (verb == QLatin1String("receives"))
        return difference(rest.toUtf8(), probe->receive(m_withPings).toUtf8());
    if (verb == QLatin1String("receives-head"))
        return difference(rest.toUtf8(), probe->receive(m_withPings).toUtf8().left(rest.toUtf8().size()));
    if (verb == QLatin1String("receives-bytes"))
        return difference(QByteArray::fromHex(rest.toLatin1()).toHex(), probe->receiveBinary().toHex());
    if (verb == QLatin1String("is") && rest == QLatin1String("closed"))
        return probe->closed() ? QString() : QStringLiteral("it stays open");
    return QStringLiteral("there is no such line");
}

} // namespace topicscope::test
