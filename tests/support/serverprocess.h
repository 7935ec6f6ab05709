// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QStringList>

namespace topicscope::test {

//! \brief A server of tests/interop/servers in a process of its own, which can be killed and started again on its port.
//! It ends with the test program at the latest. Calls that wait keep the event loop running.
class ServerProcess
{
public:
    enum class Kind : quint8 { Node, Flask };

    ServerProcess(Kind kind, QStringList arguments);
    //! \brief Kills it where it runs.
    ~ServerProcess();

    //! \brief Starts it, always on the same port, and waits until it listens.
    [[nodiscard]] bool start(const QStringList &more = {});
    //! \brief SIGKILL; waits for the end.
    void kill();
    [[nodiscard]] quint16 port() const noexcept { return m_port; }

    //! \brief The JSON object that a route answers; empty where there is no answer.
    [[nodiscard]] QJsonObject get(const QString &route);
    QJsonObject post(const QString &route, const QJsonObject &body);
    //! \brief Why it does not run, and what it wrote to standard error.
    [[nodiscard]] QByteArray errors()
    {
        return m_process.errorString().toUtf8() + ": " + m_process.readAllStandardError();
    }

private:
    [[nodiscard]] QNetworkRequest requestTo(const QString &route) const;
    [[nodiscard]] static QJsonObject await(QNetworkReply *reply);

    quint16 m_port;
    QString m_program;
    QStringList m_arguments;
    QProcess m_process;
    QNetworkAccessManager m_http;
};

} // namespace topicscope::test
