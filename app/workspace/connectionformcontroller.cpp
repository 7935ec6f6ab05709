// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/connectionformcontroller.h"

#include "client/connectionconfig.h"
#include "common/filechooser.h"
#include "net/access.h"

#include <limits>
#include <utility>

namespace topicscope::app {

using net::ConnectionSettings;
using net::CarrierChoice;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;
constexpr int largestFrameMebibytes = 1024;
constexpr int longestWait = 24 * 60 * 60 * 1000; // a day, in milliseconds

QString textOf(std::chrono::milliseconds time)
{
    return QString::number(time.count());
}

// As the header file writes them.
QString textOf(const net::HeaderList &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers)
        lines << QString::fromUtf8(name + ": " + value);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ConnectionFormController::ConnectionFormController(QObject *parent) : QObject(parent)
{
    show(m_settings);
}

void ConnectionFormController::setClient(ClientController *client)
{
    if (client == m_client)
        return;
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    if (m_client) {
        connect(m_client, &ClientController::settingsChanged, this, &ConnectionFormController::takeFromClient);
        takeFromClient();
    }
    Q_EMIT clientChanged();
}

void ConnectionFormController::takeFromClient()
{
    m_settings = m_client->client().config().connection;
    show(m_settings);
    // Files may have gone since they were named.
    readTexts();
    Q_EMIT changed();
}

void ConnectionFormController::show(const ConnectionSettings &settings)
{
    m_texts = {
        {Field::Transport, client::transportName(settings.transport)},
        {Field::Path, settings.path},
        {Field::Namespace, settings.nsp},
        {Field::Proxy, client::proxyText(settings.proxy)},
        {Field::CaFile, settings.tls.caFile},
        {Field::Certificate, settings.tls.certificateFile},
        {Field::Key, settings.tls.keyFile},
        {Field::Passphrase, QString::fromUtf8(settings.tls.keyPassphrase)},
        {Field::Auth, QString::fromUtf8(settings.auth)},
        {Field::Headers, textOf(settings.headers)},
        {Field::MaxFrame, QString::number(settings.maxFrameBytes / mebibyte)},
        {Field::ConnectTimeout, textOf(settings.connectTimeout)},
        {Field::Attempts, QString::number(settings.reconnect.attempts)},
        {Field::Delay, textOf(settings.reconnect.delay)},
        {Field::DelayMax, textOf(settings.reconnect.delayMax)},
    };
}

void ConnectionFormController::setText(Field field, const QString &text)
{
    if (m_texts.value(field) == text)
        return;
    m_texts.insert(field, text);
    apply();
}

void ConnectionFormController::chooseFile(Field field, const QString &title)
{
    askForFile({.title = title,
                .filters = {tr("PEM files (*.pem *.crt *.cer *.key)"), tr("All files (*)")},
                .path = text(field)},
               this, [this, field](const QString &file) { setText(field, file); });
}

void ConnectionFormController::reset()
{
    m_settings = ConnectionSettings();
    show(m_settings);
    apply();
}

void ConnectionFormController::apply()
{
    readTexts();
    if (isValid() && m_client)
        m_client->setNextConnection(m_settings);
    Q_EMIT changed();
}

template<typename T>
void ConnectionFormController::take(Field field, base::Result<T> value, T &target)
{
    if (value)
        target = *std::move(value);
    else
        m_errors.insert(field, value.error().text);
}

int ConnectionFormController::number(Field field, int smallest, int largest)
{
    bool ok = false;
    const int value = m_texts.value(field).trimmed().toInt(&ok);
    if (!ok || value < smallest || value > largest)
        m_errors.insert(field, tr("Enter a whole number from %1 to %2.").arg(smallest).arg(largest));
    return value;
}

void ConnectionFormController::readTexts()
{
    m_errors.clear();
    take(Field::Transport, client::parseTransport(text(Field::Transport)), m_settings.transport);
    const QString path = text(Field::Path).trimmed();
    m_settings.path = path.isEmpty() ? ConnectionSettings().path : path;
    const QString nsp = text(Field::Namespace).trimmed();
    m_settings.nsp = nsp.isEmpty() ? ConnectionSettings().nsp : nsp;
    // A comma ends the namespace in Socket.IO's packets.
    if (nsp.contains(QLatin1Char(',')))
        m_errors.insert(Field::Namespace, tr("A namespace cannot hold a comma."));
    // The text does not show user and password that came with the proxy: they stay while it stays.
    if (text(Field::Proxy).trimmed() != client::proxyText(m_settings.proxy))
        take(Field::Proxy, client::parseProxy(text(Field::Proxy)), m_settings.proxy);
    take(Field::Headers, net::parseHeaders(text(Field::Headers).toUtf8()), m_settings.headers);
    m_settings.auth = text(Field::Auth).trimmed().toUtf8();
    ConnectionSettings alone;
    alone.auth = m_settings.auth;
    if (const auto auth = net::validate(alone); !auth)
        m_errors.insert(Field::Auth, auth.error().text);
    readTls();
    m_settings.maxFrameBytes = number(Field::MaxFrame, 1, largestFrameMebibytes) * mebibyte;
    m_settings.connectTimeout = std::chrono::milliseconds(number(Field::ConnectTimeout, 1, longestWait));
    m_settings.reconnect.attempts = number(Field::Attempts, 0, std::numeric_limits<int>::max());
    m_settings.reconnect.delay = std::chrono::milliseconds(number(Field::Delay, 0, longestWait));
    m_settings.reconnect.delayMax = std::chrono::milliseconds(number(Field::DelayMax, 0, longestWait));
    if (m_settings.reconnect.delayMax < m_settings.reconnect.delay && !m_errors.contains(Field::Delay)
        && !m_errors.contains(Field::DelayMax))
        m_errors.insert(Field::DelayMax, tr("The longest wait cannot be shorter than the first."));
}

void ConnectionFormController::readTls()
{
    net::TlsSettings &tls = m_settings.tls;
    tls = {text(Field::CaFile).trimmed(), text(Field::Certificate).trimmed(), text(Field::Key).trimmed(),
           text(Field::Passphrase).toUtf8()};
    // Each part alone, so that the error stands where it belongs.
    ConnectionSettings ca;
    ca.tls.caFile = tls.caFile;
    if (const auto checked = net::validate(ca); !checked)
        m_errors.insert(Field::CaFile, checked.error().text);
    ConnectionSettings own;
    own.tls = tls;
    own.tls.caFile.clear();
    if (const auto checked = net::validate(own); !checked)
        m_errors.insert(tls.keyFile.isEmpty() ? Field::Certificate : Field::Key, checked.error().text);
}

QString ConnectionFormController::summary() const
{
    const ConnectionSettings usual;
    QStringList parts;
    const auto note = [&parts](bool differs, const QString &text) {
        if (differs)
            parts << text;
    };
    note(m_settings.transport == CarrierChoice::WebSocket, tr("WebSocket only"));
    note(m_settings.transport == CarrierChoice::Polling, tr("polling only"));
    note(m_settings.transport == CarrierChoice::Upgrade, tr("polling with upgrade"));
    note(m_settings.path != usual.path, tr("path %1").arg(m_settings.path));
    note(m_settings.nsp != usual.nsp, tr("namespace %1").arg(m_settings.nsp));
    note(m_settings.proxy.mode == net::ProxySettings::Mode::None, tr("no proxy"));
    note(m_settings.proxy.mode == net::ProxySettings::Mode::Manual, tr("proxy %1").arg(m_settings.proxy.url.host()));
    note(!m_settings.tls.caFile.isEmpty(), tr("CA file"));
    note(!m_settings.tls.certificateFile.isEmpty(), tr("client certificate"));
    note(!m_settings.auth.isEmpty(), tr("auth payload"));
    note(!m_settings.headers.isEmpty(), tr("extra headers"));
    note(m_settings.maxFrameBytes != usual.maxFrameBytes,
         tr("frames up to %1 MiB").arg(m_settings.maxFrameBytes / mebibyte));
    note(m_settings.connectTimeout != usual.connectTimeout, tr("connect timeout"));
    note(m_settings.reconnect != usual.reconnect, tr("reconnection"));
    return parts.join(QStringLiteral(", "));
}

} // namespace topicscope::app
