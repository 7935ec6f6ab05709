// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "broker/demo/demopayloads.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace topicscope::broker {

namespace {

struct Product {
    const char *sku;
    const char *name;
    double price;
};

constexpr std::array<Product, 10> products{{
    {"LMP-0117", "Desk lamp, brass", 74.90},
    {"CHR-2040", "Oak chair", 189.00},
    {"MUG-0008", "Stoneware mug, 0.3 l", 12.50},
    {"BLK-1100", "Wool blanket", 59.00},
    {"CLK-0301", "Wall clock \"Zürich\"", 45.00},
    {"TBL-5002", "Folding table", 129.00},
    {"VAS-0415", "Glass vase", 24.90},
    {"RUG-0900", "Rug 2 × 3 m", 249.00},
    {"SHF-3301", "Wall shelf", 39.90},
    {"KNF-0077", "Chef's knife", 68.00},
}};

struct Town {
    const char *city;
    const char *zip;
    const char *country;
};

constexpr std::array<Town, 6> towns{{
    {"Hamburg", "20095", "DE"},
    {"Łódź", "90-001", "PL"},
    {"Kraków", "31-001", "PL"},
    {"São Paulo", "01000-000", "BR"},
    {"東京", "100-0001", "JP"},
    {"Lyon", "69001", "FR"},
}};

constexpr std::array channels{"web", "app", "phone"};
constexpr std::array methods{"card", "sepa", "wallet", "invoice"};
constexpr std::array declines{"insufficient_funds", "expired_card", "suspected_fraud", "issuer_unavailable"};
constexpr std::array cancels{"customer_request", "payment_failed", "out_of_stock"};
constexpr std::array sites{"north", "south", "returns"};

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

double cents(double amount)
{
    return std::round(amount * 100.0) / 100.0;
}

QString orderName(int number)
{
    return QStringLiteral("O-%1").arg(number);
}

} // namespace

QByteArray DemoRandom::uuid()
{
    QByteArray bytes;
    for (int word = 0; word < 4; ++word) {
        const quint32 random = m_engine();
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.append(static_cast<char>((random >> shift) & 0xff));
    }
    bytes[6] = static_cast<char>((bytes.at(6) & 0x0f) | 0x40);
    bytes[8] = static_cast<char>((bytes.at(8) & 0x3f) | 0x80);
    QByteArray hex = bytes.toHex();
    for (const qsizetype dash : {20, 16, 12, 8})
        hex.insert(dash, '-');
    return hex;
}

QByteArray DemoPayloads::make(DemoTopic topic, base::WallTime now)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
    const QString time = QDateTime::fromMSecsSinceEpoch(milliseconds).toUTC().toString(Qt::ISODateWithMs);
    const auto object = [&] {
        switch (topic) {
        case DemoTopic::OrdersCreated:
            return order(time);
        case DemoTopic::OrdersPaid:
            return paid(time);
        case DemoTopic::OrdersCancelled:
            return cancelled(time);
        case DemoTopic::PaymentsAuthorized:
            return payment(time, true);
        case DemoTopic::PaymentsDeclined:
            return payment(time, false);
        case DemoTopic::InventoryReserved:
            return reservation(time);
        case DemoTopic::InventorySnapshot:
            return snapshot(time);
        case DemoTopic::TelemetrySensors:
            return reading(time);
        }
        Q_UNREACHABLE();
    };
    return QJsonDocument(object()).toJson(QJsonDocument::Compact);
}

int DemoPayloads::knownOrder()
{
    return std::max(100'001, m_lastOrder - m_random.between(0, 40));
}

QJsonObject DemoPayloads::money(double low, double high)
{
    return {{QStringLiteral("amount"), cents(m_random.between(low, high))},
            {QStringLiteral("currency"), QStringLiteral("EUR")}};
}

QJsonObject DemoPayloads::item()
{
    const Product &product = m_random.pick(products);
    return {{QStringLiteral("sku"), text(product.sku)},
            {QStringLiteral("name"), text(product.name)},
            {QStringLiteral("quantity"), m_random.between(1, 4)},
            {QStringLiteral("unit_price"), product.price}};
}

QJsonObject DemoPayloads::address()
{
    const Town &town = m_random.pick(towns);
    return {{QStringLiteral("city"), text(town.city)},
            {QStringLiteral("zip"), text(town.zip)},
            {QStringLiteral("country"), text(town.country)}};
}

QJsonObject DemoPayloads::order(const QString &time)
{
    QJsonArray items;
    double total = 0;
    for (int left = m_random.between(1, 5); left > 0; --left) {
        const QJsonObject line = item();
        total += line.value(QLatin1String("quantity")).toInt() * line.value(QLatin1String("unit_price")).toDouble();
        items.append(line);
    }
    const int customer = m_random.between(1'000, 9'999);
    QJsonObject order{{QStringLiteral("order_id"), orderName(++m_lastOrder)},
                      {QStringLiteral("created_at"), time},
                      {QStringLiteral("channel"), text(m_random.pick(channels))},
                      {QStringLiteral("customer"), QJsonObject{{QStringLiteral("id"), customer},
                                                               {QStringLiteral("returning"), m_random.chance(0.6)},
                                                               {QStringLiteral("ship_to"), address()}}},
                      {QStringLiteral("items"), items},
                      {QStringLiteral("total"), QJsonObject{{QStringLiteral("amount"), cents(total)},
                                                            {QStringLiteral("currency"), QStringLiteral("EUR")}}}};
    if (m_random.chance(0.2))
        order.insert(QStringLiteral("note"), QStringLiteral("Please ring twice.\nThe bell is \"shy\"."));
    order.insert(QStringLiteral("coupon"),
                 m_random.chance(0.15) ? QJsonValue(QStringLiteral("SPRING10")) : QJsonValue(QJsonValue::Null));
    return order;
}

QJsonObject DemoPayloads::paid(const QString &time)
{
    return {{QStringLiteral("order_id"), orderName(knownOrder())},
            {QStringLiteral("paid_at"), time},
            {QStringLiteral("method"), text(m_random.pick(methods))},
            {QStringLiteral("total"), money(12.0, 900.0)}};
}

QJsonObject DemoPayloads::cancelled(const QString &time)
{
    return {{QStringLiteral("order_id"), orderName(knownOrder())},
            {QStringLiteral("cancelled_at"), time},
            {QStringLiteral("reason"), text(m_random.pick(cancels))},
            {QStringLiteral("refund"),
             m_random.chance(0.5) ? QJsonValue(money(12.0, 900.0)) : QJsonValue(QJsonValue::Null)}};
}

QJsonObject DemoPayloads::payment(const QString &time, bool authorized)
{
    QJsonObject payment{{QStringLiteral("payment_id"), QString::fromLatin1(m_random.uuid())},
                        {QStringLiteral("order_id"), orderName(knownOrder())},
                        {QStringLiteral("at"), time},
                        {QStringLiteral("total"), money(12.0, 900.0)}};
    if (authorized) {
        payment.insert(QStringLiteral("risk"), QJsonObject{{QStringLiteral("score"), cents(m_random.between(0.0, 0.6))},
                                                           {QStringLiteral("checks"),
                                                            QJsonArray{QStringLiteral("cvc"), QStringLiteral("3ds")}}});
    } else {
        payment.insert(QStringLiteral("decline"), QJsonObject{{QStringLiteral("code"), text(m_random.pick(declines))},
                                                              {QStringLiteral("retry"), m_random.chance(0.4)}});
    }
    return payment;
}

QJsonObject DemoPayloads::reservation(const QString &time)
{
    QJsonArray lines;
    for (int left = m_random.between(1, 3); left > 0; --left)
        lines.append(QJsonArray{text(m_random.pick(products).sku), m_random.between(1, 4)});
    return {{QStringLiteral("order_id"), orderName(knownOrder())},
            {QStringLiteral("site"), text(m_random.pick(sites))},
            {QStringLiteral("reserved_until"), time},
            {QStringLiteral("lines"), lines}};
}

QJsonObject DemoPayloads::snapshot(const QString &time)
{
    QJsonArray shelves;
    for (int left = m_random.between(25, 70); left > 0; --left) {
        const Product &product = m_random.pick(products);
        shelves.append(
            QJsonObject{{QStringLiteral("shelf"),
                         QStringLiteral("%1-%2").arg(m_random.between(1, 24)).arg(m_random.between(1, 99))},
                        {QStringLiteral("sku"), text(product.sku)},
                        {QStringLiteral("on_hand"), m_random.between(0, 400)},
                        {QStringLiteral("reserved"), m_random.between(0, 20)},
                        {QStringLiteral("last_count"),
                         QJsonObject{{QStringLiteral("by"), QStringLiteral("robot-%1").arg(m_random.between(1, 9))},
                                     {QStringLiteral("deviation"), m_random.between(-3, 3)}}}});
    }
    return {{QStringLiteral("site"), text(m_random.pick(sites))},
            {QStringLiteral("taken_at"), time},
            {QStringLiteral("shelves"), shelves}};
}

QJsonObject DemoPayloads::reading(const QString &time)
{
    const int sensor = m_random.between(0, static_cast<int>(m_temperatures.size()) - 1);
    double &temperature = m_temperatures[static_cast<std::size_t>(sensor)];
    temperature += m_random.between(-0.15, 0.15);
    return {{QStringLiteral("sensor"), QStringLiteral("t-%1").arg(sensor + 1, 2, 10, QLatin1Char('0'))},
            {QStringLiteral("at"), time},
            {QStringLiteral("celsius"), cents(temperature)},
            {QStringLiteral("battery"), cents(m_random.between(0.6, 1.0))}};
}

} // namespace topicscope::broker
