// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/pollingcarrier.h"

#include "base/bytes.h"
#include "net/connectionerrors.h"
#include "net/serverurl.h"
#include "net/singleusebody.h"
#include "systems/socketio/pollinganswer.h"

#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>

#include <simdjson.h>

#include <algorithm>
#include <limits>

namespace topicscope::systems {

using base::bytesOf;
using base::viewOf;
using base::ErrorCode;

namespace engineio = protocol::engineio;

namespace {

constexpr std::chrono::milliseconds closeTimeout{1'000};
constexpr qint64 congestedBytes = 1024 * 1024; // little enough for a heartbeat to get through behind it in time
constexpr qint64 readBufferBytes = 512 * 1024;
constexpr qint64 maxPostAnswer = 64 * 1024; // "ok", or an error
constexpr int payloadTooLarge = 413;
constexpr char tooLarge[] = "topicscopeTooLarge"; // property of a reply that was stopped at its bound

bool isCookie(const QByteArray &header)
{
    return header.compare("cookie", Qt::CaseInsensitive) == 0;
}

} // namespace

PollingCarrier::PollingCarrier(Settings settings, Listener &listener, QObject *parent)
    : Carrier(listener, parent), m_settings(std::move(settings)), m_manager(new QNetworkAccessManager(this))
{
    m_manager->setProxy(net::requestProxy(m_settings.access.proxy, m_settings.url));
    m_closeTimer.setSingleShot(true);
    connect(&m_closeTimer, &QTimer::timeout, this, &PollingCarrier::finishClosing);
    // Cookies of our own go the way of the server's, or the two would overwrite each other.
    for (const auto &[name, value] : m_settings.access.headers) {
        if (!isCookie(name))
            continue;
        for (const QByteArray &pair : value.split(';')) {
            QNetworkCookie cookie(pair.left(pair.indexOf('=')).trimmed(), pair.mid(pair.indexOf('=') + 1).trimmed());
            cookie.setPath(QStringLiteral("/"));
            m_manager->cookieJar()->setCookiesFromUrl({cookie}, m_settings.url);
        }
    }
}

PollingCarrier::~PollingCarrier()
{
    abandon();
}

void PollingCarrier::open()
{
    m_state = State::Opening;
    get();
}

QNetworkRequest PollingCarrier::request() const
{
    const QUrl url = m_sid.isEmpty()
                         ? m_settings.url
                         : net::withQueryItem(m_settings.url, QStringLiteral("sid"), QString::fromUtf8(m_sid));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Qt takes what compresses well for an attack, and gives back half of it
    request.setRawHeader("Accept-Encoding", "identity");
    if (url.scheme() == QLatin1String("https"))
        request.setSslConfiguration(m_settings.access.tls);
    for (const auto &[name, value] : m_settings.access.headers) {
        if (!isCookie(name))
            request.setRawHeader(name, value);
    }
    net::setProxyLogin(request, m_settings.access.proxy);
    return request;
}

void PollingCarrier::watch(QNetworkReply *reply, qint64 maxBytes)
{
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) { m_sslErrors = errors; });
    connect(reply, &QNetworkReply::metaDataChanged, this, [reply, maxBytes] {
        if (reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > maxBytes) {
            reply->setProperty(tooLarge, true);
            reply->abort();
        }
    });
}

void PollingCarrier::forget(QPointer<QNetworkReply> &reply)
{
    if (QNetworkReply *ending = reply.data()) {
        reply.clear();
        ending->disconnect(this);
        ending->abort();
        ending->deleteLater();
    }
}

void PollingCarrier::get()
{
    m_receiving.clear();
    m_answer = {};
    m_get = m_manager->get(request());
    m_get->setReadBufferSize(readBufferBytes);
    watch(m_get, m_state == State::Open ? std::numeric_limits<qint64>::max() : 4 * m_settings.maxPacketBytes);
    connect(m_get, &QNetworkReply::readyRead, this, &PollingCarrier::readGet);
    connect(m_get, &QNetworkReply::finished, this, &PollingCarrier::takeAnswer);
}

void PollingCarrier::readGet()
{
    if (m_state == State::Open && isAnswer(*m_get)) {
        if (isReading())
            listener().partReceived();
        handOut();
        return;
    }
    m_receiving += m_get->readAll();
    if (m_receiving.size() > 4 * m_settings.maxPacketBytes) {
        m_get->setProperty(tooLarge, true);
        m_get->abort(); // finished() follows, from inside
    }
}

void PollingCarrier::takeAnswer()
{
    QNetworkReply *reply = m_get.data();
    if (reply == nullptr)
        return;
    reply->disconnect(this);
    if (m_state == State::Open && reply->error() == QNetworkReply::NoError && isAnswer(*reply)) {
        m_answer.finished = true;
        handOut();
        return;
    }
    if (reply->isOpen()) // an aborted one is not
        (m_state == State::Open && isAnswer(*reply) ? m_answer.body : m_receiving) += reply->readAll();
    m_get.clear();
    reply->deleteLater();
    if (m_state != State::Closing)
        takeWhole(*reply);
}

void PollingCarrier::takeWhole(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply.error() != QNetworkReply::NoError || status != 200 || reply.property(tooLarge).toBool()) {
        fail(reply);
        return;
    }
    if (m_state == State::Open) {
        fail(net::foreignAnswerError(m_settings.url, reply, m_receiving));
        return;
    }
    if (engineio::isRevision3(viewOf(m_receiving))) {
        fail(net::oldProtocolError());
        return;
    }
    m_answer = {.body = std::exchange(m_receiving, {}), .finished = true, .complete = true};
    if (m_answer.body.isEmpty()) {
        endAnswer();
        return;
    }
    if (!simdjson::validate_utf8(m_answer.body.constData(), static_cast<std::size_t>(m_answer.body.size()))) {
        fail({ErrorCode::InvalidUtf8, tr("The server sent an answer that is no UTF-8.")});
        return;
    }
    if (!takeHandshake())
        return;
    m_state = State::Open;
    listener().streamOpened();
    handOut();
}

//! The session reads the handshake as well; here it matters who we are and how much the server takes.
bool PollingCarrier::takeHandshake()
{
    const auto first = engineio::decodePacket(
        viewOf(m_answer.body).substr(0, viewOf(m_answer.body).find(packetSeparator)));
    if (!first || first->type != engineio::PacketType::Open) {
        fail(net::noPollingError(m_settings.url, 200, {}));
        return false;
    }
    if (const auto handshake = engineio::decodeHandshake(first->data)) {
        m_sid = handshake->sid;
        m_maxPayload = handshake->maxPayload;
    }
    return true;
}

void PollingCarrier::handOut()
{
    if (m_handingOut || m_state != State::Open)
        return;
    m_handingOut = true;
    bool any = false;
    while (isReading() && m_state == State::Open) {
        if (const auto packet = nextPacket()) {
            any = true;
            if (!take(*packet))
                break;
        } else if (!readMore()) {
            break;
        }
    }
    m_handingOut = false;
    if (any && m_state == State::Open)
        listener().readFinished();
    if (m_state != State::Open || hasPacket())
        return; // over, or paused
    if (m_end)
        end(base::Error(*m_end));
    else if (m_answer.complete)
        endAnswer();
}

bool PollingCarrier::hasPacket()
{
    return m_answer.complete ? m_answer.handedOut <= m_answer.body.size() && !m_answer.body.isEmpty()
                             : separatorFrom(m_answer.handedOut) >= 0;
}

//! A packet that arrives in many pieces is searched once.
qsizetype PollingCarrier::separatorFrom(qsizetype begin)
{
    const qsizetype found = m_answer.body.indexOf(packetSeparator, std::max(begin, m_answer.searched));
    m_answer.searched = found < 0 ? m_answer.body.size() : found;
    return found;
}

std::optional<std::string_view> PollingCarrier::nextPacket()
{
    qsizetype end = separatorFrom(m_answer.handedOut);
    if (end < 0 && m_answer.complete && hasPacket())
        end = m_answer.body.size();
    if (end < 0)
        return {};
    if (!std::exchange(m_answer.begun, true) && !isEngineIo(m_answer.body)) {
        if (m_get)
            fail(net::foreignAnswerError(m_settings.url, *m_get, m_answer.body));
        else
            m_answer.handedOut = m_answer.body.size(); // it broke off, and m_end says why
        return {};
    }
    const auto packet = viewOf(m_answer.body)
                            .substr(static_cast<std::size_t>(m_answer.handedOut),
                                    static_cast<std::size_t>(end - m_answer.handedOut));
    m_answer.handedOut = end + 1;
    return packet;
}

bool PollingCarrier::readMore()
{
    if (m_state != State::Open || m_answer.complete || m_get.isNull() || !isAnswer(*m_get))
        return false;
    const qsizetype done = std::min(m_answer.handedOut, m_answer.body.size());
    m_answer.body.remove(0, done);
    m_answer.searched = std::max<qsizetype>(m_answer.searched - done, 0);
    m_answer.handedOut = 0;
    const QByteArray more = m_get->isOpen() ? m_get->readAll() : QByteArray();
    m_answer.body += more;
    m_answer.complete = more.isEmpty() && m_answer.finished;
    if (m_answer.body.size() > m_settings.maxPacketBytes + 1 && separatorFrom(0) < 0) {
        fail({ErrorCode::TooLarge,
              tr("The server sends a packet of more than %1 bytes, the limit (largest frame accepted).")
                  .arg(m_settings.maxPacketBytes)});
        return false;
    }
    return !more.isEmpty() || (m_answer.complete && hasPacket());
}

//! All of it is handed out.
void PollingCarrier::endAnswer()
{
    const bool empty = m_answer.body.isEmpty() && !m_answer.begun;
    m_answer = {};
    if (QNetworkReply *reply = m_get.data()) {
        m_get.clear();
        reply->deleteLater();
    }
    if (empty) // what some servers send instead of a farewell
        fail({ErrorCode::ConnectionLost, tr("The server closed the connection.")});
    else
        proceed();
}

bool PollingCarrier::take(std::string_view packet)
{
    if (static_cast<qint64>(packet.size()) > m_settings.maxPacketBytes) {
        fail({ErrorCode::TooLarge,
              tr("The server sent a packet of %1 bytes; the limit is %2 bytes (largest frame accepted).")
                  .arg(packet.size())
                  .arg(m_settings.maxPacketBytes)});
        return false;
    }
    if (!simdjson::validate_utf8(packet.data(), packet.size())) {
        fail({ErrorCode::InvalidUtf8, tr("The server sent an answer that is no UTF-8.")});
        return false;
    }
    if (packet.empty() || packet.front() != 'b') {
        listener().textReceived(packet);
        return true;
    }
    const auto bytes = engineio::decodeBase64(packet.substr(1));
    if (!bytes) {
        fail(bytes.error());
        return false;
    }
    listener().binaryReceived(*bytes);
    return true;
}

//! What is to be done next, when nothing waits to be handed out.
void PollingCarrier::proceed()
{
    if (m_state != State::Open || m_get || m_answer.complete || m_end)
        return;
    if (m_drained) {
        if (!m_post)
            QMetaObject::invokeMethod(
                this,
                [this] {
                    if (m_state == State::Open && m_drained)
                        std::exchange(m_drained, {})();
                },
                Qt::QueuedConnection);
    } else if (!m_paused && !m_congested) {
        get();
    }
}

void PollingCarrier::sendText(std::string_view text)
{
    queue(text, false);
    if (!std::exchange(m_flushQueued, true))
        QMetaObject::invokeMethod(this, &PollingCarrier::flush, Qt::QueuedConnection);
}

void PollingCarrier::queueText(std::string_view text)
{
    queue(text, true);
}

void PollingCarrier::queueBinary(std::string_view bytes)
{
    if (m_state != State::Open || m_out.empty())
        return;
    Packet packet{.text = engineio::encodeBinaryForPolling(
                      QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()))),
                  .counted = std::exchange(m_out.back().counted, false),
                  .binary = true};
    m_outBytes += packet.text.size();
    m_out.push_back(std::move(packet));
    m_congested = m_congested || m_outBytes > congestedBytes;
}

void PollingCarrier::queue(std::string_view text, bool counted)
{
    if (m_state != State::Open)
        return;
    m_out.push_back({.text = bytesOf(text), .counted = counted});
    m_waitingTexts += counted ? 1 : 0;
    m_outBytes += static_cast<qint64>(text.size());
    m_congested = m_congested || m_outBytes > congestedBytes;
}

void PollingCarrier::flush()
{
    m_flushQueued = false;
    if ((m_state == State::Open || m_state == State::Closing) && !m_post && !m_drained && !m_end && !m_out.empty())
        post();
}

void PollingCarrier::post()
{
    QByteArray body;
    m_posting = 0;
    qsizetype packets = 0;
    for (; packets < m_settings.packetsPerPost && !m_out.empty(); ++packets) {
        const Packet &packet = m_out.front();
        // One that is over the limit by itself is for the server to refuse.
        if (packets > 0 && body.size() + 1 + packet.text.size() > m_maxPayload)
            break;
        if (packets > 0)
            body.append(packetSeparator);
        body.append(packet.text);
        m_outBytes -= packet.text.size();
        m_posting += packet.counted ? 1 : 0;
        m_out.pop_front();
    }
    m_waitingTexts -= m_posting;
    m_postedPackets = packets;
    QNetworkRequest request = this->request();
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("text/plain;charset=UTF-8"));
    request.setTransferTimeout(static_cast<int>(m_settings.postTimeout.count()));
    // Nothing is sent a second time by itself, nor to another place.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    auto upload = std::make_unique<net::SingleUseBody>(std::move(body));
    m_post = m_manager->post(request, upload.get());
    upload.release()->setParent(m_post);
    m_post->setReadBufferSize(maxPostAnswer);
    watch(m_post, maxPostAnswer);
    connect(m_post, &QNetworkReply::finished, this, &PollingCarrier::takePosted);
}

void PollingCarrier::takePosted()
{
    QNetworkReply *reply = m_post.data();
    if (reply == nullptr)
        return;
    reply->disconnect(this);
    m_post.clear();
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray answer = reply->isOpen() ? reply->read(maxPostAnswer) : QByteArray();
    // A page that tells of a login is an answer, too: the packets are taken where the server says so.
    const bool posted = reply->error() == QNetworkReply::NoError && status == 200
                        && answer.trimmed().compare("ok", Qt::CaseInsensitive) == 0;
    if (posted)
        m_posting = 0;
    if (m_state == State::Closing) {
        if (posted && !m_out.empty())
            post();
        else
            finishClosing();
        return;
    }
    if (!posted) {
        m_receiving = answer;
        fail(*reply);
        return;
    }
    listener().partReceived(); // the server took what was sent: a sign of life, though nothing may be read meanwhile
    if (m_state != State::Open)
        return;
    flush();
    m_congested = m_congested && m_outBytes > congestedBytes / 2;
    proceed();
}

void PollingCarrier::close()
{
    if (m_state != State::Open)
        return;
    m_state = State::Closing;
    m_drained = {};
    m_closeTimer.start(m_post || !m_out.empty() ? closeTimeout : std::chrono::milliseconds(0));
    forget(m_get);
    flush();
}

void PollingCarrier::abandon()
{
    m_state = State::Closed;
    m_closeTimer.stop();
    m_drained = {};
    forget(m_get);
    forget(m_post);
}

void PollingCarrier::setReadingPaused(bool paused)
{
    if (std::exchange(m_paused, paused) != paused && !paused)
        goOnSoon();
}

void PollingCarrier::goOnSoon()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            handOut();
            proceed();
            flush();
        },
        Qt::QueuedConnection);
}

void PollingCarrier::drain(std::function<void()> drained)
{
    m_drained = std::move(drained);
    proceed();
}

void PollingCarrier::endDrain()
{
    m_drained = {};
    goOnSoon();
}

std::deque<PollingCarrier::Packet> PollingCarrier::takeUnsent()
{
    m_outBytes = 0;
    m_waitingTexts = 0;
    return std::exchange(m_out, {});
}

QByteArray PollingCarrier::cookies() const
{
    QByteArray header;
    const QList<QNetworkCookie> cookies = m_manager->cookieJar()->cookiesForUrl(m_settings.url);
    for (const QNetworkCookie &cookie : cookies)
        header += (header.isEmpty() ? "" : "; ") + cookie.toRawForm(QNetworkCookie::NameAndValueOnly);
    return header;
}

void PollingCarrier::fail(const QNetworkReply &reply)
{
    const int received = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // of the line
    const bool brokeOff = reply.error() != QNetworkReply::NoError
                          && reply.error() < QNetworkReply::ProxyConnectionRefusedError;
    const int status = brokeOff ? 0 : received; // the beginning of an answer is none
    const QString where = net::addressOf(m_settings.url);
    const bool opening = m_state == State::Opening;
    if (reply.property(tooLarge).toBool()) {
        fail({ErrorCode::TooLarge,
              tr("The server's answer is over the limit of %1 bytes, four times the largest frame accepted.")
                  .arg(4 * m_settings.maxPacketBytes)});
    } else if (const auto error = net::errorOf(reply, m_sslErrors, m_settings.access.proxy, m_settings.access.caFile);
               error && (opening || error->code == ErrorCode::TlsFailed || error->code == ErrorCode::Rejected)) {
        fail(*error);
    } else if (status != 0 && opening) {
        fail(net::noPollingError(m_settings.url, status, errorWordsOf(m_receiving), m_settings.givenPath));
    } else if (status == 200) {
        fail(net::foreignAnswerError(m_settings.url, reply, m_receiving));
    } else if (status != 0) {
        const bool postRefused = status == payloadTooLarge && reply.operation() == QNetworkAccessManager::PostOperation;
        m_refusedTogether = postRefused && m_postedPackets > 1;
        base::Error ended = net::sessionEndedError(m_settings.url, status, errorWordsOf(m_receiving));
        if (postRefused && m_postedPackets == 1)
            ended.code = ErrorCode::TooLargeForPeer;
        fail(ended);
    } else if (opening && received == 0
               && (reply.error() == QNetworkReply::RemoteHostClosedError
                   || reply.error() == QNetworkReply::ProtocolFailure)) {
        fail(net::noPollingError(m_settings.url, 0, {}));
    } else if (opening) {
        fail({ErrorCode::ConnectionRefused, tr("%1 cannot be reached: %2.").arg(where, reply.errorString())});
    } else if (reply.error() == QNetworkReply::ContentReSendError) { // which is not to be tried
        fail({ErrorCode::ConnectionLost,
              tr("The connection to %1 was lost: it ended before what was sent was answered.").arg(where)});
    } else {
        fail({ErrorCode::ConnectionLost, tr("The connection to %1 was lost: %2.").arg(where, reply.errorString())});
    }
}

void PollingCarrier::fail(const base::Error &error)
{
    if (m_end) { // the first one is told
        if (m_handingOut)
            end(base::Error(*m_end)); // nothing more can be handed out
        return;
    }
    // what came before is handed out first
    if (!m_handingOut && m_state == State::Open && (m_paused || m_answer.finished || hasPacket())) {
        m_end = error;
        goOnSoon();
        return;
    }
    end(error);
}

void PollingCarrier::end(const base::Error &error)
{
    abandon();
    listener().streamFailed(error);
}

void PollingCarrier::finishClosing()
{
    if (m_state != State::Closing)
        return;
    abandon();
    listener().streamClosed();
}

} // namespace topicscope::systems
