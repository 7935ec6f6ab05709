// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platform.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>

namespace topicscope::app {

Platform::Platform(QObject *parent)
    : QObject(parent)
{
}

QFont Platform::generalFont() const
{
    return QFontDatabase::systemFont(QFontDatabase::GeneralFont);
}

QFont Platform::fixedFont() const
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

int Platform::baseFontPixels() const
{
    constexpr int smallest = 12;
    return std::max(smallest, QFontInfo(generalFont()).pixelSize());
}

QString Platform::version() const
{
    return QStringLiteral(TOPICSCOPE_VERSION);
}

void Platform::copyText(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace topicscope::app
