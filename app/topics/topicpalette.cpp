// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "topics/topicpalette.h"

#include <array>

namespace topicscope::app {

namespace {

// At least 3:1 against the surface of their theme (WCAG 1.4.11, graphical objects).
constexpr std::array<QRgb, 12> lightColors{0xff2f6fd0, 0xffc2570c, 0xff1b8a5a, 0xffb8336a, 0xff7a4fc4, 0xff8a7200,
                                           0xff0f8297, 0xffa3442e, 0xff5b7f1f, 0xff9b3fae, 0xff4a5fa8, 0xff6b6f76};
constexpr std::array<QRgb, 12> darkColors{0xff6ba5ff, 0xffff9d5c, 0xff4fd197, 0xffff7fae, 0xffb69aff, 0xffe0c341,
                                          0xff4ccfe6, 0xffff8f78, 0xffa8d25f, 0xffe08cf2, 0xff9db0f5, 0xffaeb4bd};

} // namespace

TopicPalette::TopicPalette(QObject *parent) : QObject(parent) {}

QColor TopicPalette::colorOf(quint32 topicId, bool dark)
{
    const auto &colors = dark ? darkColors : lightColors;
    // Number 0 is "no topic": the grey at the end.
    const std::size_t index = topicId == 0 ? colors.size() - 1 : (topicId - 1) % (colors.size() - 1);
    return QColor::fromRgb(colors[index]);
}

} // namespace topicscope::app
