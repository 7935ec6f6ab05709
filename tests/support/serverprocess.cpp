// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/serverprocess.h"

#include "support/quietport.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTest>
#include <QUrl>

#include <chrono>

namespace topicscope::test {

namespace {

constexpr int timeoutMs = 120'000; // a start of Python with all cores busy takes half a minute

QString pathOf(QLatin1String server)
{
    return QStringLiteral(TOPICSCOPE_INTEROP_SERVERS "/") + server;
}

} // namespace

ServerProcess::ServerProcess(Kind kind, QStringList arguments)
    : m_port(quietPort()),
      m_program(kind == Kind::Node ? QStringLiteral("node") : QStringLiteral("/usr/bin/python3")),
      m_arguments(std::move(arguments))
{
    // -B: no compiled files beside the sources.
    m_arguments = (kind == Kind::Node ? QStringList{pathOf(QLatin1String("node_server.mjs"))}
                                      : QStringList{QStringLiteral("-B"), pathOf(QLatin1String("flask_server.py"))})
                  + m_arguments;
}

ServerProcess::~ServerProcess()
{
    kill();
}

bool ServerProcess::start(const QStringList &more)
{
    const QStringList arguments = m_arguments + more + QStringList{QStringLiteral("--port"), QString::number(m_port)};
    m_process.start(m_program, arguments);
    if (!QTest::qWaitFor([this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; },
                         timeoutMs))
        return false;
    const QJsonObject first = QJsonDocument::fromJson(m_process.readLine()).object();
    return QUrl(first.value(QLatin1String("url")).toString()).port() == m_port;
}

void ServerProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(timeoutMs);
}

QNetworkRequest ServerProcess::requestTo(const QString &route) const
{
    QNetworkRequest request(QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(route)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setTransferTimeout(timeoutMs);
    return request;
}

QJsonObject ServerProcess::get(const QString &route)
{
    return await(m_http.get(requestTo(route)));
}

QJsonObject ServerProcess::post(const QString &route, const QJsonObject &body)
{
    return await(m_http.post(requestTo(route), QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

QJsonObject ServerProcess::await(QNetworkReply *reply)
{
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

} // namespace topicscope::test
