// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/platform.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QUtf8StringView>

#include <algorithm>

namespace topicscope::app {

void copyBytes(const QByteArray &utf8, QClipboard::Mode mode)
{
    // Converted only when somebody asks for it as text: a long one costs no second copy.
    auto *data = new QMimeData;
    data->setData(QStringLiteral("text/plain"), utf8);
    if (!QUtf8StringView(utf8).isValidUtf8())
        data->setData(QStringLiteral("application/octet-stream"), utf8);
    QGuiApplication::clipboard()->setMimeData(data, mode);
}

void copyBinary(const QByteArray &bytes)
{
    auto *data = new QMimeData;
    data->setData(QStringLiteral("application/octet-stream"), bytes);
    data->setText(QString::fromLatin1(bytes.toHex(' ')));
    QGuiApplication::clipboard()->setMimeData(data);
}

Platform::Platform(QObject *parent) : QObject(parent) {}

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
