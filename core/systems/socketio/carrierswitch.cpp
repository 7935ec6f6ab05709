// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systems/socketio/carrierswitch.h"

#include "base/bytes.h"
#include "base/logging.h"
#include "net/serverurl.h"
#include "systems/socketio/upgradeprobe.h"

namespace topicscope::systems {

using base::viewOf;
using base::Error;
using base::ErrorCode;

namespace {

constexpr std::chrono::milliseconds probeTimeout{10'000};

} // namespace

CarrierSwitch::CarrierSwitch(const net::ConnectionSettings &settings, Carrier::Listener &listener, QObject *parent)
    : QObject(parent), m_settings(settings), m_listener(listener)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_webSocket == nullptr || m_webSocket->isOpen())
            return;
        // Something on the way swallows the request to upgrade; half the time is left for polling.
        m_webSocketError = Error{ErrorCode::NotSupported, tr("The WebSocket handshake was not answered.")};
        beginPolling();
        m_carrier->open();
    });
}

CarrierSwitch::~CarrierSwitch()
{
    discard();
}

base::Result<void> CarrierSwitch::prepare()
{
    auto webSocket = net::webSocketUrl(m_settings.url, m_settings.path);
    if (!webSocket)
        return tl::unexpected(std::move(webSocket.error()));
    auto polling = net::pollingUrl(m_settings.url, m_settings.path);
    if (!polling)
        return tl::unexpected(std::move(polling.error()));
    auto access = net::accessFor(m_settings);
    if (!access)
        return tl::unexpected(std::move(access.error()));
    m_webSocketUrl = webSocket->adjusted(QUrl::RemoveUserInfo); // it is in the headers
    m_pollingUrl = polling->adjusted(QUrl::RemoveUserInfo);
    m_access = *std::move(access);
    return {};
}

void CarrierSwitch::begin()
{
    m_webSocketError.reset();
    const net::CarrierChoice choice = m_settings.transport;
    if (choice == net::CarrierChoice::WebSocket || (choice == net::CarrierChoice::Auto && !m_pollFirst))
        beginWebSocket();
    else
        beginPolling();
    m_mayUpgrade = isPolling() && choice != net::CarrierChoice::Polling;
}

void CarrierSwitch::use(Carrier *carrier)
{
    discard();
    m_carrier = carrier;
    m_webSocket = qobject_cast<WebSocketStream *>(carrier);
    m_polling = qobject_cast<PollingCarrier *>(carrier);
}

void CarrierSwitch::beginWebSocket()
{
    use(new WebSocketStream(webSocketSettings(m_access.headers), m_listener, this));
    if (m_settings.transport == net::CarrierChoice::Auto)
        m_patience.start(m_settings.connectTimeout / 2);
}

void CarrierSwitch::beginPolling()
{
    use(new PollingCarrier({.url = m_pollingUrl,
                            .access = m_access,
                            .maxPacketBytes = std::max<qint64>(m_settings.maxFrameBytes, 1),
                            .packetsPerPost = m_postSingly ? 1 : PollingCarrier::packetsPerPost,
                            .givenPath = m_settings.url.path()},
                           m_listener, this));
    m_mayUpgrade = false;
}

WebSocketStream::Settings CarrierSwitch::webSocketSettings(net::HeaderList headers) const
{
    return {.url = m_webSocketUrl,
            .headers = std::move(headers),
            .tls = m_access.tls,
            .caFile = m_access.caFile,
            .givenPath = m_settings.url.path(),
            .proxy = m_access.proxy,
            .maxMessageBytes = std::max<qint64>(m_settings.maxFrameBytes, 1)};
}

bool CarrierSwitch::fallBack(Error &error)
{
    if (m_sessionOpen || m_settings.transport != net::CarrierChoice::Auto)
        return false;
    if (isPolling()) {
        if (m_webSocketError && m_webSocketError->text != error.text) {
            // Refused twice is told once.
            error.text = m_webSocketError->code == error.code
                             ? tr("%1 A WebSocket is refused as well.").arg(error.text)
                             : tr("%1 Long polling does not work either: %2").arg(m_webSocketError->text, error.text);
        }
        return false;
    }
    // What stands in the way of a WebSocket alone. A host that is not there, or not who it should be, is so for
    // polling, too.
    const bool refused = error.code == ErrorCode::NotSupported || error.code == ErrorCode::Rejected
                         || (error.code == ErrorCode::ConnectionLost && m_webSocket != nullptr);
    if (!refused)
        return false;
    qCInfo(base::logNet) << "No WebSocket, so polling is tried:" << error.text;
    m_webSocketError = error;
    beginPolling();
    m_carrier->open();
    return true;
}

void CarrierSwitch::sessionOpened(const QStringList &upgrades, const QByteArray &sid)
{
    m_sessionOpen = true;
    m_patience.stop();
    m_pollFirst = isPolling();
    m_carrier->setReadingPaused(m_paused);
    if (!isPolling() || !m_mayUpgrade || !upgrades.contains(QLatin1String("websocket")))
        return;
    net::HeaderList headers;
    for (const auto &header : m_access.headers) {
        if (header.first.compare("cookie", Qt::CaseInsensitive) != 0) // they are among those of the polling
            headers.append(header);
    }
    // A balancer finds the server that holds the session by its cookie.
    if (const QByteArray cookies = m_polling->cookies(); !cookies.isEmpty())
        headers.append({"Cookie", cookies});
    WebSocketStream::Settings settings = webSocketSettings(std::move(headers));
    settings.url = net::withQueryItem(settings.url, QStringLiteral("sid"), QString::fromUtf8(sid));
    m_probe = new UpgradeProbe(std::move(settings), probeTimeout, this);
    connect(m_probe, &UpgradeProbe::answered, this, [this] { m_polling->drain([this] { finishUpgrade(); }); });
    connect(m_probe, &UpgradeProbe::failed, this, &CarrierSwitch::abandonUpgrade);
    m_probe->open();
}

void CarrierSwitch::finishUpgrade()
{
    if (!m_probe)
        return;
    UpgradeProbe *probe = m_probe.data();
    m_probe.clear();
    probe->disconnect(this);
    WebSocketStream *stream = probe->takeStream();
    probe->deleteLater();
    stream->setParent(this);
    stream->setListener(m_listener);
    stream->sendText("5");
    const auto unsent = m_polling->takeUnsent();
    for (std::size_t i = 0; i < unsent.size(); ++i) {
        const PollingCarrier::Packet &packet = unsent[i];
        const bool hasMore = i + 1 < unsent.size() && unsent[i + 1].binary;
        if (packet.binary)
            stream->queueBinary(
                viewOf(protocol::engineio::decodeBase64(viewOf(packet.text).substr(1)).value_or(QByteArray())));
        else if (packet.counted || hasMore)
            stream->queueText(viewOf(packet.text)); // goes out with the "5"
        else
            stream->sendText(viewOf(packet.text));
    }
    use(stream);
    m_sessionOpen = true;
    m_webSocket->setReadingPaused(m_paused);
    Q_EMIT upgraded();
}

void CarrierSwitch::abandonUpgrade(const Error &error)
{
    qCInfo(base::logNet) << "The session stays with polling:" << error.text;
    if (m_probe)
        m_probe->deleteLater();
    m_probe.clear();
    if (m_polling != nullptr)
        m_polling->endDrain();
}

void CarrierSwitch::setReadingPaused(bool paused)
{
    m_paused = paused;
    if (m_carrier != nullptr && m_sessionOpen) // before, there is a handshake to be read
        m_carrier->setReadingPaused(paused);
}

void CarrierSwitch::discard()
{
    m_postSingly = m_postSingly || (m_polling != nullptr && m_polling->refusedTogether());
    m_patience.stop();
    if (UpgradeProbe *probe = m_probe.data()) {
        m_probe.clear();
        probe->disconnect(this);
        probe->deleteLater();
    }
    if (m_carrier != nullptr && !m_sessionOpen)
        m_pollFirst = false;
    m_sessionOpen = false;
    m_webSocket = nullptr;
    m_polling = nullptr;
    if (Carrier *carrier = std::exchange(m_carrier, nullptr)) {
        m_leftUnsent = carrier->unsentTexts();
        carrier->abandon();
        carrier->deleteLater();
    }
}

} // namespace topicscope::systems
