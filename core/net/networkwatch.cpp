// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/networkwatch.h"

#include <QNetworkInformation>
#include <QNetworkInterface>

#ifdef Q_OS_LINUX
#include <time.h>

#include <utility>
#endif

namespace topicscope::net {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

namespace {

//! A clock that goes on while the machine sleeps. Elsewhere than on Linux it is the time of day, which may be set.
milliseconds totalTime()
{
#ifdef Q_OS_LINUX
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::seconds(time.tv_sec) + duration_cast<milliseconds>(std::chrono::nanoseconds(time.tv_nsec));
#endif
    return duration_cast<milliseconds>(base::wallNow().time_since_epoch());
}

} // namespace

std::optional<milliseconds> SleepDetector::observe(milliseconds running, milliseconds total)
{
    const milliseconds difference = total - running;
    const auto before = std::exchange(m_difference, difference);
    if (!before || difference - *before < threshold)
        return std::nullopt;
    return difference - *before;
}

SystemNetworkWatch::SystemNetworkWatch(QObject *parent) : NetworkWatch(parent)
{
    look();
    m_timer.setInterval(interval);
    m_timer.setTimerType(Qt::VeryCoarseTimer); // wakes up together with others
    connect(&m_timer, &QTimer::timeout, this, &SystemNetworkWatch::look);
    m_timer.start();
    if (QNetworkInformation *information = QNetworkInformation::instance()) {
        connect(information, &QNetworkInformation::reachabilityChanged, this,
                [this](QNetworkInformation::Reachability reachability) {
                    look();
                    if (reachability >= QNetworkInformation::Reachability::Local)
                        Q_EMIT networkAppeared();
                });
    }
}

void SystemNetworkWatch::loadNetworkInformation()
{
    // Where no backend knows, the addresses have to tell.
    static_cast<void>(QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability));
}

void SystemNetworkWatch::look()
{
    if (const auto slept = m_sleep.observe(duration_cast<milliseconds>(base::SteadyClock::now().time_since_epoch()),
                                           totalTime()))
        Q_EMIT resumed(*slept);
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    const QList<QHostAddress> before = std::exchange(m_addresses, addresses);
    const auto notIn = [](const QList<QHostAddress> &some, const QList<QHostAddress> &others) {
        QList<QHostAddress> rest;
        for (const QHostAddress &address : some) {
            if (!others.contains(address))
                rest.append(address);
        }
        return rest;
    };
    if (const QList<QHostAddress> gone = notIn(before, addresses); !gone.isEmpty())
        Q_EMIT addressesGone(gone);
    if (!before.isEmpty() && !notIn(addresses, before).isEmpty())
        Q_EMIT networkAppeared();
}

} // namespace topicscope::net
