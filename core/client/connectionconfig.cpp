// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/connectionconfig.h"

#include "base/utf8.h"
#include "client/clientconfig.h"
#include "net/access.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <functional>

namespace topicscope::client {

using base::ErrorCode;
using base::failure;
using base::Result;
using net::ProxySettings;
using net::CarrierChoice;

namespace {

constexpr qint64 maxSecretBytes = 64 * 1024;

struct Named {
    const char *name;
    CarrierChoice choice;
};
constexpr std::array transports{Named{"auto", CarrierChoice::Auto}, Named{"websocket", CarrierChoice::WebSocket},
                                Named{"polling", CarrierChoice::Polling}, Named{"upgrade", CarrierChoice::Upgrade}};

QString translated(const char *text)
{
    return QCoreApplication::translate("topicscope::client", text);
}

template<typename T>
Result<void> keep(Result<T> value, T &target)
{
    if (!value)
        return tl::unexpected(std::move(value.error()));
    target = *std::move(value);
    return {};
}

} // namespace

Result<CarrierChoice> parseTransport(const QString &text)
{
    const QString word = text.trimmed().toLower();
    const auto known = std::find_if(transports.begin(), transports.end(),
                                    [&](const Named &each) { return word == QLatin1String(each.name); });
    if (known == transports.end())
        return failure(ErrorCode::InvalidArgument,
                       translated("\"%1\" is no transport; it has to be auto, websocket, polling or upgrade.")
                           .arg(text.trimmed()));
    return known->choice;
}

QString transportName(CarrierChoice choice)
{
    const auto known = std::find_if(transports.begin(), transports.end(),
                                    [choice](const Named &each) { return each.choice == choice; });
    return QLatin1String(known->name);
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
    if (auto proxy = net::proxyFor(settings, {}); !proxy)
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

Result<QUrl> parseUrlOption(const QString &text)
{
    auto url = ClientConfig::parseUrl(text);
    if (url && !url->password().isEmpty())
        return failure(
            ErrorCode::InvalidArgument,
            translated("--url must not hold a password, which others could read here: set PUBSUB_SERVER_URL instead."));
    return url;
}

Result<QByteArray> readSecretFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::InputOutput,
                       translated("The file %1 cannot be read: %2.").arg(path, file.errorString()));
    QByteArray bytes = file.read(maxSecretBytes + 1);
    if (bytes.size() > maxSecretBytes)
        return failure(
            ErrorCode::TooLarge,
            translated("The file %1 is over the limit of %2 bytes.").arg(path, QString::number(maxSecretBytes)));
    bytes = base::textOfFile(std::move(bytes));
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

Result<void> overlayEnvironment(const QProcessEnvironment &environment, net::ConnectionSettings &settings)
{
    using Reader = std::function<Result<void>(const QString &value)>;
    const auto addHeaders = [&](const QByteArray &lines) {
        return net::parseHeaders(lines).map([&](const net::HeaderList &headers) { settings.headers.append(headers); });
    };
    const auto text = [](QString &target) -> Reader {
        return [&target](const QString &value) -> Result<void> {
            target = value;
            return {};
        };
    };
    const std::array<std::pair<const char *, Reader>, 12> readers{{
        {"TOPICSCOPE_TRANSPORT", [&](const QString &value) { return keep(parseTransport(value), settings.transport); }},
        {"TOPICSCOPE_PATH", text(settings.path)},
        {"TOPICSCOPE_NAMESPACE", text(settings.nsp)},
        {"TOPICSCOPE_AUTH_FILE", [&](const QString &value) { return keep(readSecretFile(value), settings.auth); }},
        {"TOPICSCOPE_AUTH",
         [&](const QString &value) { return keep(Result<QByteArray>(value.toUtf8()), settings.auth); }},
        {"TOPICSCOPE_HEADER_FILE", [&](const QString &value) { return readSecretFile(value).and_then(addHeaders); }},
        {"TOPICSCOPE_HEADERS", [&](const QString &value) { return addHeaders(value.toUtf8()); }},
        {"TOPICSCOPE_PROXY", [&](const QString &value) { return keep(parseProxy(value), settings.proxy); }},
        {"TOPICSCOPE_CA_FILE", text(settings.tls.caFile)},
        {"TOPICSCOPE_CLIENT_CERT", text(settings.tls.certificateFile)},
        {"TOPICSCOPE_CLIENT_KEY", text(settings.tls.keyFile)},
        {"TOPICSCOPE_CLIENT_KEY_PASSPHRASE",
         [&](const QString &value) { return keep(Result<QByteArray>(value.toUtf8()), settings.tls.keyPassphrase); }},
    }};
    for (const auto &[name, read] : readers) {
        const QString variable = QLatin1String(name);
        // As everywhere, a variable that is set but empty counts as absent.
        const QString value = environment.value(variable);
        if (value.trimmed().isEmpty())
            continue;
        if (auto done = read(value); !done)
            return failure(done.error().code, QStringLiteral("%1: %2").arg(variable, done.error().text));
    }
    return {};
}

} // namespace topicscope::client
