// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/message.h"
#include "common/figuretext.h"
#include "common/statefilter.h"
#include "common/tone.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief Numbers and states as the window shows them, everywhere the same. Thread: main.
class Format : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    explicit Format(QObject *parent = nullptr);

    //! \brief "312 B", "1.2 KiB", "5.2 MiB".
    [[nodiscard]] static QString bytesText(qint64 bytes);
    //! \brief "0.4/s", "118/s", "5,012/s".
    [[nodiscard]] static QString perSecondText(double perSecond);
    //! \brief Local date and time with microseconds.
    [[nodiscard]] static QString dateTimeText(base::WallTime time);
    [[nodiscard]] static QString stateText(base::MessageState state);
    [[nodiscard]] static Tone::Value stateTone(base::MessageState state);
    //! \brief What the stream is narrowed to, in the ledger's words: "failed", "timed out"; "all states".
    Q_INVOKABLE static QString stateFilterText(topicscope::app::StateFilter::Value filter);

    //! \brief What was received, for one row: see shownText().
    Q_INVOKABLE QString visible(const QString &received) const { return shownText(received); }
    //! \brief The same without a limit, and with its line breaks.
    Q_INVOKABLE QString visibleLines(const QString &received) const;
    //! \brief \a text with %1, %2 and so on replaced in one go: what was received may hold such marks itself.
    Q_INVOKABLE QString fill(const QString &text, const QStringList &values) const;
    Q_INVOKABLE QString count(double value) const { return countText(static_cast<quint64>(value)); }
    Q_INVOKABLE QString bytes(double value) const { return bytesText(static_cast<qint64>(value)); }
    Q_INVOKABLE QString rate(double perSecond) const { return perSecondText(perSecond); }
    Q_INVOKABLE QString microseconds(double value) const
    {
        return durationText(std::chrono::nanoseconds(static_cast<qint64>(value * 1000.0)));
    }
};

} // namespace topicscope::app
