// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace/connectionmemory.h"

#include "client/connectionconfig.h"

#include <limits>

namespace topicscope::app {

namespace {

QString keyOf(const char *name)
{
    return QStringLiteral("connection/") + QLatin1String(name);
}

void recallText(const SettingsStore &store, const char *name, QString &target)
{
    target = store.text(keyOf(name), target);
}

template<typename Number>
void recallNumber(const SettingsStore &store, const char *name, Number smallest, Number &target)
{
    bool ok = false;
    const qint64 value = store.text(keyOf(name), {}).toLongLong(&ok);
    if (ok && value >= smallest && value <= std::numeric_limits<int>::max())
        target = static_cast<Number>(value);
}

void recallTime(const SettingsStore &store, const char *name, int smallest, std::chrono::milliseconds &target)
{
    auto count = static_cast<int>(target.count());
    recallNumber(store, name, smallest, count);
    target = std::chrono::milliseconds(count);
}

} // namespace

void rememberAdvanced(const net::ConnectionSettings &settings, SettingsStore &store)
{
    store.setText(keyOf("transport"), client::transportName(settings.transport));
    store.setText(keyOf("path"), settings.path);
    store.setText(keyOf("namespace"), settings.nsp);
    store.setText(keyOf("proxy"), client::proxyText(settings.proxy));
    store.setText(keyOf("caFile"), settings.tls.caFile);
    store.setText(keyOf("certificateFile"), settings.tls.certificateFile);
    store.setText(keyOf("keyFile"), settings.tls.keyFile);
    store.setText(keyOf("maxFrameBytes"), QString::number(settings.maxFrameBytes));
    store.setText(keyOf("connectTimeout"), QString::number(settings.connectTimeout.count()));
    store.setText(keyOf("attempts"), QString::number(settings.reconnect.attempts));
    store.setText(keyOf("delay"), QString::number(settings.reconnect.delay.count()));
    store.setText(keyOf("delayMax"), QString::number(settings.reconnect.delayMax.count()));
}

void recallAdvanced(const SettingsStore &store, net::ConnectionSettings &settings)
{
    if (const auto transport = client::parseTransport(store.text(keyOf("transport"), {})))
        settings.transport = *transport;
    recallText(store, "path", settings.path);
    recallText(store, "namespace", settings.nsp);
    if (const auto proxy = client::parseProxy(store.text(keyOf("proxy"), {})))
        settings.proxy = *proxy;
    recallText(store, "caFile", settings.tls.caFile);
    recallText(store, "certificateFile", settings.tls.certificateFile);
    recallText(store, "keyFile", settings.tls.keyFile);
    recallNumber(store, "maxFrameBytes", qint64(1), settings.maxFrameBytes);
    recallTime(store, "connectTimeout", 1, settings.connectTimeout);
    recallNumber(store, "attempts", 0, settings.reconnect.attempts);
    recallTime(store, "delay", 0, settings.reconnect.delay);
    recallTime(store, "delayMax", 0, settings.reconnect.delayMax);
}

} // namespace topicscope::app
