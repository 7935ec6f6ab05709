// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/restclient.h"

#include "support/rawserver.h"

#include <QJsonDocument>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <deque>
#include <vector>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using namespace std::chrono_literals;
using base::ErrorCode;
using test::RawServer;

namespace {

//! Counts the calls of one callback and keeps what the last one said.
template<typename T>
struct Outcome {
    int calls = 0;
    base::Result<T> result = base::failure(ErrorCode::Cancelled, QStringLiteral("not called"));

    RestClient::Callback<T> callback()
    {
        return [this](base::Result<T> value) {
            ++calls;
            result = std::move(value);
        };
    }
    [[nodiscard]] ErrorCode code() const { return result ? ErrorCode::Cancelled : result.error().code; }
    [[nodiscard]] QString text() const { return result ? QString() : result.error().text; }
};

const Publication publication{.topic = QStringLiteral("orders"),
                              .id = QStringLiteral("7"),
                              .payload = R"({"n": 1.50})",
                              .producer = QStringLiteral("me")};

QByteArray bodyOf(const QByteArray &request)
{
    return request.mid(request.indexOf("\r\n\r\n") + 4);
}

} // namespace

class TestRestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishes();
    void publishesWithAnIdOfItsOwn();
    void publishedOnlyWhenTheServerSaysSo_data();
    void publishedOnlyWhenTheServerSaysSo();
    void publishedWhateverElseIsSaid_data();
    void publishedWhateverElseIsSaid();
    void sendsTheQueryOfTheUrl();
    void redirectedPublications_data();
    void redirectedPublications();
    void publishesOnce_data();
    void publishesOnce();
    void sendsOneMoreWithEachAnswer();
    void fetchesArrays_data();
    void fetchesArrays();
    void fetchesObjects();
    void health_data();
    void health();
    void dashboard();
    void errorStatuses_data();
    void errorStatuses();
    void brokenAnswers_data();
    void brokenAnswers();
    void boundsTheAnswer();
    void timesOut();
    void nobodyListens();
    void unknownHost();
    void notAnAddress();
    void connectionDropped();
    void redirects();
    void noCallbackAfterDestruction();
};

void TestRestClient::publishes()
{
    RawServer server([](const QByteArray &) { return RawServer::http("200 OK", R"({"status":"ok"})"); });
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY2(outcome.result, qPrintable(outcome.text()));
    QVERIFY(server.requests.first().startsWith("POST /publish HTTP/1.1\r\n"));
    QVERIFY(server.requests.first().contains("Content-Type: application/json\r\n"));
    QCOMPARE(bodyOf(server.requests.first()),
             QByteArray(R"({"topic":"orders","message_id":"7","message":{"n": 1.50},"producer":"me"})"));
}

void TestRestClient::publishesWithAnIdOfItsOwn()
{
    RawServer server([](const QByteArray &) { return RawServer::http("200 OK", R"({"status":"ok"})"); });
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish({.topic = QStringLiteral("t"), .id = {}, .payload = "1", .producer = QStringLiteral("me")},
                   outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(QJsonDocument::fromJson(bodyOf(server.requests.first()))[QLatin1String("message_id")].toString().size(),
             36);
}

void TestRestClient::publishedOnlyWhenTheServerSaysSo_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("error with words") << QByteArray(R"({"status":"error","message":"no such topic"})")
                                      << QStringLiteral("no such topic");
    QTest::newRow("error without words") << QByteArray(R"({"status":"rejected"})") << QStringLiteral("rejected");
    QTest::newRow("no status") << QByteArray("{}") << QStringLiteral("does not say");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("does not say");
    QTest::newRow("a page") << QByteArray("<html>Please log in</html>") << QStringLiteral("does not say");
    QTest::newRow("status of another type") << QByteArray(R"({"status":200})") << QStringLiteral("does not say");
}

void TestRestClient::publishedOnlyWhenTheServerSaysSo()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    RawServer server([body](const QByteArray &) { return RawServer::http("200 OK", body); });
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::ServerError);
    QVERIFY2(outcome.text().contains(words), qPrintable(outcome.text()));
}

void TestRestClient::publishedWhateverElseIsSaid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a number beyond all doubles") << QByteArray(R"({"status":"ok","took":1e999})");
    QTest::newRow("half a surrogate pair") << QByteArray(R"({"id":"\ud83d","status":"ok"})");
    QTest::newRow("thirty digits") << QByteArray(R"({"id":123456789012345678901234567890,"status":"ok"})");
}

// What it says beside its status is not ours to judge.
void TestRestClient::publishedWhateverElseIsSaid()
{
    QFETCH(QByteArray, body);
    RawServer server([body](const QByteArray &) { return RawServer::http("200 OK", body); });
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY2(outcome.result.has_value(), qPrintable(outcome.text()));
}

void TestRestClient::sendsTheQueryOfTheUrl()
{
    RawServer server([](const QByteArray &) { return RawServer::http("200 OK", R"({"status":"ok"})"); });
    QUrl url = server.url();
    url.setQuery(QStringLiteral("token=a%2Bb"));
    RestClient client(url);
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY2(server.requests.first().startsWith("POST /publish?token=a%2Bb HTTP/1.1\r\n"),
             server.requests.first().constData());
}

void TestRestClient::redirectedPublications_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("words"); // empty: it arrives
    QTest::newRow("301") << QByteArray("301 Moved Permanently") << QByteArray("/elsewhere")
                         << QStringLiteral("/elsewhere");
    QTest::newRow("302") << QByteArray("302 Found") << QByteArray("/elsewhere") << QStringLiteral("HTTP 302");
    QTest::newRow("303") << QByteArray("303 See Other") << QByteArray("/elsewhere") << QStringLiteral("would be lost");
    QTest::newRow("307") << QByteArray("307 Temporary Redirect") << QByteArray("/elsewhere") << QString();
    QTest::newRow("308") << QByteArray("308 Permanent Redirect") << QByteArray("/elsewhere") << QString();
    QTest::newRow("308 to another server")
        << QByteArray("308 Permanent Redirect") << QByteArray("http://127.0.0.2:9/publish")
        << QStringLiteral("another server");
    QTest::newRow("308 for ever") << QByteArray("308 Permanent Redirect") << QByteArray("/publish")
                                  << QStringLiteral("again and again");
}

void TestRestClient::redirectedPublications()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, words);
    RawServer server([&](const QByteArray &request) {
        return request.startsWith("POST /publish ") ? RawServer::http(status, "", "Location: " + location + "\r\n")
                                                    : RawServer::http("200 OK", R"({"status":"ok"})");
    });
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    for (const QByteArray &request : std::as_const(server.requests))
        QVERIFY2(request.startsWith("POST "), request.constData());
    if (words.isEmpty()) {
        QVERIFY2(outcome.result, qPrintable(outcome.text()));
        QCOMPARE(bodyOf(server.requests.last()), bodyOf(server.requests.first()));
        QVERIFY(server.requests.last().startsWith("POST /elsewhere "));
    } else {
        QCOMPARE(outcome.code(), ErrorCode::NotSupported);
        QVERIFY2(outcome.text().contains(words), qPrintable(outcome.text()));
    }
}

void TestRestClient::publishesOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("no answer") << QByteArray();
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200");
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
}

void TestRestClient::publishesOnce()
{
    QFETCH(QByteArray, answer);
    RawServer server([answer](const QByteArray &) { return answer; });
    server.closeAfterAnswer = true;
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::OutcomeUnknown);
    QCOMPARE(server.requests.size(), 1);
}

// Many at once, and a server that holds its answers: the rest waits here, where no time limit runs.
void TestRestClient::sendsOneMoreWithEachAnswer()
{
    constexpr int count = 40;
    std::deque<QPointer<QTcpSocket>> asking;
    int asked = 0;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&asking, &asked, socket] {
            if (!socket->readAll().endsWith('}'))
                return;
            asking.push_back(socket);
            ++asked;
        });
    });
    RestClient client(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
    client.setTimeout(60s);
    std::vector<Outcome<void>> outcomes(count);
    for (Outcome<void> &outcome : outcomes)
        client.publish(publication, outcome.callback());
    const auto answered = [&outcomes] {
        return static_cast<int>(
            std::count_if(outcomes.begin(), outcomes.end(), [](const auto &outcome) { return outcome.calls == 1; }));
    };
    for (int done = 0; done < count; ++done) {
        const int sent = std::min(count, done + HttpClient::maxUnderWay);
        QTRY_COMPARE(asked, sent);
        QCOMPARE(static_cast<int>(asking.size()), sent - done);
        QVERIFY(asking.front());
        asking.front()->write(RawServer::http("200 OK", R"({"status":"ok"})"));
        asking.pop_front();
        QTRY_COMPARE(answered(), done + 1);
    }
    for (const Outcome<void> &outcome : outcomes)
        QVERIFY2(outcome.result, qPrintable(outcome.text()));
}

void TestRestClient::fetchesArrays_data()
{
    QTest::addColumn<QByteArray>("route");
    QTest::newRow("clients") << QByteArray("/clients");
    QTest::newRow("messages") << QByteArray("/messages");
    QTest::newRow("consumptions") << QByteArray("/consumptions");
}

void TestRestClient::fetchesArrays()
{
    QFETCH(QByteArray, route);
    RawServer server([](const QByteArray &) { return RawServer::http("200 OK", R"([{"topic":"a"},{"topic":"b"}])"); });
    RestClient client(server.url());
    Outcome<QJsonArray> outcome;
    if (route == "/clients")
        client.fetchClients(outcome.callback());
    else if (route == "/messages")
        client.fetchMessages(outcome.callback());
    else
        client.fetchConsumptions(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result);
    QCOMPARE(outcome.result->size(), 2);
    QVERIFY(server.requests.first().startsWith("GET " + route + " HTTP/1.1\r\n"));
}

void TestRestClient::fetchesObjects()
{
    RawServer server([](const QByteArray &) { return RawServer::http("200 OK", R"({"producers":["p"],"links":[]})"); });
    RestClient client(server.url());
    Outcome<QJsonObject> outcome;
    client.fetchGraphState(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result);
    QCOMPARE(outcome.result->value(QLatin1String("producers")).toArray().size(), 1);
    QVERIFY(server.requests.first().startsWith("GET /graph/state HTTP/1.1\r\n"));
}

void TestRestClient::health_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("isValue");
    QTest::newRow("healthy") << QByteArray("200 OK") << true;
    QTest::newRow("unhealthy") << QByteArray("503 Service Unavailable") << true;
    QTest::newRow("broken") << QByteArray("500 Internal Server Error") << false;
}

void TestRestClient::health()
{
    QFETCH(QByteArray, status);
    QFETCH(bool, isValue);
    RawServer server([status](const QByteArray &) { return RawServer::http(status, R"({"status":"x"})"); });
    RestClient client(server.url());
    Outcome<QJsonObject> outcome;
    client.fetchHealth(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.result.has_value(), isValue);
    if (!isValue)
        QCOMPARE(outcome.code(), ErrorCode::ServerError);
}

void TestRestClient::dashboard()
{
    RawServer server([](const QByteArray &request) {
        return request.startsWith("GET") ? RawServer::http("200 OK", R"({"dashboard_enabled":true})")
                                         : RawServer::http("200 OK", R"({"status":"ok"})");
    });
    RestClient client(server.url());
    Outcome<void> login;
    client.dashboardLogin(login.callback());
    QTRY_COMPARE(login.calls, 1);
    QVERIFY(login.result);
    Outcome<bool> status;
    client.fetchDashboardStatus(status.callback());
    QTRY_COMPARE(status.calls, 1);
    QCOMPARE(status.result.value(), true);
    Outcome<void> logout;
    client.dashboardLogout(logout.callback());
    QTRY_COMPARE(logout.calls, 1);
    QVERIFY(logout.result);
    QVERIFY(server.requests.at(0).startsWith("POST /dashboard/login "));
    QVERIFY(server.requests.at(1).startsWith("GET /dashboard/status "));
    QVERIFY(server.requests.at(2).startsWith("POST /dashboard/logout "));
}

void TestRestClient::errorStatuses_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("refused, with words") << QByteArray("400 Bad Request")
                                         << QByteArray(R"({"status":"error","message":"topic is empty"})")
                                         << ErrorCode::ServerError << QStringLiteral("topic is empty");
    QTest::newRow("refused, error field") << QByteArray("422 Unprocessable") << QByteArray(R"({"error":"nope"})")
                                          << ErrorCode::ServerError << QStringLiteral("nope");
    QTest::newRow("refused, no JSON") << QByteArray("400 Bad Request") << QByteArray("<html>") << ErrorCode::ServerError
                                      << QStringLiteral("HTTP 400");
    QTest::newRow("server error") << QByteArray("500 Internal Server Error") << QByteArray() << ErrorCode::ServerError
                                  << QStringLiteral("HTTP 500");
    QTest::newRow("no such route") << QByteArray("404 Not Found") << QByteArray("{}") << ErrorCode::NotSupported
                                   << QStringLiteral("POST /publish");
    QTest::newRow("no such method") << QByteArray("405 Method Not Allowed") << QByteArray() << ErrorCode::NotSupported
                                    << QStringLiteral("HTTP 405");
    QTest::newRow("unauthorised") << QByteArray("403 Forbidden") << QByteArray() << ErrorCode::ServerError
                                  << QStringLiteral("HTTP 403");
}

void TestRestClient::errorStatuses()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    QFETCH(QString, words);
    RawServer server([status, body](const QByteArray &) { return RawServer::http(status, body); });
    RestClient client(server.url());
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), code);
    QVERIFY2(outcome.text().contains(words), qPrintable(outcome.text()));
}

void TestRestClient::brokenAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::InvalidJson;
    QTest::newRow("cut off") << QByteArray("[1,") << ErrorCode::InvalidJson;
    QTest::newRow("HTML") << QByteArray("<html></html>") << ErrorCode::InvalidJson;
    QTest::newRow("object for an array") << QByteArray("{}") << ErrorCode::WrongType;
    QTest::newRow("10,000 levels") << QByteArray(10'000, '[') + QByteArray(10'000, ']') << ErrorCode::InvalidJson;
}

void TestRestClient::brokenAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    RawServer server([body](const QByteArray &) { return RawServer::http("200 OK", body); });
    RestClient client(server.url());
    Outcome<QJsonArray> outcome;
    client.fetchMessages(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), code);
}

void TestRestClient::boundsTheAnswer()
{
    RawServer server([](const QByteArray &) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(HttpClient::maxResponseBytes + 1)
               + "\r\n\r\n[";
    });
    RestClient client(server.url());
    Outcome<QJsonArray> outcome;
    client.fetchMessages(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::TooLarge);
}

void TestRestClient::timesOut()
{
    RawServer server([](const QByteArray &) { return QByteArray(); });
    RestClient client(server.url());
    client.setTimeout(50ms);
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::OutcomeUnknown); // it was sent
    QVERIFY(outcome.text().contains(QLatin1String("not known")));
    Outcome<QJsonArray> asked;
    client.fetchClients(asked.callback());
    QTRY_COMPARE(asked.calls, 1);
    QCOMPARE(asked.code(), ErrorCode::Timeout);
}

void TestRestClient::nobodyListens()
{
    QUrl url;
    {
        RawServer server([](const QByteArray &) { return QByteArray(); });
        url = server.url();
    }
    RestClient client(url);
    Outcome<void> outcome;
    client.publish(publication, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::ConnectionRefused);
    QVERIFY(outcome.text().contains(url.authority()));
}

void TestRestClient::unknownHost()
{
    RestClient client(QUrl(QStringLiteral("http://no-such-host.invalid:1")));
    Outcome<QJsonObject> outcome;
    client.fetchHealth(outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 30'000);
    QCOMPARE(outcome.code(), ErrorCode::HostNotFound);
}

void TestRestClient::notAnAddress()
{
    RestClient client(QUrl(QStringLiteral("gopher://h")));
    Outcome<QJsonObject> outcome;
    client.fetchHealth(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::InvalidArgument);
}

void TestRestClient::connectionDropped()
{
    RawServer server([](const QByteArray &) { return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1"); });
    server.closeAfterAnswer = true;
    RestClient client(server.url());
    Outcome<QJsonArray> outcome;
    client.fetchMessages(outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.code(), ErrorCode::ConnectionLost);
}

void TestRestClient::redirects()
{
    RawServer server([](const QByteArray &request) {
        if (request.startsWith("GET /clients "))
            return RawServer::http("302 Found", "", "Location: /elsewhere\r\n");
        if (request.startsWith("GET /messages "))
            return RawServer::http("302 Found", "", "Location: http://127.0.0.2:9/messages\r\n");
        return RawServer::http("200 OK", "[1]");
    });
    RestClient client(server.url());
    Outcome<QJsonArray> same;
    client.fetchClients(same.callback());
    QTRY_COMPARE(same.calls, 1);
    QVERIFY(same.result);
    Outcome<QJsonArray> other;
    client.fetchMessages(other.callback());
    QTRY_COMPARE(other.calls, 1);
    QCOMPARE(other.code(), ErrorCode::NotSupported);
}

void TestRestClient::noCallbackAfterDestruction()
{
    RawServer server([](const QByteArray &) { return QByteArray(); });
    Outcome<void> outcome;
    auto client = std::make_unique<RestClient>(server.url());
    client->publish(publication, outcome.callback());
    QTRY_COMPARE(server.requests.size(), 1);
    client.reset();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    QCOMPARE(outcome.calls, 0);
}

QTEST_GUILESS_MAIN(TestRestClient)
#include "tst_restclient.moc"
