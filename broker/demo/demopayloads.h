// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "broker/demo/demorandom.h"

#include <QByteArray>
#include <QJsonObject>

#include <array>

namespace topicscope::broker {

//! \brief The topics of the demo.
enum class DemoTopic : quint8 {
    OrdersCreated,
    OrdersPaid,
    OrdersCancelled,
    PaymentsAuthorized,
    PaymentsDeclined,
    InventoryReserved,
    InventorySnapshot, //!< some KiB each
    TelemetrySensors,
};

//! \brief Makes up what a small shop and its warehouse would say: nested, of varied shape and size. Thread: one at a
//! time.
class DemoPayloads
{
public:
    explicit DemoPayloads(DemoRandom &random) : m_random(random) {}

    //! \brief The payload of a message on \a topic at \a now, as compact JSON.
    [[nodiscard]] QByteArray make(DemoTopic topic, base::WallTime now);

private:
    [[nodiscard]] QJsonObject order(const QString &time);
    [[nodiscard]] QJsonObject paid(const QString &time);
    [[nodiscard]] QJsonObject cancelled(const QString &time);
    [[nodiscard]] QJsonObject payment(const QString &time, bool authorized);
    [[nodiscard]] QJsonObject reservation(const QString &time);
    [[nodiscard]] QJsonObject snapshot(const QString &time);
    [[nodiscard]] QJsonObject reading(const QString &time);
    [[nodiscard]] QJsonObject item();
    [[nodiscard]] QJsonObject address();
    [[nodiscard]] QJsonObject money(double low, double high);
    [[nodiscard]] int knownOrder();

    DemoRandom &m_random;
    int m_lastOrder = 100'000;
    std::array<double, 12> m_temperatures{4.1, 4.3, 3.9, 18.2, 18.9, 19.4, 21.0, 20.7, 22.3, -18.4, -18.9, -19.2};
};

} // namespace topicscope::broker
