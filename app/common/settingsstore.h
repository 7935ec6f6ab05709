// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSettings>
#include <QVariantMap>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief Remembers sizes and choices between two runs; never anything secret.
//!
//! A transient one reads and writes nothing on disk: for screenshots and tests. Thread: main.
class SettingsStore : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program and injected into the window")

public:
    enum class Lifetime { Persistent, Transient };

    explicit SettingsStore(Lifetime lifetime, QObject *parent = nullptr);

    [[nodiscard]] bool isPersistent() const { return m_lifetime == Lifetime::Persistent; }
    Q_INVOKABLE int number(const QString &key, int fallback) const;
    Q_INVOKABLE void setNumber(const QString &key, int value);
    Q_INVOKABLE QString text(const QString &key, const QString &fallback) const;
    Q_INVOKABLE void setText(const QString &key, const QString &value);
    //! \brief Takes \a value instead of what was remembered, for this run: a wish from the command line.
    void override(const QString &key, const QVariant &value);

    //! \brief True when a window whose title begins at (\a x, \a y) could be reached with the pointer.
    Q_INVOKABLE bool isOnScreen(int x, int y) const;

private:
    [[nodiscard]] QVariant value(const QString &key) const;
    void setValue(const QString &key, const QVariant &value);

    QSettings m_settings;
    QVariantMap m_values; // of this run: overrides, and all of a transient store
    Lifetime m_lifetime;
};

} // namespace topicscope::app
