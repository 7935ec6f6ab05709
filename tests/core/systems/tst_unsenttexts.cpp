// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/socketiotransport.h"

#include "base/topicregistry.h"
#include "systems/socketio/pollingcarrier.h"
#include "net/serverurl.h"
#include "systems/socketio/websocketstream.h"
#include "support/fakepollingserver.h"
#include "support/recordinglistener.h"
#include "support/stallingserver.h"
#include "support/testcertificate.h"

#include <QNetworkReply>
#include <QSslCertificate>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

using namespace topicscope;
using namespace topicscope::net;
using namespace topicscope::systems;
using test::FakePollingServer;
using test::StallingServer;

namespace {

QByteArray messageEvent(qsizetype payloadBytes)
{
    return R"(42["message",{"topic":"t","message_id":"1","message":")" + QByteArray(payloadBytes, 'x')
           + R"(","producer":"p"}])";
}

//! Why a carrier is over.
struct EndRecorder : Carrier::Listener {
    void streamOpened() override {}
    void textReceived(std::string_view) override
    {
        ++texts;
        if (onText)
            std::exchange(onText, {})();
    }
    void binaryReceived(const QByteArray &) override {}
    void partReceived() override { ++parts; }
    void readFinished() override {}
    void streamFailed(const base::Error &error) override { ends.append(error); }
    void streamClosed() override {}

    QList<base::Error> ends;
    int texts = 0;
    int parts = 0;
    std::function<void()> onText; // with the next one
};

WebSocketStream::Settings streamSettings(const StallingServer &server)
{
    WebSocketStream::Settings settings;
    settings.url = server.url();
    settings.url.setScheme(settings.url.scheme() == QLatin1String("https") ? QStringLiteral("wss")
                                                                           : QStringLiteral("ws"));
    settings.tls.setCaCertificates({QSslCertificate(QByteArray(test::selfSignedCertificate))});
    return settings;
}

PollingCarrier::Settings pollingSettings(const FakePollingServer &server)
{
    PollingCarrier::Settings settings;
    settings.url = pollingUrl(server.url(), QStringLiteral("/socket.io/")).value();
    return settings;
}

} // namespace

//! What a transport says of acknowledgements that it took and that never left the process.
class TestUnsentTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings = {};
        m_settings.consumer = QStringLiteral("me");
        m_settings.reconnect.enabled = false;
        m_registry = std::make_unique<base::TopicRegistry>();
        m_listener = std::make_unique<test::RecordingListener>();
    }
    void cleanup() { m_transport.reset(); }

    void webSocketThatBreaks_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void webSocketThatBreaks()
    {
        QFETCH(bool, secure);
        constexpr qsizetype payloadBytes = 60'000;
        StallingServer server(secure);
        QTemporaryFile certificate;
        QVERIFY(certificate.open() && certificate.write(test::selfSignedCertificate) > 0 && certificate.flush());
        if (secure)
            m_settings.tls.caFile = certificate.fileName();
        QVERIFY(connectTo(server.url(), CarrierChoice::WebSocket));
        server.sendText(messageEvent(payloadBytes));
        QTRY_COMPARE(m_listener->messages.size(), 1);

        QVERIFY(acknowledge());
        QTRY_COMPARE(server.acknowledgements, 1);
        QTRY_COMPARE(m_transport->unsentAcknowledgements(), std::size_t{0});
        server.stall();
        int taken = 1;
        // The event loop is not reached meanwhile, so what fills are the buffers of the system.
        for (; m_transport->unsentAcknowledgements() < 20; ++taken)
            QVERIFY(taken < 10'000 && acknowledge());
        server.hangUp();
        QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
        const int unsent = static_cast<int>(m_transport->unsentAcknowledgements());
        QVERIFY(unsent > 0);
        QTRY_VERIFY(server.ended);
        QVERIFY2(
            server.acknowledgements + unsent >= taken,
            qPrintable(
                QStringLiteral("%1 arrived, %2 unsent, of %3").arg(server.acknowledgements).arg(unsent).arg(taken)));
        // Over TLS one may be told as unsent whose last bytes were in a record that left.
        QVERIFY2(
            server.acknowledgements + unsent <= taken + (secure ? 1 : 0),
            qPrintable(
                QStringLiteral("%1 arrived, %2 unsent, of %3").arg(server.acknowledgements).arg(unsent).arg(taken)));
    }

    // The end is noticed and cannot be told yet, as messages wait that the listener does not take.
    void webSocketThatBrokeWhilePaused()
    {
        StallingServer server;
        QVERIFY(connectTo(server.url(), CarrierChoice::WebSocket));
        m_listener->onMessage = [this](const base::MessagePtr &) { m_transport->setReadingPaused(true); };
        server.sendText(messageEvent(1));
        server.sendText(messageEvent(2));
        QTRY_COMPARE(m_listener->messages.size(), 1);
        server.hangUp();
        QTRY_VERIFY(server.ended);
        QVERIFY(acknowledge());
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{1});
        m_listener->onMessage = {};
        m_transport->setReadingPaused(false);
        QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
        QCOMPARE(m_listener->messages.size(), 2);
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{1});
        QCOMPARE(server.acknowledgements, 0);
    }

    // A peer that takes nothing is not read from: what it said in the end is heard all the same.
    void farewellBehindWhatIsNotTaken()
    {
        StallingServer server;
        EndRecorder recorder;
        WebSocketStream stream(streamSettings(server), recorder);
        stream.open();
        QTRY_VERIFY(stream.isOpen());
        const auto *socket = stream.findChild<QTcpSocket *>();
        QTRY_COMPARE(socket->bytesAvailable(), 0); // the server's greeting was read
        server.stall();
        const std::string text(1'000'000, 'x');
        do {
            stream.queueText(text);
            stream.flush();
        } while (stream.unsentTexts() < 20);
        server.sendFarewell(1009);
        QTRY_VERIFY(socket->bytesAvailable() > 0);
        server.abort();
        QTRY_COMPARE(recorder.ends.size(), 1);
        QCOMPARE(recorder.ends.first().code, base::ErrorCode::TooLargeForPeer);
    }

    // A peer that takes little by little is read from again, also where something is written before it has taken
    // enough.
    void readsAgainAfterAPeerThatWasSlow()
    {
        StallingServer server;
        EndRecorder recorder;
        WebSocketStream stream(streamSettings(server), recorder);
        stream.open();
        QTRY_COMPARE(recorder.texts, 1); // the server's greeting
        auto *socket = stream.findChild<QTcpSocket *>();
        // so that the system takes little by little as well
        socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, 16 * 1024);
        server.stall();
        const std::string text(100'000, 'x');
        do {
            stream.queueText(text);
            stream.flush();
        } while (stream.unsentTexts() < 20);
        server.sendText("while nothing is taken");
        QTRY_VERIFY(socket->bytesAvailable() > 0);
        QCOMPARE(recorder.texts, 1);
        while (stream.unsentTexts() > 8) {
            server.takePart();
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QVERIFY(stream.unsentTexts() > 6); // else it has taken enough already
        stream.queueText("between");
        stream.flush();
        server.goOn();
        QTRY_COMPARE(recorder.texts, 2);
        QVERIFY(recorder.parts > 0); // what it took was a sign of life
    }

    // The client writes before it has read why the server went.
    void farewellBeforeAWrite_data()
    {
        QTest::addColumn<bool>("secure");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }
    void farewellBeforeAWrite()
    {
        QFETCH(bool, secure);
        StallingServer server(secure);
        EndRecorder recorder;
        WebSocketStream stream(streamSettings(server), recorder);
        stream.open();
        QTRY_VERIFY(stream.isOpen());
        QTRY_COMPARE(recorder.texts, 1); // the server's greeting
        server.stall();
        stream.queueText(std::string(400'000, 'x'));
        stream.flush();
        server.sendFarewell(1009);
        server.abort();
        stream.queueText("x"); // and the event loop was not reached
        stream.flush();
        QVERIFY(stream.unsentTexts() >= 1);
        QTRY_COMPARE(recorder.ends.size(), 1);
        QCOMPARE(recorder.ends.first().code, base::ErrorCode::TooLargeForPeer);
        QVERIFY(stream.unsentTexts() >= 1);
    }

    // The line breaks while messages wait, here when the first of them is taken.
    void whatWaitedBeforeTheEnd_data()
    {
        QTest::addColumn<bool>("paused");
        QTest::newRow("paused") << true;
        QTest::newRow("handing out") << false;
    }
    void whatWaitedBeforeTheEnd()
    {
        QFETCH(bool, paused);
        StallingServer server;
        EndRecorder recorder;
        WebSocketStream stream(streamSettings(server), recorder);
        stream.open();
        QTRY_COMPARE(recorder.texts, 1);
        auto *socket = stream.findChild<QTcpSocket *>();
        stream.setReadingPaused(true);
        const QByteArray text(60'000, 'x'); // more of them than are read at once
        constexpr int texts = 6;
        for (int i = 0; i < texts; ++i)
            server.sendText(text);
        server.sendFarewell(1009);
        // with the heads of their frames, and the farewell
        QTRY_COMPARE(socket->bytesAvailable(), texts * (4 + text.size()) + 4);
        const auto breakLine = [socket] {
            Q_EMIT socket->errorOccurred(QAbstractSocket::NetworkError);
            socket->abort();
        };
        if (paused)
            breakLine();
        else
            recorder.onText = breakLine;
        QCoreApplication::sendPostedEvents(&stream);
        QCOMPARE(recorder.ends.size(), 0);
        stream.setReadingPaused(false);
        QTRY_COMPARE(recorder.ends.size(), 1);
        QCOMPARE(recorder.texts, 1 + texts);
        QCOMPARE(recorder.ends.first().code, base::ErrorCode::TooLargeForPeer);
    }

    // Likewise over polling: a POST is refused while messages wait.
    void pollingThatEndsWhilePaused()
    {
        FakePollingServer server;
        EndRecorder recorder;
        PollingCarrier carrier(pollingSettings(server), recorder);
        carrier.open();
        QTRY_COMPARE(recorder.texts, 1);
        recorder.onText = [&carrier] { carrier.setReadingPaused(true); };
        server.send("4a\x1e"
                    "4b");
        QTRY_COMPARE(recorder.texts, 2);
        server.postStatus = "400 Bad Request";
        carrier.queueText("4c");
        carrier.flush();
        QTRY_COMPARE(server.bodies.size(), 1);
        QTRY_COMPARE(recorder.ends.size(), 1);
        QCOMPARE(recorder.texts, 3); // what came before is handed out first
        QCOMPARE(carrier.unsentTexts(), std::size_t{1});
        QCOMPARE(server.bodies.size(), 1);
    }

    // What cannot be handed out ends it as well, with what was wrong first.
    void pollingThatEndsWhilePausedBeforeABadPacket()
    {
        FakePollingServer server;
        EndRecorder recorder;
        PollingCarrier carrier(pollingSettings(server), recorder);
        carrier.open();
        QTRY_COMPARE(recorder.texts, 1);
        recorder.onText = [&carrier] { carrier.setReadingPaused(true); };
        server.send("4a\x1e"
                    "b!!\x1e"
                    "4b");
        QTRY_COMPARE(recorder.texts, 2);
        server.postStatus = "400 Bad Request";
        carrier.queueText("4c");
        carrier.flush();
        QTRY_COMPARE(recorder.ends.size(), 1);
        QCOMPARE(recorder.texts, 2);
        QCOMPARE(recorder.ends.first().code, base::ErrorCode::ConnectionLost);
    }

    // An answer begins, is no Engine.IO, and breaks off before anything of it was looked at.
    void pollingThatBreaksOffWhilePaused()
    {
        FakePollingServer server;
        EndRecorder recorder;
        PollingCarrier carrier(pollingSettings(server), recorder);
        carrier.open();
        QTRY_COMPARE(recorder.texts, 1);
        QTRY_VERIFY(server.getWaits());
        carrier.setReadingPaused(true);
        server.beginAnswer(1'000);
        server.write("xgarbage\x1e"
                     "garbage");
        auto *reply = carrier.findChild<QNetworkReply *>();
        QVERIFY(reply != nullptr);
        QTRY_VERIFY(reply->bytesAvailable() > 0);
        server.dropAnswer();
        QTRY_COMPARE(recorder.ends.size(), 1);
        QCOMPARE(recorder.texts, 1);
    }

    void pollingWithAPostUnderWay()
    {
        FakePollingServer server;
        QVERIFY(connectTo(server.url(), CarrierChoice::Polling));
        server.send(messageEvent(1));
        QTRY_COMPARE(m_listener->messages.size(), 1);
        server.holdPosts = true;
        for (int i = 0; i < 40; ++i)
            QCOMPARE(m_transport->acknowledge("h", *m_listener->messages.first()), AckOutcome::Sent);
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{40});
        server.send("2"); // a pong takes a place in the queue, and is no acknowledgement
        m_transport->flush();
        QTRY_COMPARE(server.bodies.size(), 2);
        // 16 have left, and nobody said that they were taken
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{40});
        server.releasePost();
        QTRY_COMPARE(server.bodies.size(), 3);
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{24});
        server.getStatus = "502 Bad Gateway";
        server.send("gone");
        QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{24});
    }

    void pollingAnsweredWithAnythingElse_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray login = "Location: /login\r\n";
        QTest::newRow("unknown session") << QByteArray("400 Bad Request") << QByteArray()
                                         << QByteArray(R"({"code":1,"message":"Session ID unknown"})");
        QTest::newRow("sent to a login") << QByteArray("302 Found") << login << QByteArray();
        QTest::newRow("sent to a login, with the body")
            << QByteArray("307 Temporary Redirect") << login << QByteArray();
        QTest::newRow("a login page") << QByteArray("200 OK") << QByteArray()
                                      << QByteArray("<html>Please log in</html>");
        QTest::newRow("nothing") << QByteArray("200 OK") << QByteArray() << QByteArray();
    }
    void pollingAnsweredWithAnythingElse()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, answer);
        FakePollingServer server;
        QVERIFY(connectTo(server.url(), CarrierChoice::Polling));
        server.send(messageEvent(1));
        QTRY_COMPARE(m_listener->messages.size(), 1);
        QTRY_VERIFY(server.getWaits());
        server.postStatus = status;
        server.moreHeaders = headers;
        server.postAnswer = answer;
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_transport->acknowledge("h", *m_listener->messages.first()), AckOutcome::Sent);
        m_transport->flush();
        QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
        QCOMPARE(m_listener->errorCode(), base::ErrorCode::ConnectionLost);
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{3});
        QCOMPARE(server.bodies.size(), 2); // "40", and these
        QVERIFY(std::none_of(server.heads.begin(), server.heads.end(),
                             [](const QByteArray &head) { return head.contains("/login"); }));
    }

    void pollingThatBreaksBehindAPost()
    {
        FakePollingServer server;
        QVERIFY(connectTo(server.url(), CarrierChoice::Polling));
        server.send(messageEvent(1));
        QTRY_COMPARE(m_listener->messages.size(), 1);
        server.holdPosts = true;
        QVERIFY(acknowledge());
        QTRY_COMPARE(server.bodies.size(), 2);
        server.dropPost();
        QTRY_COMPARE(m_listener->state(), ConnectionState::Disconnected);
        QCOMPARE(m_transport->unsentAcknowledgements(), std::size_t{1});
        QCOMPARE(server.bodies.size(), 2); // it is not sent again by itself
    }

private:
    [[nodiscard]] bool connectTo(const QUrl &url, CarrierChoice choice)
    {
        m_settings.url = url;
        m_settings.transport = choice;
        m_transport = std::make_unique<SocketIoTransport>(m_settings, *m_registry, *m_listener);
        m_transport->open();
        return QTest::qWaitFor([this] { return m_listener->state() == ConnectionState::Connected; }, 10'000);
    }

    [[nodiscard]] bool acknowledge()
    {
        const bool sent = m_transport->acknowledge("h", *m_listener->messages.first()) == AckOutcome::Sent;
        m_transport->flush();
        return sent;
    }

    ConnectionSettings m_settings;
    std::unique_ptr<base::TopicRegistry> m_registry;
    std::unique_ptr<test::RecordingListener> m_listener;
    std::unique_ptr<SocketIoTransport> m_transport;
};

QTEST_GUILESS_MAIN(TestUnsentTexts)
#include "tst_unsenttexts.moc"
