// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "topics/topicpalette.h"

#include <QByteArrayView>

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

namespace topicscope::app {

namespace {

// At least 3:1 against the surface of their theme (WCAG 1.4.11, graphical objects).
constexpr std::array<QRgb, 12> lightColors{0xff2f6fd0, 0xffc2570c, 0xff1b8a5a, 0xffb8336a, 0xff7a4fc4, 0xff8a7200,
                                           0xff0f8297, 0xffa3442e, 0xff5b7f1f, 0xff9b3fae, 0xff4a5fa8, 0xff6b6f76};
constexpr std::array<QRgb, 12> darkColors{0xff6ba5ff, 0xffff9d5c, 0xff4fd197, 0xffff7fae, 0xffb69aff, 0xffe0c341,
                                          0xff4ccfe6, 0xffff8f78, 0xffa8d25f, 0xffe08cf2, 0xff9db0f5, 0xffaeb4bd};

} // namespace

TopicPalette::TopicPalette(QObject *parent) : QObject(parent) {}

quint32 TopicPalette::numberOf(std::string_view name)
{
    static std::unordered_map<std::string, quint32> numbers;
    if (name.empty())
        return 0;
    std::string key(name);
    if (const auto known = numbers.find(key); known != numbers.end())
        return known->second;
    if (numbers.size() >= maxNames)
        return static_cast<quint32>(qHash(QByteArrayView(name.data(), static_cast<qsizetype>(name.size())), 1)) | 1U;
    const auto number = static_cast<quint32>(numbers.size() + 1);
    numbers.emplace(std::move(key), number);
    return number;
}

quint32 TopicPalette::numberOf(const QString &name)
{
    const QByteArray utf8 = name.toUtf8();
    return numberOf(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

QColor TopicPalette::colorOf(quint32 number, bool dark)
{
    const auto &colors = dark ? darkColors : lightColors;
    // Number 0 is "no topic": the grey at the end.
    const std::size_t index = number == 0 ? colors.size() - 1 : (number - 1) % (colors.size() - 1);
    return QColor::fromRgb(colors[index]);
}

} // namespace topicscope::app
