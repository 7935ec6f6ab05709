// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/settingsstore.h"

#include <QGuiApplication>
#include <QScreen>

namespace topicscope::app {

SettingsStore::SettingsStore(Lifetime lifetime, QObject *parent) : QObject(parent), m_lifetime(lifetime) {}

QVariant SettingsStore::value(const QString &key) const
{
    if (const auto own = m_values.constFind(key); own != m_values.constEnd())
        return *own;
    return m_lifetime == Lifetime::Persistent ? m_settings.value(key) : QVariant();
}

void SettingsStore::setValue(const QString &key, const QVariant &value)
{
    if (m_lifetime == Lifetime::Persistent) {
        m_values.remove(key);
        m_settings.setValue(key, value);
    } else {
        m_values.insert(key, value);
    }
}

int SettingsStore::number(const QString &key, int fallback) const
{
    bool ok = false;
    const int number = value(key).toInt(&ok);
    return ok ? number : fallback;
}

void SettingsStore::setNumber(const QString &key, int value)
{
    setValue(key, value);
}

QString SettingsStore::text(const QString &key, const QString &fallback) const
{
    const QVariant found = value(key);
    return found.isValid() ? found.toString() : fallback;
}

void SettingsStore::setText(const QString &key, const QString &value)
{
    setValue(key, value);
}

void SettingsStore::override(const QString &key, const QVariant &value)
{
    m_values.insert(key, value);
}

bool SettingsStore::isOnScreen(int x, int y) const
{
    // Some way into the title bar, where a window can be taken hold of.
    constexpr int reach = 80;
    return x >= 0 && QGuiApplication::screenAt(QPoint(x + reach, y + reach / 8)) != nullptr;
}

} // namespace topicscope::app
