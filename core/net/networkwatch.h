// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace topicscope::net {

//! \brief Tells what happens to this machine that a connection does not notice by itself, or only after minutes.
//! Thread: the one it lives in.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    //! \brief The machine slept for \a duration, and is awake again.
    void resumed(std::chrono::milliseconds duration);
    //! \brief There is a network again, or one more.
    void networkAppeared();
    //! \brief These addresses are no longer ours: connections that begin there are dead.
    void addressesGone(const QList<QHostAddress> &addresses);
};

//! \brief Notices a sleep between two looks at the clocks: time that passed on the one that counts it and not on the
//! other. Thread: one at a time.
class SleepDetector
{
public:
    //! \brief Shorter gaps are a clock being set, or a busy machine.
    static constexpr std::chrono::milliseconds threshold{3'000};

    //! \brief \a running stands still during sleep, \a total does not; both count from some start.
    //! The sleep since the last call, where there was one.
    [[nodiscard]] std::optional<std::chrono::milliseconds> observe(std::chrono::milliseconds running,
                                                                   std::chrono::milliseconds total);

private:
    std::optional<std::chrono::milliseconds> m_difference;
};

//! \brief Asks the system: the clocks and the addresses every few seconds, and Qt's network information where there is
//! some.
class SystemNetworkWatch final : public NetworkWatch
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds interval{5'000};

    explicit SystemNetworkWatch(QObject *parent = nullptr);

    //! \brief Loads Qt's network information, once. Thread: main; optional.
    static void loadNetworkInformation();

private:
    void look();

    QTimer m_timer;
    SleepDetector m_sleep;
    QList<QHostAddress> m_addresses;
};

} // namespace topicscope::net
