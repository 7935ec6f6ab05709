// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QClipboard>
#include <QFont>
#include <QObject>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief Puts text on the clipboard byte for byte. What is no UTF-8 goes there as "application/octet-stream" too.
void copyBytes(const QByteArray &utf8, QClipboard::Mode mode = QClipboard::Clipboard);
//! \brief Copies \a bytes, which are no text: as text they are in hexadecimal, "00 ff".
void copyBinary(const QByteArray &bytes);

//! \brief What QML cannot ask Qt for by itself: the fixed font, the clipboard, the version.
//! Thread: main.
class Platform : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

    Q_PROPERTY(QFont generalFont READ generalFont CONSTANT)
    Q_PROPERTY(QFont fixedFont READ fixedFont CONSTANT)
    Q_PROPERTY(int baseFontPixels READ baseFontPixels CONSTANT)
    Q_PROPERTY(QString version READ version CONSTANT)

public:
    explicit Platform(QObject *parent = nullptr);

    [[nodiscard]] QFont generalFont() const;
    [[nodiscard]] QFont fixedFont() const;
    //! \brief Height of the platform's text in pixels, 12 at least.
    [[nodiscard]] int baseFontPixels() const;
    [[nodiscard]] QString version() const;

    Q_INVOKABLE void copyText(const QString &text) const;
};

} // namespace topicscope::app
