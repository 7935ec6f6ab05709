// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/sharedfields.h"

#include "net/access.h"

#include <QCoreApplication>

namespace topicscope::net {

using base::Result;
using Kind = SettingField::Kind;
using Secrecy = SettingField::Secrecy;
using Scope = SettingField::Scope;
using Group = SettingField::Group;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;
constexpr qint64 day = 24 * 60 * 60 * 1000; // in milliseconds

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::net", text);
}

SettingField::Reader saying(const char *text)
{
    return [text](const ConnectionSettings &) { return translated(text); };
}

QByteArray linesOf(const HeaderList &headers)
{
    QByteArrayList lines;
    for (const auto &[name, value] : headers)
        lines << name + ": " + value;
    return lines.join('\n');
}

SettingField proxyField()
{
    SettingField field{.key = QStringLiteral("proxy"),
                       .secrecy = Secrecy::Partly,
                       .scope = Scope::Request,
                       .group = Group::Connection,
                       .label = translated("Proxy"),
                       .help = translated("Proxy: system, none, or a URL (http or socks5)"),
                       .hint = QStringLiteral("http://proxy.example.org:3128"),
                       .option = QStringLiteral("proxy"),
                       .valueName = QStringLiteral("PROXY"),
                       .variable = QStringLiteral("TOPICSCOPE_PROXY")};
    field.text = [](const ConnectionSettings &settings) {
        return settings.proxy.mode == ProxySettings::Mode::Manual ? settings.proxy.url.toString(QUrl::FullyEncoded)
                                                                  : proxyText(settings.proxy);
    };
    field.openText = [](const ConnectionSettings &settings) { return proxyText(settings.proxy); };
    field.set = [](ConnectionSettings &settings, const QString &text) {
        return parseProxy(text).map([&](const ProxySettings &proxy) { settings.proxy = proxy; });
    };
    field.holdsPassword = [](const ConnectionSettings &settings) { return !settings.proxy.url.password().isEmpty(); };
    field.summary = [](const ConnectionSettings &settings) {
        return settings.proxy.mode == ProxySettings::Mode::None ? translated("no proxy")
                                                                : translated("proxy %1").arg(settings.proxy.url.host());
    };
    return field;
}

SettingField fileField(const SettingField &field, QString TlsSettings::*member)
{
    return bound(
        field, [member](auto &settings) -> auto & { return settings.tls.*member; });
}

// Each part alone, so that an error stands where it belongs.
Result<void> checkOwnCertificate(const ConnectionSettings &settings)
{
    ConnectionSettings alone;
    alone.tls = settings.tls;
    alone.tls.caFile.clear();
    return validate(alone);
}

SettingFields certificateFields()
{
    const SettingField file{
        .kind = Kind::File, .scope = Scope::Request, .group = Group::Certificates, .valueName = QStringLiteral("FILE")};
    SettingField ca = file;
    ca.key = QStringLiteral("caFile");
    ca.label = translated("CA file");
    ca.help = translated("CAs to trust instead of the system's, PEM");
    ca.hint = translated("the system's CAs");
    ca.option = QStringLiteral("ca-file");
    ca.variable = QStringLiteral("TOPICSCOPE_CA_FILE");
    ca.summary = saying("CA file");
    ca.check = [](const ConnectionSettings &settings) {
        ConnectionSettings alone;
        alone.tls.caFile = settings.tls.caFile;
        return validate(alone);
    };
    SettingField certificate = file;
    certificate.key = QStringLiteral("certificateFile");
    certificate.label = translated("Client certificate");
    certificate.help = translated("Certificate to show to the server, PEM");
    certificate.hint = translated("none");
    certificate.option = QStringLiteral("client-cert");
    certificate.variable = QStringLiteral("TOPICSCOPE_CLIENT_CERT");
    certificate.summary = saying("client certificate");
    certificate.check = [](const ConnectionSettings &settings) {
        return settings.tls.keyFile.isEmpty() ? checkOwnCertificate(settings) : Result<void>();
    };
    SettingField key = file;
    key.key = QStringLiteral("keyFile");
    key.label = translated("Client key");
    key.help = translated("Private key of the client certificate, PEM; looked for in its file unless given");
    key.hint = translated("in the certificate's file");
    key.option = QStringLiteral("client-key");
    key.variable = QStringLiteral("TOPICSCOPE_CLIENT_KEY");
    key.check = [](const ConnectionSettings &settings) {
        return settings.tls.keyFile.isEmpty() ? Result<void>() : checkOwnCertificate(settings);
    };
    return {fileField(ca, &TlsSettings::caFile), fileField(certificate, &TlsSettings::certificateFile),
            fileField(key, &TlsSettings::keyFile)};
}

SettingField passphraseField()
{
    return bound(
        {.key = QStringLiteral("keyPassphrase"),
         .secrecy = Secrecy::Secret,
         .scope = Scope::Request,
         .group = Group::Secrets,
         .label = translated("Key passphrase"),
         .help = translated("Passphrase of an encrypted key"),
         .option = QStringLiteral("client-key-passphrase-file"),
         .valueName = QStringLiteral("FILE"),
         .variable = QStringLiteral("TOPICSCOPE_CLIENT_KEY_PASSPHRASE")},
        [](auto &settings) -> auto & { return settings.tls.keyPassphrase; });
}

SettingFields limitFields()
{
    return {bound(
                {.key = QStringLiteral("maxFrameBytes"),
                 .kind = Kind::Count,
                 .group = Group::Limits,
                 .label = translated("Largest frame"),
                 .unit = translated("MiB"),
                 .help = translated("Largest frame accepted, in bytes"),
                 .option = QStringLiteral("max-frame"),
                 .valueName = QStringLiteral("BYTES"),
                 .smallest = 1024,
                 .largest = 1024 * mebibyte,
                 .formUnit = mebibyte,
                 .summary =
                     [](const ConnectionSettings &settings) {
                         return translated("frames up to %1 MiB").arg(settings.maxFrameBytes / mebibyte);
                     }},
                [](auto &settings) -> auto & { return settings.maxFrameBytes; }),
            bound(
                {.key = QStringLiteral("connectTimeout"),
                 .kind = Kind::Time,
                 .scope = Scope::Request,
                 .group = Group::Limits,
                 .label = translated("Connect timeout"),
                 .unit = translated("ms"),
                 .help = translated("Give up connecting after this time, at least 1ms"),
                 .option = QStringLiteral("connect-timeout"),
                 .valueName = QStringLiteral("TIME"),
                 .smallest = 1,
                 .largest = day,
                 .summary = saying("connect timeout")},
                [](auto &settings) -> auto & { return settings.connectTimeout; })};
}

SettingField waitField(SettingField field, std::chrono::milliseconds ReconnectSettings::*member)
{
    field.kind = Kind::Time;
    field.group = Group::Limits;
    field.unit = translated("ms");
    field.largest = day;
    field.summary = saying("reconnection");
    return bound(
        field, [member](auto &settings) -> auto & { return settings.reconnect.*member; });
}

SettingFields reconnectFields()
{
    return {bound(
                {.key = QStringLiteral("reconnect"),
                 .kind = Kind::Switch,
                 .label = translated("Reconnect"),
                 .help = translated("End when the connection is lost"),
                 .option = QStringLiteral("no-reconnect"),
                 .variable = QStringLiteral("PUBSUB_RECONNECTION_ENABLED"),
                 .summary = saying("reconnection")},
                [](auto &settings) -> auto & { return settings.reconnect.enabled; }),
            bound(
                {.key = QStringLiteral("awaitServer"),
                 .kind = Kind::Switch,
                 .label = translated("Wait"),
                 .help = translated("Keep trying when the first connection fails or the server refuses it"),
                 .option = QStringLiteral("wait"),
                 .summary = saying("reconnection")},
                [](auto &settings) -> auto & { return settings.reconnect.awaitServer; }),
            bound(
                {.key = QStringLiteral("attempts"),
                 .kind = Kind::Count,
                 .group = Group::Limits,
                 .label = translated("Reconnect attempts"),
                 .help = translated("Tries until it gives up; 0: for ever"),
                 .variable = QStringLiteral("PUBSUB_RECONNECTION_ATTEMPTS"),
                 .summary = saying("reconnection")},
                [](auto &settings) -> auto & { return settings.reconnect.attempts; }),
            waitField({.key = QStringLiteral("delay"),
                       .label = translated("First wait"),
                       .help = translated("The wait before the first try to connect again"),
                       .variable = QStringLiteral("PUBSUB_RECONNECTION_DELAY_MS")},
                      &ReconnectSettings::delay),
            waitField({.key = QStringLiteral("delayMax"),
                       .label = translated("Longest wait"),
                       .help = translated("The longest wait between two tries"),
                       .variable = QStringLiteral("PUBSUB_RECONNECTION_DELAY_MAX_MS"),
                       .check = [](const ConnectionSettings &settings) -> Result<void> {
                           if (settings.reconnect.delayMax < settings.reconnect.delay)
                               return base::failure(base::ErrorCode::InvalidArgument,
                                                    translated("The longest wait cannot be shorter than the first."));
                           return {};
                       }},
                      &ReconnectSettings::delayMax)};
}

} // namespace

SettingFields sharedFields()
{
    return SettingFields{proxyField()} + certificateFields() + limitFields() + reconnectFields()
           + SettingFields{passphraseField()};
}

SettingField headersField()
{
    SettingField field{.key = QStringLiteral("headers"),
                       .kind = Kind::Lines,
                       .secrecy = Secrecy::Secret,
                       .scope = Scope::Request,
                       .group = Group::Secrets,
                       .label = translated("Extra headers"),
                       .help = translated("Headers for every request, \"Name: value\" on a line each"),
                       .hint = translated("Name: value"),
                       .option = QStringLiteral("header-file"),
                       .valueName = QStringLiteral("FILE"),
                       .variable = QStringLiteral("TOPICSCOPE_HEADERS"),
                       .fileVariable = QStringLiteral("TOPICSCOPE_HEADER_FILE"),
                       .additive = true,
                       .summary = saying("extra headers")};
    field.bytes = [](const ConnectionSettings &settings) { return linesOf(settings.headers); };
    field.text = [](const ConnectionSettings &settings) { return QString::fromUtf8(linesOf(settings.headers)); };
    field.setBytes = [](ConnectionSettings &settings, const QByteArray &lines) {
        return parseHeaders(lines).map([&](const HeaderList &headers) { settings.headers = headers; });
    };
    field.set = [set = field.setBytes](ConnectionSettings &settings, const QString &text) {
        return set(settings, text.toUtf8());
    };
    return field;
}

Result<ProxySettings> parseProxy(const QString &text)
{
    const QString trimmed = text.trimmed();
    ProxySettings settings;
    if (trimmed.compare(QLatin1String("system"), Qt::CaseInsensitive) == 0)
        return settings;
    if (trimmed.compare(QLatin1String("none"), Qt::CaseInsensitive) == 0) {
        settings.mode = ProxySettings::Mode::None;
        return settings;
    }
    settings.mode = ProxySettings::Mode::Manual;
    settings.url = QUrl(trimmed.contains(QStringLiteral("://")) ? trimmed : QStringLiteral("http://") + trimmed,
                        QUrl::StrictMode);
    if (auto proxy = proxyFor(settings, {}); !proxy)
        return tl::unexpected(std::move(proxy.error()));
    return settings;
}

QString proxyText(const ProxySettings &settings)
{
    switch (settings.mode) {
    case ProxySettings::Mode::System:
        return QStringLiteral("system");
    case ProxySettings::Mode::None:
        return QStringLiteral("none");
    case ProxySettings::Mode::Manual:
        return settings.url.toString(QUrl::RemoveUserInfo);
    }
    Q_UNREACHABLE();
}

} // namespace topicscope::net
